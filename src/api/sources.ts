import { createRoute, z } from '@hono/zod-openapi';
import { idParam, jsonBody, saved } from './outcomes.ts';
import { job } from './store.ts';
import { answers, carried, plainText } from './view.ts';

const setUpField = z.object({
  key: z.string(),
  label: z.string(),
  help: z.string(),
  isOptional: z.boolean(),
  example: z.string().nullable(),
  /** What the setting is: a text, one that does not stand on screen, a list of texts, a number, yes or no. */
  form: z.enum(['text', 'secret', 'list', 'number', 'yes-no']),
  /** For a list of things with parts: the part that a text alone stands for. */
  itemKey: z.string().nullable(),
});
export type SetUpFieldAnswer = z.infer<typeof setUpField>;

export const connectorAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    brings: z.array(z.enum(['work', 'iterations', 'changes', 'deployments', 'incidents'])),
    fields: z.array(setUpField),
    secrets: z.array(setUpField),
    permissions: z.array(z.string()),
    perSecond: z.number(),
  })
  .openapi('Connector');
export type ConnectorAnswer = z.infer<typeof connectorAnswer>;

/** How a source is read; checked where it is kept. */
const sourceBody = z.looseObject({ kind: z.string(), config: z.record(z.string(), z.unknown()) });

export const liveSourceAnswer = z
  .object({
    id: z.string(),
    version: z.number(),
    body: z.object({
      kind: z.string(),
      config: z.record(z.string(), z.unknown()),
      everyMinutes: z.number(),
      isPaused: z.boolean(),
      perSecond: z.number().optional(),
      ca: z.string().optional(),
      proxy: z.string().optional(),
    }),
    /** Name of the tool. */
    connector: z.string(),
    /** Which credentials are kept; never what they are. */
    secrets: z.array(z.string()),
    /** When it was last asked by this process. */
    askedAt: z.string().nullable(),
    /** What went wrong the last time, and what to do; null where nothing did. */
    failure: z.string().nullable(),
    /** When it last brought something. */
    changedAt: z.string().nullable(),
    /** When records that are gone were last looked for. */
    sweptAt: z.string().nullable(),
  })
  .openapi('LiveSource');
export type LiveSourceAnswer = z.infer<typeof liveSourceAnswer>;

export const syncRun = z
  .object({
    id: z.string(),
    mode: z.enum(['changes', 'sweep']),
    state: z.enum(['running', 'done', 'failed', 'stopped']),
    requests: z.number(),
    bytes: z.number(),
    waitedSeconds: z.number(),
    records: z.number(),
    new: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    gone: z.number(),
    delivery: z.number(),
    message: z.string().nullable(),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .openapi('SyncRun');
export type SyncRunAnswer = z.infer<typeof syncRun>;

export const connectionCheck = z
  .object({ what: z.string(), isHeld: z.boolean(), advice: z.string() })
  .openapi('ConnectionCheck');
export type ConnectionCheckAnswer = z.infer<typeof connectionCheck>;

/** A source as it would be; credentials that are left out are those that are kept under this id. */
const draft = z.object({ id: z.string(), body: sourceBody, secrets: z.record(z.string(), z.string()) });

export const sourceRoutes = {
  connectors: createRoute({
    method: 'get',
    path: '/api/connectors',
    summary: 'Tools that Millrace reads by itself, and what each needs',
    responses: answers('connectors', z.object({ connectors: z.array(connectorAnswer) })),
  }),
  sources: createRoute({
    method: 'get',
    path: '/api/sources',
    summary: 'Live sources: settings without credentials, and how the last run went',
    responses: answers('sources', z.object({ sources: z.array(liveSourceAnswer) })),
  }),
  saveSource: createRoute({
    method: 'put',
    path: '/api/sources/{id}',
    summary: 'Keep a live source; credentials that are left out stay as they are',
    request: {
      params: idParam,
      body: jsonBody(
        z.object({
          basedOn: z.number().int().nonnegative(),
          body: sourceBody,
          secrets: z.record(z.string(), z.string()),
        }),
      ),
    },
    responses: answers('kept; unless it is paused, a run begins', saved),
  }),
  removeSource: createRoute({
    method: 'delete',
    path: '/api/sources/{id}',
    summary: 'Read no more from a source and forget its credentials; what it brought stays',
    request: { params: idParam },
    responses: answers('removed', z.object({ id: z.string() })),
  }),
  testSource: createRoute({
    method: 'post',
    path: '/api/source-tests',
    summary: 'What the credentials may do, one check after the other; keeps nothing',
    request: { body: jsonBody(draft) },
    responses: answers('checks', z.object({ checks: z.array(connectionCheck) })),
  }),
  findProjects: createRoute({
    method: 'post',
    path: '/api/source-projects',
    summary: 'Projects or repositories whose name holds the words, at most 50; keeps nothing',
    request: { body: jsonBody(draft.extend({ words: plainText.max(200) })) },
    responses: answers('projects', z.object({ projects: z.array(z.object({ id: z.string(), name: z.string() })) })),
  }),
  estimateSource: createRoute({
    method: 'post',
    path: '/api/source-estimates',
    summary: 'How much a first run would fetch, without fetching it',
    request: { body: jsonBody(draft) },
    responses: answers(
      'the estimate',
      z.object({ things: z.number().nullable(), secondsAtLeast: z.number().nullable() }),
    ),
  }),
  syncSource: createRoute({
    method: 'post',
    path: '/api/sources/{id}/runs',
    summary: 'Begin a run now, or follow the one that is under way',
    request: { params: idParam, body: jsonBody(z.object({ mode: z.enum(['changes', 'sweep']) })) },
    responses: answers('the run as a job', job),
  }),
  syncRuns: createRoute({
    method: 'get',
    path: '/api/sources/{id}/runs',
    summary: 'Runs that changed something or failed, the latest first',
    request: { params: idParam },
    responses: answers('runs', z.object({ runs: z.array(syncRun) })),
  }),
  push: createRoute({
    method: 'post',
    path: '/api/push/{id}',
    summary:
      'For tools without a connector: work, change, deployment and incident records, with a token; all of a call or nothing',
    request: {
      params: idParam,
      body: jsonBody(carried<unknown>('lists of work, change, deployment and incident; see docs/push.md')),
    },
    responses: answers(
      'taken',
      z.object({ new: z.number(), changed: z.number(), unchanged: z.number(), delivery: z.number() }),
    ),
  }),
  hook: createRoute({
    method: 'post',
    path: '/api/hooks/{id}',
    summary: 'For webhooks: begins a run of the source. What the call says is not believed, the source is asked',
    request: { params: idParam, query: z.object({ token: z.string().optional() }) },
    responses: answers(
      'heard',
      z.object({
        /** Whether the source is asked because of it. */
        isTaken: z.boolean(),
        /** What follows from it, or why nothing does. */
        message: z.string(),
      }),
    ),
  }),
} as const;
