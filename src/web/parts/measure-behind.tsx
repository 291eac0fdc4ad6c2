import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { KINDS } from '../../flow/facts.ts';
import { drawnUnit, formatCount, formatWindow, kindName, zoneName } from '../format.ts';
import { rowsWhere, type Where } from '../open.ts';
import { measureQuery } from '../queries.ts';
import type { View } from '../search.ts';
import style from './behind.module.css';
import { columnsFor } from './item-columns.tsx';
import { IterationsBehind } from './iterations-behind.tsx';
import { RowsTable } from './rows-table.tsx';
import { EmptyState, ErrorNote, Loading } from './states.tsx';

interface Props {
  readonly metric: string;
  readonly where: Where;
  readonly stream: string;
  readonly view: View;
}

/** A measure opened: what it means, how many it rests on, its items, and what was left out and why. */
export function MeasureBehind({ metric, where, stream, view }: Props): ReactNode {
  const { data, error, refetch } = useQuery(measureQuery(stream, metric, view));
  const timeZone = data?.header.window.timeZone ?? 'UTC';
  const rows = useMemo(() => rowsWhere(data?.rows ?? [], where, timeZone), [data, where, timeZone]);
  const columns = useMemo(() => columnsFor(rows, { stream, timeZone }), [rows, stream, timeZone]);
  if (error !== null) return <ErrorNote error={error} what="This measure" retry={() => void refetch()} />;
  if (data === undefined) return <Loading height={420} label="The measure" />;
  const { definition, measure, header, excluded } = data;
  const part = wordsOf(where);
  return (
    <div className={style.behind}>
      <h2 className={style.title}>
        {definition.name}
        {part !== '' && <span className={style.part}> · {part}</span>}
      </h2>
      <p className={style.meaning}>{definition.meaning}</p>
      <dl className={style.facts}>
        <div>
          <dt>Window</dt>
          <dd>
            {formatWindow(header.window.from, header.window.to)}, {zoneName(header.window.timeZone)}
          </dd>
        </div>
        <div>
          <dt>n</dt>
          <dd>{measure.status === 'measured' ? measure.n : 'cannot be measured'}</dd>
        </div>
        <div>
          <dt>Unit</dt>
          <dd>{drawnUnit(definition.unit)}</dd>
        </div>
        <div>
          <dt>Who is in, who is out</dt>
          <dd>{definition.population}</dd>
        </div>
        <div>
          <dt>Defined in</dt>
          <dd>{definition.source}</dd>
        </div>
      </dl>
      {metric === 'flow-predictability' && measure.status === 'measured' && <IterationsBehind value={measure.value} />}
      {measure.status === 'unmeasurable' ? (
        <EmptyState title="This cannot be measured here.">{measure.reason}</EmptyState>
      ) : (
        <RowsTable
          key={columns.map((column) => column.id).join(' ')}
          rows={rows}
          columns={columns}
          keyOf={(row) => `${row.source} ${row.item}`}
          name={part === '' ? definition.name : `${definition.name}, ${part}`}
          sortedBy={{
            id: columns.some((column) => column.id === 'completedAt') ? 'completedAt' : 'age',
            isDescending: true,
          }}
          height="50vh"
          empty={<EmptyState title="No single item stands behind this figure in this window." />}
        />
      )}
      {excluded.length > 0 && <LeftOut excluded={excluded} stream={stream} />}
    </div>
  );
}

interface LeftOutProps {
  readonly excluded: readonly { readonly item: string; readonly reason: string; readonly means: string }[];
  readonly stream: string;
}

const MOST_SHOWN = 60;

/** What was left out of a figure, by reason. */
function LeftOut({ excluded, stream }: LeftOutProps): ReactNode {
  const reasons = Map.groupBy(excluded, (one) => one.means);
  return (
    <section className={style.leftOut}>
      <h3>Left out: {formatCount(excluded.length, 'item')}</h3>
      {[...reasons].map(([means, items]) => (
        <details key={means} open={items.length <= 12}>
          <summary>
            {formatCount(items.length, 'item')}: {means}
          </summary>
          <p>
            {items.slice(0, MOST_SHOWN).map((one) => (
              <Link
                key={one.item}
                to="/streams/$stream/items/$item"
                params={{ stream, item: one.item }}
                search={(before) => ({ ...before, open: undefined })}
              >
                {one.item}
              </Link>
            ))}
            {items.length > MOST_SHOWN && <span>and {items.length - MOST_SHOWN} more</span>}
          </p>
        </details>
      ))}
    </section>
  );
}

/** Which of a measure's items are shown, in words. */
function wordsOf(where: Where): string {
  const kind = KINDS.find((one) => one === where.kind);
  return [
    kind === undefined ? null : kindName(kind).toLowerCase(),
    where.step === undefined ? null : `in ${where.step}`,
    where.completed === undefined ? null : `completed ${formatWindow(where.completed.from, where.completed.to)}`,
    where.committed === undefined ? null : `committed ${formatWindow(where.committed.from, where.committed.to)}`,
  ]
    .filter((one) => one !== null)
    .join(', ');
}
