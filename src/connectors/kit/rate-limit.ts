import type { Answer } from './send-once.ts';

/** The longest pause that is made without being asked for. Unit: ms. */
export const LONGEST_PAUSE_MS = 60_000;
/** This share of what the server allows is left to others. */
const LEFT_TO_OTHERS = 0.2;

/** When to ask again, so that others find room: once little is left, what is left is spread over the time until it is filled up again. */
export function pauseOf({ headers }: Answer, now: number): number {
  const remaining = numberOf(headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining']);
  const limit = numberOf(headers['x-ratelimit-limit'] ?? headers['ratelimit-limit']);
  const reset = resetOf(headers, now);
  if (remaining === null || limit === null || reset === null || limit <= 0) return 0;
  const spare = remaining - limit * LEFT_TO_OTHERS;
  if (spare > limit * LEFT_TO_OTHERS) return 0;
  return now + Math.min(LONGEST_PAUSE_MS, Math.max(0, reset - now) / Math.max(1, spare));
}

/** Until when the server wants to be left alone; null where it does not want that. */
export function limitedUntil({ status, headers, text }: Answer, now: number): number | null {
  const after = retryAfter(headers, now);
  if (status === 429) return after ?? resetOf(headers, now) ?? now;
  if (status === 503) return after;
  if (status !== 403) return null;
  if (after !== null) return after;
  const remaining = numberOf(headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining']);
  if (remaining === 0) return resetOf(headers, now) ?? now + LONGEST_PAUSE_MS;
  return /secondary rate limit|abuse detection/i.test(text) ? now + LONGEST_PAUSE_MS : null;
}

/** As seconds from now, or as an instant. */
function retryAfter(headers: Answer['headers'], now: number): number | null {
  const text = headers['retry-after'];
  const seconds = numberOf(text);
  if (seconds !== null) return now + 1000 * seconds;
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : ownTime(at, headers, now);
}

/** When the count begins anew: given as seconds since 1970, as seconds from now, or as an instant in words. */
function resetOf(headers: Answer['headers'], now: number): number | null {
  const text = headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'];
  if (text === undefined) return null;
  const number = numberOf(text);
  if (number !== null) return number > 1e8 ? ownTime(1000 * number, headers, now) : now + 1000 * number;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : ownTime(at, headers, now);
}

/** An instant of the server's clock by this machine's, which may be minutes apart. */
function ownTime(at: number, headers: Answer['headers'], now: number): number {
  const serverNow = Date.parse(headers.date ?? '');
  return Number.isNaN(serverNow) ? at : now + at - serverNow;
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
