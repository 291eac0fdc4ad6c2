import { z } from 'zod';
import { addMonths, type Day, daysBetween } from '../flow/calendar.ts';
import type { Evaluation } from './evaluate/evaluation.ts';

const text = z
  .string()
  .max(10_000)
  .refine((value) => !value.includes('\0'), 'must not hold the character U+0000');
const name = text.max(200);

/** Months after delivery at which an outcome is looked at. Source: methods.md 5.7. */
export const LOOKS = [1, 3, 6] as const;
export type Look = (typeof LOOKS)[number];

export const DECISIONS = ['keep', 'change', 'stop'] as const;

/** What people know that no series tells; null: not known. Source: methods.md 5.7. */
export const knownFacts = z.strictObject({
  isReleaseFixedBeforehand: z.boolean().nullable().default(null),
  isSameDefinition: z.boolean().nullable().default(null),
  isControlUntouched: z.boolean().nullable().default(null),
  isBaselineChosen: z.boolean().nullable().default(null),
  otherChanges: z
    .array(z.strictObject({ on: z.iso.date(), name: name.min(1) }))
    .max(100)
    .nullable()
    .default(null),
});

/** A review as it was held. The figures that were seen then are kept with it, so that later data changes nothing of what was decided. */
export const reviewBody = z.strictObject({
  outcome: name.min(1),
  look: z.union([z.literal(1), z.literal(3), z.literal(6)]),
  heldOn: z.iso.date(),
  actual: z.number().finite().nullable(),
  learned: text.min(1, 'say what was learned, in a sentence'),
  decision: z.enum(DECISIONS),
  confirmedBy: name.min(1, 'say who confirmed it'),
  isUsed: z.boolean().nullable().default(null),
  adoption: text.default(''),
  known: knownFacts,
  /** What the method said that day, as the API gives it; null where there was nothing to evaluate. */
  evaluation: z.custom<Evaluation>((value) => typeof value === 'object' && value !== null).nullable(),
  verdict: z.string().nullable(),
  grade: z.string().nullable(),
  /** Why an earlier version of it was opened again; null for the first. */
  reopenedBecause: text.min(1).nullable().default(null),
});
export type ReviewBody = z.infer<typeof reviewBody>;

/** Days for which a review may wait before it counts as overdue. */
export const GRACE_DAYS = 14;

export interface DueReview {
  readonly look: Look;
  readonly dueOn: Day;
  /** `due` from its day on, `overdue` when two weeks have passed; `held` whenever it was, `skipped` once a later one was held. */
  readonly state: 'held' | 'skipped' | 'coming' | 'due' | 'overdue';
}

/**
 * The reviews of an outcome that was delivered on a day. Months are added in the calendar, clamped to the month's end.
 * `held`: looks that have been reviewed. Source: methods.md 5.7, 0.
 */
export function dueReviews(deliveredOn: Day, today: Day, held: ReadonlySet<Look>): readonly DueReview[] {
  const last = Math.max(0, ...held);
  return LOOKS.map((look) => {
    const dueOn = addMonths(deliveredOn, look);
    const late = daysBetween(dueOn, today);
    if (held.has(look)) return { look, dueOn, state: 'held' };
    if (look < last) return { look, dueOn, state: 'skipped' };
    const state = late < 0 ? 'coming' : late <= GRACE_DAYS ? 'due' : 'overdue';
    return { look, dueOn, state };
  });
}

/** Whether a review is still to be held. */
export function isOpenReview({ state }: DueReview): boolean {
  return state !== 'held' && state !== 'skipped';
}
