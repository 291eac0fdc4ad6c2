import { createRoute, z } from '@hono/zod-openapi';
import type { ItemDelivery } from '../flow/delivery/item-deliveries.ts';
import type { DeliveryMeasure } from '../flow/delivery/measure.ts';
import { trend } from './trend.ts';
import { answers, carried, sentence, streamParam, viewHeader, viewQuery } from './view.ts';

const reasons = z.array(z.object({ why: z.string(), count: z.number() }));

export const deliveryCard = z
  .object({
    metric: z.string(),
    name: z.string(),
    /** As shown; null where it cannot be known, and `note` says why. */
    figure: z.string().nullable(),
    unit: z.string(),
    note: z.string(),
    signal: z.string().nullable(),
    trend,
    meaning: z.string(),
    population: z.string(),
    source: z.string(),
    n: z.number(),
    /** Records that belong here and say too little, by why; they are in no figure. */
    unknown: reasons,
    excluded: reasons,
    /** Records that are there by inference. */
    inferred: z.number(),
    measure: carried<DeliveryMeasure<unknown>>('as docs/delivery.md says'),
  })
  .openapi('DeliveryCard');
export type DeliveryCard = z.infer<typeof deliveryCard>;

export const phase = z.object({
  name: z.string(),
  /** Seconds; null where too few are known. */
  p50: z.number().nullable(),
  n: z.number(),
  coverage: z.number().nullable(),
});

export const deploymentRow = z
  .object({
    id: z.string(),
    url: z.string().nullable(),
    at: z.string(),
    environment: z.string(),
    status: z.enum(['succeeded', 'failed', 'running', 'cancelled', 'unknown']),
    isBaseline: z.boolean(),
    isRollback: z.boolean(),
    isContentKnown: z.boolean(),
    /** Changes first deployed by it. */
    changes: z.number(),
    /** Items that these name. */
    items: z.array(z.string()),
    /** Incidents that it was found to have caused. */
    incidents: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        url: z.string().nullable(),
        isInferred: z.boolean(),
        restoredAt: z.string().nullable(),
      }),
    ),
  })
  .openapi('DeploymentRow');
export type DeploymentRow = z.infer<typeof deploymentRow>;

export const applicationDelivery = z
  .object({
    name: z.string(),
    repos: z.array(z.string()),
    sentence,
    metrics: z.array(deliveryCard),
    /** From first commit to production; none where no pull request is known. */
    phases: z.array(phase),
    /** In the window, the latest first; at most 200. */
    deployments: z.array(deploymentRow),
    deploymentsInWindow: z.number(),
  })
  .openapi('ApplicationDelivery');
export type ApplicationDeliveryAnswer = z.infer<typeof applicationDelivery>;

export const deliveryAnswer = z
  .object({
    header: viewHeader,
    /** None: the stream's document names no application. */
    applications: z.array(applicationDelivery),
    /** Repositories and applications that sources told of, to begin a document with. */
    seen: z.array(z.object({ name: z.string(), kind: z.enum(['repo', 'application']), records: z.number() })),
  })
  .openapi('Delivery');
export type DeliveryAnswer = z.infer<typeof deliveryAnswer>;

/** What is known of an item's way to production; null where the stream names no application. */
export const itemDeliveryAnswer = carried<ItemDelivery | null>(
  'changes, pull requests, deployments, incidents and events',
);

export const deliveryRoutes = {
  delivery: createRoute({
    method: 'get',
    path: '/api/streams/{stream}/delivery',
    summary:
      'Delivery performance of each application of a stream: change lead time, deployment frequency, failures, recovery, rework',
    request: { params: streamParam, query: viewQuery },
    responses: answers('delivery', deliveryAnswer),
  }),
} as const;
