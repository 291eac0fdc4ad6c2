import { createRoute, z } from '@hono/zod-openapi';
import { metricBody } from '../outcomes/metric.ts';
import { idParam, jsonBody, saved } from './outcomes.ts';
import { answers, day, plainText } from './view.ts';

export const metricRow = z
  .object({
    id: z.string(),
    name: z.string(),
    unit: z.string(),
    goodDirection: z.enum(['up', 'down']),
    sourceKind: z.string(),
    owner: z.string().nullable(),
    days: z.number(),
    first: z.string().nullable(),
    last: z.string().nullable(),
    outcomes: z.number(),
    isSample: z.boolean(),
  })
  .openapi('MetricRow');
export type MetricRow = z.infer<typeof metricRow>;

export const metricPage = z
  .object({
    row: metricRow,
    version: z.number(),
    body: metricBody,
    values: z.array(z.object({ day: z.string(), value: z.number() })),
    /** Spans longer than one and a half usual distances between values. */
    gaps: z.array(z.object({ from: z.string(), to: z.string() })),
    corrections: z.array(
      z.object({ day: z.string(), version: z.number(), value: z.number().nullable(), savedAt: z.string() }),
    ),
    outcomes: z.array(z.object({ id: z.string(), title: z.string(), deliveredOn: z.string().nullable() })),
  })
  .openapi('MetricPage');
export type MetricPage = z.infer<typeof metricPage>;

const value = z.object({ day, value: z.number().finite().nullable() });

export const metricRoutes = {
  metrics: createRoute({
    method: 'get',
    path: '/api/outcome-metrics',
    summary: 'Metrics that outcomes speak of',
    responses: answers(
      'metrics',
      z.object({
        metrics: z.array(metricRow),
        templates: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            unit: z.string(),
            goodDirection: z.enum(['up', 'down']),
            definition: z.string(),
          }),
        ),
      }),
    ),
  }),
  metric: createRoute({
    method: 'get',
    path: '/api/outcome-metrics/{id}',
    summary: 'A metric with its values, gaps, corrections and redefinitions',
    request: { params: idParam },
    responses: answers('the metric', metricPage),
  }),
  createMetric: createRoute({
    method: 'post',
    path: '/api/outcome-metrics',
    summary: 'Make a metric',
    request: { body: jsonBody(metricBody) },
    responses: answers('the metric', saved),
  }),
  editMetric: createRoute({
    method: 'put',
    path: '/api/outcome-metrics/{id}',
    summary: 'Keep a new version of a metric’s definition',
    request: { params: idParam, body: jsonBody(z.object({ body: metricBody, basedOn: z.number().int() })) },
    responses: answers('the version', saved),
  }),
  saveValues: createRoute({
    method: 'post',
    path: '/api/outcome-metrics/{id}/values',
    summary: 'Keep values by day; one that differs from what is known is a correction, null takes one back',
    request: { params: idParam, body: jsonBody(z.object({ values: z.array(value).min(1).max(20_000) })) },
    responses: answers('what was kept', z.object({ new: z.number(), corrected: z.number(), unchanged: z.number() })),
  }),
  importValues: createRoute({
    method: 'post',
    path: '/api/outcome-metrics/{id}/csv',
    summary: 'Keep the values of a CSV file with the columns date and value; all of it or nothing',
    request: { params: idParam, body: { content: { 'text/csv': { schema: z.string() } }, required: true } },
    responses: answers('what was kept', z.object({ new: z.number(), corrected: z.number(), unchanged: z.number() })),
  }),
  readMetric: createRoute({
    method: 'post',
    path: '/api/outcome-metrics/{id}/read',
    summary: 'Read a metric from its source now; the server does so every day',
    request: { params: idParam },
    responses: answers('what was kept', z.object({ new: z.number(), corrected: z.number(), unchanged: z.number() })),
  }),
  push: createRoute({
    method: 'post',
    path: '/api/push/metrics/{id}',
    summary: 'Push values of a metric with a token (header authorization: Bearer mr_…)',
    request: {
      params: idParam,
      headers: z.object({ authorization: z.string().optional() }),
      body: jsonBody(z.object({ values: z.array(value).min(1).max(20_000) })),
    },
    responses: answers('what was kept', z.object({ new: z.number(), corrected: z.number(), unchanged: z.number() })),
  }),
  tokens: createRoute({
    method: 'get',
    path: '/api/tokens',
    summary: 'Tokens that may push values; never the tokens themselves',
    responses: answers(
      'tokens',
      z.object({ tokens: z.array(z.object({ id: z.string(), name: z.string(), createdAt: z.string() })) }),
    ),
  }),
  createToken: createRoute({
    method: 'post',
    path: '/api/tokens',
    summary: 'Make a token; it is shown once',
    request: { body: jsonBody(z.object({ name: plainText.min(1).max(200) })) },
    responses: answers('the token', z.object({ id: z.string(), token: z.string() })),
  }),
  removeToken: createRoute({
    method: 'delete',
    path: '/api/tokens/{id}',
    summary: 'Take a token back',
    request: { params: idParam },
    responses: answers('done', z.object({ id: z.string() })),
  }),
  removeMetric: createRoute({
    method: 'delete',
    path: '/api/outcome-metrics/{id}',
    summary: 'Take away a metric that no outcome speaks of; its versions and values are kept',
    request: { params: idParam },
    responses: answers('done', z.object({ id: z.string() })),
  }),
} as const;
