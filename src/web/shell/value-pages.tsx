import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { reviewsQuery } from '../outcomes/outcome-queries.ts';
import style from './shell.module.css';
import { VALUE_PAGES } from './value-places.ts';

/** How long the page itself goes first. */
const AFTER_MS = 600;

/** Pages about outcomes; the reviews that wait are counted in words. */
export function ValuePages(): ReactNode {
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useQuery({ ...reviewsQuery, enabled: isLater });
  const overdue = data?.reviews.filter(({ state }) => state === 'overdue').length ?? 0;
  return (
    <ul className={style.first}>
      {VALUE_PAGES.map(({ to, name }) => (
        <li key={to}>
          <Link to={to} activeOptions={{ includeSearch: false }} className={style.link}>
            {name}
            {to === '/reviews' && overdue > 0 && ` · ${overdue} overdue`}
          </Link>
        </li>
      ))}
    </ul>
  );
}
