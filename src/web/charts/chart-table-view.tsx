import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { formatNumber } from '../format.ts';
import { writeOpen } from '../open.ts';
import { type Column, RowsTable } from '../parts/rows-table.tsx';
import type { Cell, ChartTable, Mark } from './drawing.ts';

interface Props {
  readonly table: () => ChartTable;
  readonly name: string;
  readonly stream: string;
}

interface Row {
  readonly index: number;
  readonly cells: readonly Cell[];
  readonly mark?: Mark;
}

/** The chart as a table: the same data, and each row opens what its mark opens. */
export function ChartTableView({ table: makeTable, name, stream }: Props): ReactNode {
  const table = useMemo(() => makeTable(), [makeTable]);
  const rows = useMemo(() => table.rows.map((row, index): Row => ({ index, ...row })), [table]);
  const columns = useMemo(
    () =>
      table.header.map(
        (header, place): Column<Row> => ({
          id: `${place}`,
          header,
          width: place === 0 ? 150 : 110,
          grows: place === table.header.length - 1,
          isNumber: table.rows.some((row) => typeof row.cells[place] === 'number'),
          value: (row) => row.cells[place] ?? null,
          show: (row) => {
            const cell = row.cells[place] ?? null;
            const text = cell === null ? '—' : typeof cell === 'number' ? formatNumber(cell) : cell;
            return place === 0 && row.mark !== undefined ? (
              <MarkLink mark={row.mark} stream={stream} text={text} />
            ) : (
              text
            );
          },
        }),
      ),
    [table, stream],
  );
  return (
    <RowsTable rows={rows} columns={columns} keyOf={(row) => `${row.index}`} name={name} noun="row" height={320} />
  );
}

interface MarkLinkProps {
  readonly mark: Mark;
  readonly stream: string;
  readonly text: string;
}

function MarkLink({ mark, stream, text }: MarkLinkProps): ReactNode {
  if (mark.to === 'item') {
    return (
      <Link to="/streams/$stream/items/$item" params={{ stream, item: mark.item }} data-row-link>
        {text}
      </Link>
    );
  }
  return (
    <Link to="." search={(before) => ({ ...before, open: writeOpen(mark) })} resetScroll={false} data-row-link>
      {text}
    </Link>
  );
}
