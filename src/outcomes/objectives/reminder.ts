import { type Day, daysBetween } from '../../flow/calendar.ts';

/** `due` on its day and in the `ahead` days before; `overdue` after it, when the key result has become unknown. */
export type ReminderState = 'coming' | 'due' | 'overdue';

/** Days before a check-in falls due on which it is called due already. */
export const REMIND_DAYS_BEFORE = 2;

/** Whether a check-in is to be asked for. Source: methods.md 6.2. */
export function reminderState(dueOn: Day, today: Day): ReminderState {
  const left = daysBetween(today, dueOn);
  if (left < 0) return 'overdue';
  return left <= REMIND_DAYS_BEFORE ? 'due' : 'coming';
}
