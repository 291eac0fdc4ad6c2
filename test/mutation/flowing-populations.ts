import fc from 'fast-check';
import type { Change, ItemHistory } from '../../src/flow/history.ts';
import { readCorpus } from '../golden/corpus.ts';
import type { Population } from './populations.ts';

/**
 * Streams through which work flows as it does in life: it comes in, waits, is worked on one after the other, and goes out. Their paces differ, so
 * that queues grow, hold or run empty, and some steps stand at their limit.
 */
const HOUR_MS = 3_600_000;
const FIRST_AT = Date.parse('2024-01-08T00:00Z');
const STEPS = 'Ready Build Review Test Done'.split(' ');
const { line = {} } = readCorpus().streams;

const anyHours = fc.integer({ min: 6, max: 40 });
const anyFlow = fc.record({
  count: fc.integer({ min: 4, max: 90 }),
  /** Hours between two arrivals, beside the hours that the slower work takes an item. */
  load: fc.constantFrom(0.6, 0.9, 1, 1.1, 1.5),
  /** Hours that one item takes in each working step, and how many are worked on at once. */
  build: fc.record({ hours: anyHours, lanes: fc.integer({ min: 1, max: 3 }) }),
  test: fc.record({ hours: anyHours, lanes: fc.integer({ min: 1, max: 3 }) }),
  noise: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 90, maxLength: 90 }),
  changesPace: fc.boolean(),
  starts: fc.integer({ min: -8, max: 30 }),
  lasts: fc.constantFrom(21, 28, 35, 56),
  timeZone: fc.constantFrom('UTC', 'America/Chicago'),
  limits: fc.constantFrom<readonly (number | null)[]>([2, 2], [1, null], [null, 3], [null, null], [3, 1]),
  variant: fc.integer({ min: 0, max: 3 }),
});

export function flowingPopulations(count: number): readonly Population[] {
  return fc.sample(anyFlow, { numRuns: count, seed: 41 }).map((flow, index) => {
    const { build, test, noise } = flow;
    const every = Math.ceil(Math.max(build.hours / build.lanes, test.hours / test.lanes) * flow.load);
    const [buildFree, testFree] = [freed(build.lanes), freed(test.lanes)];
    const histories = Array.from({ length: flow.count }, (_, place): ItemHistory => {
      const jitter = noise[place] ?? 0;
      const slower = flow.changesPace && place > flow.count / 2 ? 2 : 1;
      const ready = place * every + (jitter % 7) * 6;
      const built = take(buildFree, ready, slower * build.hours + (jitter % 9));
      const tested = take(testFree, built.end + (jitter % 3) * 5, test.hours + (jitter % 11));
      return historyOf(`K-${place + 1}`, [ready, built.begin, built.end, tested.begin, tested.end]);
    });
    const from = dayOf(FIRST_AT + flow.starts * 24 * HOUR_MS);
    return {
      name: `flow ${index}`,
      histories,
      documentText: documentOf(flow),
      from,
      to: dayOf(Date.parse(from) + flow.lasts * 24 * HOUR_MS),
      asOf: undefined,
      iterations: [],
    };
  });
}

/** The line as it is, with two queues before the last work, without a queue before it, or with a queue before done. */
function documentOf({
  timeZone,
  limits,
  variant,
}: {
  timeZone: string;
  limits: readonly (number | null)[];
  variant: number;
}): string {
  const limit = (place: number) => (typeof limits[place] === 'number' ? { limit: limits[place] } : {});
  const state = variant === 2 ? 'active' : 'waiting';
  const steps = [
    { step: 'Ready', state: 'waiting', statuses: ['Ready'] },
    { step: 'Build', state: 'active', statuses: ['Build'], ...limit(0) },
    { step: 'Review', state, statuses: ['Review'] },
    { step: 'Test', state: variant === 1 ? 'waiting' : 'active', statuses: ['Test'], ...limit(1) },
    { step: 'Done', state: 'done', statuses: ['Done'] },
    { step: 'Gone', state: 'done', statuses: ['Gone'] },
  ];
  return JSON.stringify({ ...line, timeZone, steps });
}

function freed(lanes: number): number[] {
  return Array.from({ length: lanes }, () => 0);
}

/** The lane that is free first takes the next. */
function take(lanes: number[], at: number, hours: number): { begin: number; end: number } {
  const lane = lanes.indexOf(Math.min(...lanes));
  const begin = Math.max(at, lanes[lane] ?? 0);
  lanes[lane] = begin + hours;
  return { begin, end: begin + hours };
}

function historyOf(item: string, hours: readonly number[]): ItemHistory {
  const createdAt = FIRST_AT + (hours[0] ?? 0) * HOUR_MS;
  const changes = STEPS.slice(1).map(
    (name, place): Change => ({
      field: 'status',
      at: FIRST_AT + (hours[place + 1] ?? 0) * HOUR_MS,
      sequence: place + 1,
      from: null,
      to: { id: null, name },
    }),
  );
  const initial = {
    title: item,
    status: { id: null, name: 'Ready' },
    type: 'Story',
    resolution: null,
    project: 'A',
    parent: null,
    team: null,
    labels: [],
    components: [],
    blocked: false,
    links: [],
    custom: {},
  };
  return {
    source: 'any',
    item,
    url: null,
    createdAt,
    initial,
    changes,
    presentStatus: null,
    isCutShort: false,
    deletedAt: null,
  };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
