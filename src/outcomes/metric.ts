import { z } from 'zod';

const text = z
  .string()
  .max(10_000)
  .refine((value) => !value.includes('\0'), 'must not hold the character U+0000');
const name = text.max(200);

/** Where a metric's values come from. Anything typed, sent as CSV or pushed is `values`. */
export const metricSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('values') }),
  /** A figure of Millrace itself, by week: so that outcomes of delivery can be judged. */
  z.strictObject({ kind: z.literal('millrace'), stream: name.min(1), metric: name.min(1) }),
  /** `select day, value …` over a connection that the settings name. */
  z.strictObject({ kind: z.literal('sql'), connection: name.min(1), query: text.min(1) }),
  z.strictObject({ kind: z.literal('prometheus'), url: z.url(), query: text.min(1) }),
  /** An address that answers JSON, and the way to the value or to the list of them. */
  z.strictObject({ kind: z.literal('json'), url: z.url(), path: text.min(1) }),
]);
export type MetricSource = z.infer<typeof metricSource>;

/** A metric that outcomes speak of. Its definition has versions, as every edit has; a redefinition says from which day on. */
export const metricBody = z.strictObject({
  name: name.min(1),
  unit: name.default(''),
  goodDirection: z.enum(['up', 'down']),
  definition: text.default(''),
  owner: name.nullable().default(null),
  source: metricSource.default({ kind: 'values' }),
  /** Days from which on it means something else than before. */
  redefinitions: z
    .array(z.strictObject({ on: z.iso.date(), what: text.min(1) }))
    .max(100)
    .default([]),
  isSample: z.boolean().default(false),
});
export type MetricBody = z.infer<typeof metricBody>;

/** A starting point for a common metric. */
export interface MetricTemplate {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly goodDirection: 'up' | 'down';
  readonly definition: string;
}

const template = (
  id: string,
  name_: string,
  unit: string,
  goodDirection: 'up' | 'down',
  definition: string,
): MetricTemplate => ({ id, name: name_, unit, goodDirection, definition });

/** Common metrics, each with a definition to fill in. */
export const METRIC_TEMPLATES: readonly MetricTemplate[] = [
  template(
    'activation',
    'Activation',
    '%',
    'up',
    'Share of new accounts that reach … within … days of signing up, by week of sign-up.',
  ),
  template(
    'retention',
    'Retention',
    '%',
    'up',
    'Share of accounts active in week … that are active again four weeks later.',
  ),
  template('conversion', 'Conversion', '%', 'up', 'Share of visits with … that end in …, by day of the visit.'),
  template(
    'support-contacts',
    'Support contacts',
    'per 1,000 orders',
    'down',
    'Contacts about … a week, for each 1,000 …, all channels.',
  ),
  template('availability', 'Availability', '%', 'up', 'Share of minutes in which … answered within … ms, by week.'),
  template(
    'response-time',
    'Response time',
    'ms',
    'down',
    'The 95th percentile of the time that … takes to answer, by day.',
  ),
  template('incidents', 'Incidents', 'a month', 'down', 'Incidents of priority … or above that began in the month.'),
  template('cost-to-serve', 'Cost to serve', '€ per order', 'down', 'Cost of … a month, divided by …'),
  template(
    'satisfaction',
    'Satisfaction',
    'of 5',
    'up',
    'Mean answer to “…” by those asked in the week, with the number of answers.',
  ),
  template(
    'change-lead-time',
    'Change lead time',
    'days',
    'down',
    'Median time from commit to running in production, by week of the deployment.',
  ),
  template(
    'flow-time',
    'Flow time',
    'days',
    'down',
    'Typical time from commitment to completion, by week of completion.',
  ),
];
