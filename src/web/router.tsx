import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { z } from 'zod';
import { cycleQuery, objectiveQuery, objectivesQuery } from './objectives/objective-queries.ts';
import { outcomeQuery, outcomesQuery, reviewsQuery } from './outcomes/outcome-queries.ts';
import { PageFailure } from './pages/page-failure.tsx';
import { PageMissing } from './pages/page-missing.tsx';
import { overviewQuery, portfolioQuery } from './queries.ts';
import { KEPT, listInAddress, pageSearch, parseSearch, viewOf, writeSearch } from './search.ts';
import { Shell } from './shell/shell.tsx';
import { liveSourcesQuery } from './sources/source-queries.ts';

interface Context {
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: Shell,
  validateSearch: pageSearch,
  search: { middlewares: [retainSearchParams([...KEPT])] },
  notFoundComponent: PageMissing,
  errorComponent: PageFailure,
});

const portfolio = createRoute({
  getParentRoute: () => root,
  path: '/',
  loaderDeps: ({ search }) => viewOf(search),
  // Asked for while the page's own code is still on its way.
  loader: ({ context, deps }) => {
    void context.queries.prefetchQuery(portfolioQuery(deps));
  },
  component: lazyRouteComponent(() => import('./pages/portfolio-page.tsx'), 'PortfolioPage'),
});
const stream = createRoute({
  getParentRoute: () => root,
  path: '/streams/$stream',
  loaderDeps: ({ search }) => viewOf(search),
  loader: ({ context, deps, params }) => {
    void context.queries.prefetchQuery(overviewQuery(params.stream, deps));
  },
  component: lazyRouteComponent(() => import('./pages/stream-page.tsx'), 'StreamPage'),
});
const items = createRoute({
  getParentRoute: () => root,
  path: '/streams/$stream/items',
  validateSearch: z.object({
    state: z.string().optional().catch(undefined),
    step: z.string().optional().catch(undefined),
    find: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./pages/items-page.tsx'), 'ItemsPage'),
});
const item = createRoute({
  getParentRoute: () => root,
  path: '/streams/$stream/items/$item',
  validateSearch: z.object({ source: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./pages/item-page.tsx'), 'ItemPage'),
});
const aging = createRoute({
  getParentRoute: () => root,
  path: '/streams/$stream/aging',
  validateSearch: z.object({ only: z.enum(['stalled', 'blocked', 'over-limit']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./pages/aging-page.tsx'), 'AgingPage'),
});
const forecast = createRoute({
  getParentRoute: () => root,
  path: '/streams/$stream/forecast',
  validateSearch: z.object({
    items: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
    until: z.iso.date().optional().catch(undefined),
    forEpic: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./pages/forecast-page.tsx'), 'ForecastPage'),
});
const map = createRoute({
  getParentRoute: () => root,
  path: '/streams/$stream/map',
  validateSearch: z.object({ tab: z.enum(['document']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./pages/map-page.tsx'), 'MapPage'),
});
const problems = createRoute({
  getParentRoute: () => root,
  path: '/streams/$stream/problems',
  component: lazyRouteComponent(() => import('./pages/problems-page.tsx'), 'ProblemsPage'),
});
const delivery = createRoute({
  getParentRoute: () => root,
  path: '/streams/$stream/delivery',
  validateSearch: z.object({ bands: z.coerce.number().int().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./pages/delivery-page.tsx'), 'DeliveryPage'),
});
const importing = createRoute({
  getParentRoute: () => root,
  path: '/import',
  validateSearch: z.object({
    job: z.string().optional().catch(undefined),
    zone: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./pages/import-page.tsx'), 'ImportPage'),
});
const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  loader: ({ context }) => {
    void context.queries.prefetchQuery(liveSourcesQuery);
  },
  component: lazyRouteComponent(() => import('./pages/sources-page.tsx'), 'SourcesPage'),
});
const newSource = createRoute({
  getParentRoute: () => root,
  path: '/sources/new',
  component: lazyRouteComponent(() => import('./pages/source-form-page.tsx'), 'NewSourcePage'),
});
const source = createRoute({
  getParentRoute: () => root,
  path: '/sources/$id',
  // The run that is followed, so that a reload loses nothing.
  validateSearch: z.object({ job: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./pages/source-page.tsx'), 'SourcePage'),
});
const editSource = createRoute({
  getParentRoute: () => root,
  path: '/sources/$id/edit',
  component: lazyRouteComponent(() => import('./pages/source-form-page.tsx'), 'EditSourcePage'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings-page.tsx'), 'SettingsPage'),
});
const list = listInAddress.catch(undefined);
const text = z.string().min(1).optional().catch(undefined);
const outcomes = createRoute({
  getParentRoute: () => root,
  path: '/outcomes',
  validateSearch: z.object({ stage: list, stream: list, owner: list, verdict: list }),
  loader: ({ context }) => {
    void context.queries.prefetchQuery(outcomesQuery);
  },
  component: lazyRouteComponent(() => import('./pages/outcomes-page.tsx'), 'OutcomesPage'),
});
const newOutcome = createRoute({
  getParentRoute: () => root,
  path: '/outcomes/new',
  validateSearch: z.object({ source: text, item: text, stream: text }),
  component: lazyRouteComponent(() => import('./pages/outcome-form-page.tsx'), 'NewOutcomePage'),
});
const outcome = createRoute({
  getParentRoute: () => root,
  path: '/outcomes/$id',
  loader: ({ context, params }) => {
    void context.queries.prefetchQuery(outcomeQuery(params.id));
  },
  component: lazyRouteComponent(() => import('./pages/outcome-page.tsx'), 'OutcomePage'),
});
const editOutcome = createRoute({
  getParentRoute: () => root,
  path: '/outcomes/$id/edit',
  component: lazyRouteComponent(() => import('./pages/outcome-form-page.tsx'), 'EditOutcomePage'),
});
const reviews = createRoute({
  getParentRoute: () => root,
  path: '/reviews',
  loader: ({ context }) => {
    void context.queries.prefetchQuery(reviewsQuery);
  },
  component: lazyRouteComponent(() => import('./pages/reviews-page.tsx'), 'ReviewsPage'),
});
// The server answers /metrics itself, for Prometheus.
const metrics = createRoute({
  getParentRoute: () => root,
  path: '/outcome-metrics',
  component: lazyRouteComponent(() => import('./pages/metrics-page.tsx'), 'MetricsPage'),
});
const metric = createRoute({
  getParentRoute: () => root,
  path: '/outcome-metrics/$id',
  component: lazyRouteComponent(() => import('./pages/metric-page.tsx'), 'MetricPage'),
});
const factory = createRoute({
  getParentRoute: () => root,
  path: '/factory',
  validateSearch: z.object({ stream: text }),
  component: lazyRouteComponent(() => import('./pages/factory-page.tsx'), 'FactoryPage'),
});
const objectives = createRoute({
  getParentRoute: () => root,
  path: '/objectives',
  validateSearch: z.object({
    show: z.enum(['due', 'goals', 'cycles']).optional().catch(undefined),
    cycle: list,
    level: list,
    owner: list,
    find: text,
  }),
  loader: ({ context }) => {
    void context.queries.prefetchQuery(objectivesQuery);
  },
  component: lazyRouteComponent(() => import('./pages/objectives-page.tsx'), 'ObjectivesPage'),
});
const newObjective = createRoute({
  getParentRoute: () => root,
  path: '/objectives/new',
  validateSearch: z.object({ align: text }),
  component: lazyRouteComponent(() => import('./pages/objective-form-page.tsx'), 'NewObjectivePage'),
});
const objective = createRoute({
  getParentRoute: () => root,
  path: '/objectives/$id',
  loader: ({ context, params }) => {
    void context.queries.prefetchQuery(objectiveQuery(params.id));
  },
  component: lazyRouteComponent(() => import('./pages/objective-page.tsx'), 'ObjectivePage'),
});
const cycle = createRoute({
  getParentRoute: () => root,
  path: '/cycles/$id',
  loader: ({ context, params }) => {
    void context.queries.prefetchQuery(cycleQuery(params.id));
  },
  component: lazyRouteComponent(() => import('./pages/cycle-page.tsx'), 'CyclePage'),
});

const ofStreams = [portfolio, stream, items, item, aging, forecast, delivery, map, problems] as const;
const ofValue = [outcomes, newOutcome, outcome, editOutcome, reviews, metrics, metric, factory] as const;
const ofObjectives = [objectives, newObjective, objective, cycle] as const;
const ofSources = [sources, newSource, source, editSource, importing] as const;
const tree = root.addChildren([...ofStreams, ...ofValue, ...ofObjectives, ...ofSources, settings]);

export function createPageRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingMs: 300,
    trailingSlash: 'never',
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
