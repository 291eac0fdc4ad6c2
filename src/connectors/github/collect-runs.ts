import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { nextPage, parsed } from './client.ts';
import { collectList, type Listed } from './collect-list.ts';
import { isMeant } from './config.ts';
import { jobShape, keptRun, runShape } from './read-delivery.ts';
import { type Run, stateOf } from './run.ts';

const AT_ONCE = 100;
/** A run may wait for somebody's consent for thirty days, and is tried again within them. */
const WAITED_MS = 31 * 86_400_000;

const runsShape = z.object({ total_count: z.number().nullish(), workflow_runs: z.array(runShape) });
const jobsShape = z.object({ jobs: z.array(jobShape) });

/** Runs of the workflows that are said to deploy; with the job of it that does, a request a run more. */
export async function* collectRuns(run: Run, repo: string): AsyncGenerator<CollectedPage> {
  const rules = run.config.deploymentWorkflows;
  if (rules.length === 0) return;
  const { seen, upTo, run: going } = stateOf(run, repo).runs;
  const path = `/repos/${repo}/actions/runs`;
  const first = await run.github.get(
    path,
    { per_page: AT_ONCE },
    { accept: [403, 404], etag: going === null ? seen : null },
  );
  if (first.status === 304) return;
  if (first.status !== 200) {
    run.notices.push(`${repo}: workflow runs may not be seen; give the token the permission "Actions: read"`);
    return;
  }
  yield* collectList(run, {
    part: 'runs',
    repo,
    what: 'workflow runs',
    seen: first.headers.etag ?? null,
    newest: null,
    total: null,
    backTo: upTo === null ? null : upTo - WAITED_MS,
    read: async (after, since) => {
      const answer = after === null ? first : await run.github.get(after);
      const things: Listed[] = [];
      for (const one of parsed(runsShape, answer.json, `workflow runs of ${repo}`).workflow_runs) {
        const kept = keptRun(one, [], repo);
        const rule = rules.find(({ workflow }) => isMeant(workflow, kept.workflow) || isMeant(workflow, kept.file));
        const isNew = since === null || one.updated_at >= since;
        const jobs = rule?.job === undefined || !isNew ? [] : await jobsOf(run, repo, kept.id);
        things.push({
          changedAt: one.updated_at,
          listedAt: one.created_at,
          thing: rule === undefined ? null : keptRun(one, jobs, repo),
        });
      }
      return { things, after: nextPage(answer) };
    },
  });
}

async function jobsOf(run: Run, repo: string, id: string): Promise<z.infer<typeof jobsShape>['jobs']> {
  const jobs = [];
  for (let path: string | null = `/repos/${repo}/actions/runs/${id}/jobs?per_page=100`; path !== null; ) {
    const answer = await run.github.get(path, undefined, { accept: [404] });
    // Jobs of old runs are not kept for ever.
    if (answer.status === 404) return jobs;
    jobs.push(...parsed(jobsShape, answer.json, `jobs of run ${id}`).jobs);
    path = nextPage(answer);
  }
  return jobs;
}
