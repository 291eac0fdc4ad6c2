import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { ask } from '../client.ts';
import type { View } from '../search.ts';

/** What the pages of outcomes ask for. All of it lies under one key, since a review, a value or a version can change each of them. */
const KEY = 'outcomes';

export const outcomesQuery = queryOptions({
  queryKey: [KEY, 'list'],
  queryFn: ({ signal }) => ask('get /api/outcomes', { signal }),
});

export function outcomeQuery(id: string) {
  return queryOptions({
    queryKey: [KEY, 'one', id],
    queryFn: ({ signal }) => ask('get /api/outcomes/{id}', { params: { id }, signal }),
  });
}

export const reviewsQuery = queryOptions({
  queryKey: [KEY, 'reviews'],
  queryFn: ({ signal }) => ask('get /api/reviews', { signal }),
  staleTime: 60_000,
});

export const outcomeMetricsQuery = queryOptions({
  queryKey: [KEY, 'metrics'],
  queryFn: ({ signal }) => ask('get /api/outcome-metrics', { signal }),
});

export function outcomeMetricQuery(id: string) {
  return queryOptions({
    queryKey: [KEY, 'metric', id],
    queryFn: ({ signal }) => ask('get /api/outcome-metrics/{id}', { params: { id }, signal }),
  });
}

export function shareQuery(id: string) {
  return queryOptions({
    queryKey: [KEY, 'share', id],
    queryFn: ({ signal }) => ask('get /api/outcomes/{id}/share', { params: { id }, signal }),
  });
}

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => ask('get /api/tokens', { signal }),
});

/** The ratio of a window; `stream` and the view’s teams narrow it. */
export function factoryQuery(stream: string | undefined, { last, from, to, team }: View) {
  const query = { stream, last, from, to, team };
  return queryOptions({
    queryKey: [KEY, 'factory', query],
    queryFn: ({ signal }) => ask('get /api/factory', { query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** After anything of an outcome, a metric or a review was written. */
export async function refreshOutcomes(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: [KEY] });
}
