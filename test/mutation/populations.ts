import fc from 'fast-check';
import { anyHistory, anyTick, FIRST_AT, TICK_MS } from '../../src/flow/histories.test-data.ts';
import type { Change, ItemHistory } from '../../src/flow/history.ts';
import type { Iteration } from '../../src/flow/iteration.ts';
import { readCorpus } from '../golden/corpus.ts';

/**
 * Streams of a few items each that live for days or for months, so that measures of them can be held against a slow second reading.
 * All happens on a coarse grid: items tie, and what happens falls on the edges of windows, days and weeks.
 */
export interface Population {
  readonly name: string;
  readonly histories: readonly ItemHistory[];
  readonly documentText: string;
  readonly from: string;
  readonly to: string;
  readonly asOf: number | undefined;
  readonly iterations: readonly Iteration[];
}

const DAY_MS = 86_400_000;
/** Behind every other entry of its instant. */
const LAST_SEQUENCE = 1_000;
const { plain = {}, line = {} } = readCorpus().streams;

/** Levels that leave some items without one. */
const SOME_LEVELS = [
  { type: 'Epic', level: 'epic' },
  { type: ['Story', 'Bug'], level: 'story' },
];

const anyZone = fc.constantFrom('UTC', 'UTC', 'America/Chicago', 'Asia/Dhaka');
const anyStream = fc
  .record({
    timeZone: anyZone,
    restartOnReturnToNew: fc.boolean(),
    stalledAfterDays: fc.integer({ min: 1, max: 9 }),
    isPlain: fc.integer({ min: 0, max: 4 }).map((one) => one > 0),
    isTeamless: fc.boolean(),
    isLevelled: fc.integer({ min: 0, max: 3 }).map((one) => one > 0),
  })
  .map(({ timeZone, isPlain, isTeamless, isLevelled, ...options }) =>
    JSON.stringify({
      ...(isPlain ? plain : { ...line, kinds: plain.kinds, levels: plain.levels }),
      timeZone,
      options,
      ...(isTeamless ? { teams: [] } : {}),
      ...(isLevelled ? {} : { levels: SOME_LEVELS }),
    }),
  );

const MOST_ITEMS = 40;

function listOf<One>(one: fc.Arbitrary<One>): fc.Arbitrary<One[]> {
  return fc.array(one, { minLength: MOST_ITEMS, maxLength: MOST_ITEMS });
}

const anyShape = fc.record({
  stretch: fc.constantFrom(1, 4, 7, 20),
  size: fc.constantFrom(1, 6, 24, MOST_ITEMS, MOST_ITEMS),
  startsAfter: fc.integer({ min: -10, max: 30 }),
  lasts: fc.constantFrom(1, 7, 14, 30, 60, 120),
  asOf: fc.option(fc.integer({ min: -4, max: 80 }), { freq: 2 }),
  parents: listOf(fc.option(fc.nat(), { freq: 2 })),
  types: listOf(
    fc.constantFrom('Story', 'Story', 'Story', 'Bug', 'Epic', 'Initiative', 'Sub-task', 'Technical task', 'Odd', null),
  ),
  fates: listOf(fc.constantFrom('any', 'kept', 'finished', 'finished', 'hasty', 'unmapped')),
  ends: listOf(anyTick),
  planned: fc.array(fc.array(fc.nat(30), { maxLength: 6 }), { maxLength: 4 }),
});

const anyPopulation = fc.record({
  histories: fc.tuple(...Array.from({ length: MOST_ITEMS }, (_, index) => anyHistory(`K-${index + 1}`))),
  documentText: anyStream,
  shape: anyShape,
});

/** The same at every run. */
export function populations(count: number): readonly Population[] {
  return fc.sample(anyPopulation, { numRuns: count, seed: 31 }).map(({ histories, documentText, shape }, index) => {
    const kept = histories.slice(0, shape.size).map((one, place): ItemHistory => {
      const above = shape.parents[place];
      const parent = above === null || above === undefined || place === 0 ? null : `K-${(above % place) + 1}`;
      const type = shape.types[place] ?? null;
      const endAt = FIRST_AT + (shape.ends[place] ?? 0) * TICK_MS;
      const fated = ofFate(one, shape.fates[place] ?? 'any', type, endAt);
      return { ...stretched(fated, shape.stretch), initial: { ...fated.initial, type, parent } };
    });
    const from = dayOf(FIRST_AT + ((shape.startsAfter * shape.stretch) / 4) * DAY_MS);
    return {
      name: `population ${index}`,
      // In no order of keys, so that ties show how they are ordered.
      histories: index % 2 === 0 ? kept : kept.toReversed(),
      documentText,
      from,
      to: dayOf(Date.parse(from) + shape.lasts * DAY_MS),
      asOf: shape.asOf === null ? undefined : Date.parse(from) + shape.asOf * shape.stretch * TICK_MS,
      iterations: shape.planned.map((planned, place) => ({
        name: `I-${place}`,
        team: null,
        from: dayOf(Date.parse(from) + (place - 1) * 7 * DAY_MS),
        to: dayOf(Date.parse(from) + place * 7 * DAY_MS),
        planned: planned.map((one) => `K-${one}`),
      })),
    };
  });
}

/**
 * Random statuses cancel most items: `kept` takes that away, and `finished` ends the item in a done step. `hasty`: all within minutes.
 * `unmapped`: an epic says nothing of its own progress.
 */
function ofFate(history: ItemHistory, fate: string, type: string | null, endAt: number): ItemHistory {
  if (fate === 'any') return history;
  if (fate === 'hasty') return hasty(history);
  if (fate === 'unmapped') return type === 'Epic' || type === 'Initiative' ? withoutSteps(history) : history;
  const kept = history.changes.map((change): Change => {
    if (change.field === 'resolution') return { ...change, to: change.to === null ? null : 'Fixed' };
    if (change.field !== 'status' || change.to?.name !== 'Dropped') return change;
    return { ...change, to: { id: null, name: 'Closed' } };
  });
  const last = { field: 'status', from: null, to: { id: null, name: 'Done' } } as const;
  const isFinished = fate === 'finished';
  const changes = isFinished
    ? [...kept.filter(({ at }) => at <= endAt), { at: endAt, sequence: LAST_SEQUENCE, ...last }]
    : kept;
  return { ...history, changes, initial: { ...history.initial, resolution: null }, deletedAt: null };
}

function hasty(history: ItemHistory): ItemHistory {
  const soon = (at: number): number => history.createdAt + (at - history.createdAt) / 100;
  return { ...history, changes: history.changes.map((change): Change => ({ ...change, at: soon(change.at) })) };
}

function withoutSteps(history: ItemHistory): ItemHistory {
  const initial = { ...history.initial, status: { id: null, name: 'Triage' } };
  return { ...history, initial, changes: history.changes.filter(({ field }) => field !== 'status'), deletedAt: null };
}

function stretched(history: ItemHistory, times: number): ItemHistory {
  const later = (at: number): number => FIRST_AT + (at - FIRST_AT) * times;
  return {
    ...history,
    createdAt: later(history.createdAt),
    deletedAt: history.deletedAt === null ? null : later(history.deletedAt),
    changes: history.changes.map((change): Change => ({ ...change, at: later(change.at) })),
  };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
