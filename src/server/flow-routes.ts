import type { OpenAPIHono } from '@hono/zod-openapi';
import { deliveryRoutes } from '../api/delivery.ts';
import { flowRoutes } from '../api/flow.ts';
import { agingOf } from '../app/aging.ts';
import type { App } from '../app/app.ts';
import { chartOf } from '../app/charts.ts';
import { deliveryPageOf } from '../app/delivery/delivery-page.ts';
import { facetsOf } from '../app/facets.ts';
import { backtestOf, forecastOf } from '../app/forecasts.ts';
import { itemPageOf } from '../app/item-page.ts';
import { itemsOf } from '../app/items.ts';
import { definitions, measureOf, measuresOf } from '../app/measures.ts';
import { overviewOf } from '../app/overview.ts';
import { problemsOf } from '../app/problems.ts';
import { openView } from '../app/view.ts';

/** Everything that is read of a stream. */
export function addFlowRoutes(api: OpenAPIHono, app: App): void {
  api.openapi(deliveryRoutes.delivery, async (c) =>
    c.json(await deliveryPageOf(app, await openView(app, c.req.valid('param').stream, c.req.valid('query'))), 200),
  );
  api.openapi(flowRoutes.overview, async (c) =>
    c.json(overviewOf(await openView(app, c.req.valid('param').stream, c.req.valid('query'))), 200),
  );
  api.openapi(flowRoutes.measures, async (c) =>
    c.json(await measuresOf(app, await openView(app, c.req.valid('param').stream, c.req.valid('query'))), 200),
  );
  api.openapi(flowRoutes.measure, async (c) => {
    const { stream, metric } = c.req.valid('param');
    return c.json(await measureOf(app, await openView(app, stream, c.req.valid('query')), metric), 200);
  });
  api.openapi(flowRoutes.chart, async (c) => {
    const { stream, chart } = c.req.valid('param');
    const query = c.req.valid('query');
    return c.json(
      chartOf(await openView(app, stream, query), chart, { metric: query.metric, rules: query.rules }),
      200,
    );
  });
  api.openapi(flowRoutes.items, async (c) => {
    const query = c.req.valid('query');
    return c.json(itemsOf(await openView(app, c.req.valid('param').stream, query), query), 200);
  });
  api.openapi(flowRoutes.item, async (c) => {
    const { stream, item } = c.req.valid('param');
    const query = c.req.valid('query');
    return c.json(await itemPageOf(app, await openView(app, stream, query), item, query.source), 200);
  });
  api.openapi(flowRoutes.aging, async (c) =>
    c.json(agingOf(await openView(app, c.req.valid('param').stream, c.req.valid('query'))), 200),
  );
  api.openapi(flowRoutes.problems, async (c) =>
    c.json(problemsOf(await openView(app, c.req.valid('param').stream, c.req.valid('query'))), 200),
  );
  api.openapi(flowRoutes.forecast, async (c) => {
    const query = c.req.valid('query');
    const ask = { items: query.items, until: query.until, epic: query.forEpic };
    return c.json(forecastOf(await openView(app, c.req.valid('param').stream, query), ask), 200);
  });
  api.openapi(flowRoutes.backtest, async (c) =>
    c.json(backtestOf(await openView(app, c.req.valid('param').stream, c.req.valid('query'))), 200),
  );
  api.openapi(flowRoutes.facets, async (c) =>
    c.json(facetsOf(await openView(app, c.req.valid('param').stream, c.req.valid('query'))), 200),
  );
  api.openapi(flowRoutes.metrics, (c) => c.json({ metrics: definitions() }, 200));
}
