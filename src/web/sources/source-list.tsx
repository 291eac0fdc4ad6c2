import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LiveSourceAnswer } from '../../api/sources.ts';
import { formatCount } from '../format.ts';
import { streamsQuery } from '../queries.ts';
import { SourceActions } from './source-actions.tsx';
import { connectorsQuery } from './source-queries.ts';
import { SourceStanding } from './source-standing.tsx';
import { bringsInWords, openRunOf } from './source-words.ts';
import style from './sources.module.css';
import { useRuns } from './use-runs.ts';

/** Live sources: what each brings, how it stands, and what can be done. */
export function SourceList({ sources }: { readonly sources: readonly LiveSourceAnswer[] }): ReactNode {
  const { data: connectors } = useQuery(connectorsQuery);
  const { data: streams } = useQuery(streamsQuery);
  const jobs = useRuns();
  return (
    <ul className={style.list} aria-label="Sources">
      {sources.map((source) => {
        const job = openRunOf(source.id, jobs);
        const connector = connectors?.connectors.find(({ id }) => id === source.body.kind);
        const count = streams?.sources.find(({ id }) => id === source.id)?.itemCount ?? 0;
        return (
          <li key={source.id} className={style.source}>
            <div className={style.head}>
              <h2 className={style.name}>
                <Link to="/sources/$id" params={{ id: source.id }}>
                  {source.id}
                </Link>
              </h2>
              <span className={style.quiet}>
                {source.connector}
                {connector !== undefined && ` · ${bringsInWords(connector.brings).toLowerCase()}`}
                {count > 0 && ` · ${formatCount(count, 'item')}`}
              </span>
            </div>
            <SourceStanding source={source} job={job} />
            <SourceActions source={source} isRunning={job !== null} />
          </li>
        );
      })}
    </ul>
  );
}
