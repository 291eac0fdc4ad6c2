import { z } from 'zod';
import type { CollectedPage, CollectRequest } from '../kit/live-source.ts';
import { turnOf } from '../kit/turn.ts';
import { parsed, projectPath } from './client.ts';
import { collectList, isSettled, pageOf, type Run } from './collect-list.ts';
import type { GitLabConfig } from './config.ts';
import { stateOf, withProject } from './cursor.ts';
import type { ProjectMarks } from './marks.ts';
import { deploymentRow, jobRow, keptDeployment, keptJob } from './read.ts';

/**
 * Deployments, and jobs that deploy, of the projects whose newest pipelines look different. GitLab may be told of a deployment
 * without a pipeline, or by one that is not among the newest: so each run looks at one project more, and a sweep at all.
 */
export async function* collectDelivered(
  run: Run,
  projects: readonly string[],
  marks: ReadonlyMap<string, ProjectMarks> | null,
  { config, clock, isThorough }: CollectRequest<GitLabConfig>,
): AsyncGenerator<CollectedPage> {
  const turn = projects[turnOf(projects.length, clock.now())];
  const hasJobs = config.deploymentJobs.length > 0;
  for (const project of projects) {
    const state = stateOf(run.cursor, project);
    const isBegun = state.deployments.upTo === null || state.deployments.run !== null;
    const isMissing = hasJobs && state.jobs === null;
    const own = marks?.get(project);
    const isNews = own === undefined || (own.pipelines !== null && own.pipelines !== state.pipelines);
    if (!isBegun && !isMissing && !isNews && project !== turn && isThorough !== true) continue;
    yield* collectDeployments(run, project);
    if (hasJobs) yield* collectJobs(run, project);
    const pipelines = isSettled(run, own?.pipelinesAt ?? 0) ? (own?.pipelines ?? null) : null;
    if (pipelines === state.pipelines) continue;
    run.cursor = withProject(run.cursor, project, { pipelines });
    yield pageOf(run, [], { done: 0, total: 0, what: `deployments of ${project}` });
  }
}

export function collectDeployments(run: Run, project: string): AsyncGenerator<CollectedPage> {
  return collectList(run, {
    part: 'deployments',
    project,
    what: 'deployments',
    list: 'deployments',
    query: {},
    row: deploymentRow,
    updatedAt: (row) => row.updated_at ?? row.created_at,
    seen: null,
    total: null,
    read: async (row) => [keptDeployment(row, project)],
  });
}

/** A job that may still run is looked at again for so long after it began. */
const WAITED_MS = 7 * 86_400_000;

/** Jobs, newest first until those that ended long ago. */
async function* collectJobs(run: Run, project: string): AsyncGenerator<CollectedPage> {
  const { jobs } = stateOf(run.cursor, project);
  let top = jobs?.upTo ?? 0;
  let done = 0;
  for (let page = 1; ; page += 1) {
    const answer = await run.http.ask({
      path: projectPath(project, '/jobs'),
      query: { per_page: 100, page },
      accept: [403, 404],
    });
    if (answer.status !== 200) {
      run.notices.push(`${project}: jobs may not be seen (${answer.status}); give the token the role Reporter`);
      return;
    }
    const rows = parsed(z.array(jobRow), answer.json, `jobs of ${project}`);
    const since = jobs === null ? Number.NEGATIVE_INFINITY : jobs.upTo;
    const wanted = rows.filter((row) => (row.finished_at ?? Number.POSITIVE_INFINITY) > since);
    const isEnd = rows.length < 100 || rows.some((row) => row.created_at < since - WAITED_MS);
    top = rows.reduce((latest, row) => Math.max(latest, row.finished_at ?? 0), top);
    done += wanted.length;
    if (isEnd) run.cursor = withProject(run.cursor, project, { jobs: { upTo: top } });
    if (wanted.length > 0 || (isEnd && top !== jobs?.upTo))
      yield pageOf(
        run,
        wanted.map((row) => keptJob(row, project)),
        { done, total: null, what: `jobs of ${project}` },
      );
    if (isEnd) return;
  }
}
