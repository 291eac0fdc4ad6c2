/** Where axes carry numbers: at values people think in, not at powers of ten. */
const DAY_MS = 86_400_000;
/** Days and their parts, a fortnight, months, a quarter, years. */
const DENSE = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 3, 5, 7, 10, 14, 20, 30, 45, 60, 90, 180, 365, 730, 1825, 3650];
const SPARSE = new Set([0.01, 0.1, 1, 3, 7, 14, 30, 60, 180, 365, 1825, 3650]);
const MOST_TICKS = 7;
const LEAST = 0.01;

export interface LogScale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

/** A log scale over days that begins and ends at a readable number. */
export function logScale(values: readonly number[]): LogScale {
  let low = Number.POSITIVE_INFINITY;
  let high = LEAST;
  for (const value of values) {
    if (value > 0 && value < low) low = value;
    if (value > high) high = value;
  }
  if (low === Number.POSITIVE_INFINITY) low = 1;
  const min = DENSE.findLast((tick) => tick <= low) ?? LEAST;
  const max = DENSE.find((tick) => tick >= high && tick > min) ?? high;
  const inside = DENSE.filter((tick) => tick >= min && tick <= max);
  return { min, max, ticks: inside.length <= MOST_TICKS ? inside : inside.filter((tick) => SPARSE.has(tick)) };
}

/** The least round number at or above a value: 1, 2, 2.5, 5 or 10 times a power of ten. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value - 1e-9) ?? 10;
  return factor * power;
}

/** Days to name on a time axis: Mondays every so many weeks, or the first of months, at most `most` of them. */
export function dayTicks(from: string, to: string, most: number): readonly number[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  const end = Date.parse(`${to}T00:00:00Z`);
  const days = Math.max(1, (end - start) / DAY_MS);
  if (days <= most) return Array.from({ length: days }, (_none, index) => start + index * DAY_MS);
  const weeks = [1, 2, 4].find((count) => days / (count * 7) <= most);
  if (weeks !== undefined) {
    const toMonday = (8 - new Date(start).getUTCDay()) % 7;
    const first = start + toMonday * DAY_MS;
    const count = Math.floor((end - first) / (weeks * 7 * DAY_MS)) + 1;
    return Array.from({ length: count }, (_none, index) => first + index * weeks * 7 * DAY_MS).filter((at) => at < end);
  }
  const every = [1, 2, 3, 6, 12].find((months) => days / (months * 30.4) <= most) ?? 24;
  const ticks: number[] = [];
  const begin = new Date(start);
  for (let month = begin.getUTCDate() === 1 ? 0 : 1; ticks.length <= most; month += every) {
    const at = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + month, 1);
    if (at >= end) break;
    ticks.push(at);
  }
  return ticks;
}
