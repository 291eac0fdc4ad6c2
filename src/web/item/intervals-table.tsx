import type { ReactNode } from 'react';
import { formatInstant, formatLength } from '../format.ts';
import { type Column, RowsTable } from '../parts/rows-table.tsx';
import type { Interval } from './timeline-layout.ts';

const COUNTS: Readonly<Record<Interval['counts'], string>> = {
  active: 'active',
  waiting: 'waiting',
  blocked: 'blocked',
  'not-counted': 'not counted',
};

interface Props {
  readonly intervals: readonly Interval[];
  readonly timeZone: string;
  readonly name: string;
}

/** Every interval of an item by name: when, how long, as what it counts, and why. */
export function IntervalsTable({ intervals, timeZone, name }: Props): ReactNode {
  const columns: readonly Column<Interval>[] = [
    { id: 'what', header: 'Interval', width: 150, value: (row) => row.what, show: (row) => row.what },
    {
      id: 'from',
      header: 'From',
      width: 158,
      value: (row) => row.fromAt,
      show: (row) => formatInstant(row.fromAt, timeZone),
    },
    {
      id: 'to',
      header: 'To',
      width: 158,
      value: (row) => row.toAt,
      show: (row) => (row.toAt === null ? 'still' : formatInstant(row.toAt, timeZone)),
    },
    {
      id: 'length',
      header: 'Length',
      width: 96,
      isNumber: true,
      value: (row) => row.seconds,
      show: (row) => formatLength(row.seconds),
    },
    {
      id: 'counts',
      header: 'Counts as',
      width: 112,
      value: (row) => COUNTS[row.counts],
      show: (row) => COUNTS[row.counts],
    },
    { id: 'why', header: 'Why', width: 320, grows: true, value: (row) => row.why, show: (row) => row.why },
  ];
  return (
    <RowsTable
      rows={intervals}
      columns={columns}
      keyOf={(row) => `${row.what} ${row.fromAt} ${row.state}`}
      name={name}
      noun="interval"
      height="none"
    />
  );
}
