import { addDays, type Day } from '../../flow/calendar.ts';
import { metricOf } from '../../flow/metrics/index.ts';
import { weeklySeries } from '../../flow/metrics/weekly.ts';
import { windowOf } from '../../flow/window.ts';
import type { MetricBody } from '../../outcomes/metric.ts';
import { readMetricValues } from '../../storage/metric-values.ts';
import type { App } from '../app.ts';
import { loadStream } from '../load-stream.ts';
import { NO_FILTER } from '../stream-data.ts';
import type { Kept } from './kept.ts';

export interface DayValue {
  readonly day: Day;
  readonly value: number;
}

/** Years of a stream that its own figures are read from at most. */
const OWN_YEARS = 3;

/** A metric's values by day: those that were kept, or Millrace's own weekly figures by the Monday of each week. */
export async function valuesOf(app: App, metric: Kept<MetricBody>): Promise<readonly DayValue[]> {
  const { source } = metric.body;
  if (source.kind !== 'millrace') return readMetricValues(app.db, app.workspace, metric.id);
  const { data, stream, now } = await loadStream(app, source.stream);
  const asked = metricOf(source.metric);
  if (asked === undefined) return [];
  const today = data
    .inputFor(windowOf(stream.timeZone, '2000-01-01', '2000-01-02', now), NO_FILTER)
    .window.calendar.dayOf(now);
  const to = addDays(today, 1);
  const window = windowOf(stream.timeZone, addDays(to, -366 * OWN_YEARS), to, now);
  const series = weeklySeries(asked, data.inputFor(window, NO_FILTER), { withItems: false });
  return (series?.weeks ?? []).flatMap(({ week, value }) => (value === null ? [] : [{ day: week, value }]));
}
