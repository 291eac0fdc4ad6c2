import type { Day } from '../../flow/calendar.ts';
import type { App } from '../app.ts';

const NOON_MS = 12 * 3_600_000;

/** The same, as it was used at noon of an earlier day: for a sample that has a past. */
export function asOnDay(app: App, day: Day): App {
  const at = Date.parse(`${day}T00:00:00Z`) + NOON_MS;
  return { ...app, now: () => at };
}
