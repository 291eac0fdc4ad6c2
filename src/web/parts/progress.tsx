import { Progress as Bar, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Job } from '../../api/store.ts';
import { ask } from '../client.ts';
import { formatBytes, formatLength, formatNumber } from '../format.ts';
import { jobQuery } from '../queries.ts';
import style from './progress.module.css';
import { ErrorNote } from './states.tsx';

interface Props {
  /** The job's id, kept in the address or given by the server: so the bar survives a reload. */
  readonly job: string;
  /** What the work is, in words. */
  readonly title: string;
  readonly onEnd?: (job: Job) => void;
}

/** Long work: counts, time left, and a way to stop it. */
export function Progress({ job: id, title, onEnd }: Props): ReactNode {
  const queries = useQueryClient();
  const { data: job, error, refetch } = useQuery(jobQuery(id));
  const stop = useMutation({
    mutationFn: () => ask('post /api/jobs/{id}/stop', { params: { id } }),
    onSuccess: (stopped) => queries.setQueryData(jobQuery(id).queryKey, stopped),
  });
  const hasEnded = job !== undefined && job.state !== 'running' && job.state !== 'queued';
  const told = useRef(false);
  useEffect(() => {
    if (job === undefined || !hasEnded || told.current) return;
    told.current = true;
    onEnd?.(job);
  }, [job, hasEnded, onEnd]);
  if (error !== null) return <ErrorNote error={error} what={title} retry={() => void refetch()} />;
  const share = job === undefined || job.total === null || job.total === 0 ? null : job.done / job.total;
  return (
    <section className={style.progress} aria-label={title}>
      <div className={style.line}>
        <strong>{title}</strong>
        <span>{job === undefined ? '' : wordsOf(job)}</span>
      </div>
      <Bar
        value={hasEnded && job?.state === 'done' ? 100 : (share ?? 0) * 100}
        animated={false}
        striped={share === null && !hasEnded}
        aria-label={title}
        size="sm"
      />
      <div className={style.line}>
        <span className={style.quiet}>{job?.message}</span>
        {!hasEnded && (
          <Button size="compact-sm" loading={stop.isPending} onClick={() => stop.mutate()}>
            Stop
          </Button>
        )}
      </div>
    </section>
  );
}

/** `1,200 of 6,000 items, about 40 s left`. */
export function wordsOf(job: Job): string {
  switch (job.state) {
    case 'queued':
      return 'waits for its turn';
    case 'running': {
      // A source is read sort by sort, and says only of the present one how much there is.
      const these = job.kind === 'sync' ? ' for these' : '';
      const left = job.secondsLeft === null ? '' : `, about ${formatLength(job.secondsLeft)} left${these}`;
      return `${amount(job)}${left}`;
    }
    case 'done':
      return job.total === null ? 'done' : `done: ${amount({ ...job, done: job.total, total: null })}`;
    case 'failed':
      return 'failed';
    case 'stopped':
      return `stopped after ${amount({ ...job, total: null })}; what was applied stays whole`;
  }
}

function amount({ done, total, unit }: Job): string {
  if (unit === 'bytes') return total === null ? formatBytes(done) : `${formatBytes(done)} of ${formatBytes(total)}`;
  return `${formatNumber(done)}${total === null ? '' : ` of ${formatNumber(total)}`} ${unit}`;
}
