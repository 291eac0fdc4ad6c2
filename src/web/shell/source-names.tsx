import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { formatAgo } from '../format.ts';
import { liveSourcesQuery } from '../sources/source-queries.ts';
import style from './shell.module.css';

interface Source {
  readonly id: string;
  readonly lastImportAt: string | null;
}

/** How long the page itself goes first. */
const AFTER_MS = 600;

/** Every source by name and when something last came; those that are read by themselves lead to their page. */
export function SourceNames({ sources }: { readonly sources: readonly Source[] }): ReactNode {
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useQuery({ ...liveSourcesQuery, enabled: isLater, refetchInterval: 60_000 });
  return sources.map(({ id, lastImportAt }) => {
    const live = data?.sources.find((one) => one.id === id);
    if (live === undefined) {
      return (
        <li key={id} className={style.plain}>
          {id}
          {lastImportAt !== null && ` · ${formatAgo(lastImportAt, Date.now())}`}
        </li>
      );
    }
    return (
      <li key={id}>
        <Link to="/sources/$id" params={{ id }} activeOptions={{ includeSearch: false }} className={style.link}>
          {id}
          {live.failure !== null
            ? ' · not readable'
            : live.changedAt !== null && ` · ${formatAgo(live.changedAt, Date.now())}`}
        </Link>
      </li>
    );
  });
}
