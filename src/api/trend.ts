import { z } from '@hono/zod-openapi';

/** A weekly value with its process limits, for small pictures. */
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
