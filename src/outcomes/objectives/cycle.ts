import { z } from 'zod';
import { addDays, type Day, daysBetween } from '../../flow/calendar.ts';
import { day, name, text } from './fields.ts';

const LONGEST_DAYS = 5 * 366;

/**
 * A cycle of objectives, such as a quarter. Units: `from` a day and `to` the first day left out; `checkInEveryDays` the cadence.
 * Source: methods.md 6.2, 6.3, 0.
 */
export const cycleBody = z
  .strictObject({
    name: name.min(1),
    from: day,
    to: day,
    checkInEveryDays: z.number().int().min(1).max(366).default(14),
    state: z.enum(['open', 'closed']).default('open'),
    closedOn: day.nullable().default(null),
    /** Why a cycle that was closed stands open again. */
    reopenedBecause: text.min(1).nullable().default(null),
  })
  .superRefine(({ from, to, state, closedOn }, context) => {
    const say = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (from >= to) say('to', 'must be a later day than from; it is the first day left out');
    else if (daysBetween(from, to) > LONGEST_DAYS) say('to', 'a cycle lasts five years at most');
    if ((state === 'closed') !== (closedOn !== null)) say('closedOn', 'a closed cycle names its day, an open one none');
  });
export type CycleBody = z.infer<typeof cycleBody>;

/** The last day inside a cycle. Source: methods.md 0. */
export function lastDayOf({ to }: Pick<CycleBody, 'to'>): Day {
  return addDays(to, -1);
}

/**
 * The day a cycle is seen on: today; its last day once it is over, or the day it was closed on where that was earlier, so that what is
 * past does not grow stale. Source: methods.md 6.2, 6.3.
 */
export function seenOn(cycle: CycleBody, today: Day): Day {
  const days = [today, lastDayOf(cycle), ...(cycle.closedOn === null ? [] : [cycle.closedOn])];
  return days.reduce((earliest, one) => (one < earliest ? one : earliest));
}
