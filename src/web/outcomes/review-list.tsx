import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ReviewRow } from '../../api/outcomes.ts';
import plain from '../parts/plain-table.module.css';
import style from './outcome-list.module.css';
import { dueInWords, lookInWords } from './outcome-words.ts';

/** Reviews as a table that becomes a list where the page is narrow. */
export function ReviewList({
  reviews,
  name,
}: {
  readonly reviews: readonly ReviewRow[];
  readonly name: string;
}): ReactNode {
  return (
    <table className={`${plain.table} ${style.table}`} aria-label={name}>
      <thead>
        <tr>
          <th scope="col">Outcome</th>
          <th scope="col">Review</th>
          <th scope="col">When</th>
          <th scope="col">Owner</th>
        </tr>
      </thead>
      <tbody>
        {reviews.map((review) => (
          <tr key={`${review.outcome} ${review.look}`}>
            <th scope="row">
              <Link to="/outcomes/$id" params={{ id: review.outcome }} hash="reviews" className={style.title}>
                {review.title}
              </Link>
            </th>
            <td data-name="Review">
              <span>{lookInWords(review.look)}</span>
            </td>
            <td data-name="When">
              <span data-signal={review.state === 'overdue'}>{dueInWords(review)}</span>
            </td>
            <td data-name="Owner">
              <span>{review.owner ?? 'nobody yet'}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
