import type { HttpAnswer } from '../kit/http.ts';

/** This share of what Linear allows is left to others. */
const LEFT_TO_OTHERS = 0.2;
const LONGEST_PAUSE_MS = 60_000;
const KINDS = ['requests', 'complexity', 'endpoint-requests'] as const;

interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** When it is full again, by this machine's clock. Unit: ms. */
  readonly resetAt: number;
}

/** When to ask again, so that others find room: once little is left of an allowance, it is spread over the time until it is full. */
export function roomAt(answer: HttpAnswer, now: number): number {
  const cost = Math.max(1, numberOf(answer.headers['x-complexity']) ?? 1);
  return allowancesOf(answer, now).reduce((latest, { kind, limit, remaining, resetAt }) => {
    const spare = remaining - limit * LEFT_TO_OTHERS;
    if (spare > limit * LEFT_TO_OTHERS) return latest;
    const times = Math.max(1, spare / (kind === 'complexity' ? cost : 1));
    return Math.max(latest, now + Math.min(LONGEST_PAUSE_MS, Math.max(0, resetAt - now) / times));
  }, 0);
}

/** Until when Linear wants to be left alone, after it said that an allowance is used up. */
export function limitedUntil(answer: HttpAnswer, now: number): number {
  const all = allowancesOf(answer, now);
  const empty = all.filter(({ remaining }) => remaining <= 0);
  const resets = (empty.length > 0 ? empty : all).map(({ resetAt }) => resetAt);
  return resets.length === 0 ? now + LONGEST_PAUSE_MS : Math.max(...resets);
}

/** Linear's resets are ms since 1970 by its own clock, which may be minutes from this machine's. */
function allowancesOf(
  { headers }: HttpAnswer,
  now: number,
): readonly (Allowance & { readonly kind: (typeof KINDS)[number] })[] {
  const serverNow = Date.parse(headers.date ?? '');
  const ahead = Number.isNaN(serverNow) ? 0 : serverNow - now;
  return KINDS.flatMap((kind) => {
    const limit = numberOf(headers[`x-ratelimit-${kind}-limit`]);
    const remaining = numberOf(headers[`x-ratelimit-${kind}-remaining`]);
    const reset = numberOf(headers[`x-ratelimit-${kind}-reset`]);
    return limit === null || remaining === null || reset === null || limit <= 0
      ? []
      : [{ kind, limit, remaining, resetAt: reset - ahead }];
  });
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
