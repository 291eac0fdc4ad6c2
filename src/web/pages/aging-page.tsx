import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { AgingRow } from '../../api/flow.ts';
import { agingColumns } from '../parts/item-columns.tsx';
import { Lead } from '../parts/lead.tsx';
import { RowsTable } from '../parts/rows-table.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { agingQuery } from '../queries.ts';
import { viewOf } from '../search.ts';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';
import { AgingChart } from './stream-charts.tsx';

const route = getRouteApi('/streams/$stream/aging');

type Only = 'stalled' | 'blocked' | 'over-limit';

const IS: Readonly<Record<Only, (row: AgingRow) => boolean>> = {
  stalled: (row) => row.isStalled,
  blocked: (row) => row.isBlocked,
  'over-limit': (row) => row.isOverLimit,
};

/** Work in process by age: what has not moved, what is blocked, what stands in a step over its limit. */
export function AgingPage(): ReactNode {
  const { stream } = route.useParams();
  const { only } = route.useSearch();
  const view = viewOf(useSearch({ from: '__root__' }));
  const navigate = useNavigate({ from: '/streams/$stream/aging' });
  const { data, error, refetch, isPlaceholderData } = useQuery(agingQuery(stream, view));
  const all = data?.rows ?? NONE;
  const rows = useMemo(() => (only === undefined ? all : all.filter(IS[only])), [all, only]);
  const timeZone = data?.header.window.timeZone ?? 'UTC';
  const columns = useMemo(() => agingColumns({ stream, timeZone }), [stream, timeZone]);
  const choices = [
    { value: '', label: `All ${all.length}` },
    { value: 'stalled', label: `Stalled ${all.filter(IS.stalled).length}` },
    { value: 'blocked', label: `Blocked ${all.filter(IS.blocked).length}` },
    { value: 'over-limit', label: `Over the limit ${all.filter(IS['over-limit']).length}` },
  ];
  return (
    <>
      <PageTop title="Aging work" stream={stream} header={isPlaceholderData ? undefined : data?.header} />
      {error !== null && <ErrorNote error={error} what="Aging work" retry={() => void refetch()} isPage />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={400} label="The picture" />
          <Loading height={400} label="The table" />
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page} data-stale={isPlaceholderData}>
          <Lead words={data.sentence} stream={stream} />
          <AgingChart stream={stream} view={view} />
          <SegmentedControl
            className={page.segments}
            aria-label="Which work in process"
            value={only ?? ''}
            data={choices}
            transitionDuration={0}
            onChange={(value) => {
              const next = ONLY.find((one) => one === value);
              void navigate({ search: (before) => ({ ...before, only: next }), resetScroll: false });
            }}
          />
          <RowsTable
            rows={rows}
            columns={columns}
            keyOf={(row) => `${row.source} ${row.item}`}
            name="Aging work in process"
            sortedBy={{ id: 'age', isDescending: true }}
            height="70vh"
            empty={<EmptyState title="No work in process is like this." />}
          />
        </div>
      )}
    </>
  );
}

const NONE: readonly AgingRow[] = [];
const ONLY: readonly Only[] = ['stalled', 'blocked', 'over-limit'];
