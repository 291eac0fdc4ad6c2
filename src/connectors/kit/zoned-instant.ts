import { Temporal } from 'temporal-polyfill';
import { calendarOf } from '../../flow/calendar.ts';
import { partsOf } from './instant.ts';

const DAY_MS = 86_400_000;

/**
 * Reads instants of a file. One without a zone is local time of `timeZone`: a time that the clocks skipped counts as the
 * same distance behind the change (02:30 becomes 03:30), one that came twice is the first, and a bare day is its first
 * instant. null: no ISO 8601 instant.
 */
export function instantReader(timeZone: string): (text: string) => number | null {
  const calendar = calendarOf(timeZone);
  const dayLengths = new Map<string, number>();
  return (text) => {
    const parts = partsOf(text);
    if (parts === null) return null;
    if (parts.offsetMinutes !== null) return parts.localMs - parts.offsetMinutes * 60_000;
    const dayMs = Math.floor(parts.localMs / DAY_MS) * DAY_MS;
    const day = new Date(dayMs).toISOString().slice(0, 10);
    const start = calendar.startOf(day);
    if (parts.isDay) return start;
    let length = dayLengths.get(day);
    if (length === undefined) {
      length = calendar.startOf(new Date(dayMs + DAY_MS).toISOString().slice(0, 10)) - start;
      dayLengths.set(day, length);
    }
    // A day of 24 hours has no clock change, so the arithmetic is plain; the library is for the two others a year.
    if (length === DAY_MS) return start + (parts.localMs - dayMs);
    const local = Temporal.PlainDateTime.from(new Date(parts.localMs).toISOString().slice(0, -1));
    return local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  };
}
