import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Job } from '../../api/store.ts';
import { formatAgo } from '../format.ts';
import page from '../pages/page.module.css';
import { wordsOf } from '../parts/progress.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { jobsQuery } from '../queries.ts';
import style from './import.module.css';

const MOST_SHOWN = 12;

/** Imports that run or ran, latest first; each leads to its account. */
export function RecentWork(): ReactNode {
  const { data, error, refetch } = useQuery(jobsQuery);
  if (error !== null) return <ErrorNote error={error} what="The list of imports" retry={() => void refetch()} />;
  if (data === undefined) return <Loading height={120} label="The list of imports" />;
  const imports = data.jobs.filter((job) => job.kind === 'import').slice(0, MOST_SHOWN);
  if (imports.length === 0) return null;
  return (
    <section className={style.section}>
      <h2 className={page.subtitle}>Imports so far</h2>
      <ul className={style.jobs}>
        {imports.map((job) => (
          <li key={job.id}>
            <Link to="/import" search={(before) => ({ ...before, job: job.id })}>
              {job.subject}
            </Link>
            <span>{endOf(job)}</span>
            <span>
              {(job.endedAt ?? job.startedAt) === null ? '' : formatAgo(job.endedAt ?? job.startedAt ?? '', Date.now())}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function endOf(job: Job): string {
  if (job.result === null) return wordsOf(job);
  const { new: added, changed, unchanged, refused } = job.result;
  return `${added} new, ${changed} changed, ${unchanged} unchanged, ${refused} refused`;
}
