import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Backtest, PastForecast, TrackRecord } from '../../flow/forecasts/index.ts';
import { formatDay, formatShare } from '../format.ts';
import { Card } from '../parts/card.tsx';
import { type Column, RowsTable } from '../parts/rows-table.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { backtestQuery } from '../queries.ts';
import type { View } from '../search.ts';
import style from './forecast.module.css';
import { isBacktest } from './forecast-data.ts';

/** How past forecasts did: what was promised at each certainty against what came true. */
export function Backtested({ stream, view }: { readonly stream: string; readonly view: View }): ReactNode {
  const { data, error, refetch } = useQuery(backtestQuery(stream, view));
  if (error !== null)
    return <ErrorNote error={error} what="The record of past forecasts" retry={() => void refetch()} />;
  if (data === undefined || !isBacktest(data.backtest)) {
    return (
      <Card label="How past forecasts did">
        <Loading height={240} label="The record of past forecasts" />
      </Card>
    );
  }
  const { backtest } = data;
  return (
    <Card label="How past forecasts did">
      <h2 className={style.title}>How past forecasts did</h2>
      <p className={style.heading}>
        <Sentence words={data.sentence} stream={stream} />
      </p>
      {backtest.status === 'measured' && <Record backtest={backtest.value} />}
    </Card>
  );
}

function Record({ backtest }: { readonly backtest: Backtest }): ReactNode {
  return (
    <>
      <table className={style.record}>
        <caption className={style.note}>
          The dot is the share that came true, the line its 95 % interval, the tick what was promised.
        </caption>
        <thead>
          <tr>
            <th scope="col">Promised</th>
            <th scope="col">Came true</th>
            <th scope="col" className={style.picture}>
              0 to 100 %
            </th>
          </tr>
        </thead>
        <tbody>
          {backtest.certainties.map((record) => (
            <tr key={record.certainty}>
              <th scope="row">{record.certainty} %</th>
              <td>
                {formatShare(record.share)}{' '}
                <span className={style.quiet}>
                  ({record.met} of {record.n})
                </span>
              </td>
              <td className={style.picture}>
                <IntervalPicture record={record} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className={style.past}>
        <summary>Each of the {backtest.forecasts.length} forecasts</summary>
        <RowsTable
          rows={backtest.forecasts}
          columns={COLUMNS}
          keyOf={(row) => row.madeFor}
          name="Past forecasts"
          noun="forecast"
          height={360}
        />
      </details>
    </>
  );
}

function IntervalPicture({ record }: { readonly record: TrackRecord }): ReactNode {
  const at = (share: number): string => `${(share * 100).toFixed(1)}%`;
  return (
    <svg
      width="100%"
      height="22"
      role="img"
      aria-label={`${record.certainty} % promised, ${formatShare(record.share)} came true, between ${formatShare(record.low)} and ${formatShare(record.high)}`}
      className={style.interval}
    >
      <line x1="0%" x2="100%" y1="11" y2="11" stroke="var(--mr-hairline)" />
      <line x1={at(record.low)} x2={at(record.high)} y1="11" y2="11" stroke="var(--mr-water)" strokeWidth="3" />
      <line x1={at(record.expected)} x2={at(record.expected)} y1="2" y2="20" stroke="var(--mr-ink)" strokeWidth="1.5" />
      <circle cx={at(record.share)} cy="11" r="5" fill="var(--mr-water)" />
    </svg>
  );
}

const COLUMNS: readonly Column<PastForecast>[] = [
  { id: 'for', header: 'Made for', width: 118, value: (row) => row.madeFor, show: (row) => formatDay(row.madeFor) },
  { id: 'until', header: 'Until', width: 118, value: (row) => row.until, show: (row) => formatDay(row.until) },
  answer(50),
  answer(70),
  answer(85),
  answer(95),
  {
    id: 'happened',
    header: 'Happened',
    width: 118,
    grows: true,
    isNumber: true,
    value: (row) => row.happened,
    show: (row) => (row.happened === null ? 'not by then' : said(row.happened)),
  },
];

function answer(certainty: number): Column<PastForecast> {
  const find = (row: PastForecast) => row.answers.find((one) => one.certainty === certainty);
  return {
    id: `at${certainty}`,
    header: `Said at ${certainty} %`,
    width: 128,
    isNumber: true,
    value: (row) => find(row)?.said ?? null,
    show: (row) => {
      const one = find(row);
      return one === undefined ? '—' : `${said(one.said)}${one.isMet ? '' : ' · missed'}`;
    },
  };
}

function said(value: number | string): string {
  return typeof value === 'number' ? String(value) : formatDay(value);
}
