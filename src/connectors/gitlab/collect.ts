import { listedNow } from '../kit/listing.ts';
import type { CollectedPage, CollectRequest } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { allRows, projectPath } from './client.ts';
import { collectCommits } from './collect-commits.ts';
import { collectDelivered, collectDeployments } from './collect-delivered.ts';
import { collectList, pageOf, type Run } from './collect-list.ts';
import { collectShortList } from './collect-short-list.ts';
import type { GitLabConfig } from './config.ts';
import { readCursor } from './cursor.ts';
import { findMarks, type ProjectMarks } from './marks.ts';
import { commitRow, eventRow, issueRow, keptIssue, keptMerge, mergeRow, noteRow } from './read.ts';
import { keptIteration } from './read-iteration.ts';
import { type LineCounts, readLines } from './read-lines.ts';
import { keptMilestone, milestoneRow } from './read-milestone.ts';
import { keptRelease, releaseRow } from './read-release.ts';
import { sweep } from './sweep.ts';

/** Everything that changed, items first. One request asks for what is newest in all projects. */
export async function* collectGitLab(request: CollectRequest<GitLabConfig>): AsyncGenerator<CollectedPage> {
  const { config, http, clock } = request;
  const before = readCursor(request.cursor);
  const { projects, marks, missingGroups } = await findMarks(http, config);
  const groups = config.groups.length === 0 ? null : listedNow(before.groups, projects, clock.now());
  const run: Run = {
    http,
    serverNow: () => clock.now() + (http.spent().skewMs ?? 0),
    cursor: { ...before, groups },
    notices: [],
  };
  const seen = projects.filter((project) => marks === null || marks.has(project));
  if (seen.length === 0) {
    const names = [...config.groups, ...config.projects].slice(0, 5).join(', ');
    throw new SourceFailure(
      'missing',
      `GitLab: none of ${names} is there, or the token may not see them; check the paths, and give the token the scope "read_api"`,
    );
  }
  const missing = [...projects.filter((project) => !seen.includes(project)), ...Object.keys(groups?.away ?? {})];
  for (const one of [...missingGroups, ...missing])
    run.notices.push(`${one} is not there, or the token may not see it; what is kept of it stays`);
  if (request.mode === 'sweep') {
    const own = Object.entries(run.cursor.projects).filter(
      ([name]) => projects.includes(name) || missing.includes(name),
    );
    run.cursor = { ...run.cursor, projects: Object.fromEntries(own) };
    yield* sweep(run, missingGroups.length + missing.length > 0 ? null : marks, request.known);
    for (const project of seen) yield* collectDeployments(run, project);
    if (run.notices.length > 0) yield pageOf(run, [], { done: 0, total: 0, what: 'nothing new' });
    return;
  }
  for (const project of seen) yield* collectIssues(run, project, config, marks?.get(project) ?? null);
  for (const project of seen) yield* collectMerges(run, project, marks?.get(project) ?? null);
  for (const project of seen) yield* collectCommits(run, project, marks?.get(project)?.head ?? null);
  for (const project of seen) yield* collectReleases(run, project, marks?.get(project) ?? null);
  for (const project of seen) yield* collectMilestones(run, project, marks?.get(project) ?? null);
  yield* collectDelivered(run, seen, marks, request);
  const isListingNew = JSON.stringify(groups) !== JSON.stringify(before.groups);
  if (run.notices.length > 0 || isListingNew) yield pageOf(run, [], { done: 0, total: 0, what: 'nothing new' });
}

function collectIssues(
  run: Run,
  project: string,
  config: GitLabConfig,
  marks: ProjectMarks | null,
): AsyncGenerator<CollectedPage> {
  return collectList(run, {
    part: 'issues',
    project,
    what: 'issues',
    list: 'issues',
    query: { scope: 'all' },
    row: issueRow,
    updatedAt: (row) => row.updated_at,
    seen: marks?.issues ?? null,
    total: marks?.issueCount ?? null,
    read: async (row) => {
      const events = [];
      const hasIterations = row.iteration !== undefined;
      for (const kind of ['state', 'label', 'milestone', ...(hasIterations ? ['iteration'] : [])])
        events.push(
          ...(await allRows(run.http, projectPath(project, `/issues/${row.iid}/resource_${kind}_events`), eventRow)),
        );
      const iterations = [row, ...events].flatMap(({ iteration }) =>
        iteration == null ? [] : keptIteration(iteration),
      );
      return [keptIssue(row, events, project, config), ...new Map(iterations.map((one) => [one.id, one])).values()];
    },
  });
}

function collectMerges(run: Run, project: string, marks: ProjectMarks | null): AsyncGenerator<CollectedPage> {
  let lines: ReadonlyMap<number, LineCounts> | null = null;
  return collectList(run, {
    part: 'merges',
    project,
    what: 'merge requests',
    list: 'merge_requests',
    query: { scope: 'all', state: 'all' },
    row: mergeRow,
    updatedAt: (row) => row.updated_at,
    seen: marks?.merges ?? null,
    total: marks?.mergeCount ?? null,
    prepare: async (rows) => {
      // Only GraphQL tells lines: where it does not answer they stay unknown.
      if (marks === null) return;
      const numbers = [...new Set(rows.map(({ iid }) => iid))];
      lines = await readLines(run.http, project, numbers);
      const notice = `${project}: GitLab did not tell the lines of merge requests; they stay unknown`;
      if (lines === null && !run.notices.includes(notice)) run.notices.push(notice);
    },
    read: async (row) => {
      const place = projectPath(project, `/merge_requests/${row.iid}`);
      const commits = await allRows(run.http, `${place}/commits`, commitRow);
      const notes = await allRows(run.http, `${place}/notes`, noteRow, { sort: 'asc' });
      return [{ ...keptMerge(row, commits, notes, project), ...lines?.get(row.iid) }];
    },
  });
}

/** By when they were made, which nobody changes; dates of the newest are looked at again. */
function collectReleases(run: Run, project: string, marks: ProjectMarks | null): AsyncGenerator<CollectedPage> {
  return collectShortList(run, {
    part: 'releases',
    project,
    what: 'releases',
    list: 'releases',
    query: { order_by: 'created_at', sort: 'desc' },
    row: releaseRow,
    at: (row) => row.created_at,
    mark: (row) => JSON.stringify([row.tag_name, row.created_at, row.released_at]),
    read: (row) => keptRelease(row, project),
    seen: marks?.releases ?? null,
    isNewestFirst: true,
  });
}

function collectMilestones(run: Run, project: string, marks: ProjectMarks | null): AsyncGenerator<CollectedPage> {
  return collectShortList(run, {
    part: 'milestones',
    project,
    what: 'milestones',
    list: 'milestones',
    query: { include_ancestors: 'true' },
    row: milestoneRow,
    at: (row) => row.updated_at,
    mark: (row) => JSON.stringify([row.id, row.updated_at]),
    read: (row) => keptMilestone(row, project),
    seen: marks?.milestones ?? null,
    // Its order is by due date.
    isNewestFirst: false,
  });
}
