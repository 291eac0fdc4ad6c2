import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { LiveSourceAnswer } from '../../api/sources.ts';
import type { Job } from '../../api/store.ts';
import { Progress } from '../parts/progress.tsx';
import { refreshSources } from './source-queries.ts';
import { standing } from './source-words.ts';
import style from './sources.module.css';

interface Props {
  readonly source: LiveSourceAnswer;
  /** The run that is queued or runs. */
  readonly job: Job | null;
}

/** How a source stands: its run with counts, rate and time left; else when it was asked, what failed, and when it is asked next. */
export function SourceStanding({ source, job }: Props): ReactNode {
  const queries = useQueryClient();
  if (job !== null) {
    return (
      <Progress key={job.id} job={job.id} title={`Reading ${source.id}`} onEnd={() => void refreshSources(queries)} />
    );
  }
  return (
    <>
      <p className={style.quiet}>{standing(source, Date.now())}</p>
      {source.failure !== null && (
        <p className={style.failure}>
          <strong>Could not be read.</strong> {source.failure}
        </p>
      )}
    </>
  );
}
