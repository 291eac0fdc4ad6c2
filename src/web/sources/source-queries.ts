import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { ask } from '../client.ts';

/** What the pages of live sources ask for, all under one key: a run changes the list, the runs and what there is to see. */
const KEY = 'sources';

/** How often the list is asked again, so that it says what the schedule does by itself. */
const FOLLOW_MS = 15_000;

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: ({ signal }) => ask('get /api/connectors', { signal }),
  staleTime: 60 * 60_000,
});

export const liveSourcesQuery = queryOptions({
  queryKey: [KEY, 'list'],
  queryFn: ({ signal }) => ask('get /api/sources', { signal }),
  refetchInterval: FOLLOW_MS,
});

export function syncRunsQuery(id: string) {
  return queryOptions({
    queryKey: [KEY, 'runs', id],
    queryFn: ({ signal }) => ask('get /api/sources/{id}/runs', { params: { id }, signal }),
    refetchInterval: FOLLOW_MS,
  });
}

/** After a run, or a change of a source's settings: all that may show something of it. */
export async function refreshSources(queries: QueryClient): Promise<void> {
  for (const queryKey of [['jobs'], ['streams'], ['portfolio'], ['settings'], ['stream']]) {
    void queries.invalidateQueries({ queryKey });
  }
  await queries.invalidateQueries({ queryKey: [KEY] });
}
