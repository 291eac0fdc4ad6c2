import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestApps, SILENT, type TestApp } from '../../test/test-app.ts';
import { foldAll, inputAt } from '../flow/fold-all.ts';
import { measureAll } from '../flow/measure-all.ts';
import { parseStream } from '../flow/stream/parse.ts';
import { windowOf } from '../flow/window.ts';
import { SAMPLE_SOURCE, simulateOrganisation } from '../sample/simulate-organisation.ts';
import { ensureSource } from '../storage/sources.ts';
import { writeHistories } from '../storage/work-items.ts';
import { keepColumns, readColumns } from './kept-columns.ts';
import { loadStream, openStream } from './load-stream.ts';
import { recomputeStream } from './recompute.ts';
import { NO_FILTER } from './stream-data.ts';
import { createStream } from './streams.ts';

const END = '2026-06-15';
const [sample] = simulateOrganisation({ seed: 5, endOn: END, scale: 0.05 }).streams;
const parsed = parseStream(sample?.documentText ?? '');
if (!parsed.ok || sample === undefined) throw new Error('the sample has no stream');
const { stream } = parsed;
/** Known at two moments: all of it, and as of a day on which much was still to come. */
const WINDOWS = [windowOf(stream.timeZone, '2026-03-23', END), windowOf(stream.timeZone, '2025-09-01', '2025-11-24')];
// In the order in which the store hands items out, by which intervals are drawn.
const timelines = foldAll(sample.histories, stream).toSorted((a, b) => (a.item < b.item ? -1 : 1));
const expected = WINDOWS.map((window) => measureAll(inputAt(timelines, stream, window)));

const open = openTestApps();

describe('columns kept beside the store', () => {
  let opened: TestApp;
  let id = '';
  const columnFiles = (): string[] => readdirSync(path.join(opened.folder, 'columns')).toSorted();
  /** As a program that has just started sees it. */
  const measured = async () => {
    opened.app.streams.clear();
    const { data } = await loadStream(opened.app, id);
    return WINDOWS.map((window) => measureAll(data.inputFor(window, NO_FILTER)));
  };

  beforeAll(async () => {
    opened = await open({ now: () => Date.parse(`${END}T12:00:00Z`) });
    const { app } = opened;
    await ensureSource(app.db, app.workspace, {
      sourceId: SAMPLE_SOURCE,
      kind: 'sample',
      name: SAMPLE_SOURCE,
      isSample: false,
      createdAt: 0,
    });
    await writeHistories(app.db, app.workspace, SAMPLE_SOURCE, sample.histories);
    id = (await createStream(app, sample.documentText)).id;
  }, 120_000);

  beforeEach(async () => {
    rmSync(path.join(opened.folder, 'columns'), { recursive: true, force: true });
    await recomputeStream(opened.app, id, SILENT);
  });

  test('facts are computed with their columns, and pages measure the same from them', async () => {
    expect(columnFiles()).toHaveLength(2);
    expect(await measured()).toEqual(expected);
  });

  test('without files the same is read from the store, and kept for the next time', async () => {
    const before = columnFiles();
    rmSync(path.join(opened.folder, 'columns'), { recursive: true });
    expect(await measured()).toEqual(expected);
    expect(columnFiles()).toEqual(before);
    expect(await measured()).toEqual(expected);
  });

  test('a damaged file is not believed', async () => {
    for (const name of columnFiles()) {
      const file = path.join(opened.folder, 'columns', name);
      const bytes = readFileSync(file);
      const at = Math.floor(bytes.length / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(file, bytes);
      expect(await measured()).toEqual(expected);
    }
    const [name = ''] = columnFiles();
    writeFileSync(path.join(opened.folder, 'columns', name), '');
    expect(await measured()).toEqual(expected);
  });

  test('columns of earlier facts are dropped when new ones are kept', async () => {
    const before = columnFiles();
    await recomputeStream(opened.app, id, SILENT);
    const after = columnFiles();
    expect(after).toHaveLength(2);
    expect(after.filter((name) => before.includes(name))).toEqual([]);
  });

  test('the same columns kept by several at once are whole, and a draft that another process left is swept', async () => {
    const folder = path.join(opened.folder, 'columns');
    const before = columnFiles();
    writeFileSync(path.join(folder, 'Draft.0.1'), 'half');
    const { facts } = await openStream(opened.app, id);
    const kept = await readColumns(opened.app, facts);
    if (kept === null) throw new Error('nothing was kept');
    await Promise.all(Array.from({ length: 8 }, () => keepColumns(opened.app, facts, kept)));
    expect(opened.log.errors).toEqual([]);
    expect(columnFiles()).toEqual(before);
    expect(await measured()).toEqual(expected);
  });

  test('only this user may read the files', () => {
    for (const name of columnFiles()) {
      expect(statSync(path.join(opened.folder, 'columns', name)).mode & 0o077).toBe(0);
    }
  });

  test('a folder that cannot be written costs a line in the log and no figures', async () => {
    const folder = path.join(opened.folder, 'columns');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'not a folder');
    expect(await measured()).toEqual(expected);
    expect(existsSync(path.join(folder, 'any'))).toBe(false);
    expect(opened.log.errors.join('\n')).toContain('columns could not be kept');
  });
});
