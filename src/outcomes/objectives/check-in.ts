import { z } from 'zod';
import { day, figure, name, text } from './fields.ts';

/** What another team is asked for. `isBlocking`: nothing goes on without it. */
export const askBody = z.strictObject({
  team: name.min(1),
  what: text.min(1, 'say what is asked for'),
  isBlocking: z.boolean().default(false),
});
export type Ask = z.infer<typeof askBody>;

/**
 * A check-in on a key result: where it stands, and how sure people are that it will be met. `value` null: the latest value of its metric
 * on that day. Units: `value` in the key result's unit; `confidence` the probability that the target is met by its date; null: not said.
 * Source: methods.md 6.2.
 */
export const checkInBody = z.strictObject({
  keyResult: name.min(1),
  on: day,
  value: figure.nullable().default(null),
  confidence: figure.min(0).max(1).nullable().default(null),
  note: text.default(''),
  asks: z.array(askBody).max(20).default([]),
});
export type CheckInBody = z.infer<typeof checkInBody>;
