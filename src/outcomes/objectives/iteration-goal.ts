import { z } from 'zod';
import { day, name, text } from './fields.ts';

/** How an iteration's goal came out. `unknown` is an answer. Source: methods.md 2.12. */
export const GOAL_VERDICTS = ['reached', 'partly', 'missed', 'unknown'] as const;

/** What an iteration should change, written as an outcome, and its verdict when it is over. `to`: the first day left out. Source: methods.md 2.12, 0. */
export const iterationGoalBody = z
  .strictObject({
    stream: name.min(1),
    team: name.min(1).nullable().default(null),
    from: day,
    to: day,
    statement: text.min(1),
    /** Why a statement that fails its check stands all the same. */
    override: text.min(1).nullable().default(null),
    verdict: z.enum(GOAL_VERDICTS).nullable().default(null),
    why: text.default(''),
  })
  .superRefine(({ from, to, verdict, why }, context) => {
    const say = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (from >= to) say('to', 'must be a later day than from; it is the first day left out');
    if (verdict !== null && why.trim() === '') say('why', 'say why, in a sentence');
  });
export type IterationGoalBody = z.infer<typeof iterationGoalBody>;
