import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { allRows, type ProjectMarks, projectPath } from './client.ts';
import type { Run } from './collect-list.ts';

const QUERIES = { issues: { scope: 'all' }, merge_requests: { scope: 'all', state: 'all' }, releases: {} } as const;

/** Releases have no id but their tag. */
const idRow = z.object({ id: z.number().nullish(), tag_name: z.string().nullish() });

/** What was deleted or moved away: counts first; only where one fell the ids are listed, a hundred a request. */
export async function* sweep(
  run: Run,
  projects: readonly string[],
  marks: ReadonlyMap<string, ProjectMarks> | null,
  known: (() => AsyncIterable<string>) | undefined,
): AsyncGenerator<CollectedPage> {
  const kept = new Map<string, string[]>([
    ['issue', []],
    ['pull', []],
    ['release', []],
  ]);
  if (known !== undefined) for await (const id of known()) kept.get(id.split(':')[0] ?? '')?.push(id);
  const gone: string[] = [];
  const isWhole = marks !== null && projects.every((project) => marks.has(project));
  if (!isWhole) run.notices.push('nothing was looked for that is gone: not every project may be seen');
  for (const [prefix, list, count] of [
    ['issue', 'issues', 'issueCount'],
    ['pull', 'merge_requests', 'mergeCount'],
    ['release', 'releases', 'releaseCount'],
  ] as const) {
    const ids = kept.get(prefix) ?? [];
    const there = [...(marks?.values() ?? [])].reduce((sum, own) => sum + (own[count] ?? Number.POSITIVE_INFINITY), 0);
    if (!isWhole || ids.length <= there) continue;
    const found = new Set<string>();
    for (const project of projects)
      for (const row of await allRows(run.http, projectPath(project, `/${list}`), idRow, QUERIES[list]))
        found.add(`${prefix}:${row.id ?? `${project}@${row.tag_name}`}`);
    gone.push(...ids.filter((id) => !found.has(id)));
  }
  const { notices, cursor } = run;
  yield {
    records: [],
    gone,
    cursor,
    progress: { done: gone.length, total: gone.length, what: 'records that are gone' },
    ...(notices.length === 0 ? {} : { notices }),
  };
}
