import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import type { ChartId } from '../api/flow.ts';
import { ask, RequestFailure } from './client.ts';
import type { View } from './search.ts';

/** What the pages ask for, each under the key it is remembered by. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        retry: (count, error) =>
          count < 2 && error instanceof RequestFailure && (error.code === 'no-answer' || error.code === 'unreachable'),
      },
    },
  });
}

export const streamsQuery = queryOptions({
  queryKey: ['streams'],
  queryFn: ({ signal }) => ask('get /api/streams', { signal }),
  staleTime: 30_000,
  refetchInterval: (query) =>
    query.state.data?.streams.some((stream) => stream.recomputing !== null) === true ? 1500 : false,
});

export function portfolioQuery(view: View) {
  return queryOptions({
    queryKey: ['portfolio', view],
    queryFn: ({ signal }) => ask('get /api/portfolio', { query: view, signal }),
    placeholderData: keepPreviousData,
  });
}

export function overviewQuery(stream: string, view: View) {
  return queryOptions({
    queryKey: ['stream', stream, 'overview', view],
    queryFn: ({ signal }) => ask('get /api/streams/{stream}/overview', { params: { stream }, query: view, signal }),
    placeholderData: sameStream(stream),
  });
}

export interface ChartOptions {
  readonly metric?: string;
  readonly rules?: 'default' | 'all';
}

export function chartQuery(stream: string, chart: ChartId, view: View, options: ChartOptions = {}) {
  return queryOptions({
    queryKey: ['stream', stream, 'chart', chart, options, view],
    queryFn: ({ signal }) =>
      ask('get /api/streams/{stream}/charts/{chart}', {
        params: { stream, chart },
        query: { ...view, ...options },
        signal,
      }),
    placeholderData: sameStream(stream),
  });
}

export function measureQuery(stream: string, metric: string, view: View) {
  return queryOptions({
    queryKey: ['stream', stream, 'measure', metric, view],
    queryFn: ({ signal }) =>
      ask('get /api/streams/{stream}/measures/{metric}', { params: { stream, metric }, query: view, signal }),
  });
}

export interface ItemsAsked {
  readonly keys?: string;
  readonly state?: string;
  readonly step?: string | undefined;
  readonly problem?: string;
  readonly search?: string;
  readonly limit?: number;
  readonly day?: string;
  readonly band?: string | undefined;
}

export function itemsQuery(stream: string, asked: ItemsAsked, view: View) {
  return queryOptions({
    queryKey: ['stream', stream, 'items', asked, view],
    queryFn: ({ signal }) =>
      ask('get /api/streams/{stream}/items', { params: { stream }, query: { ...view, ...asked }, signal }),
  });
}

export function itemQuery(stream: string, item: string, source: string | undefined, view: View) {
  return queryOptions({
    queryKey: ['stream', stream, 'item', item, source, view],
    queryFn: ({ signal }) =>
      ask('get /api/streams/{stream}/items/{item}', { params: { stream, item }, query: { ...view, source }, signal }),
  });
}

export function deliveryQuery(stream: string, view: View) {
  return queryOptions({
    queryKey: ['stream', stream, 'delivery', view],
    queryFn: ({ signal }) => ask('get /api/streams/{stream}/delivery', { params: { stream }, query: view, signal }),
    placeholderData: sameStream(stream),
  });
}

export function agingQuery(stream: string, view: View) {
  return queryOptions({
    queryKey: ['stream', stream, 'aging', view],
    queryFn: ({ signal }) => ask('get /api/streams/{stream}/aging', { params: { stream }, query: view, signal }),
    placeholderData: sameStream(stream),
  });
}

export interface ForecastAsked {
  readonly items?: number;
  readonly until?: string;
  readonly forEpic?: string;
}

export function forecastQuery(stream: string, asked: ForecastAsked, view: View) {
  return queryOptions({
    queryKey: ['stream', stream, 'forecast', asked, view],
    queryFn: ({ signal }) =>
      ask('get /api/streams/{stream}/forecast', { params: { stream }, query: { ...view, ...asked }, signal }),
    placeholderData: sameStream(stream),
  });
}

export function backtestQuery(stream: string, view: View) {
  return queryOptions({
    queryKey: ['stream', stream, 'backtest', view],
    queryFn: ({ signal }) => ask('get /api/streams/{stream}/backtest', { params: { stream }, query: view, signal }),
  });
}

export function facetsQuery(stream: string, view: View) {
  // What can be filtered by does not depend on the filters that are set.
  const { kind: _kind, team: _team, label: _label, epic: _epic, ...window } = view;
  return queryOptions({
    queryKey: ['stream', stream, 'facets', window],
    queryFn: ({ signal }) => ask('get /api/streams/{stream}/facets', { params: { stream }, query: window, signal }),
    placeholderData: sameStream(stream),
    staleTime: 60_000,
  });
}

export function notesQuery(stream: string) {
  return queryOptions({
    queryKey: ['notes', stream],
    queryFn: ({ signal }) => ask('get /api/notes', { query: { stream }, signal }),
    staleTime: 60_000,
  });
}

export const metricsQuery = queryOptions({
  queryKey: ['metrics'],
  queryFn: ({ signal }) => ask('get /api/metrics', { signal }),
  staleTime: 60 * 60_000,
});

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal }) => ask('get /api/jobs/{id}', { params: { id }, signal }),
    refetchInterval: (query) => {
      const state = query.state.data?.state;
      return state === undefined || state === 'queued' || state === 'running' ? 700 : false;
    },
  });
}

export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: ({ signal }) => ask('get /api/jobs', { signal }),
  refetchInterval: (query) =>
    query.state.data?.jobs.some((job) => job.state === 'queued' || job.state === 'running') === true ? 1500 : false,
});

export function documentQuery(stream: string) {
  return queryOptions({
    queryKey: ['document', stream],
    queryFn: ({ signal }) => ask('get /api/streams/{stream}/document', { params: { stream }, signal }),
  });
}

export function problemsQuery(stream: string, view: View) {
  return queryOptions({
    queryKey: ['stream', stream, 'problems', view],
    queryFn: ({ signal }) => ask('get /api/streams/{stream}/problems', { params: { stream }, query: view, signal }),
    placeholderData: sameStream(stream),
  });
}

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => ask('get /api/views', { signal }),
  staleTime: 60_000,
});

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => ask('get /api/settings', { signal }),
});

/** While another window loads, the old figures stay; another stream's figures never do. */
function sameStream(stream: string) {
  return <Data>(previous: Data | undefined, query: { queryKey: readonly unknown[] } | undefined): Data | undefined =>
    query?.queryKey[1] === stream ? previous : undefined;
}
