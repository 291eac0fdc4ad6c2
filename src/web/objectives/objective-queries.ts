import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { ask } from '../client.ts';

/** What the pages of objectives ask for. All of it lies under one key, since a check-in or a version can change each of them. */
const KEY = 'objectives';

export const objectivesQuery = queryOptions({
  queryKey: [KEY, 'tree'],
  queryFn: ({ signal }) => ask('get /api/objectives', { signal }),
});

export function objectiveQuery(id: string) {
  return queryOptions({
    queryKey: [KEY, 'one', id],
    queryFn: ({ signal }) => ask('get /api/objectives/{id}', { params: { id }, signal }),
  });
}

export function keyResultQuery(id: string) {
  return queryOptions({
    queryKey: [KEY, 'key-result', id],
    queryFn: ({ signal }) => ask('get /api/key-results/{id}', { params: { id }, signal }),
  });
}

export function cycleQuery(id: string) {
  return queryOptions({
    queryKey: [KEY, 'cycle', id],
    queryFn: ({ signal }) => ask('get /api/cycles/{id}', { params: { id }, signal }),
  });
}

export const checkInsQuery = queryOptions({
  queryKey: [KEY, 'check-ins'],
  queryFn: ({ signal }) => ask('get /api/check-ins', { signal }),
});

export const goalsQuery = queryOptions({
  queryKey: [KEY, 'goals'],
  queryFn: ({ signal }) => ask('get /api/iteration-goals', { signal }),
});

/** Goals of the iterations of one stream. */
export function streamGoalsQuery(stream: string) {
  return queryOptions({
    queryKey: [KEY, 'goals', stream],
    queryFn: ({ signal }) => ask('get /api/iteration-goals', { query: { stream }, signal }),
  });
}

/** After anything about objectives was written. */
export async function refreshObjectives(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: [KEY] });
}
