import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatDay } from '../format.ts';
import { outcomesQuery } from './outcome-queries.ts';
import { dueInWords, promiseInWords, stageInWords, verdictWithGrade } from './outcome-words.ts';
import style from './outcomes.module.css';

interface Props {
  readonly stream: string;
  readonly source: string;
  readonly item: string;
}

/** What an initiative or epic should change, or the way to say it. */
export function OutcomeOfItem({ stream, source, item }: Props): ReactNode {
  const { data, error } = useQuery(outcomesQuery);
  const own = data?.outcomes.find(({ subject }) => subject?.source === source && subject.item === item);
  if (error !== null)
    return <p className={style.quiet}>Whether it has an outcome cannot be shown now: {error.message}</p>;
  if (data === undefined) return <p className={style.quiet}>Looking for its outcome …</p>;
  if (own === undefined) {
    return (
      <p>
        What it should change is not stated yet.{' '}
        <Link to="/outcomes/new" search={{ source, item, stream }} className={style.link}>
          State its outcome
        </Link>
      </p>
    );
  }
  const promise = promiseInWords(own);
  return (
    <p>
      <Link to="/outcomes/$id" params={{ id: own.id }} className={style.link}>
        {own.title}
      </Link>
      {promise === null ? '' : `: ${own.metricName === null ? '' : `${own.metricName}, `}${promise}`}
      {own.by === null ? '' : ` by ${formatDay(own.by)}`}. It is{' '}
      {stageInWords(own.stage).replace(/^has a verdict$/, 'judged')}
      {own.verdict === null ? '' : `: ${verdictWithGrade(own.verdict, own.grade)}`}
      {own.nextReview === null ? '.' : `; the next review ${nextInWords(own.nextReview)}.`}
    </p>
  );
}

function nextInWords(next: { readonly dueOn: string; readonly state: string }): string {
  const said = dueInWords(next);
  return said.startsWith('was') ? said : `is ${said}`;
}
