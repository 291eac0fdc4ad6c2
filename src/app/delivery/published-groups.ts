import type { DeliveryCard } from '../../api/delivery.ts';
import { changeFailRate } from '../../flow/delivery/metrics/change-fail-rate.ts';
import { LEVELS_PUBLISHED, PUBLISHED_BANDS, publishedLevels } from '../../flow/delivery/published-bands.ts';
import { listed, percent } from '../words.ts';

/**
 * A value beside what each year's survey published of the same metric, in words; none for a metric or a value that says nothing there.
 * Source: docs/delivery.md (published bands).
 */
export function publishedGroups(metric: string, value: number | null): DeliveryCard['published'] {
  if (value === null) return [];
  return PUBLISHED_BANDS.flatMap((bands) => {
    const { year, source, url } = bands;
    if (metric === changeFailRate.id) {
      const rates = LEVELS_PUBLISHED.map((level) => `${level} ${percent(bands.changeFailRate[level])}`);
      return { year, source, url, words: `groups of that year: ${listed(rates)}` };
    }
    if (bands.ranges[metric] === undefined) return [];
    const levels = publishedLevels(bands, metric, value);
    const words =
      levels.length === 0 ? 'in the range of no group of that year' : `in the range of that year’s ${listed(levels)}`;
    return { year, source, url, words };
  });
}
