import type { FakeAnswer } from './faulty-server.ts';

/** Answers 429 with Retry-After once a second has had its requests; null lets through. */
export function perSecondLimit(perSecond: number | undefined, now: () => number = Date.now): () => FakeAnswer | null {
  let second = Number.NEGATIVE_INFINITY;
  let count = 0;
  return () => {
    if (perSecond === undefined) return null;
    const at = Math.floor(now() / 1000);
    if (at !== second) {
      second = at;
      count = 0;
    }
    count += 1;
    return count <= perSecond
      ? null
      : { status: 429, headers: { 'retry-after': '1' }, body: { errorMessages: ['Rate limit exceeded.'] } };
  };
}
