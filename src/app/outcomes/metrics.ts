import { parse } from 'csv-parse/sync';
import type { MetricPage, MetricRow } from '../../api/outcome-metrics.ts';
import { daysBetween } from '../../flow/calendar.ts';
import { METRIC_TEMPLATES, type MetricBody } from '../../outcomes/metric.ts';
import { readCorrections, readMetricSpans, saveMetricValues } from '../../storage/metric-values.ts';
import type { App } from '../app.ts';
import { conflict, invalid } from '../errors.ts';
import { instant } from '../rows.ts';
import { type Kept, keep, keptOf, listKept, METRIC, OUTCOME, remove } from './kept.ts';
import { type DayValue, valuesOf } from './metric-series.ts';
import { readBook } from './outcome-book.ts';

type Spans = Awaited<ReturnType<typeof readMetricSpans>>;

/** Every metric, and templates for common ones. */
export async function listMetrics(app: App): Promise<{ metrics: MetricRow[]; templates: MutableTemplates }> {
  const [metrics, spans, outcomes] = await Promise.all([
    listKept(app, METRIC),
    readMetricSpans(app.db, app.workspace),
    listKept(app, OUTCOME),
  ]);
  const uses = Map.groupBy(outcomes, ({ body }) => body.metric);
  const rows = metrics
    .map((metric) => rowOf(metric, spans, uses.get(metric.id)?.length ?? 0))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { metrics: rows, templates: METRIC_TEMPLATES.map((template) => ({ ...template })) };
}

type MutableTemplates = {
  -readonly [Key in keyof (typeof METRIC_TEMPLATES)[number]]: (typeof METRIC_TEMPLATES)[number][Key];
}[];

function rowOf({ id, body }: Kept<MetricBody>, spans: Spans, outcomes: number): MetricRow {
  const span = spans.get(id);
  const { name, unit, goodDirection, owner, isSample, source } = body;
  const days = { days: span?.days ?? 0, first: span?.first ?? null, last: span?.last ?? null };
  return { id, name, unit, goodDirection, owner, isSample, sourceKind: source.kind, outcomes, ...days };
}

/** A metric with its values, gaps and corrections, and the outcomes that speak of it. Throws NotFound. */
export async function metricPageOf(app: App, id: string): Promise<MetricPage> {
  const metric = await keptOf(app, METRIC, id);
  const values = await valuesOf(app, metric);
  const { outcomes } = await readBook(app);
  const own = outcomes.filter((state) => state.metric?.id === id);
  const corrections = await readCorrections(app.db, app.workspace, id);
  const row = rowOf(metric, new Map(), own.length);
  return {
    row: { ...row, days: values.length, first: values[0]?.day ?? null, last: values.at(-1)?.day ?? null },
    version: metric.version,
    body: metric.body,
    values: [...values],
    gaps: gapsOf(values),
    corrections: corrections.map(({ day, version, value, savedAt }) => ({
      day,
      version,
      value,
      savedAt: instant(savedAt),
    })),
    outcomes: own.map(({ id: outcome, latest, deliveredOn }) => ({
      id: outcome,
      title: latest.body.title,
      deliveredOn,
    })),
  };
}

/** Spans between two values that are longer than one and a half usual distances. */
function gapsOf(values: readonly DayValue[]): MetricPage['gaps'] {
  const distances = values.slice(1).map(({ day }, place) => daysBetween(values[place]?.day ?? day, day));
  const usual = distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
  return distances.flatMap((distance, place) =>
    distance > usual * 1.5 ? [{ from: values[place]?.day ?? '', to: values[place + 1]?.day ?? '' }] : [],
  );
}

export async function createMetric(app: App, body: MetricBody): Promise<{ id: string; version: number }> {
  return keep(app, METRIC, { body, basedOn: 0 });
}

export async function editMetric(
  app: App,
  id: string,
  { body, basedOn }: { readonly body: MetricBody; readonly basedOn: number },
): Promise<{ id: string; version: number }> {
  await keptOf(app, METRIC, id);
  return keep(app, METRIC, { id, body, basedOn });
}

/** Takes a metric away that no outcome speaks of. Throws Conflict. */
export async function removeMetric(app: App, id: string): Promise<{ id: string }> {
  const users = (await listKept(app, OUTCOME)).filter(({ body }) => body.metric === id || body.control === id);
  if (users.length > 0) {
    throw conflict(`metric: “${users[0]?.body.title ?? ''}” speaks of it; choose another metric there first`);
  }
  return remove(app, METRIC, id);
}

export interface ValuesKept {
  readonly new: number;
  readonly corrected: number;
  readonly unchanged: number;
}

/** Keeps values, all of them or none. Throws NotFound, Invalid. */
export async function saveValues(
  app: App,
  id: string,
  values: readonly { readonly day: string; readonly value: number | null }[],
): Promise<ValuesKept> {
  const metric = await keptOf(app, METRIC, id);
  if (metric.body.source.kind !== 'values') {
    throw invalid(
      `metric: the values of “${metric.body.name}” are read from its source (${metric.body.source.kind}) and cannot be typed`,
    );
  }
  const days = new Set<string>();
  for (const { day } of values) {
    if (days.has(day)) throw invalid(`metric: ${day} is given twice; a day has one value`);
    days.add(day);
  }
  const by = { author: app.author, savedAt: app.now() };
  const kept = await saveMetricValues(app.db, app.workspace, id, values, by);
  return { ...kept, unchanged: values.length - kept.new - kept.corrected };
}

/** Keeps the values of a CSV text with the columns `date` and `value`. Throws NotFound, Invalid that names the line. */
export async function importValues(app: App, id: string, text: string): Promise<ValuesKept> {
  return saveValues(app, id, readValues(text));
}

function readValues(text: string): readonly DayValue[] {
  const rows = rowsOf(text);
  const [header = [], ...lines] = rows;
  const dateAt = header.findIndex((name) => ['date', 'day'].includes(name.trim().toLowerCase()));
  const valueAt = header.findIndex((name) => name.trim().toLowerCase() === 'value');
  if (dateAt === -1 || valueAt === -1) {
    throw invalid(`metric: line 1 names the columns ${header.join(', ')}; there must be date and value`);
  }
  if (lines.length === 0) throw invalid('metric: the file has no values below its first line');
  return lines.map((line, place) => {
    const day = line[dateAt]?.trim() ?? '';
    const figure = line[valueAt]?.trim() ?? '';
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) {
      throw invalid(`metric: line ${place + 2}: "${day}" is no day; write it as 2026-11-14`);
    }
    const value = Number(figure);
    if (figure === '' || !Number.isFinite(value)) {
      throw invalid(
        `metric: line ${place + 2}: "${figure}" is no number; write it as 12.5, without separators or a unit`,
      );
    }
    return { day, value };
  });
}

function rowsOf(text: string): readonly (readonly string[])[] {
  try {
    return parse(text, { bom: true, skipEmptyLines: true, relaxColumnCount: true });
  } catch (error) {
    throw invalid(`metric: the text is no CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
}
