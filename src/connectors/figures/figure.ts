import type { Day } from '../../flow/calendar.ts';

/** A dated figure as a source gives it. */
export interface Figure {
  readonly day: Day;
  readonly value: number;
}

/** The span that is asked for, both days in it. */
export interface FigureSpan {
  readonly from: Day;
  readonly to: Day;
}

/** A source of figures that could not be read; the message says what, which, and what to do, and holds no secret. */
export class UnreadableFigures extends Error {
  override readonly name = 'UnreadableFigures';
}

/** The day of an instant or of a date text, in UTC; null where it is neither. */
export function dayOf(given: unknown): Day | null {
  if (given instanceof Date) return Number.isNaN(given.getTime()) ? null : given.toISOString().slice(0, 10);
  if (typeof given === 'number') return dayOf(new Date(given > 1e11 ? given : given * 1000));
  if (typeof given !== 'string') return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(given)) return Number.isNaN(Date.parse(`${given}T00:00:00Z`)) ? null : given;
  return dayOf(new Date(given));
}

/** A finite number, also where it is written as text; null where it is none. */
export function numberOf(given: unknown): number | null {
  if (typeof given !== 'number' && typeof given !== 'string') return null;
  if (typeof given === 'string' && given.trim() === '') return null;
  const value = Number(given);
  return Number.isFinite(value) ? value : null;
}

/** One figure a day, the last of those that are given; in order of days. */
export function lastOfEachDay(figures: readonly Figure[]): readonly Figure[] {
  const byDay = new Map(figures.map((figure) => [figure.day, figure]));
  return [...byDay.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}
