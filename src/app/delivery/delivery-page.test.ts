import { expect, test } from 'vitest';
import { describeAppOnBothDatabases, SILENT } from '../../../test/test-app.ts';
import { itemPageOf } from '../item-page.ts';
import { recomputeStream } from '../recompute.ts';
import { SHOP } from '../shop-document.test-data.ts';
import { takePush } from '../sources/take-push.ts';
import { createStream } from '../streams.ts';
import { openView } from '../view.ts';
import { deliveryPageOf } from './delivery-page.ts';

const sha = (n: number): string => String(n).repeat(10);
const change = (n: number, committedAt: string, keys: readonly string[]) => ({
  repo: 'shop/web',
  sha: sha(n),
  parents: n === 1 ? [] : [sha(n - 1)],
  committedAt,
  keys,
});
const deployment = (n: number, finishedAt: string) => ({
  id: `run-${n}`,
  repo: 'shop/web',
  sha: sha(n),
  status: 'succeeded',
  startedAt: finishedAt,
  finishedAt,
});

describeAppOnBothDatabases('delivery of a stream', (open) => {
  test('joins what is pushed to items, deployments and incidents, and says nothing where no application is named', async () => {
    const { app } = await open({ now: () => Date.parse('2026-02-01T00:00:00Z') });
    const { id } = await createStream(app, SHOP, { isSample: false });
    const view = () =>
      openView(app, id, { from: '2026-01-01', to: '2026-02-01', kind: [], team: [], label: [], epic: [] });
    await takePush(app, 'forge', {
      work: [
        { item: 'S-1', at: '2026-01-02T08:00:00Z', status: 'Doing' },
        { item: 'S-1', at: '2026-01-06T08:00:00Z', status: 'Done' },
      ],
      change: [
        change(1, '2026-01-01T08:00:00Z', []),
        change(2, '2026-01-05T08:00:00Z', ['S-1']),
        change(3, '2026-01-05T20:00:00Z', ['S-1']),
      ],
      // The first one known is the baseline; the second brings commits 2 and 3, which waited 48 and 36 hours.
      deployment: [deployment(1, '2026-01-02T08:00:00Z'), deployment(3, '2026-01-07T08:00:00Z')],
      incident: [
        {
          id: 'PD-1',
          application: 'Web',
          openedAt: '2026-01-07T09:00:00Z',
          restoredAt: '2026-01-07T12:00:00Z',
          deployments: ['run-3'],
        },
      ],
    });
    await recomputeStream(app, id, SILENT);
    const page = await deliveryPageOf(app, await view());
    const [web] = page.applications;
    expect(web?.sentence[0]?.text).toContain('Web was deployed 2 times with success.');
    expect(web?.sentence[0]?.text).toContain('1 of its 2 deployments needed repair.');
    // From the failed deployment at 08:00 to 12:00; a percentile of one failure is not told.
    expect(web?.metrics.find(({ metric }) => metric === 'failed-deployment-recovery-time')).toMatchObject({
      figure: null,
      note: 'only 1 known: too few for a figure',
      measure: { status: 'measured', n: 1, items: ['run-3'] },
    });
    expect(web?.deployments).toMatchObject([
      { id: 'run-3', changes: 2, items: ['S-1'], incidents: [{ id: 'PD-1', isInferred: false }] },
      { id: 'run-1', changes: null, isBaseline: true, incidents: [] },
    ]);
    // Both that the sources told of, shop/web and Web, are this application's.
    expect(page.elsewhere).toEqual([]);
    const item = await itemPageOf(app, await view(), 'S-1');
    expect(item.delivery).toMatchObject({
      deliveredToProductionAt: Date.parse('2026-01-07T08:00:00Z'),
      deployments: ['run-3'],
      incidents: ['PD-1'],
    });

    const { id: other } = await createStream(app, SHOP.replace('Shop', 'Bare').replace(/applications.*\n/, ''), {
      isSample: false,
    });
    await recomputeStream(app, other, SILENT);
    const bare = await deliveryPageOf(app, await openView(app, other, { kind: [], team: [], label: [], epic: [] }));
    expect(bare).toMatchObject({
      applications: [],
      // Three commits, two of which name S-1, and two deployments; one incident.
      elsewhere: [
        { name: 'shop/web', kind: 'repo', records: 5, naming: 2 },
        { name: 'Web', kind: 'application', records: 1, naming: 0 },
      ],
    });

    const before = await deliveryPageOf(
      app,
      await openView(app, id, { from: '2025-01-01', to: '2025-02-01', kind: [], team: [], label: [], epic: [] }),
    );
    const nothing = before.applications[0];
    expect(nothing?.sentence).toEqual([
      {
        text: 'No deployment of Web is known up to the end of the window: connect a source of deployments, or look at a later one.',
      },
    ]);
    expect(nothing?.metrics.map(({ n, inferred }) => [n, inferred])).toEqual(nothing?.metrics.map(() => [null, null]));
  });
});
