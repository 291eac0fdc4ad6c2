import { type FigureSource, readFigures, UnreadableFigures } from '../../connectors/figures/index.ts';
import { addDays } from '../../flow/calendar.ts';
import type { MetricBody } from '../../outcomes/metric.ts';
import { readMetricSpans, saveMetricValues } from '../../storage/metric-values.ts';
import type { App } from '../app.ts';
import { Failure, invalid } from '../errors.ts';
import { type Kept, keptOf, listKept, METRIC } from './kept.ts';
import type { ValuesKept } from './metrics.ts';

/** How far back a source is asked the first time, and how far again for figures that were corrected late. */
const FIRST_DAYS = 730;
const AGAIN_DAYS = 35;

/** Reads a metric from its source, now. Throws NotFound, Invalid, and Unreachable in the source's own words. */
export async function readMetric(app: App, id: string): Promise<ValuesKept> {
  const metric = await keptOf(app, METRIC, id);
  const source = sourceOf(app, metric);
  const to = new Date(app.now()).toISOString().slice(0, 10);
  const known = (await readMetricSpans(app.db, app.workspace)).get(id);
  const from = addDays(known?.last ?? to, known === undefined ? -FIRST_DAYS : -AGAIN_DAYS);
  try {
    const figures = await readFigures(source, { from, to });
    const by = { author: 'source', savedAt: app.now() };
    const kept = await saveMetricValues(app.db, app.workspace, id, figures, by);
    return { ...kept, unchanged: figures.length - kept.new - kept.corrected };
  } catch (error) {
    if (error instanceof UnreadableFigures) {
      throw new Failure('unreachable', `metric “${metric.body.name}”: ${error.message}`);
    }
    throw error;
  }
}

/** Reads every metric that has a source; one that fails is logged and leaves the others. Returns the names of those that failed. */
export async function readAllMetrics(app: App): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { id, body } of await listKept(app, METRIC)) {
    if (body.source.kind === 'values' || body.source.kind === 'millrace') continue;
    try {
      await readMetric(app, id);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      app.log.error({ metric: id, error: error.message }, 'a metric could not be read');
      failed.push(body.name);
    }
  }
  return failed;
}

function sourceOf(app: App, { body }: Kept<MetricBody>): FigureSource {
  const { source } = body;
  switch (source.kind) {
    case 'values':
      throw invalid(`metric: “${body.name}” has no source to read; its values are typed, sent as CSV or pushed`);
    case 'millrace':
      throw invalid(`metric: “${body.name}” is Millrace’s own figure and is always up to date`);
    case 'sql': {
      const connection = app.connections[source.connection];
      if (connection === undefined) {
        throw invalid(
          `metric: there is no connection "${source.connection}"; name it in the settings under connections`,
        );
      }
      return { kind: 'sql', query: source.query, connection };
    }
    default:
      return source;
  }
}
