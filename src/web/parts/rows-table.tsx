import { Button } from '@mantine/core';
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { formatCount } from '../format.ts';
import { download, writeCsv } from './csv.ts';
import style from './rows-table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** Beside the header on the page and in the CSV. */
  readonly unit?: string;
  readonly width: number;
  /** Takes the room that is left. */
  readonly grows?: boolean;
  readonly isNumber?: boolean;
  /** What is sorted and written to CSV. */
  readonly value: (row: Row) => string | number | null;
  readonly show: (row: Row) => ReactNode;
}

interface Props<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** What the table holds; also the name of its CSV file. */
  readonly name: string;
  readonly noun?: string;
  readonly sortedBy?: { readonly id: string; readonly isDescending: boolean };
  readonly height?: number | string;
  readonly empty?: ReactNode;
}

const ROW_HEIGHT = 36;

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** A table of any length: sorted by its headers, walked by arrow keys, taken away as CSV. */
export function RowsTable<Row extends object>({
  rows,
  columns,
  keyOf,
  name,
  noun = 'item',
  sortedBy,
  height,
  empty,
}: Props<Row>): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<SortingState>(
    sortedBy === undefined ? [] : [{ id: sortedBy.id, desc: sortedBy.isDescending }],
  );
  const data = useMemo(() => [...rows], [rows]);
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map((column) =>
      helper.accessor((row): unknown => column.value(row) ?? undefined, {
        id: column.id,
        sortUndefined: 'last',
        sortDescFirst: column.isNumber === true,
        sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
      }),
    );
  }, [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: keyOf,
    state: { sorting },
    onSortingChange: setSorting,
  });
  const sorted = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const width = columns.reduce((sum, column) => sum + column.width, 0);

  const walk = (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12, Home: -sorted.length, End: sorted.length }[
      event.key
    ];
    const here = document.activeElement?.closest('tr')?.dataset.index;
    if (step === undefined || here === undefined) return;
    event.preventDefault();
    const next = Math.min(sorted.length - 1, Math.max(0, Number(here) + step));
    virtual.scrollToIndex(next, { align: 'auto' });
    const focus = (): void =>
      scroller.current?.querySelector<HTMLElement>(`tr[data-index="${next}"] [data-row-link]`)?.focus();
    requestAnimationFrame(() => requestAnimationFrame(focus));
  };

  const save = (): void => {
    const header = columns.map((column) =>
      column.unit === undefined ? column.header : `${column.header} (${column.unit})`,
    );
    const lines = sorted.map((row) => columns.map((column) => column.value(row.original)));
    download(`${fileName(name)}.csv`, writeCsv(header, lines), 'text/csv;charset=utf-8');
  };

  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <div className={style.table}>
      <div className={style.bar}>
        <span>{formatCount(rows.length, noun)}</span>
        <Button size="compact-sm" onClick={save} disabled={rows.length === 0}>
          CSV
        </Button>
      </div>
      <section
        ref={scroller}
        className={style.scroller}
        style={{ '--table-height': typeof height === 'number' ? `${height}px` : (height ?? '60vh') }}
      >
        <table aria-label={name} aria-rowcount={rows.length + 1} style={{ minWidth: width }}>
          <colgroup>
            {columns.map((column) => (
              <col key={column.id} style={column.grows === true ? undefined : { width: column.width }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => {
                const isSorted = table.getColumn(column.id)?.getIsSorted() ?? false;
                return (
                  <th
                    key={column.id}
                    scope="col"
                    data-number={column.isNumber}
                    aria-sort={isSorted === false ? 'none' : isSorted === 'asc' ? 'ascending' : 'descending'}
                  >
                    <button type="button" onClick={() => table.getColumn(column.id)?.toggleSorting()}>
                      {column.header}
                      {column.unit !== undefined && <span className={style.unit}> {column.unit}</span>}
                      <span aria-hidden="true">{isSorted === false ? '' : isSorted === 'asc' ? ' ↑' : ' ↓'}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody onKeyDown={walk}>
            {before > 0 && <tr style={{ height: before }} />}
            {shown.map((place) => {
              const row = sorted[place.index];
              return (
                row && (
                  <tr
                    key={row.id}
                    data-index={place.index}
                    aria-rowindex={place.index + 2}
                    style={{ height: ROW_HEIGHT }}
                  >
                    {columns.map((column) => (
                      <td key={column.id} data-number={column.isNumber}>
                        {column.show(row.original)}
                      </td>
                    ))}
                  </tr>
                )
              );
            })}
            {after > 0 && <tr style={{ height: after }} />}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

/** K-9 before K-10. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A title as a file's name. */
export function fileName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'millrace'
  );
}
