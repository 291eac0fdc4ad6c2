import type { Trend } from '../api/card.ts';
import type { ItemRow, MetricDefinition } from '../api/flow.ts';
import type { ViewHeader } from '../api/view.ts';
import type { Measure, MeasureInput, Metric } from '../flow/measure.ts';
import { measureAll } from '../flow/measure-all.ts';
import { flowPredictability } from '../flow/metrics/flow-predictability.ts';
import { METRICS, metricOf } from '../flow/metrics/index.ts';
import type { App } from './app.ts';
import { notFound } from './errors.ts';
import { rowsOf } from './items.ts';
import { iterationsFor } from './iterations.ts';
import { rememberByInput } from './remember.ts';
import { trendOf } from './trends.ts';
import type { View } from './view.ts';

/** Every measure of an input, computed once. */
export const allMeasures = rememberByInput(measureAll);

export async function measuresOf(
  app: App,
  view: View,
): Promise<{ header: ViewHeader; measures: Record<string, Measure<unknown>> }> {
  const planned = flowPredictability.measure(await withIterations(app, view));
  return { header: view.header, measures: { ...allMeasures(view.input), [flowPredictability.id]: planned } };
}

/** Iterations are read for the one metric that compares with them. */
async function withIterations(app: App, view: View): Promise<MeasureInput> {
  return { ...view.input, iterations: await iterationsFor(app, view.loaded) };
}

/** One measure with all that explains it: definition, items, what was left out and what the reasons mean. */
export async function measureOf(
  app: App,
  view: View,
  id: string,
): Promise<{
  header: ViewHeader;
  definition: MetricDefinition;
  measure: Measure<unknown>;
  rows: ItemRow[];
  excluded: { item: string; reason: string; means: string }[];
  trend: Trend | null;
}> {
  const metric = metricOf(id);
  if (metric === undefined) {
    throw notFound(`metric "${id}" does not exist; there are: ${METRICS.map((one) => one.id).join(', ')}`);
  }
  const measure = metric.measure(id === flowPredictability.id ? await withIterations(app, view) : view.input);
  return {
    header: view.header,
    definition: definitionOf(metric),
    measure,
    rows: measure.status === 'measured' ? rowsOf(view, measure.items) : [],
    excluded:
      measure.status === 'measured'
        ? measure.excluded.map(({ item, reason }) => ({ item, reason, means: metric.exclusions[reason] ?? reason }))
        : [],
    trend: trendOf(view, metric),
  };
}

/** The definition of every metric, in the order of the registry. */
export function definitions(): MetricDefinition[] {
  return METRICS.map(definitionOf);
}

function definitionOf(metric: Metric): MetricDefinition {
  return {
    id: metric.id,
    name: metric.name,
    meaning: metric.meaning,
    unit: metric.unit,
    population: metric.population,
    source: metric.source,
    exclusions: { ...metric.exclusions },
    shape: { ...metric.shape },
  };
}
