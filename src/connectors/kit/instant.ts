/**
 * An ISO 8601 instant with a zone, as ms UTC; null when the text is none or names a day that does not exist.
 * Both `+01:00` and Jira's `+0100` are read; seconds and fractions may be left out.
 */
export function instantOf(text: string): number | null {
  const parts = partsOf(text);
  if (parts === null || parts.offsetMinutes === null) return null;
  return parts.localMs - parts.offsetMinutes * 60_000;
}

/** A date and time as written: its clock reading as if it were UTC, and its offset where it has one. */
export interface InstantParts {
  readonly localMs: number;
  readonly offsetMinutes: number | null;
  /** The text names a day and no time. */
  readonly isDay: boolean;
}

const MAX_OFFSET_MINUTES = 18 * 60;

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** Takes an ISO 8601 date or date and time apart; null when it is none. */
export function partsOf(text: string): InstantParts | null {
  const quick = quickParts(text);
  if (quick !== null) return quick;
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const localMs = localMsOf(
    Number(year),
    Number(month),
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
    Number((fraction ?? '').slice(0, 3).padEnd(3, '0')),
  );
  if (localMs === null) return null;
  const offsetMinutes = zone === undefined ? null : offsetOf(zone);
  if (offsetMinutes !== null && !(Math.abs(offsetMinutes) <= MAX_OFFSET_MINUTES)) return null;
  return { localMs, offsetMinutes, isDay: hour === undefined };
}

function offsetOf(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return zone.startsWith('-') ? -minutes : minutes;
}

/**
 * `2010-06-10T10:13:18.175+0000` and `2010-06-10T10:13:18.175Z`, the forms of almost every instant of a Jira export and of a program, read
 * by place.
 */
function quickParts(text: string): InstantParts | null {
  const isZulu = text.length === 24 && text.charCodeAt(23) === 90;
  if (!(isZulu || text.length === 28) || text.charCodeAt(10) !== 84 || text.charCodeAt(19) !== 46) return null;
  const sign = text.charCodeAt(23);
  if (!(isZulu || sign === 43 || sign === 45)) return null;
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return null;
  const localMs = localMsOf(
    digits(text, 0, 4),
    digits(text, 5, 2),
    digits(text, 8, 2),
    digits(text, 11, 2),
    digits(text, 14, 2),
    digits(text, 17, 2),
    digits(text, 20, 3),
  );
  const offset = isZulu ? 0 : digits(text, 24, 2) * 60 + digits(text, 26, 2);
  if (localMs === null || !(offset <= MAX_OFFSET_MINUTES)) return null;
  return { localMs, offsetMinutes: sign === 45 ? -offset : offset, isDay: false };
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function localMsOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
): number | null {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= (MONTH_DAYS[month - 1] ?? 0))) return null;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return null;
  if (!(year >= 1000 && hour <= 23 && minute <= 59 && second <= 59 && ms >= 0)) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}
