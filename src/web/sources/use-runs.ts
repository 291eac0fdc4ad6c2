import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Job } from '../../api/store.ts';
import { jobsQuery } from '../queries.ts';
import { refreshSources } from './source-queries.ts';
import { isOpen } from './source-words.ts';

const WHILE_RUNNING_MS = 1500;
const ELSE_MS = 5000;
const JUST_NOW_MS = 60_000;

/** Running and recent long work. A run that ended unseen, such as one of the schedule, still makes the page say what came of it. */
export function useRuns(): readonly Job[] {
  const queries = useQueryClient();
  const { data } = useQuery({
    ...jobsQuery,
    refetchInterval: ({ state }) => (state.data?.jobs.some(isOpen) === true ? WHILE_RUNNING_MS : ELSE_MS),
  });
  const ended = data?.jobs.find((job) => job.kind === 'sync' && !isOpen(job));
  const lastEnded = data === undefined ? null : (ended?.id ?? 'none');
  // It may have ended while the page was asking: then the page's other answers may be from before its end.
  const isNews = ended?.endedAt != null && Date.now() - Date.parse(ended.endedAt) < JUST_NOW_MS;
  const known = useRef<string | null>(null);
  useEffect(() => {
    if (lastEnded === null || lastEnded === known.current) return;
    if (known.current !== null || isNews) void refreshSources(queries);
    known.current = lastEnded;
  }, [queries, lastEnded, isNews]);
  return data?.jobs ?? [];
}
