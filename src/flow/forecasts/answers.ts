import type { Day } from '../calendar.ts';
import type { DaysAhead } from './days-ahead.ts';

/** The certainties that every forecast answers at, in per cent. Source: methods.md 3.1. */
export const CERTAINTIES = [50, 70, 85, 95] as const;

/** "With this certainty finished by the end of that day." */
export interface WhenAnswer {
  readonly certainty: number;
  /** null: later than the last day looked at. */
  readonly day: Day | null;
  /** Working days from day 1, counting it; null with `day`. */
  readonly workingDays: number | null;
}

/** The probability of having finished by the end of a day. */
export interface WhenPoint {
  readonly day: Day;
  readonly workingDays: number;
  readonly probability: number;
}

/** Turns numbers of working days into days, one for each certainty; 0 working days is the day before day 1 began: done already. */
export function whenAnswers(
  workingDays: readonly (number | null)[],
  ahead: DaysAhead,
  today: Day,
): readonly WhenAnswer[] {
  return CERTAINTIES.map((certainty, index) => {
    const count = workingDays[index] ?? null;
    const day = count === null ? null : count === 0 ? today : ahead.nth(count);
    return { certainty, day, workingDays: day === null ? null : count };
  });
}

/** Turns a curve over working days, from `first` on, into one over days. */
export function whenCurve(first: number, probabilities: readonly number[], ahead: DaysAhead): readonly WhenPoint[] {
  const points: WhenPoint[] = [];
  for (const [index, probability] of probabilities.entries()) {
    const workingDays = first + index;
    const day = workingDays > 0 ? ahead.nth(workingDays) : null;
    if (day !== null) points.push({ day, workingDays, probability });
  }
  return points;
}
