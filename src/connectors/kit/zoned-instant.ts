import { Temporal } from 'temporal-polyfill';
import { addDays, calendarOf } from '../../flow/calendar.ts';
import { partsOf } from './instant.ts';

const DAY_MS = 86_400_000;

/**
 * Reads instants of a file. One without a zone is local time of `timeZone`: a time that the clocks skipped counts as the
 * same distance behind the change (02:30 becomes 03:30), one that came twice is the first, and a bare day is its first
 * instant. null: no ISO 8601 instant.
 */
export function instantReader(timeZone: string): (text: string) => number | null {
  const days = new Map<string, LocalDay>();
  return (text) => {
    const parts = partsOf(text);
    if (parts === null) return null;
    if (parts.offsetMinutes !== null) return parts.localMs - parts.offsetMinutes * 60_000;
    const day = text.slice(0, 10);
    let known = days.get(day);
    if (known === undefined) {
      known = localDay(timeZone, day);
      days.set(day, known);
    }
    if (parts.isDay) return known.startAt;
    // A day of 24 hours has no clock change, so the arithmetic is plain; the library is for the two others a year.
    if (known.isPlain) return known.startAt + (parts.localMs - known.localMs);
    const local = Temporal.PlainDateTime.from(new Date(parts.localMs).toISOString().slice(0, -1));
    return local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  };
}

interface LocalDay {
  readonly localMs: number;
  readonly startAt: number;
  readonly isPlain: boolean;
}

function localDay(timeZone: string, day: string): LocalDay {
  const calendar = calendarOf(timeZone);
  const localMs = Date.parse(`${day}T00:00:00Z`);
  const startAt = calendar.startOf(day);
  return { localMs, startAt, isPlain: calendar.startOf(addDays(day, 1)) - startAt === DAY_MS };
}
