import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { Preview as Answer } from '../../api/store.ts';
import { formatCount, formatNumber, formatWindow } from '../format.ts';
import { type Column, RowsTable } from '../parts/rows-table.tsx';
import style from './map.module.css';

interface Props {
  readonly stream: string;
  readonly preview: Answer;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onBack: () => void;
}

type Moved = Answer['moved'][number];

/** What a changed map would change in the last 90 days: each figure old › new, the items that move, statuses left over. */
export function Preview({ stream, preview, isSaving, onSave, onBack }: Props): ReactNode {
  const { figures, moved, movedCount, unmapped, from, to } = preview;
  const columns = useMemo(() => columnsOf(stream), [stream]);
  return (
    <div className={style.preview}>
      <p className={style.sentence}>{sentenceOf(preview)}</p>
      <div className={style.buttons}>
        <Button variant="filled" loading={isSaving} onClick={onSave}>
          Save this map
        </Button>
        <Button onClick={onBack}>Back to the map</Button>
      </div>
      <section>
        <h3 className={style.subtitle}>Figures of {formatWindow(from, to)}</h3>
        <table className={style.figures}>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col">As saved</th>
              <th scope="col">With this map</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <tr key={figure.metric} data-changed={figure.hasChanged}>
                <th scope="row">{figure.name}</th>
                <td>{shown(figure.old, figure.unit)}</td>
                <td>{figure.hasChanged ? <>› {shown(figure.new, figure.unit)}</> : 'the same'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {unmapped.length > 0 && (
        <section>
          <h3 className={style.subtitle}>Statuses that would belong to no step</h3>
          <p>
            {unmapped.map((one) => `${one.status} (${formatCount(one.items, 'item')})`).join(', ')}. Items stay in the
            step where they were while they are in such a status.
          </p>
        </section>
      )}
      <section>
        <h3 className={style.subtitle}>Items that would move</h3>
        {moved.length === 0 ? (
          <p className={style.quiet}>No item of these 90 days would be seen differently.</p>
        ) : (
          <RowsTable
            rows={moved}
            columns={columns}
            keyOf={(row) => row.item}
            name="Items that would move"
            height="46vh"
          />
        )}
        {movedCount > moved.length && (
          <p className={style.quiet}>
            The first {formatNumber(moved.length)} of {formatNumber(movedCount)}.
          </p>
        )}
      </section>
    </div>
  );
}

function columnsOf(stream: string): readonly Column<Moved>[] {
  return [
    {
      id: 'item',
      header: 'Item',
      width: 118,
      value: (row) => row.item,
      show: (row) => (
        <Link to="/streams/$stream/items/$item" params={{ stream, item: row.item }} data-row-link>
          {row.item}
        </Link>
      ),
    },
    { id: 'what', header: 'What would differ', width: 330, value: (row) => row.what, show: (row) => row.what },
    { id: 'title', header: 'Title', width: 220, grows: true, value: (row) => row.title, show: (row) => row.title },
  ];
}

function sentenceOf({ figures, movedCount }: Answer): string {
  const changed = figures.filter((figure) => figure.hasChanged);
  const items =
    movedCount === 0
      ? 'no item would be seen differently'
      : `${formatCount(movedCount, 'item')} would be seen differently`;
  if (changed.length === 0) return `No figure of the last 90 days would change; ${items}.`;
  const names = changed.map((figure) => figure.name.replace(/^The c/, 'the c').replace(/^F/, 'f'));
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `Of the last 90 days ${list} would change; ${items}.`;
}

function shown(figure: string | null, unit: string): string {
  if (figure === null) return 'not known';
  return unit === '' ? figure : `${figure} ${unit}`;
}
