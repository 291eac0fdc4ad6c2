import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SyncRunAnswer } from '../../api/sources.ts';
import { formatInstant } from '../format.ts';
import page from '../pages/page.module.css';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { ownZone } from '../parts/zone-select.tsx';
import { syncRunsQuery } from './source-queries.ts';
import { costInWords, endInWords, hasBrought, modeInWords, runInWords } from './source-words.ts';
import style from './sources.module.css';

/** Runs of a source that changed something or failed: what came, what it cost, and what is worth telling. */
export function RunList({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery(syncRunsQuery(id));
  return (
    <section className={style.section}>
      <h2 className={page.subtitle}>Runs</h2>
      {error !== null && <ErrorNote error={error} what="The runs" retry={() => void refetch()} />}
      {error === null && data === undefined && <Loading height={140} label="The list of runs" />}
      {data !== undefined && data.runs.length === 0 && <p className={style.quiet}>None has brought anything yet.</p>}
      {data !== undefined && data.runs.length > 0 && (
        <>
          <ul className={style.runs} aria-label="Runs">
            {data.runs.map((run) => (
              <Run key={run.id} run={run} />
            ))}
          </ul>
          <p className={style.quiet}>
            Times are those of {ownZone()}. A run that finds nothing new leaves no line here.
          </p>
        </>
      )}
    </section>
  );
}

function Run({ run }: { readonly run: SyncRunAnswer }): ReactNode {
  const end = endInWords(run);
  const words = run.message?.split('\n') ?? [];
  return (
    <li>
      <span data-quiet="true">{formatInstant(run.startedAt, ownZone())}</span>
      <span>
        {modeInWords(run.mode)}: {(end === null || hasBrought(run)) && runInWords(run)}
        {end !== null && (
          <>
            {hasBrought(run) && ', '}
            <span className={run.state === 'failed' ? style.signal : undefined}>{end}</span>
          </>
        )}
      </span>
      <span data-quiet="true">{costInWords(run)}</span>
      {words.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </li>
  );
}
