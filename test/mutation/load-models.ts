import fc from 'fast-check';
import type { ItemHistory } from '../../src/flow/history.ts';
import type { Constraint } from '../../src/flow/metrics/constraint.ts';
import type { Engine } from '../golden/run-case.ts';

type Model = (engine: Engine) => string | null;

const MOMENTS = 12;
const anyMoments = fc.array(fc.nat(MOMENTS - 1), { maxLength: 5 });
const SOME_STEPS = fc.sample(
  fc.tuple(
    fc.array(fc.record({ before: fc.nat(2), enters: anyMoments, exits: anyMoments }), { maxLength: 3 }),
    fc.integer({ min: 1, max: 4 }),
  ),
  { numRuns: 300, seed: 11 },
);

/** The share of time at or above a level, asked moment by moment: what is in some steps together is what came less what went (rule 2.4). */
export const sharesByMoment: Model = (engine) => {
  for (const [steps, level] of SOME_STEPS) {
    const events = steps.map(({ before, enters, exits }) => ({
      before,
      enterAt: Float64Array.from(enters).sort(),
      exitAt: Float64Array.from(exits).sort(),
    }));
    const loads = Array.from({ length: MOMENTS }, (_, now) =>
      steps.reduce((load, { before, enters, exits }) => {
        const went = exits.filter((at) => at <= now).length;
        return load + before + enters.filter((at) => at <= now).length - went;
      }, 0),
    );
    const share = loads.filter((load) => load >= level).length / MOMENTS;
    const found = engine.shareOfTimeAt(events, level, { fromAt: 0, endAt: MOMENTS });
    if (Math.abs(found - share) > 1e-9) return `the share of time at ${level}`;
  }
  return null;
};

/** An improvement elsewhere is told that it is elsewhere; without a constraint nothing is told (rule 2.10). */
export const toldWhere: Model = (engine) => {
  const none: Constraint = { step: null, queue: [], because: '', wouldShow: [], candidates: [] };
  const named = { ...none, step: 'Build' };
  if (engine.tellWhere(none, 'Build') !== null) return 'no constraint';
  if (engine.tellWhere(named, 'Build')?.includes('is the constraint') !== true) return 'work on the constraint';
  return engine.tellWhere(named, 'Test')?.includes('elsewhere') === true ? null : 'work elsewhere';
};

/** Departures at the edges of weeks, some of which are an hour longer or shorter than the others (rule 0: weeks are those of the zone). */
export const departuresAtEdges: Model = (engine) => {
  const timeZone = 'America/Halifax';
  const { startOf } = engine.calendarOf(timeZone);
  const base = { version: 1, stream: 'Edges', timeZone, flowItem: 'story', levels: [{ level: 'story' }] };
  const steps = [
    { step: 'Build', state: 'active', statuses: ['Build'] },
    { step: 'Done', state: 'done', statuses: ['Done'] },
  ];
  const read = engine.parseStream(JSON.stringify({ ...base, steps }));
  if (!read.ok) return 'the document is refused';
  // Begun in winter, weeks come an hour early for a while; begun in summer, an hour late.
  for (const first of ['2024-02-05', '2024-07-01']) {
    const weeks = engine.wholeWeeks(first, '2024-12-02');
    const exits = [...weeks, '2024-12-02'].flatMap((week) =>
      [-1_800_000, -1, 0, 1_800_000].map((ms) => startOf(week) + ms),
    );
    const items = exits.map((at, place) => doneAt(`K-${place}`, at));
    const window = engine.windowOf(timeZone, engine.addDays(first, 14), '2024-12-04');
    const input = engine.inputAt(engine.foldAll(items, read.stream), read.stream, window);
    const found = engine.departuresByWeek(input, 2);
    const expected = weeks.flatMap((week) => {
      const end = startOf(engine.addDays(week, 7));
      return [exits.filter((at) => startOf(week) <= at && at < end).length, 0];
    });
    if (found.weeks.join() !== weeks.join()) return 'weeks of departures';
    if ([...found.counts].join() !== expected.join()) return 'departures at the edges of weeks';
  }
  return null;
};

function doneAt(item: string, at: number): ItemHistory {
  const status = { id: null, name: 'Build' };
  const nothing = { type: null, resolution: null, project: null, parent: null, team: null };
  const rest = { labels: [], components: [], blocked: false, links: [], custom: {} };
  return {
    source: 'any',
    item,
    url: null,
    initial: { title: item, status, ...nothing, ...rest },
    changes: [{ field: 'status', at, sequence: 1, from: status, to: { id: null, name: 'Done' } }],
    createdAt: Date.parse('2024-01-08T00:00Z'),
    isCutShort: false,
    deletedAt: null,
    presentStatus: null,
  };
}
