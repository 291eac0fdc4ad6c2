import type { MeasureInput } from '../measure.ts';
import { metricOf } from '../metrics/index.ts';
import type { PeriodUnit } from '../metrics/periods-in.ts';
import { type WeeklyOptions, weeklySeries } from '../metrics/weekly.ts';
import { agingWork } from './aging-work.ts';
import { cumulativeFlow } from './cumulative-flow.ts';
import { distribution } from './distribution.ts';
import { flowTimeHistogram } from './flow-time-histogram.ts';
import { flowTimeScatter } from './flow-time-scatter.ts';
import { loadByDay } from './load.ts';
import { netFlowByWeek } from './net-flow.ts';
import { velocity } from './velocity.ts';

export interface SeriesOptions extends WeeklyOptions {
  /** For run chart and process behaviour: the id of a metric with a weekly value; flow velocity unless told. */
  readonly metric?: string;
  /** For the distribution; weeks up to half a year, else months, unless told. */
  readonly unit?: PeriodUnit;
}

const HALF_A_YEAR_MS = 183 * 86_400_000;

/** The data of every chart by the chart's id. Each is a function of the input alone. Source: methods.md 2. */
export const SERIES = {
  'cumulative-flow': (input: MeasureInput) => cumulativeFlow(input),
  'flow-time-scatter': (input: MeasureInput) => flowTimeScatter(input),
  'aging-work': (input: MeasureInput) => agingWork(input),
  velocity: (input: MeasureInput) => velocity(input),
  'net-flow': (input: MeasureInput) => netFlowByWeek(input),
  load: (input: MeasureInput) => loadByDay(input),
  distribution: (input: MeasureInput, options: SeriesOptions = {}) =>
    distribution(input, options.unit ?? (input.window.toAt - input.window.fromAt > HALF_A_YEAR_MS ? 'month' : 'week')),
  'flow-time-histogram': (input: MeasureInput) => flowTimeHistogram(input),
  'run-chart': ofMetric,
  'process-behaviour': ofMetric,
} as const;

/** The weekly series of the metric that is asked for; null for a metric without a weekly value. */
function ofMetric(input: MeasureInput, options: SeriesOptions = {}) {
  const metric = metricOf(options.metric ?? 'flow-velocity');
  return metric === undefined ? null : weeklySeries(metric, input, options);
}
