import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ReviewRow } from '../../api/outcomes.ts';
import { formatCount } from '../format.ts';
import { reviewsQuery } from '../outcomes/outcome-queries.ts';
import style from '../outcomes/outcomes.module.css';
import { ReviewList } from '../outcomes/review-list.tsx';
import { Lead } from '../parts/lead.tsx';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { PageTop } from '../shell/page-top.tsx';
import page from './page.module.css';

const GROUPS: readonly { readonly state: ReviewRow['state']; readonly name: string }[] = [
  { state: 'overdue', name: 'Overdue' },
  { state: 'due', name: 'Due' },
  { state: 'coming', name: 'Coming' },
];

/** Reviews that wait: overdue, due, coming. */
export function ReviewsPage(): ReactNode {
  const { data, error, refetch } = useQuery(reviewsQuery);
  return (
    <>
      <PageTop title="Reviews" stream={null} hasWindow={false} />
      {error !== null && <ErrorNote isPage error={error} what="The reviews" retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <div className={page.page}>
          <Loading height={76} label="The sentence" />
          <Loading height={420} label="The reviews" />
        </div>
      )}
      {data !== undefined && error === null && (
        <div className={page.page}>
          <Lead words={data.sentence} stream={null} />
          <p className={style.quiet}>
            A review asks one, three and six months after delivery what became of the promise.{' '}
            <a href="/api/reviews.ics">Subscribe to the dates in a calendar</a>.
          </p>
          {data.reviews.length === 0 && (
            <EmptyState title="No review waits.">
              Reviews come with outcomes whose work was delivered. <Link to="/outcomes">See the outcomes</Link>.
            </EmptyState>
          )}
          {GROUPS.map(({ state, name }) => {
            const reviews = data.reviews.filter((review) => review.state === state);
            if (reviews.length === 0) return null;
            return (
              <section key={state}>
                <h2 className={page.subtitle}>
                  {name}: {formatCount(reviews.length, 'review')}
                </h2>
                <ReviewList reviews={reviews} name={`${name} reviews`} />
              </section>
            );
          })}
        </div>
      )}
    </>
  );
}
