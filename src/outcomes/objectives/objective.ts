import { z } from 'zod';
import { name, text } from './fields.ts';

/** From the widest to the nearest. Source: methods.md 6.3. */
export const LEVELS = ['organisation', 'division', 'team'] as const;
export type ObjectiveLevel = (typeof LEVELS)[number];

/** Key results that one objective is advised to have. Advice, no rule: others are kept and shown. Source: methods.md 6.3. */
export const ADVISED_KEY_RESULTS = { from: 3, to: 5 } as const;

/** An objective as people state it. A field that is null is not said yet. Source: methods.md 6.3. */
export const objectiveBody = z.strictObject({
  title: name.min(1),
  why: text.default(''),
  level: z.enum(LEVELS),
  owner: name.min(1).nullable().default(null),
  cycle: name.min(1),
  /** The key result that it takes up; null: it stands by itself. */
  parent: name.min(1).nullable().default(null),
  stream: name.min(1).nullable().default(null),
  /** The team or the division it belongs to. */
  team: name.min(1).nullable().default(null),
  /** The objective of an earlier cycle that it goes on with. */
  carriedFrom: name.min(1).nullable().default(null),
});
export type ObjectiveBody = z.infer<typeof objectiveBody>;
