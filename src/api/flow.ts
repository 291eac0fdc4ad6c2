import { createRoute, z } from '@hono/zod-openapi';
import type { ItemFacts } from '../flow/facts.ts';
import type { Measure } from '../flow/measure.ts';
import type { Race } from '../flow/series/race.ts';
import { card, trend } from './card.ts';
import { itemDeliveryAnswer } from './delivery.ts';
import { answers, carried, day, opens, sentence, streamParam, viewHeader, viewQuery } from './view.ts';

/** A row of an items table. Instants ISO 8601 UTC, durations in seconds. */
export const itemRow = z
  .object({
    item: z.string(),
    source: z.string(),
    title: z.string(),
    url: z.string().nullable(),
    type: z.string().nullable(),
    level: z.string().nullable(),
    kind: z.string(),
    team: z.string().nullable(),
    parent: z.string().nullable(),
    state: z.string(),
    step: z.string().nullable(),
    createdAt: z.string(),
    committedAt: z.string().nullable(),
    completedAt: z.string().nullable(),
    cancelledAt: z.string().nullable(),
    flowTimeSeconds: z.number().nullable(),
    ageSeconds: z.number().nullable(),
    inProcessSeconds: z.number(),
    activeSeconds: z.number(),
    waitingSeconds: z.number(),
    blockedSeconds: z.number(),
    reopens: z.number(),
    backflows: z.number(),
    neverStarted: z.boolean(),
    isBlocked: z.boolean(),
    isPaused: z.boolean(),
    isDeleted: z.boolean(),
  })
  .openapi('ItemRow');
export type ItemRow = z.infer<typeof itemRow>;

export const metricDefinition = z
  .object({
    id: z.string(),
    name: z.string(),
    meaning: z.string(),
    unit: z.string(),
    population: z.string(),
    source: z.string(),
    exclusions: z.record(z.string(), z.string()),
    shape: z.record(z.string(), z.string()),
  })
  .openapi('MetricDefinition');
export type MetricDefinition = z.infer<typeof metricDefinition>;

export const anyMeasure = carried<Measure<unknown>>(
  'a measure: docs/metrics gives the shape of `value` for each metric',
);

/** The picture of the stream as a channel, with the keys of the items behind each part. */
export const race = carried<Race>('the race: steps in order with load and times, returns, and what came out');

export const overview = z
  .object({
    header: viewHeader,
    sentence,
    race,
    cards: z.array(card),
    serviceLevel: sentence,
    waiting: sentence,
    constraint: sentence,
    attention: z.array(sentence),
  })
  .openapi('Overview');
export type Overview = z.infer<typeof overview>;

/** Charts by id; `data` is the type of the same name in src/flow/series. */
export const CHARTS = [
  'cumulative-flow',
  'flow-time-scatter',
  'aging-work',
  'velocity',
  'net-flow',
  'load',
  'distribution',
  'flow-time-histogram',
  'run-chart',
  'process-behaviour',
] as const;
export type ChartId = (typeof CHARTS)[number];

export const chartAnswer = z
  .object({ header: viewHeader, chart: z.enum(CHARTS), heading: sentence, data: carried<unknown>('see docs/api.md') })
  .openapi('Chart');

export const itemPage = z
  .object({
    header: viewHeader,
    row: itemRow,
    sentence,
    /** Every interval named, in order: visits, blocked time, what counted and why. */
    intervals: z.array(
      z.object({
        what: z.string(),
        state: z.string(),
        step: z.string().nullable(),
        fromAt: z.string(),
        toAt: z.string().nullable(),
        seconds: z.number(),
        counts: z.enum(['active', 'waiting', 'blocked', 'not-counted']),
        why: z.string(),
      }),
    ),
    changes: z.array(z.object({ at: z.string(), what: z.string() })),
    facts: carried<ItemFacts>('the facts as computed, instants in ms'),
    problems: z.array(z.string()),
    children: z.array(itemRow),
    /** Its way to production; null where the stream names no application. */
    delivery: itemDeliveryAnswer,
  })
  .openapi('ItemPage');
export type ItemPage = z.infer<typeof itemPage>;

export const agingRow = itemRow
  .extend({
    isStalled: z.boolean(),
    daysSinceMove: z.number(),
    isOverLimit: z.boolean(),
    /** Pace band of the step that the age has passed: 50, 70, 85 or 95; null below 50 or where no band exists. */
    passedBand: z.number().nullable(),
  })
  .openapi('AgingRow');
export type AgingRow = z.infer<typeof agingRow>;

