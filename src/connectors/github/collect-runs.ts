import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { nextPage, parsed } from './client.ts';
import { collectList, type Listed } from './collect-list.ts';
import { isMeant } from './config.ts';
import type { RepoMarks } from './marks.ts';
import { jobShape, keptRun, runShape } from './read-delivery.ts';
import { pageOf, type Run, stateOf } from './run.ts';

const AT_ONCE = 100;
/** A run may wait for somebody's consent for thirty days, and is tried again within them. */
const WAITED_MS = 31 * 86_400_000;

const runsShape = z.object({ total_count: z.number().nullish(), workflow_runs: z.array(runShape) });
const jobsShape = z.object({ jobs: z.array(jobShape) });

/** What is under way is looked at in each run for so long. What waits for consent comes when its repository has its turn. */
const UNDER_WAY_MS = 6 * 3_600_000;

/**
 * Runs of the workflows that are said to deploy; with the job of it that does, a request a run more. GitHub has no mark for
 * them: they are looked at where something else was delivered or a run is under way, in one repository more whose turn it is,
 * and in a sweep.
 */
export async function* collectRuns(
  run: Run,
  repo: string,
  repoMarks: RepoMarks | null,
  isTurn: boolean,
): AsyncGenerator<CollectedPage> {
  if (run.config.deploymentWorkflows.length === 0) return;
  const { runs, runsLook } = stateOf(run, repo);
  const marks = repoMarks === null ? null : marksOfDelivery(repoMarks);
  const isNews = marks === null || marks !== runsLook?.marks;
  const isBegun = runs.upTo === null || runs.run !== null;
  const isUnderWay = runsLook?.openAt != null && run.serverNow() - runsLook.openAt < UNDER_WAY_MS;
  if (!isNews && !isBegun && !isUnderWay && !isTurn) return;
  const openAt = yield* lookAtRuns(run, repo, runsLook?.openAt ?? null);
  if (marks === null || (!isNews && runsLook?.openAt === openAt)) return;
  const progress = { done: 0, total: 0, what: `workflow runs of ${repo}` };
  yield pageOf(run, repo, { runsLook: { marks, openAt } }, [], progress);
}

/** What is run after something: a change of it is likely to be followed by a run. */
function marksOfDelivery({ defaultBranchRef, pullRequests, releases, deployments }: RepoMarks): string {
  const text = JSON.stringify([defaultBranchRef, pullRequests, releases, deployments]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** Gives the newest change of a run that is under way; what it was before where nothing changed. */
async function* lookAtRuns(
  run: Run,
  repo: string,
  openBefore: number | null,
): AsyncGenerator<CollectedPage, number | null> {
  const rules = run.config.deploymentWorkflows;
  const { seen, upTo, run: going } = stateOf(run, repo).runs;
  const path = `/repos/${repo}/actions/runs`;
  const first = await run.github.get(
    path,
    { per_page: AT_ONCE },
    { accept: [403, 404], etag: going === null ? seen : null },
  );
  if (first.status === 304) return openBefore;
  if (first.status !== 200) {
    run.notices.push(`${repo}: workflow runs may not be seen; give the token the permission "Actions: read"`);
    return null;
  }
  let openAt: number | null = null;
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
        if (rule !== undefined && kept.status !== 'completed') openAt = Math.max(openAt ?? 0, one.updated_at);
        things.push({
          changedAt: one.updated_at,
          listedAt: one.created_at,
          thing: rule === undefined ? null : keptRun(one, jobs, repo),
        });
      }
      return { things, after: nextPage(answer) };
    },
  });
  return openAt;
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
