import type { Excluded, MeasureInput } from '../measure.ts';
import { type Percentiles, percentilesOf } from '../metrics/durations.ts';
import { timedIn } from '../metrics/flow-time.ts';

export interface HistogramBin {
  readonly fromSeconds: number;
  /** null: the last bin, for all that took longer. */
  readonly toSeconds: number | null;
  readonly items: readonly string[];
}

export interface FlowTimeHistogram {
  readonly binSeconds: number;
  readonly bins: readonly HistogramBin[];
  readonly percentiles: Percentiles;
  readonly n: number;
  readonly excluded: readonly Excluded[];
}

const HOUR = 3600;
const DAY = 86_400;
/** Widths that people can read: hours, days, weeks, and multiples of them. */
const WIDTHS = [HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 5 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY];
const MOST_BINS = 24;

/**
 * How often which flow time occurred, in bins `[from, to)` of one readable width. The bins end with the one that holds the 95th
 * percentile; what took longer stands in a last open one, so that one old item does not flatten the picture.
 * Population: as in flow time. Source: methods.md 2.2.
 */
export function flowTimeHistogram(input: MeasureInput): FlowTimeHistogram {
  const { items, durationsMs, excluded } = timedIn(input);
  const percentiles = percentilesOf(durationsMs);
  const most = durationsMs.reduce((top, ms) => Math.max(top, ms / 1000), 0);
  const shown = percentiles.p95 ?? most;
  const binSeconds = WIDTHS.find((width) => shown < width * MOST_BINS) ?? yearsWide(shown);
  const count = items.length === 0 ? 0 : Math.floor(shown / binSeconds) + 1;
  const keys = Array.from({ length: count + 1 }, noKeys);
  items.forEach((facts, index) => {
    const place = Math.floor((durationsMs[index] ?? 0) / 1000 / binSeconds);
    keys[Math.min(place, count)]?.push(facts.item);
  });
  const bins = keys.map((own, place) => ({
    fromSeconds: place * binSeconds,
    toSeconds: place === count ? null : (place + 1) * binSeconds,
    items: own,
  }));
  return {
    binSeconds,
    bins: bins.filter((bin) => bin.toSeconds !== null || bin.items.length > 0),
    percentiles,
    n: items.length,
    excluded,
  };
}

function yearsWide(seconds: number): number {
  const year = 364 * DAY;
  return year * Math.ceil((seconds + 1) / (year * MOST_BINS));
}

function noKeys(): string[] {
  return [];
}