const problem = z.object({
  problem: z.string(),
  name: z.string(),
  count: z.number(),
  items: z.array(z.string()),
  advice: z.string(),
  detail: z.string().optional(),
});

const query = { params: streamParam, query: viewQuery };

export const flowRoutes = {
  overview: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/overview',
    summary: 'What a stream’s page shows first: its sentence, the race, the five flow metrics',
    request: query,
    responses: answers('the overview', overview),
  }),
  measures: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/measures',
    summary: 'Every measure of the stream in the window',
    request: query,
    responses: answers('measures by id', z.object({ header: viewHeader, measures: z.record(z.string(), anyMeasure) })),
  }),
  measure: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/measures/{metric}',
    summary: 'One measure with its definition, its items and what was left out',
    request: { params: streamParam.extend({ metric: z.string() }), query: viewQuery },
    responses: answers(
      'the measure',
      z
        .object({
          header: viewHeader,
          definition: metricDefinition,
          measure: anyMeasure,
          rows: z.array(itemRow),
          excluded: z.array(z.object({ item: z.string(), reason: z.string(), means: z.string() })),
          trend: trend.nullable(),
        })
        .openapi('MeasureAnswer'),
    ),
  }),
  chart: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/charts/{chart}',
    summary: 'The data of one chart, with its heading in words',
    request: {
      params: streamParam.extend({ chart: z.enum(CHARTS) }),
      query: viewQuery.extend({ metric: z.string().optional(), rules: z.enum(['default', 'all']).optional() }),
    },
    responses: answers('the chart', chartAnswer),
  }),
  items: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/items',
    summary: 'Items, by state, step, problem or keys, or as they stood at the end of a day',
    request: {
      params: streamParam,
      query: viewQuery.extend({
        keys: z.string().optional().openapi({ description: 'comma-separated item keys' }),
        state: z.string().optional(),
        step: z.string().optional(),
        problem: z.string().optional().openapi({ description: 'items that show this modelling problem' }),
        day: day.optional().openapi({
          description: 'items in process at the end of that day; with step: in that step; with band: in that band',
        }),
        band: z.string().optional().openapi({
          description: 'with day: a band of the cumulative flow, named by its step',
        }),
        search: z.string().optional(),
        limit: z.coerce.number().int().min(1).max(50_000).default(1000),
      }),
    },
    responses: answers('rows', z.object({ header: viewHeader, rows: z.array(itemRow), total: z.number() })),
  }),
  item: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/items/{item}',
    summary: 'One item: its timeline, every interval named, what counted and why',
    request: {
      params: streamParam.extend({ item: z.string() }),
      query: viewQuery.extend({ source: z.string().optional() }),
    },
    responses: answers('the item', itemPage),
  }),
  aging: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/aging',
    summary: 'Work in process by age: stalled, blocked, over the limit',
    request: query,
    responses: answers('the table', z.object({ header: viewHeader, sentence, rows: z.array(agingRow) })),
  }),
  problems: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/problems',
    summary: 'Modelling problems: what in the data or the map makes figures doubtful',
    request: query,
    responses: answers('problems', z.object({ header: viewHeader, sentence, problems: z.array(problem) })),
  }),
  forecast: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/forecast',
    summary: 'When N items, how many until a day, or when an epic',
    request: {
      params: streamParam,
      query: viewQuery.extend({
        items: z.coerce.number().int().min(1).max(100_000).optional(),
        until: day.optional(),
        forEpic: z.string().optional(),
      }),
    },
    responses: answers(
      'the forecast',
      z.object({ header: viewHeader, sentence, forecast: carried<unknown>('see docs/forecast.md') }),
    ),
  }),
  backtest: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/backtest',
    summary: 'Past forecasts against what happened',
    request: query,
    responses: answers(
      'the backtest',
      z.object({ header: viewHeader, sentence, backtest: carried<unknown>('see docs/forecast.md') }),
    ),
  }),
  facets: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/facets',
    summary: 'What can be filtered by: kinds, teams, labels and epics of the stream',
    request: query,
    responses: answers(
      'facets',
      z.object({
        kinds: z.array(z.string()),
        teams: z.array(z.string()),
        labels: z.array(z.string()),
        epics: z.array(z.object({ item: z.string(), title: z.string() })),
      }),
    ),
  }),
  metrics: createRoute({
    method: 'get',
    path: '/api/metrics',
    summary: 'The definition of every metric',
    responses: answers('definitions', z.object({ metrics: z.array(metricDefinition) })),
  }),
} as const;

export { opens };
