import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { HeldReview, OutcomePage } from '../../api/outcomes.ts';
import { formatDay } from '../format.ts';
import style from './outcome-page.module.css';
import { dueInWords, levelInWords, lookInWords, verdictWithGrade } from './outcome-words.ts';
import { ReviewForm } from './review-form.tsx';

interface Props {
  readonly id: string;
  readonly page: OutcomePage;
}

type Open = { readonly look: 1 | 3 | 6; readonly held: HeldReview | null } | null;

/** Reviews that were held, the one that is due, and the way to open one again. */
export function Reviews({ id, page }: Props): ReactNode {
  const [open, setOpen] = useState<Open>(null);
  const waiting = page.dueReviews.filter(({ state }) => state !== 'held');
  return (
    <section id="reviews">
      <h2 className={style.title}>Reviews</h2>
      {page.row.deliveredOn === null && (
        <p className={style.quiet}>
          Reviews fall due one, three and six months after delivery. Nothing is delivered yet; where no timeline tells
          it, set the day by hand above.
        </p>
      )}
      <ul className={style.list}>
        {page.reviews.map((review) => (
          <li key={review.look}>
            <Held review={review} unit={page.row.unit} />
            <Button size="compact-sm" onClick={() => setOpen({ look: review.look, held: review })}>
              Open the {lookInWords(review.look)} again
            </Button>
          </li>
        ))}
        {waiting.map(({ look, dueOn, state }) => (
          <li key={look}>
            <span className={state === 'overdue' ? style.signal : undefined}>
              The {lookInWords(look)}, {dueInWords({ dueOn, state })}
            </span>
            {state !== 'coming' && isLook(look) && (
              <Button
                size="compact-sm"
                variant={open === null ? 'filled' : 'default'}
                onClick={() => setOpen({ look, held: null })}
              >
                Hold the {lookInWords(look)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open !== null && (
        <ReviewForm
          key={`${open.look} ${open.held?.version ?? 0}`}
          id={id}
          page={page}
          look={open.look}
          held={open.held}
          onDone={() => setOpen(null)}
        />
      )}
    </section>
  );
}

function isLook(look: number): look is 1 | 3 | 6 {
  return look === 1 || look === 3 || look === 6;
}

const DECISIONS = { keep: 'keep it', change: 'change it', stop: 'stop it' } as const;

function Held({ review, unit }: { readonly review: HeldReview; readonly unit: string | null }): ReactNode {
  const { look, heldOn, actual, learned, decision, confirmedBy, isUsed, adoption, verdict, grade, version } = review;
  const name = lookInWords(look);
  const used = isUsed === null ? null : isUsed ? 'It is used.' : 'It is not used.';
  return (
    <>
      <strong>
        {name.charAt(0).toUpperCase() + name.slice(1)}, {formatDay(heldOn)}
      </strong>
      <p className={style.serif}>{learned}</p>
      <p className={style.quiet}>
        {[
          actual === null ? 'No actual figure' : `Actual ${levelInWords(actual, unit)}`,
          `decision: ${DECISIONS[decision]}`,
          `confirmed by ${confirmedBy}`,
          look === 6 || verdict !== null ? `verdict: ${verdictWithGrade(verdict, grade)}` : null,
        ]
          .filter((one) => one !== null)
          .join(' · ')}
      </p>
      {(used !== null || adoption !== '') && (
        <p className={style.quiet}>
          {[used, adoption === '' ? null : adoption].filter((one) => one !== null).join(' ')}
        </p>
      )}
      {review.reopenedBecause !== null && (
        <p className={style.quiet}>
          Version {version}, opened again because: {review.reopenedBecause}
        </p>
      )}
    </>
  );
}
