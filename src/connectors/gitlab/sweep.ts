import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { projectPath, wholeList } from './client.ts';
import type { Run } from './collect-list.ts';
import type { ProjectMarks } from './marks.ts';

const QUERIES = {
  issues: { scope: 'all' },
  merge_requests: { scope: 'all', state: 'all' },
  releases: {},
  milestones: { include_ancestors: 'true' },
} as const;

/** Releases have no id but their tag. */
const idRow = z.object({ id: z.number().nullish(), tag_name: z.string().nullish() });

/**
 * What was deleted or moved away: counts first; only where one fell the ids are listed, a hundred a request. `marks` of all
 * projects; null: not every one may be seen, so that nobody can tell what is gone.
 */
export async function* sweep(
  run: Run,
  marks: ReadonlyMap<string, ProjectMarks> | null,
  known: (() => AsyncIterable<string>) | undefined,
): AsyncGenerator<CollectedPage> {
  const kept = new Map<string, string[]>([
    ['issue', []],
    ['pull', []],
    ['release', []],
    ['milestone', []],
  ]);
  if (known !== undefined) for await (const id of known()) kept.get(id.split(':')[0] ?? '')?.push(id);
  const gone: string[] = [];
  if (marks === null) run.notices.push('nothing was looked for that is gone: not every project may be seen');
  for (const [prefix, list, count] of [
    ['issue', 'issues', 'issueCount'],
    ['pull', 'merge_requests', 'mergeCount'],
    ['release', 'releases', 'releaseCount'],
    ['milestone', 'milestones', null],
  ] as const) {
    const ids = kept.get(prefix) ?? [];
    // Nobody counts milestones: a handful, listed each time.
    const countOf = (own: ProjectMarks): number => (count === null ? 0 : (own[count] ?? Number.POSITIVE_INFINITY));
    const there = [...(marks?.values() ?? [])].reduce((sum, own) => sum + countOf(own), 0);
    if (marks === null || ids.length <= there) continue;
    const found = await idsOf(run, [...marks.keys()], prefix, list);
    if (found === null)
      run.notices.push(`no ${list.replace('_', ' ')} were looked for that are gone: not all may be seen`);
    else gone.push(...ids.filter((id) => !found.has(id)));
  }
  const { cursor } = run;
  const notices = run.notices.splice(0);
  yield {
    records: [],
    gone,
    cursor,
    progress: { done: gone.length, total: gone.length, what: 'records that are gone' },
    ...(notices.length === 0 ? {} : { notices }),
  };
}

/** What is there; null where a part of it may not be seen. */
async function idsOf(
  run: Run,
  projects: readonly string[],
  prefix: string,
  list: keyof typeof QUERIES,
): Promise<ReadonlySet<string> | null> {
  const found = new Set<string>();
  for (const project of projects) {
    const rows = await wholeList(run.http, projectPath(project, `/${list}`), idRow, QUERIES[list]);
    if (rows === null) return null;
    for (const row of rows) found.add(`${prefix}:${row.id ?? `${project}@${row.tag_name}`}`);
  }
  return found;
}
