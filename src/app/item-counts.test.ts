import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeAppOnBothDatabases } from '../../test/test-app.ts';
import { simulateOrganisation } from '../sample/simulate-organisation.ts';
import { ensureSource } from '../storage/sources.ts';
import { writeHistories } from '../storage/work-items.ts';
import { itemCounts } from './item-counts.ts';

const [sample] = simulateOrganisation({ seed: 3, endOn: '2026-06-15', scale: 0.02 }).streams;
const histories = (sample?.histories ?? []).map((history) => ({ ...history, source: 'board' }));

describeAppOnBothDatabases('counts of work items', (open) => {
  test('are those of the store: at first, after a start, after more items, and where the file is damaged', async () => {
    const { app, folder } = await open();
    const source = { sourceId: 'board', kind: 'sample', name: 'board', isSample: false, createdAt: 0 };
    await ensureSource(app.db, app.workspace, source);
    await writeHistories(app.db, app.workspace, 'board', histories.slice(0, 10));
    const file = path.join(folder, 'columns', 'Counts');
    /** As a program that has just started counts them. */
    const afterStart = async () => [...(await itemCounts({ ...app }, []))];
    expect(await afterStart()).toEqual([['board', 10]]);
    expect(existsSync(file)).toBe(true);
    expect(await afterStart()).toEqual([['board', 10]]);
    await writeHistories(app.db, app.workspace, 'board', histories.slice(5, 15));
    expect([...(await itemCounts(app, []))]).toEqual([['board', 15]]);
    writeFileSync(file, readFileSync(file).subarray(1));
    expect(await afterStart()).toEqual([['board', 15]]);
  });
});
