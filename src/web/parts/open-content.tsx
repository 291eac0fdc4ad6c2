import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { KINDS } from '../../flow/facts.ts';
import { formatDay, kindName } from '../format.ts';
import { Notes } from '../notes/notes.tsx';
import type { OpenTarget } from '../open.ts';
import { itemsQuery, problemsQuery } from '../queries.ts';
import type { View } from '../search.ts';
import style from './behind.module.css';
import { columnsFor } from './item-columns.tsx';
import { MeasureBehind } from './measure-behind.tsx';
import { RowsTable } from './rows-table.tsx';
import { EmptyState, ErrorNote, Loading } from './states.tsx';

interface Props {
  readonly target: OpenTarget;
  readonly stream: string;
  readonly view: View;
}

/** The inside of the drawer. */
export default function OpenContent({ target, stream, view }: Props): ReactNode {
  switch (target.to) {
    case 'measure':
      return (
        <MeasureBehind key={target.metric} metric={target.metric} where={target.where} stream={stream} view={view} />
      );
    case 'step':
      return <ItemsBehind title={target.step} asked={{ step: target.step, limit: 5000 }} stream={stream} view={view} />;
    case 'items':
      return (
        <ItemsBehind
          title={target.title}
          asked={{ keys: target.keys.join(','), limit: 5000 }}
          stream={stream}
          view={view}
        />
      );
    case 'day':
      return <DayBehind target={target} stream={stream} view={view} />;
    case 'problem':
      return <ProblemBehind problem={target.problem} stream={stream} view={view} />;
    case 'notes':
      return <Notes stream={stream} day={target.day} view={view} />;
  }
}

interface DayProps {
  readonly target: Extract<OpenTarget, { to: 'day' }>;
  readonly stream: string;
  readonly view: View;
}

function DayBehind({ target, stream, view }: DayProps): ReactNode {
  const { day, step, band, kind } = target;
  const kinds = KINDS.filter((one) => one === kind);
  const where = band ?? step ?? 'In process';
  const title = `${where} at the end of ${formatDay(day)}${kinds[0] === undefined ? '' : `, ${kindName(kinds[0]).toLowerCase()}`}`;
  return (
    <ItemsBehind
      title={title}
      asked={{ day, step, band, limit: 5000 }}
      stream={stream}
      view={kinds.length === 0 ? view : { ...view, kind: kinds }}
    />
  );
}

interface ProblemProps {
  readonly problem: string;
  readonly stream: string;
  readonly view: View;
}

function ProblemBehind({ problem, stream, view }: ProblemProps): ReactNode {
  const { data } = useQuery(problemsQuery(stream, view));
  const name = data?.problems.find((one) => one.problem === problem)?.name ?? 'Items with this problem';
  return <ItemsBehind title={name} asked={{ problem, limit: 5000 }} stream={stream} view={view} />;
}

interface ItemsProps {
  readonly title: string;
  readonly asked: {
    readonly keys?: string;
    readonly step?: string | undefined;
    readonly problem?: string;
    readonly day?: string;
    readonly band?: string | undefined;
    readonly limit: number;
  };
  readonly stream: string;
  readonly view: View;
}

function ItemsBehind({ title, asked, stream, view }: ItemsProps): ReactNode {
  const { data, error, refetch } = useQuery(itemsQuery(stream, asked, view));
  if (error !== null) return <ErrorNote error={error} what={title} retry={() => void refetch()} />;
  if (data === undefined) return <Loading height={420} label={title} />;
  const context = { stream, timeZone: data.header.window.timeZone };
  return (
    <div className={style.behind}>
      <h2 className={style.title}>{title}</h2>
      {asked.step !== undefined && asked.day === undefined && (
        <p className={style.quiet}>Items in this step as the window ends.</p>
      )}
      <RowsTable
        rows={data.rows}
        columns={columnsFor(data.rows, context)}
        keyOf={(row) => `${row.source} ${row.item}`}
        name={title}
        sortedBy={{ id: 'age', isDescending: true }}
        empty={<EmptyState title="No item is here in this window with these filters." />}
      />
      {data.total > data.rows.length && (
        <p className={style.quiet}>
          The first {data.rows.length} of {data.total}; narrow the filters to see the others.
        </p>
      )}
    </div>
  );
}
