import { ActionIcon, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { EChartsType } from 'echarts/core';
import { type ReactNode, useState } from 'react';
import type { Note } from '../../api/store.ts';
import type { Sentence as Words } from '../../api/view.ts';
import { formatDay } from '../format.ts';
import { writeOpen } from '../open.ts';
import { Card } from '../parts/card.tsx';
import { download, writeCsv } from '../parts/csv.ts';
import { fileName } from '../parts/rows-table.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { useTokens } from '../scheme.ts';
import style from './chart-card.module.css';
import { ChartTableView } from './chart-table-view.tsx';
import { ChartView } from './chart-view.tsx';
import type { Drawing, Mark } from './drawing.ts';
import { Legend } from './legend.tsx';
import { savePng, saveSvg } from './save-picture.ts';

interface Props {
  readonly id: string;
  readonly title: string;
  /** Whose notes and items its marks open; null where it belongs to no stream. */
  readonly stream: string | null;
  readonly heading: Words;
  readonly drawing: Drawing;
  readonly notes: readonly Note[];
  readonly height?: number;
  /** Choices about the picture itself, e.g. log or linear. */
  readonly controls?: ReactNode;
}

/** Words first, then one picture that answers them, then whatever one wants to take away. */
export function ChartCard({ id, title, stream, heading, drawing, notes, height = 300, controls }: Props): ReactNode {
  const [isTable, setTable] = useState(false);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const tokens = useTokens();
  const navigate = useNavigate();
  const open = (mark: Mark): void => {
    if (stream === null) return;
    if (mark.to === 'item') {
      void navigate({ to: '/streams/$stream/items/$item', params: { stream, item: mark.item } });
    } else void navigate({ to: '.', search: (before) => ({ ...before, open: writeOpen(mark) }), resetScroll: false });
  };
  const saveCsv = (): void => {
    const { header, rows } = drawing.table();
    download(
      `${fileName(title)}.csv`,
      writeCsv(
        header,
        rows.map((row) => row.cells),
      ),
      'text/csv;charset=utf-8',
    );
  };
  return (
    <Card id={id} label={title}>
      <div className={style.head}>
        <h2 className={style.title}>{title}</h2>
        <div className={style.tools}>
          {controls}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`${title}: save or show as table`}
                className={style.more}
              >
                ⋯
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setTable(!isTable)}>{isTable ? 'Show as picture' : 'Show as table'}</Menu.Item>
              <Menu.Item onClick={saveCsv}>Save as CSV</Menu.Item>
              <Menu.Item
                disabled={chart === null}
                onClick={() => {
                  if (chart !== null) savePng(chart, title, tokens);
                }}
              >
                Save as PNG
              </Menu.Item>
              <Menu.Item onClick={() => void saveSvg(drawing, title, chart?.getWidth() ?? 620, height)}>
                Save as SVG
              </Menu.Item>
              {stream !== null && (
                <>
                  <Menu.Divider />
                  <Menu.Item onClick={() => open({ to: 'notes' })}>Pin a note to a day</Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      <p className={style.heading}>
        <Sentence words={heading} stream={stream} />
      </p>
      {drawing.isEmpty ? (
        <p className={style.nothing}>There is nothing to draw in this window with these filters.</p>
      ) : isTable ? (
        <ChartTableView table={drawing.table} name={title} stream={stream ?? ''} />
      ) : (
        <>
          <ChartView drawing={drawing} height={height} onOpen={open} onReady={setChart} />
          <Legend entries={drawing.legend} />
        </>
      )}
      {(drawing.remarks?.length ?? 0) > 0 && <p className={style.remark}>{drawing.remarks?.join(' ')}</p>}
      {notes.length > 0 && (
        <ul className={style.notes} aria-label="Notes pinned to days">
          {notes.map((note) => (
            <li key={note.id}>
              <strong>{formatDay(note.day)}</strong> {note.text}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
