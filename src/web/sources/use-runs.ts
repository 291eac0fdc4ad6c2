import { useQuery } from '@tanstack/react-query';
import type { Job } from '../../api/store.ts';
import { jobsQuery } from '../queries.ts';
import { isOpen } from './source-words.ts';

const WHILE_RUNNING_MS = 1500;
const ELSE_MS = 5000;

/** Running and recent long work; runs that the schedule begins are noticed, too. */
export function useRuns(): readonly Job[] {
  const { data } = useQuery({
    ...jobsQuery,
    refetchInterval: ({ state }) => (state.data?.jobs.some(isOpen) === true ? WHILE_RUNNING_MS : ELSE_MS),
  });
  return data?.jobs ?? [];
}
