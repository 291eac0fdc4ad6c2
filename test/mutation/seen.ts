import type { ItemFacts, KindOrUnmapped } from '../../src/flow/facts.ts';
import type { MeasureInput } from '../../src/flow/measure.ts';

/**
 * What the models of measures read: the facts of a stream's items and a window, asked anew for each question, item by item. Slow and
 * plain on purpose, so that it shares no way of working with the measures that it is held against.
 */
export type Seen = MeasureInput;

/** What a measure must say; null: it cannot be measured. */
export type Said = Readonly<Record<string, unknown>> | null;

export interface Stay {
  readonly facts: ItemFacts;
  readonly step: number;
  readonly enter: number;
  readonly exit: number;
  /** The part inside the window; of no length where there is none. */
  readonly from: number;
  readonly to: number;
}

const KINDS = ['feature', 'defect', 'risk', 'debt', 'unmapped'] as const;

export function isIn({ window }: Seen, at: number | null): boolean {
  return at !== null && window.fromAt <= at && at < window.endAt;
}

/** Items that have an instant, in its order, then by key. */
export function dated(items: readonly ItemFacts[], at: (facts: ItemFacts) => number | null): readonly ItemFacts[] {
  return items
    .filter((facts) => at(facts) !== null)
    .toSorted((a, b) => (at(a) ?? 0) - (at(b) ?? 0) || (a.item < b.item ? -1 : 1));
}

export function completedOf(seen: Seen): readonly ItemFacts[] {
  return dated(seen.items, (facts) => facts.completedAt).filter((facts) => isIn(seen, facts.completedAt));
}

export function committedOf(seen: Seen): readonly ItemFacts[] {
  return dated(seen.items, (facts) => facts.committedAt).filter((facts) => isIn(seen, facts.committedAt));
}

export function cancelledOf(seen: Seen): readonly ItemFacts[] {
  return dated(seen.items, (facts) => facts.cancelledAt).filter((facts) => isIn(seen, facts.cancelledAt));
}

export function openOf(seen: Seen): readonly ItemFacts[] {
  return dated(seen.items, (facts) => facts.committedAt).filter((facts) => endOf(facts) === Number.POSITIVE_INFINITY);
}

export function endOf(facts: ItemFacts): number {
  return facts.completedAt ?? facts.cancelledAt ?? Number.POSITIVE_INFINITY;
}

export function isOpenStep(seen: Seen, step: number): boolean {
  return ['waiting', 'active'].includes(seen.stream.steps[step]?.state ?? '');
}

export function openSteps(seen: Seen) {
  return seen.stream.steps.filter((step) => isOpenStep(seen, step.index));
}

/** Visits to waiting and active steps, item by item. */
export function staysOf(seen: Seen): readonly Stay[] {
  const { fromAt, endAt } = seen.window;
  return seen.items.flatMap((facts) =>
    facts.visits
      .filter((visit) => isOpenStep(seen, visit.step))
      .map(({ step, enterAt, exitAt }) => {
        const exit = exitAt ?? Number.POSITIVE_INFINITY;
        const from = Math.max(enterAt, fromAt);
        return { facts, step, enter: enterAt, exit, from, to: Math.max(Math.min(exit, endAt), from) };
      }),
  );
}

export function lengthOf(stays: readonly Stay[]): number {
  return stays.reduce((sum, stay) => sum + stay.to - stay.from, 0);
}

/** Stays that go on at the window's end. */
export function atEndOf(seen: Seen): readonly Stay[] {
  const { fromAt, endAt } = seen.window;
  return staysOf(seen).filter((stay) => fromAt < endAt && stay.enter < endAt && stay.exit >= endAt);
}

export function keys(items: readonly ItemFacts[]): readonly string[] {
  return items.map((facts) => facts.item);
}

export function seconds(ms: number): number {
  return Math.round(ms) / 1000;
}

export function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : seconds(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** The smallest value with at least p % at or below it; null below five values. */
export function ranked(values: readonly number[], p: number): number | null {
  if (values.length < 5) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.find((_, place) => (place + 1) * 100 >= p * values.length) ?? null;
}

export function bands(ms: readonly number[]): Readonly<Record<'p50' | 'p70' | 'p85' | 'p95', number | null>> {
  const at = (p: number): number | null => {
    const value = ranked(ms, p);
    return value === null ? null : seconds(value);
  };
  return { p50: at(50), p70: at(70), p85: at(85), p95: at(95) };
}

export function perKind<Value>(of: (kind: KindOrUnmapped) => Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(KINDS.map((kind) => [kind, of(kind)]));
}

export interface Week {
  readonly week: string;
  readonly fromAt: number;
  readonly endAt: number;
  readonly isPart: boolean;
}

/** The weeks that the window touches, cut to it. */
export function weeksOf({ window }: Seen): readonly Week[] {
  const weeks: Week[] = [];
  let monday = Date.parse(window.from);
  while (new Date(monday).getUTCDay() !== 1) monday -= 86_400_000;
  for (; dayText(monday) < window.to; monday += 7 * 86_400_000) {
    const startAt = window.calendar.startOf(dayText(monday));
    const nextAt = window.calendar.startOf(dayText(monday + 7 * 86_400_000));
    const fromAt = Math.max(startAt, window.fromAt);
    const endAt = Math.min(nextAt, window.endAt);
    const isPart = fromAt !== startAt || endAt !== nextAt;
    if (fromAt < endAt) weeks.push({ week: dayText(monday), fromAt, endAt, isPart });
  }
  return weeks;
}

export function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Days from one local day to another as people count them. */
export function countedDays({ window }: Seen, from: number, to: number): number {
  return (Date.parse(window.calendar.dayOf(to)) - Date.parse(window.calendar.dayOf(from))) / 86_400_000 + 1;
}

export function agesBefore(seen: Seen, at: number): readonly number[] {
  return seen.items.flatMap((facts) =>
    facts.committedAt !== null && facts.committedAt < at && endOf(facts) >= at ? at - facts.committedAt : [],
  );
}
