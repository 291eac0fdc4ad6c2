import type { Day } from '../calendar.ts';
import { KINDS, type KindOrUnmapped } from '../facts.ts';
import type { MeasureInput } from '../measure.ts';
import { inProcessSteps, prepare } from '../metrics/prepare.ts';
import { staysIn } from '../metrics/stays-in.ts';
import { daysIn, running } from './days-in.ts';

export interface LoadStep {
  readonly step: string;
  readonly limit: number | null;
  readonly values: readonly number[];
}

export interface LoadByDay {
  readonly days: readonly Day[];
  /** Items in process just before each day ended. */
  readonly values: readonly number[];
  readonly byKind: Readonly<Record<KindOrUnmapped, readonly number[]>>;
  /** Waiting and active steps in map order. */
  readonly bySteps: readonly LoadStep[];
  /** The limit of the whole: the sum of the steps' limits; null unless every waiting and active step has one. */
  readonly limit: number | null;
}

/**
 * Load day by day, by visits that truly happened, as it was just before each day ended.
 * Unit: items. Cost: visits + days × (steps + kinds). Source: methods.md 2.4, 0.
 */
export function loadByDay(input: MeasureInput): LoadByDay {
  const { stream, window } = input;
  const { days, placeAfter } = daysIn(window);
  const { items, stays } = prepare(input);
  const steps = stream.steps.map(() => new Int32Array(days.length + 1));
  const kinds = new Map(KINDS.map((kind) => [kind, new Int32Array(days.length + 1)]));
  for (const index of staysIn(input)) {
    const exit = stays.exitAt[index] ?? 0;
    const enter = stays.enterAt[index] ?? 0;
    if (enter >= window.endAt || exit < window.fromAt) continue;
    const first = placeAfter(enter);
    const gone = placeAfter(exit);
    const kind = items[stays.item[index] ?? 0]?.kind ?? 'unmapped';
    for (const row of [steps[stays.step[index] ?? 0], kinds.get(kind)]) {
      if (row === undefined) continue;
      row[first] = (row[first] ?? 0) + 1;
      row[gone] = (row[gone] ?? 0) - 1;
    }
  }
  const valuesOf = (row: Int32Array | undefined): readonly number[] =>
    running(row ?? new Int32Array(days.length + 1)).slice(0, days.length);
  const isInProcess = inProcessSteps(stream);
  const bySteps = stream.steps
    .filter((step) => isInProcess[step.index] === true)
    .map((step) => ({ step: step.name, limit: step.limit, values: valuesOf(steps[step.index]) }));
  return {
    days,
    values: days.map((_, day) => bySteps.reduce((sum, step) => sum + (step.values[day] ?? 0), 0)),
    byKind: {
      feature: valuesOf(kinds.get('feature')),
      defect: valuesOf(kinds.get('defect')),
      risk: valuesOf(kinds.get('risk')),
      debt: valuesOf(kinds.get('debt')),
      unmapped: valuesOf(kinds.get('unmapped')),
    },
    bySteps,
    limit: bySteps.reduce<number | null>(
      (sum, step) => (sum === null || step.limit === null ? null : sum + step.limit),
      0,
    ),
  };
}

/** The items in process just before an instant, for the mark of a day; of one step when it is named. Source: methods.md 2.4. */
export function itemsInProcessAt(input: MeasureInput, at: number, step?: string): readonly string[] {
  const { items, stays } = prepare(input);
  const keys: string[] = [];
  for (let index = 0; index < stays.length; index += 1) {
    if ((stays.enterAt[index] ?? 0) >= at || (stays.exitAt[index] ?? 0) < at) continue;
    if (step !== undefined && input.stream.steps[stays.step[index] ?? -1]?.name !== step) continue;
    const facts = items[stays.item[index] ?? 0];
    if (facts !== undefined) keys.push(facts.item);
  }
  return keys;
}
