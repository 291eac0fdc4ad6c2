import type { ReactNode } from 'react';
import type { LoopStep, OutcomePage } from '../../api/outcomes.ts';
import { formatDay } from '../format.ts';
import style from './loop-line.module.css';
import { verdictInWords, verdictWithGrade } from './outcome-words.ts';

const NAMES: Readonly<Record<LoopStep['step'], string>> = {
  stated: 'Stated',
  'in-work': 'In work',
  delivered: 'Delivered',
  'month-1': '1 month',
  'month-3': '3 months',
  'month-6': '6 months',
  verdict: 'Verdict',
};

/** The way of an outcome: stated, in work, delivered, its reviews, its verdict. */
export function LoopLine({ page }: { readonly page: OutcomePage }): ReactNode {
  return (
    <ol className={style.line} aria-label="The way of this outcome">
      {page.loop.map((step) => (
        <li key={step.step} data-state={step.state}>
          <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" className={style.mark}>
            <circle cx="12" cy="12" r="10" />
            {step.state === 'done' && <path d="M7.5 12.5l3 3 6-6.5" />}
          </svg>
          <span className={style.name}>{NAMES[step.step]}</span>
          <span className={style.when}>
            {wordsOf(step, noteOf(step, page))}
            {step.state === 'overdue' && <strong className={style.signal}> · overdue</strong>}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What a station tells beside its day. */
function noteOf({ step, state, note }: LoopStep, { row, reviews }: OutcomePage): string {
  if (state !== 'done') return note;
  if (step === 'verdict') return verdictWithGrade(row.verdict, row.grade);
  const review = reviews.find(({ look }) => step === `month-${look}`);
  if (review === undefined) return note;
  return review.verdict === null ? 'held' : verdictInWords(review.verdict);
}

function wordsOf({ on, state, step }: LoopStep, note: string): string {
  const said = note === '' ? '' : ` · ${note}`;
  if (on === null) return note === '' ? (step === 'stated' ? 'not yet' : 'to come') : note;
  if (state === 'due') return `${formatDay(on)} · due`;
  return `${formatDay(on)}${said}`;
}
