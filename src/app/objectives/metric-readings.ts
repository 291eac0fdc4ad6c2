import type { MetricBody } from '../../outcomes/metric.ts';
import type { App } from '../app.ts';
import { Failure } from '../errors.ts';
import type { Kept } from '../outcomes/kept.ts';
import { type DayValue, valuesOf } from '../outcomes/metric-series.ts';

export type ValuesOf = ReadonlyMap<string, readonly DayValue[]>;

/** The values of metrics by day; a metric that is not there, or whose stream is gone, has none, and what hangs on it is unknown. */
export async function valuesByMetric(
  app: App,
  metrics: ReadonlyMap<string, Kept<MetricBody>>,
  asked: ReadonlySet<string>,
): Promise<ValuesOf> {
  const values = new Map<string, readonly DayValue[]>();
  for (const id of asked) {
    const metric = metrics.get(id);
    if (metric !== undefined) values.set(id, await metricSeriesOf(app, metric));
  }
  return values;
}

/** The values of one metric by day; none where its stream is gone. */
export async function metricSeriesOf(app: App, metric: Kept<MetricBody>): Promise<readonly DayValue[]> {
  try {
    return await valuesOf(app, metric);
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return [];
    throw error;
  }
}
