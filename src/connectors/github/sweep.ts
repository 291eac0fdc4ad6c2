import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { askPlainer } from './marks.ts';
import { idsQuery } from './queries.ts';
import { pageInfo } from './read-issue.ts';
import { ownerAndName, type Run } from './run.ts';

const KINDS = [
  ['issues', 'issue', 'issues'],
  ['deployments', 'deployment', 'deployments'],
  ['releases', 'release', 'releases'],
] as const;

const idsShape = z.object({
  repository: z.object({
    list: z.object({
      pageInfo,
      nodes: z.array(
        z
          .object({ databaseId: z.number().nullish(), fullDatabaseId: z.union([z.string(), z.number()]).nullish() })
          .nullable(),
      ),
    }),
  }),
});

/**
 * What was deleted or moved to another repository. The counts that GitHub gives with the first request tell whether anything
 * is gone; only then the ids of that kind are listed, a hundred a request. Pull requests and commits cannot be deleted.
 */
export async function* sweep(
  run: Run,
  known: (() => AsyncIterable<string>) | undefined,
): AsyncGenerator<CollectedPage> {
  const { marks } = run;
  const notices = run.notices.splice(0);
  const gone: string[] = [];
  const kept = await keptIds(known);
  if (marks.missing.length > 0) {
    // Without seeing a repository nobody can tell its records from those that are gone.
    notices.push('nothing was looked for that is gone: not every repository may be seen');
  } else {
    for (const [kind, prefix, part] of KINDS) {
      const ids = kept.get(prefix) ?? new Set<string>();
      const lists = [...marks.repos.values()].map((repo) => repo[part]);
      if (lists.some((list) => !list)) continue;
      const count = lists.reduce((sum, list) => sum + (list?.totalCount ?? 0), 0);
      if (ids.size <= count && kind !== 'releases') continue;
      if (ids.size === 0) continue;
      const there = await idsThere(run, kind);
      for (const id of ids) if (!there.has(id)) gone.push(`${prefix}:${id}`);
    }
  }
  yield {
    records: [],
    gone,
    cursor: run.cursor,
    progress: { done: gone.length, total: gone.length, what: 'records that are gone' },
    ...(notices.length === 0 ? {} : { notices }),
  };
}

async function keptIds(known: (() => AsyncIterable<string>) | undefined): Promise<ReadonlyMap<string, Set<string>>> {
  const kept = new Map<string, Set<string>>();
  if (known === undefined) return kept;
  for await (const one of known()) {
    const colon = one.indexOf(':');
    const prefix = one.slice(0, colon);
    const ids = kept.get(prefix) ?? new Set<string>();
    ids.add(one.slice(colon + 1));
    kept.set(prefix, ids);
  }
  return kept;
}

async function idsThere(run: Run, kind: (typeof KINDS)[number][0]): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  for (const repo of run.marks.repos.keys()) {
    for (let after: string | null = null; ; ) {
      const variables = { ...ownerAndName(repo), first: 100, after };
      const { data } = await askPlainer(run.isPlain, (isPlain) =>
        run.github.graph(idsQuery(kind, isPlain), variables, idsShape),
      );
      for (const node of data.repository.list.nodes) {
        const id = node?.fullDatabaseId ?? node?.databaseId;
        if (id != null) there.add(String(id));
      }
      const info: z.infer<typeof pageInfo> = data.repository.list.pageInfo;
      if (!info.hasNextPage) break;
      after = info.endCursor ?? null;
    }
  }
  return there;
}
