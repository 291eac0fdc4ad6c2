/** Reported figures keep so many significant digits: more than anyone reads, fewer than rounding can reach. */
const DIGITS = 6;
const PROBABILITY_DECIMALS = 6;

/** A figure as it is reported: six significant digits; what is nothing beside `size` is 0. */
export function reported(value: number, size: number): number {
  if (Math.abs(value) <= 1e-9 * size) return 0;
  return Number(value.toPrecision(DIGITS));
}

/** A probability as it is reported and judged by: six decimals, within 0…1. */
export function reportedProbability(value: number): number {
  return Number(Math.min(1, Math.max(0, value)).toFixed(PROBABILITY_DECIMALS));
}

/** A figure in a sentence: at most four significant digits. */
export function inWords(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A probability in a sentence: per cent with one decimal, and never rounded to certainty. */
export function percentInWords(probability: number): string {
  if (probability > 0.999) return 'over 99.9 %';
  if (probability < 0.001) return 'under 0.1 %';
  return `${Number((100 * probability).toFixed(1))} %`;
}
