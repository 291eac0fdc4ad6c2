import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { App } from '../app/app.ts';
import { invalid, notFound } from '../app/errors.ts';
import { sendDigestDaily } from '../jobs/daily-digest.ts';
import type { Jobs } from '../jobs/runner.ts';
import { keepSummariesAhead } from '../jobs/summaries-ahead.ts';
import { keepSyncing, type Syncing } from '../jobs/sync-sources.ts';
import { type Busy, watchBusy } from './busy.ts';
import { docsPage } from './docs.ts';
import { answerFailure, validationMessage } from './failures.ts';
import { addFlowRoutes } from './flow-routes.ts';
import { guardAddress, guardLoopback, requireLoopback } from './guard.ts';
import { healthOf } from './health.ts';
import { addCheckInRoutes, addObjectiveRoutes } from './objective-routes.ts';
import { addMetricRoutes, addOutcomeRoutes } from './outcome-routes.ts';
import { servePage } from './page.ts';
import { rememberAnswers } from './remember-answers.ts';
import { addSourceRoutes } from './source-routes.ts';
import { addStoreRoutes } from './store-routes.ts';

export interface ServerConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** The built page. */
  readonly pageFolder: string;
  readonly version: string;
}

export interface RunningServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** As much as a document needs; files of history are taken in as they come, whatever their size. */
const LARGEST_BODY = 4_000_000;
/** A large history over a slow line takes its time; headers have one minute. */
const REQUEST_TIMEOUT_MS = 3_600_000;
/** Answers under way when the server ends may still be given. */
const CLOSE_WITHIN_MS = 2_000;

const limited = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: () => {
    throw new HTTPException(413, { message: `the body is larger than ${LARGEST_BODY / 1_000_000} MB` });
  },
});

async function limitBodies(context: Context, next: Next): Promise<Response | undefined> {
  // To look for a body where there is none would cost as much as all the rest of a remembered answer.
  const mayHaveBody = context.req.method !== 'GET' && context.req.method !== 'HEAD';
  if (mayHaveBody && context.req.path !== '/api/imports') return (await limited(context, next)) ?? undefined;
  await next();
  return undefined;
}

/** The HTTP interface: the API, its description, health and the page. */
export function makeServer(
  app: App,
  jobs: Jobs,
  config: Pick<ServerConfig, 'pageFolder' | 'version'>,
  busy: Busy,
  syncing: Syncing,
): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw invalid(validationMessage(result.error.issues));
    },
  });
  const health = healthOf(app);
  api.use(health.count);
  api.use(guardLoopback);
  api.use(guardAddress);
  api.use('/api/*', busy.watch);
  api.use('/api/*', limitBodies);
  api.onError(answerFailure(app.log));
  api.get('/healthz', health.healthz);
  api.get('/readyz', health.readyz);
  api.get('/metrics', health.metrics);
  api.use('/api/*', rememberAnswers(app));
  addFlowRoutes(api, app);
  addStoreRoutes(api, app, jobs);
  addSourceRoutes(api, app, jobs, syncing);
  addOutcomeRoutes(api, app);
  addMetricRoutes(api, app);
  addObjectiveRoutes(api, app);
  addCheckInRoutes(api, app);
  const description = {
    openapi: '3.1.0',
    info: { title: 'Millrace', version: config.version, description: 'Value stream management: flow and realisation.' },
  };
  api.doc31('/api/openapi.json', description);
  api.get('/api/docs', (c) => c.html(docsPage(api.getOpenAPI31Document(description))));
  api.all('/api/*', (c) => {
    throw notFound(`${c.req.method} ${c.req.path} is not part of the API; /api/docs lists what is`);
  });
  api.use('*', servePage(config.pageFolder));
  return api;
}

/** Listens. Refuses any address but this machine's own while there are no accounts. */
export async function startServer(app: App, jobs: Jobs, config: ServerConfig): Promise<RunningServer> {
  requireLoopback(config.host);
  const busy = watchBusy();
  const syncing = await keepSyncing(app, jobs);
  const api = makeServer(app, jobs, config, busy, syncing);
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const made = serve(
      {
        fetch: api.fetch,
        hostname: config.host,
        port: config.port,
        serverOptions: { requestTimeout: REQUEST_TIMEOUT_MS },
      },
      () => resolve(made),
    );
    made.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? invalid(
              `server: port ${config.port} is taken by another program; choose another with --port, or 0 for any free one`,
            )
          : error,
      ),
    );
  });
  const ahead = keepSummariesAhead(app, busy.isBusy);
  const digests = sendDigestDaily(app);
  const bound = server.address();
  const port = isAddressInfo(bound) ? bound.port : config.port;
  const name = config.host === '::1' ? '[::1]' : config.host;
  return {
    address: `http://${name}:${port}`,
    close: async () => {
      syncing.stop();
      await new Promise<void>((resolve) => {
        const cutting = setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections();
        }, CLOSE_WITHIN_MS);
        server.close(() => {
          clearTimeout(cutting);
          resolve();
        });
      });
      await ahead.stop();
      await digests.stop();
    },
  };
}

function isAddressInfo(bound: string | AddressInfo | null): bound is AddressInfo {
  return typeof bound === 'object' && bound !== null;
}
