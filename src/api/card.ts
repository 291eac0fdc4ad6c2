import { z } from '@hono/zod-openapi';

/** A weekly value with its process limits, for small pictures. Source: methods.md 2.11. */
export const trend = z
  .object({
    name: z.string(),
    unit: z.string(),
    weeks: z.array(z.object({ week: z.string(), value: z.number().nullable(), isSignal: z.boolean() })),
    limits: z
      .object({
        centre: z.number(),
        lower: z.number(),
        upper: z.number(),
        isProvisional: z.boolean(),
        baselineFrom: z.string(),
        baselineTo: z.string(),
      })
      .nullable(),
  })
  .openapi('Trend');
export type Trend = z.infer<typeof trend>;

/** A metric in one glance: its figure, what stands behind it in small print, and its weeks. */
export const card = z
  .object({
    metric: z.string(),
    name: z.string(),
    /** The figure as shown, e.g. `9.4`; null when it cannot be known. */
    figure: z.string().nullable(),
    unit: z.string(),
    /** Small print: n, what was left out, or why it cannot be known. */
    note: z.string(),
    /** In words when a process limit is broken. */
    signal: z.string().nullable(),
    trend,
  })
  .openapi('Card');
export type Card = z.infer<typeof card>;
