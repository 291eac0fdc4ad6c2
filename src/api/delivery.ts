import { createRoute, z } from '@hono/zod-openapi';
import type { ItemDelivery } from '../flow/delivery/item-deliveries.ts';
import type { DeliveryMeasure } from '../flow/delivery/measure.ts';
import { card } from './card.ts';
import { answers, carried, sentence, streamParam, viewHeader, viewQuery } from './view.ts';

const reasons = z.array(z.object({ why: z.string(), count: z.number() }));

export const deliveryCard = card
  .extend({
    meaning: z.string(),
    population: z.string(),
    source: z.string(),
    /** Records behind the figure; null where nothing can be measured. */
    n: z.number().nullable(),
    /** Records that belong here and say too little, by why; they are in no figure. */
    unknown: reasons,
    excluded: reasons,
    /** Records that are there by inference; null where nothing can be measured. */
    inferred: z.number().nullable(),
    /** Beside what yearly surveys published of other people's applications, the latest year first. Pages show it where it is switched on. */
    published: z.array(z.object({ year: z.number(), words: z.string(), source: z.string(), url: z.string() })),
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
    /** Changes first deployed by it; null where they cannot be told, as of the first deployment known. */
    changes: z.number().nullable(),
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
    /**
     * Repositories and applications that sources told of and this stream's document does not name: first those of which most records name
     * its items, then the most told of.
     */
    elsewhere: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['repo', 'application']),
        records: z.number(),
        /** Of the records: changes, pull requests and incidents that name an item of the stream. */
        naming: z.number(),
      }),
    ),
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
