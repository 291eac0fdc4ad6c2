import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OutcomeRow } from '../../api/outcomes.ts';
import { formatDay } from '../format.ts';
import plain from '../parts/plain-table.module.css';
import style from './outcome-list.module.css';
import { dueInWords, promiseInWords, stageInWords, verdictWithGrade } from './outcome-words.ts';

interface Props {
  readonly rows: readonly OutcomeRow[];
  /** Names of streams by id. */
  readonly streams: ReadonlyMap<string, string>;
}

/** Outcomes as a table that becomes a list where the page is narrow. */
export function OutcomeList({ rows, streams }: Props): ReactNode {
  return (
    <table className={`${plain.table} ${style.table}`} aria-label="Outcomes">
      <thead>
        <tr>
          <th scope="col">Outcome</th>
          <th scope="col">Stage</th>
          <th scope="col">Promise</th>
          <th scope="col">Verdict</th>
          <th scope="col">Next review</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Link to="/outcomes/$id" params={{ id: row.id }} className={style.title}>
                {row.title}
              </Link>
              <span className={style.quiet}>{aboutOf(row, streams)}</span>
            </th>
            <td data-name="Stage">
              <span>{stageInWords(row.stage)}</span>
              {row.isAfterStart && <span className={style.quiet}>stated after the work had begun</span>}
              {row.check === 'FAIL' && !row.isOverridden && <span className={style.quiet}>fails its check</span>}
            </td>
            <td data-name="Promise">
              <span>{promiseInWords(row) ?? 'no figure'}</span>
              <span className={style.quiet}>
                {[row.metricName, row.by === null ? null : `by ${formatDay(row.by)}`].filter(isSaid).join(', ')}
              </span>
            </td>
            <td data-name="Verdict">
              <span>{verdictWithGrade(row.verdict, row.grade)}</span>
            </td>
            <td data-name="Next review">
              {row.nextReview === null ? (
                <span>—</span>
              ) : (
                <span data-signal={row.nextReview.state === 'overdue'}>
                  {row.nextReview.look === 1 ? 'one month' : `${row.nextReview.look} months`},{' '}
                  {dueInWords(row.nextReview)}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function aboutOf(row: OutcomeRow, streams: ReadonlyMap<string, string>): string {
  return [
    row.subject === null ? null : row.subject.item,
    row.stream === null ? null : (streams.get(row.stream) ?? row.stream),
    row.owner,
    row.isSample ? 'sample data' : null,
  ]
    .filter(isSaid)
    .join(' · ');
}

function isSaid(text: string | null): text is string {
  return text !== null && text !== '';
}
