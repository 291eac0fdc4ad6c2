import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { MetricRow } from '../../../api/outcome-metrics.ts';
import { formatCount, formatDay } from '../../format.ts';
import plain from '../../parts/plain-table.module.css';
import style from '../outcome-list.module.css';

const SOURCES: Readonly<Record<string, string>> = {
  values: 'typed, CSV or pushed',
  millrace: 'Millrace itself',
  sql: 'PostgreSQL',
  prometheus: 'Prometheus',
  json: 'JSON address',
};

/** Metrics as a table that becomes a list where the page is narrow. */
export function MetricList({ metrics }: { readonly metrics: readonly MetricRow[] }): ReactNode {
  return (
    <table className={`${plain.table} ${style.table}`} aria-label="Metrics">
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col">Better is</th>
          <th scope="col">Values</th>
          <th scope="col">From</th>
          <th scope="col">Used by</th>
        </tr>
      </thead>
      <tbody>
        {metrics.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Link to="/outcome-metrics/$id" params={{ id: row.id }} className={style.title}>
                {row.name}
              </Link>
              <span className={style.quiet}>
                {[row.unit, row.owner, row.isSample ? 'sample data' : '']
                  .filter((one) => one !== '' && one !== null)
                  .join(' · ')}
              </span>
            </th>
            <td data-name="Better is">
              <span>{row.goodDirection === 'up' ? 'higher' : 'lower'}</span>
            </td>
            <td data-name="Values">
              <span>{valuesInWords(row)}</span>
            </td>
            <td data-name="From">
              <span>{SOURCES[row.sourceKind] ?? row.sourceKind}</span>
            </td>
            <td data-name="Used by">
              <span>{row.outcomes === 0 ? 'no outcome yet' : formatCount(row.outcomes, 'outcome')}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function valuesInWords({ days, first, last, sourceKind }: MetricRow): string {
  if (sourceKind === 'millrace') return 'by week';
  if (first === null || last === null) return 'none yet';
  return `${formatCount(days, 'value')}, ${formatDay(first)} to ${formatDay(last)}`;
}
