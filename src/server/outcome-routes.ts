import type { OpenAPIHono } from '@hono/zod-openapi';
import { metricRoutes } from '../api/outcome-metrics.ts';
import { outcomeRoutes } from '../api/outcomes.ts';
import type { App } from '../app/app.ts';
import { factoryOf } from '../app/outcomes/factory.ts';
import { OUTCOME, remove, TOKEN } from '../app/outcomes/kept.ts';
import {
  createMetric,
  editMetric,
  importValues,
  listMetrics,
  metricPageOf,
  removeMetric,
  saveValues,
} from '../app/outcomes/metrics.ts';
import { outcomePageOf } from '../app/outcomes/outcome-page.ts';
import {
  agreeGate,
  checkOutcome,
  confirmOutcome,
  editOutcome,
  listOutcomes,
  stateOutcome,
} from '../app/outcomes/outcomes.ts';
import { readMetric } from '../app/outcomes/read-metric.ts';
import { holdReview, listReviews, reviewCalendar } from '../app/outcomes/reviews.ts';
import { shareOutcome } from '../app/outcomes/share.ts';
import { createToken, listTokens, requireToken } from '../app/outcomes/tokens.ts';

/** Outcomes, their reviews, the metrics they speak of, and the Feature Factory Ratio. */
export function addOutcomeRoutes(api: OpenAPIHono, app: App): void {
  api.openapi(outcomeRoutes.outcomes, async (c) => c.json(await listOutcomes(app), 200));
  api.openapi(outcomeRoutes.checkOutcome, async (c) => c.json(await checkOutcome(app, c.req.valid('json')), 200));
  api.openapi(outcomeRoutes.outcome, async (c) => c.json(await outcomePageOf(app, c.req.valid('param').id), 200));
  api.openapi(outcomeRoutes.stateOutcome, async (c) => c.json(await stateOutcome(app, c.req.valid('json')), 200));
  api.openapi(outcomeRoutes.editOutcome, async (c) =>
    c.json(await editOutcome(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
  api.openapi(outcomeRoutes.removeOutcome, async (c) =>
    c.json(await remove(app, OUTCOME, c.req.valid('param').id), 200),
  );
  api.openapi(outcomeRoutes.confirmOutcome, async (c) =>
    c.json(await confirmOutcome(app, c.req.valid('param').id, c.req.valid('json').name), 200),
  );
  api.openapi(outcomeRoutes.agree, async (c) =>
    c.json(await agreeGate(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
  api.openapi(outcomeRoutes.review, async (c) =>
    c.json(await holdReview(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
  api.openapi(outcomeRoutes.share, async (c) => c.json(await shareOutcome(app, c.req.valid('param').id), 200));
  api.openapi(outcomeRoutes.reviews, async (c) => c.json(await listReviews(app), 200));
  api.get('/api/reviews.ics', async (c) =>
    c.body(await reviewCalendar(app, new URL(c.req.url).origin), 200, {
      'content-type': 'text/calendar; charset=utf-8',
    }),
  );
  api.openapi(outcomeRoutes.factory, async (c) => c.json(await factoryOf(app, c.req.valid('query')), 200));
}

/** The metrics that outcomes speak of, and their values. */
export function addMetricRoutes(api: OpenAPIHono, app: App): void {
  api.openapi(metricRoutes.metrics, async (c) => c.json(await listMetrics(app), 200));
  api.openapi(metricRoutes.createMetric, async (c) => c.json(await createMetric(app, c.req.valid('json')), 200));
  api.openapi(metricRoutes.metric, async (c) => c.json(await metricPageOf(app, c.req.valid('param').id), 200));
  api.openapi(metricRoutes.editMetric, async (c) =>
    c.json(await editMetric(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
  api.openapi(metricRoutes.saveValues, async (c) =>
    c.json(await saveValues(app, c.req.valid('param').id, c.req.valid('json').values), 200),
  );
  api.openapi(metricRoutes.importValues, async (c) =>
    c.json(await importValues(app, c.req.valid('param').id, await c.req.text()), 200),
  );
  api.openapi(metricRoutes.readMetric, async (c) => c.json(await readMetric(app, c.req.valid('param').id), 200));
  api.openapi(metricRoutes.push, async (c) => {
    await requireToken(app, c.req.header('authorization'));
    return c.json(await saveValues(app, c.req.valid('param').id, c.req.valid('json').values), 200);
  });
  api.openapi(metricRoutes.tokens, async (c) => c.json({ tokens: await listTokens(app) }, 200));
  api.openapi(metricRoutes.createToken, async (c) => c.json(await createToken(app, c.req.valid('json').name), 200));
  api.openapi(metricRoutes.removeToken, async (c) => c.json(await remove(app, TOKEN, c.req.valid('param').id), 200));
  api.openapi(metricRoutes.removeMetric, async (c) => c.json(await removeMetric(app, c.req.valid('param').id), 200));
}
