const MINUTE_MS = 60_000;
/** Steps of this share of the whole fall evenly over it, whatever the time between two runs is. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Which of `count` things has its turn to be looked at although nothing tells of a change in it. Told by the clock, so
 * that nothing needs to be kept; each has its turn within some times as many runs as there are things.
 */
export function turnOf(count: number, now: number): number {
  return Math.floor(((Math.floor(now / MINUTE_MS) * GOLDEN) % 1) * count);
}
