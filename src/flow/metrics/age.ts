import type { KindOrUnmapped } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { medianOf, type Percentiles, percentilesOf, secondsOf } from './durations.ts';
import { keysOf, lowerBound, openAtAsOf } from './items-in.ts';
import { prepare } from './prepare.ts';

const OLD_MS = 90 * 86_400_000;

export interface AgeOfItem {
  readonly item: string;
  readonly title: string;
  readonly kind: KindOrUnmapped;
  readonly team: string | null;
  readonly step: string;
  readonly ageSeconds: number;
  readonly isPaused: boolean;
  readonly isBlocked: boolean;
}

export interface Age extends Percentiles {
  readonly olderThan90Days: number;
  readonly shareOlderThan90Days: number;
  readonly paused: number;
  readonly items: readonly AgeOfItem[];
}

/**
 * How old the work in process is: asOf − c of every committed, unfinished item, the oldest first.
 * Unit: seconds. Population: committed items neither completed nor cancelled at `asOf`; paused ones are in and marked.
 * Source: methods.md 2.6.
 */
export const age = defineMetric<Age>({
  id: 'age',
  name: 'Age',
  meaning: 'How old the unfinished work is, each item counted from its commitment.',
  unit: 'seconds',
  population:
    'Flow items committed and neither completed nor cancelled at the moment of looking (asOf), whatever the window. Paused items (back in a new step) are in, and marked.',
  source: 'methods.md 2.6',
  exclusions: {},
  shape: {
    p50: 'Half of the items are this old or younger. null below five items.',
    p70: 'The same for 70 %.',
    p85: 'The same for 85 %.',
    p95: 'The same for 95 %.',
    olderThan90Days: 'Items older than 90 days.',
    shareOlderThan90Days: 'Their share of all.',
    paused: 'Items back in a new step.',
    items: 'Every item, oldest first: key, title, kind, team, step, ageSeconds, isPaused, isBlocked.',
  },
  weekly: {
    name: 'median age of the unfinished work at the end of the week',
    unit: 'seconds',
    scale: 'linear',
    canBeNegative: false,
    of: (input) => medianOf(agesAt(input, input.window.endAt)),
  },
  measure: (input) => {
    const { stream, window } = input;
    const open = openAtAsOf(input);
    if (open.length === 0) return unmeasurable('Nothing was committed and unfinished, so there is no age to give.');
    const agesMs = open.map((facts) => window.asOf - (facts.committedAt ?? window.asOf));
    const old = agesMs.filter((ms) => ms > OLD_MS).length;
    const value: Age = {
      ...percentilesOf(agesMs),
      olderThan90Days: old,
      shareOlderThan90Days: old / open.length,
      paused: open.filter((facts) => facts.isPaused).length,
      items: open.map((facts, index) => ({
        item: facts.item,
        title: facts.title,
        kind: facts.kind,
        team: facts.team,
        step: stream.steps[facts.step]?.name ?? '',
        ageSeconds: secondsOf(agesMs[index] ?? 0),
        isPaused: facts.isPaused,
        isBlocked: facts.isBlocked,
      })),
    };
    return measured(value, keysOf(open), { unit: 'seconds' });
  },
});

/**
 * Ages in ms of what was committed and unfinished just before an instant, by the commitments and ends known at `asOf`.
 * Source: methods.md 2.6, 2.8.
 */
export function agesAt(input: MeasureInput, at: number): readonly number[] {
  const { committedAt, endedAt } = prepare(input);
  const ages: number[] = [];
  const end = lowerBound(committedAt, at);
  for (let row = 0; row < end; row += 1) if ((endedAt[row] ?? 0) >= at) ages.push(at - (committedAt[row] ?? at));
  return ages;
}
