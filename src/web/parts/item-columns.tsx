import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AgingRow, ItemRow } from '../../api/flow.ts';
import { dayIn, daysOnly, formatDay } from '../format.ts';
import { KindMark } from './kind-mark.tsx';
import type { Column } from './rows-table.tsx';

/** Columns of items tables. Values are what is sorted and what stands in the CSV; durations there are days. */
type ItemColumn = Column<ItemRow>;

const DAY_SECONDS = 86_400;

function days(seconds: number | null): number | null {
  return seconds === null ? null : Math.round((seconds / DAY_SECONDS) * 1000) / 1000;
}

function duration(id: string, header: string, read: (row: ItemRow) => number | null): ItemColumn {
  return {
    id,
    header,
    unit: 'days',
    width: 96,
    isNumber: true,
    value: (row) => days(read(row)),
    show: (row) => {
      const seconds = read(row);
      return seconds === null ? '—' : daysOnly(seconds);
    },
  };
}

function instant(id: string, header: string, timeZone: string, read: (row: ItemRow) => string | null): ItemColumn {
  return {
    id,
    header,
    width: 112,
    value: read,
    show: (row) => {
      const at = read(row);
      return at === null ? '—' : formatDay(dayIn(at, timeZone));
    },
  };
}

export interface ColumnContext {
  readonly stream: string;
  readonly timeZone: string;
}

function itemColumn({ stream }: ColumnContext): ItemColumn {
  return {
    id: 'item',
    header: 'Item',
    width: 118,
    value: (row) => row.item,
    show: (row) => (
      <Link
        to="/streams/$stream/items/$item"
        params={{ stream, item: row.item }}
        search={(before) => ({ ...before, open: undefined, source: row.source })}
        data-row-link
      >
        {row.item}
      </Link>
    ),
  };
}

const title: ItemColumn = {
  id: 'title',
  header: 'Title',
  width: 200,
  grows: true,
  value: (row) => row.title,
  show: (row) => (
    <>
      {row.title}
      {row.isDeleted && ' (deleted)'}
    </>
  ),
};

const kind: ItemColumn = {
  id: 'kind',
  header: 'Kind',
  width: 104,
  value: (row) => row.kind,
  show: (row) => <KindMark kind={row.kind} isOne />,
};

const team: ItemColumn = {
  id: 'team',
  header: 'Team',
  width: 124,
  value: (row) => row.team,
  show: (row) => row.team ?? 'no team',
};

const step: ItemColumn = {
  id: 'step',
  header: 'Step',
  width: 132,
  value: (row) => row.step,
  show: (row) => <StepCell row={row} />,
};

function StepCell({ row }: { readonly row: ItemRow }): ReactNode {
  const marks = [row.isBlocked ? '⊘ blocked' : null, row.isPaused ? 'paused' : null].filter((one) => one !== null);
  return (
    <>
      {row.step ?? '—'}
      {marks.length > 0 && ` · ${marks.join(', ')}`}
    </>
  );
}

/** For items that are finished: how long they took. */
export function finishedColumns(context: ColumnContext): readonly ItemColumn[] {
  return [
    itemColumn(context),
    title,
    kind,
    instant('completedAt', 'Completed', context.timeZone, (row) => row.completedAt),
    duration('flowTime', 'Flow time', (row) => row.flowTimeSeconds),
    duration('waiting', 'Waiting', (row) => row.waitingSeconds),
    duration('active', 'Active', (row) => row.activeSeconds),
    duration('blocked', 'Blocked', (row) => row.blockedSeconds),
    instant('committedAt', 'Committed', context.timeZone, (row) => row.committedAt),
    team,
  ];
}

/** For items that are open: where they are and how old. */
export function openColumns(context: ColumnContext): readonly ItemColumn[] {
  return [
    itemColumn(context),
    title,
    kind,
    step,
    duration('age', 'Age', (row) => row.ageSeconds),
    duration('waiting', 'Waiting', (row) => row.waitingSeconds),
    duration('blocked', 'Blocked', (row) => row.blockedSeconds),
    instant('committedAt', 'Committed', context.timeZone, (row) => row.committedAt),
    team,
  ];
}

/** For a mixture: everything a row holds that fits a table. */
export function allColumns(context: ColumnContext): readonly ItemColumn[] {
  return [
    itemColumn(context),
    title,
    kind,
    step,
    duration('age', 'Age', (row) => row.ageSeconds),
    duration('flowTime', 'Flow time', (row) => row.flowTimeSeconds),
    instant('committedAt', 'Committed', context.timeZone, (row) => row.committedAt),
    instant('completedAt', 'Completed', context.timeZone, (row) => row.completedAt),
    team,
  ];
}

/** The columns that say most about these rows. */
export function columnsFor(rows: readonly ItemRow[], context: ColumnContext): readonly ItemColumn[] {
  if (rows.length > 0 && rows.every((row) => row.completedAt !== null)) return finishedColumns(context);
  if (rows.length > 0 && rows.every((row) => row.ageSeconds !== null)) return openColumns(context);
  return allColumns(context);
}

/** What the aging table says beside the item. */
export function agingColumns(context: ColumnContext): readonly Column<AgingRow>[] {
  return [
    itemColumn(context),
    title,
    kind,
    step,
    duration('age', 'Age', (row) => row.ageSeconds),
    {
      id: 'passedBand',
      header: 'Older than',
      width: 176,
      value: (row) => row.passedBand,
      show: (row) => (row.passedBand === null ? '—' : `${row.passedBand} % at this step`),
    },
    {
      id: 'ask',
      header: 'Worth asking',
      width: 170,
      value: (row) => askWords(row),
      show: (row) => askWords(row) || '—',
    },
    {
      id: 'daysSinceMove',
      header: 'Last moved',
      unit: 'days ago',
      width: 112,
      isNumber: true,
      value: (row) => row.daysSinceMove,
      show: (row) => String(row.daysSinceMove),
    },
    team,
  ];
}

function askWords(row: AgingRow): string {
  return [row.isStalled ? 'stalled' : '', row.isBlocked ? 'blocked' : '', row.isOverLimit ? 'over the limit' : '']
    .filter((one) => one !== '')
    .join(', ');
}
