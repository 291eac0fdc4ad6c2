import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatCount } from '../format.ts';
import type { View } from '../search.ts';
import { factoryQuery, reviewsQuery } from './outcome-queries.ts';
import style from './outcomes.module.css';

/** One line on what work changes: reviews that wait, and how much work states no outcome. It keeps its place while it loads. */
export function ValueLine({ view }: { readonly view: View }): ReactNode {
  const { data: reviews } = useQuery(reviewsQuery);
  const { data: factory } = useQuery(factoryQuery(undefined, { ...view, team: undefined }));
  const of = (state: string): number => reviews?.reviews.filter((review) => review.state === state).length ?? 0;
  const overdue = of('overdue');
  return (
    <p className={style.line}>
      {reviews === undefined || factory === undefined ? (
        <span className={style.quiet}>Counting outcomes and reviews …</span>
      ) : (
        <>
          <Link to="/reviews" className={style.link}>
            {formatCount(of('due'), 'review')} due
            {overdue > 0 && (
              <>
                , <span className={style.signal}>{overdue} overdue</span>
              </>
            )}
          </Link>
          <span aria-hidden="true"> · </span>
          <Link to="/factory" className={style.link}>
            {factory.ratio === null
              ? 'no initiative or epic at work in this window'
              : `${factory.without} of ${factory.of} initiatives and epics without a stated outcome`}
          </Link>
        </>
      )}
    </p>
  );
}
