import type { Context, Next } from 'hono';
import { sql } from 'kysely';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { App } from '../app/app.ts';

/** `/healthz` (the process answers), `/readyz` (the store answers too) and `/metrics` for Prometheus. */
export function healthOf(app: App) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'millrace_http_requests_total',
    help: 'HTTP requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'millrace_http_request_seconds',
    help: 'Time to answer, in seconds',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return {
    count: async (context: Context, next: Next): Promise<void> => {
      const startedAt = performance.now();
      await next();
      // The route's pattern, never the address: addresses name items.
      const route = context.req.routePath;
      requests.inc({ method: context.req.method, route, status: context.res.status });
      durations.observe({ method: context.req.method, route }, (performance.now() - startedAt) / 1000);
    },
    healthz: (context: Context): Response => context.json({ status: 'ok' }),
    readyz: async (context: Context): Promise<Response> => {
      try {
        await sql`select 1`.execute(app.db);
        return context.json({ status: 'ready' });
      } catch (error) {
        app.log.error({ error: String(error) }, 'the store does not answer');
        return context.json({ status: 'not ready', reason: 'the store does not answer' }, 503);
      }
    },
    metrics: async (context: Context): Promise<Response> =>
      context.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  };
}
