import { expect, test } from 'vitest';
import { describeAppOnBothDatabases, SILENT } from '../../../test/test-app.ts';
import { parseStream } from '../../flow/stream/parse.ts';
import { readStreamFacts } from '../../storage/stream-facts.ts';
import type { App } from '../app.ts';
import { itemPageOf } from '../item-page.ts';
import { loadStream } from '../load-stream.ts';
import { measureHistories } from '../measure-histories.ts';
import { previewDocument } from '../preview.ts';
import { rebuild } from '../rebuild.ts';
import { outdatedStreams, recomputeBehind } from '../recompute.ts';
import { SHOP } from '../shop-document.test-data.ts';
import { takePush } from '../sources/take-push.ts';
import { createStream, documentOf, saveDocument } from '../streams.ts';
import { openView } from '../view.ts';

const STEPS = `steps:
  - {step: Doing, stage: delivery, state: active, statuses: [Doing]}
  - {step: Waiting for deployment, state: waiting, events: [merged]}
  - {step: Done, state: done, statuses: [Done], events: [deployed]}
`;
const WITH_EVENTS = SHOP.replace(/steps:\n(?: {2}.*\n)*/, STEPS);
const WORK = [
  { item: 'S-1', at: '2026-01-02T08:00:00Z', status: 'Doing' },
  { item: 'S-2', at: '2026-01-02T08:00:00Z', status: 'Doing' },
];
const change = (sha: string, committedAt: string, keys: readonly string[], parents: readonly string[]) => ({
  repo: 'shop/web',
  sha: sha.repeat(10),
  parents: parents.map((one) => one.repeat(10)),
  committedAt,
  keys,
});
const deployed = (id: string, sha: string, finishedAt: string) => ({
  id,
  repo: 'shop/web',
  sha: sha.repeat(10),
  status: 'succeeded',
  startedAt: finishedAt,
  finishedAt,
});

async function stepsOf(app: App, id: string): Promise<Readonly<Record<string, unknown>>> {
  const { input } = await openView(app, id, ASKED);
  return Object.fromEntries(
    input.items.map(({ item, visits }) => [
      item,
      visits.map(
        ({ step, enterAt }) => `${new Date(enterAt).toISOString().slice(5, 13)} ${input.stream.steps[step]?.name}`,
      ),
    ]),
  );
}

const ASKED = { from: '2026-01-01', to: '2026-02-01', kind: [], team: [], label: [], epic: [] };
const versionOf = async (app: App, id: string) => (await readStreamFacts(app.db, app.workspace, id))?.version;

