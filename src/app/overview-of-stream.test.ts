import { expect, test } from 'vitest';
import { describeAppOnBothDatabases, SILENT } from '../../test/test-app.ts';
import { overviewOf } from './overview.ts';
import { recomputeStream } from './recompute.ts';
import { SHOP } from './shop-document.test-data.ts';
import { takePush } from './sources/take-push.ts';
import { createStream } from './streams.ts';
import { suggestStream } from './suggest.ts';
import { openView } from './view.ts';

const NOTHING_NARROWED = { kind: [], team: [], label: [], epic: [] };

describeAppOnBothDatabases('what a stream’s page says first', (open) => {
  test('of a new stream that its figures come, and of a history that ended long ago when that was', async () => {
    let now = Date.parse('2026-02-01T00:00:00Z');
    const { app } = await open({ now: () => now });
    const work = (item: string, project: string, day: string) => [
      { item, at: `${day}T08:00:00Z`, status: 'Doing', project },
      { item, at: `${day}T20:00:00Z`, status: 'Done', project },
    ];
    await takePush(app, 'forge', { work: [...work('S-1', 'S', '2026-01-06'), ...work('T-1', 'T', '2026-01-20')] });
    const { id } = await createStream(app, SHOP, { isSample: false });
    const page = async (window: { from?: string; to?: string }) =>
      overviewOf(await openView(app, id, { ...NOTHING_NARROWED, ...window }));
    const said = async (window: { from?: string; to?: string }) =>
      (await page(window)).sentence.map(({ text }) => text).join('');

    expect((await page({})).header.hasFigures).toBe(false);
    expect(await said({})).toContain('Shop has no figures yet');
    await recomputeStream(app, id, SILENT);
    expect((await page({})).header.hasFigures).toBe(true);
    const january = { from: '2026-01-01', to: '2026-02-01' };
    expect(await said(january)).toContain('Shop finished 2 items');
    expect(await said(january)).not.toContain('Nothing has changed');
    // 20 January and twelve weeks are 14 April.
    now = Date.parse('2026-05-01T00:00:00Z');
    expect(await said(january)).toMatch(/^Shop finished 2 items.*Nothing has changed in it since 20 Jan 2026\.$/);
    expect(await said({})).toMatch(/^Nothing has changed in Shop since 20 Jan 2026\. Its last twelve weeks/);
  });

  test('a suggestion is of the projects that are chosen, and says where their history ends', async () => {
    const { app } = await open({ now: () => Date.parse('2026-02-01T00:00:00Z') });
    const work = (item: string, project: string, at: string) => ({ item, at, status: 'Done', project });
    await takePush(app, 'forge', {
      work: [
        work('S-1', 'S', '2026-01-06T08:00:00Z'),
        work('T-1', 'T', '2026-01-20T08:00:00Z'),
        work('T-2', 'T', '2026-01-21T08:00:00Z'),
      ],
    });
    const asked = { source: 'forge', timeZone: 'UTC' };
    const projects = [
      { name: 'T', items: 2 },
      { name: 'S', items: 1 },
    ];
    expect(await suggestStream(app, asked)).toMatchObject({
      projects,
      lastChangeAt: Date.parse('2026-01-21T08:00:00Z'),
      text: expect.stringContaining('items: [{source: forge, project: [T, S]}]'),
    });
    expect(await suggestStream(app, { ...asked, projects: ['S'] })).toMatchObject({
      projects,
      lastChangeAt: Date.parse('2026-01-06T08:00:00Z'),
      text: expect.stringContaining('items: [{source: forge, project: [S]}]'),
    });
    await expect(suggestStream(app, { ...asked, projects: ['U'] })).rejects.toThrow('no items in U; choose others');
  });
});
