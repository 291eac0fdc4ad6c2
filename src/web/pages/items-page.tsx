import { SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { formatCount, formatNumber } from '../format.ts';
import { columnsFor } from '../parts/item-columns.tsx';
import { RowsTable } from '../parts/rows-table.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { itemsQuery } from '../queries.ts';
import { isFiltered, viewOf } from '../search.ts';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const route = getRouteApi('/streams/$stream/items');

const STATES = [
  { value: '', label: 'All' },
  { value: 'new', label: 'New' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'active', label: 'Active' },
  { value: 'done', label: 'Done' },
  { value: 'cancelled', label: 'Cancelled' },
];
const MOST = 5000;

/** The items of a stream, found by state and by words. */
export function ItemsPage(): ReactNode {
  const { stream } = route.useParams();
  const { state, step, find } = route.useSearch();
  const root = useSearch({ from: '__root__' });
  const view = viewOf(root);
  const navigate = useNavigate({ from: '/streams/$stream/items' });
  const [text, setText] = useState(find ?? '');
  const look = useDebouncedCallback((wanted: string) => {
    void navigate({ search: (before) => ({ ...before, find: wanted === '' ? undefined : wanted }), replace: true });
  }, 200);
  const asked = useMemo(
    () => ({
      limit: MOST,
      ...(state === undefined ? {} : { state }),
      ...(step === undefined ? {} : { step }),
      ...(find === undefined ? {} : { search: find }),
    }),
    [state, step, find],
  );
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...itemsQuery(stream, asked, view),
    placeholderData: keepPreviousData,
  });
  const columns = useMemo(
    () => (data === undefined ? [] : columnsFor(data.rows, { stream, timeZone: data.header.window.timeZone })),
    [data, stream],
  );
  return (
    <>
      <PageTop title="Items" stream={stream} header={isPlaceholderData ? undefined : data?.header} />
      <div className={page.page}>
        <h1 className={page.title}>
          {data === undefined
            ? 'Items'
            : `${formatCount(data.total, 'item')}${step === undefined ? '' : ` in ${step}`}`}
        </h1>
        <div className={page.row}>
          <SegmentedControl
            className={page.segments}
            aria-label="State of the items"
            value={state ?? ''}
            data={STATES}
            transitionDuration={0}
            onChange={(value) =>
              void navigate({ search: (before) => ({ ...before, state: value === '' ? undefined : value }) })
            }
          />
          <TextInput
            aria-label="Find by key or words of the title"
            placeholder="Find by key or words"
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              look(event.currentTarget.value.trim());
            }}
          />
        </div>
        {error !== null && <ErrorNote error={error} what="The list of items" retry={() => void refetch()} />}
        {error === null && data === undefined && <Loading height={560} label="The list of items" />}
        {data !== undefined && error === null && (
          <RowsTable
            key={columns.map((column) => column.id).join(' ')}
            rows={data.rows}
            columns={columns}
            keyOf={(row) => `${row.source} ${row.item}`}
            name={`Items of ${data.header.stream.name}`}
            height="70vh"
            empty={
              <EmptyState title="No item fits.">
                {isFiltered(root) || find !== undefined || state !== undefined
                  ? 'Take off a filter or a word to see more.'
                  : 'The stream holds no items yet; import a history, or widen the stream’s scope in its map.'}
              </EmptyState>
            }
          />
        )}
        {data !== undefined && data.total > data.rows.length && (
          <p className={page.quiet}>
            The first {formatNumber(data.rows.length)} of {formatNumber(data.total)}; a word or a filter finds the
            others.
          </p>
        )}
      </div>
    </>
  );
}