describeAppOnBothDatabases('a stream whose steps name events', (open) => {
  test('follows what repositories and deployments tell, and it alone is computed anew when only that has changed', async () => {
    const { app, log } = await open({ now: () => Date.parse('2026-02-01T00:00:00Z') });
    const { id } = await createStream(app, WITH_EVENTS);
    const { id: plain } = await createStream(app, SHOP.replace('stream: Shop', 'stream: Plain'));
    await takePush(app, 'forge', { work: WORK });
    await recomputeBehind(app, SILENT);
    expect(await outdatedStreams(app)).toEqual([]);
    const before = [await versionOf(app, id), await versionOf(app, plain)];
    // Nothing but delivery: a baseline, and a commit that is merged on the 5th and deployed on the 7th.
    await takePush(app, 'forge', {
      change: [change('a', '2026-01-01T08:00:00Z', [], []), change('b', '2026-01-05T08:00:00Z', ['S-1'], ['a'])],
      deployment: [deployed('run-1', 'a', '2026-01-02T08:00:00Z'), deployed('run-2', 'b', '2026-01-07T08:00:00Z')],
    });
    expect(await outdatedStreams(app)).toEqual([id]);
    await recomputeBehind(app, SILENT);
    expect(await outdatedStreams(app)).toEqual([]);
    expect(await versionOf(app, plain)).toBe(before[1]);
    expect(await versionOf(app, id)).toBeGreaterThan(before[0] ?? 0);
    expect(await stepsOf(app, id)).toEqual({
      'S-1': ['01-02T08 Doing', '01-05T08 Waiting for deployment', '01-07T08 Done'],
      'S-2': ['01-02T08 Doing'],
    });
    expect(await stepsOf(app, plain)).toEqual({ 'S-1': ['01-02T08 Doing'], 'S-2': ['01-02T08 Doing'] });
    // The same call again says nothing new.
    await takePush(app, 'forge', { deployment: [deployed('run-2', 'b', '2026-01-07T08:00:00Z')] });
    expect(await outdatedStreams(app)).toEqual([]);
    // A deleted table of facts is made again as it was.
    const { data } = await loadStream(app, id);
    const kept = JSON.stringify(
      data.inputFor((await openView(app, id, ASKED)).window, { kind: [], team: [], label: [], epic: [] }).all,
    );
    expect(await rebuild(app, SILENT)).toEqual({ changedItems: 0 });
    const { data: again } = await loadStream(app, id);
    expect(
      JSON.stringify(
        again.inputFor((await openView(app, id, ASKED)).window, { kind: [], team: [], label: [], epic: [] }).all,
      ),
    ).toBe(kept);
    expect(await outdatedStreams(app)).toEqual([]);
    expect(log.errors).toEqual([]);
  });

  test('is previewed with its events, and its items say what brought them where', async () => {
    const { app } = await open({ now: () => Date.parse('2026-02-01T00:00:00Z') });
    const { id } = await createStream(app, SHOP);
    await takePush(app, 'forge', {
      work: [...WORK, { item: 'S-1', at: '2026-01-09T08:00:00Z', status: 'Done' }],
      change: [change('a', '2026-01-01T08:00:00Z', [], []), change('b', '2026-01-05T08:00:00Z', ['S-1', 'S-2'], ['a'])],
      deployment: [deployed('run-1', 'a', '2026-01-02T08:00:00Z'), deployed('run-2', 'b', '2026-01-07T08:00:00Z')],
    });
    await recomputeBehind(app, SILENT);
    const { moved, movedCount } = await previewDocument(app, id, WITH_EVENTS);
    expect(movedCount).toBe(2);
    // S-1 was done on the 9th by its status, seven days after its start, and is done on the 7th, after five, two of them waiting. S-2 was
    // open from 08:00 on the 2nd to the end of January, 29 days and 16 hours.
    expect(moved).toEqual([
      { item: 'S-1', title: '', what: 'flow time 7 d › 5 d; active 7 d › 3 d' },
      {
        item: 'S-2',
        title: '',
        what: 'step Doing › Done; state active › done; flow time unknown › 5 d; active 29.7 d › 3 d',
      },
    ]);
    expect((await itemPageOf(app, await openView(app, id, ASKED), 'S-2')).changes).toHaveLength(1);
    expect(await documentOf(app, id)).toMatchObject({
      events: [
        { event: 'review opened', items: 0, step: null },
        { event: 'merged', items: 2, step: null },
        { event: 'deployed', items: 2, step: null },
      ],
    });
    await saveDocument(app, id, WITH_EVENTS, 1);
    await recomputeBehind(app, SILENT);
    const view = await openView(app, id, ASKED);
    const { changes, intervals, problems } = await itemPageOf(app, view, 'S-1');
    expect(changes.map(({ at, what }) => `${at.slice(5, 10)} ${what}`)).toEqual([
      '01-02 Created in Doing',
      '01-05 Merged, as the repository tells: Waiting for deployment',
      '01-07 Deployed, as the deployments tell: Done',
      '01-09 Status Doing › Done',
    ]);
    expect(intervals.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'Doing: Its commitment: flow time begins here. Counts as active, less what was blocked.',
      'Waiting for deployment: Merged, as the repository tells. Counts as waiting.',
      'Done: Deployed, as the deployments tell. Its completion: flow time ends here.',
    ]);
    expect(problems).toEqual(['It is done and has no resolution.']);
    // Before the deployment nothing of it is told.
    const early = await itemPageOf(app, await openView(app, id, { ...ASKED, asOf: '2026-01-06T00:00:00Z' }), 'S-1');
    expect(early.changes).toHaveLength(2);
  });
});

test('files tell no events, and a measure of such a stream says so', () => {
  const read = parseStream(WITH_EVENTS);
  const plain = parseStream(SHOP);
  if (!read.ok || !plain.ok) throw new Error('the documents are valid');
  const window = { from: '2026-01-01', to: '2026-02-01' };
  expect(measureHistories([], read.stream, window).notices).toEqual([
    expect.stringMatching(/events of delivery.*merged \(Waiting for deployment\), deployed \(Done\)/),
  ]);
  expect(measureHistories([], plain.stream, window)).not.toHaveProperty('notices');
});
