import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { collectList } from './collect-list.ts';
import type { KeptPull } from './kept.ts';
import { askPlainer, newestOf, signatureOf } from './marks.ts';
import { pullCommitsQuery, pullsQuery } from './queries.ts';
import { pageInfo } from './read-issue.ts';
import { keptPull, type PullNode, pullCommitsShape, pullNode } from './read-pull.ts';
import { ownerAndName, type Run, type Seen } from './run.ts';

const PULLS_AT_ONCE = 25;

const pullsShape = z.object({
  repository: z.object({ pullRequests: z.object({ pageInfo, nodes: z.array(pullNode.nullable()) }) }),
});

/** Pull requests with commits, reviews and comments, twenty-five a request. */
export async function* collectPulls(run: Run, { repo, marks }: Seen): AsyncGenerator<CollectedPage> {
  const list = marks.pullRequests;
  if (!list) {
    run.notices.push(`${repo}: pull requests may not be seen; give the token the permission "Pull requests: read"`);
    return;
  }
  yield* collectList(run, {
    part: 'pulls',
    repo,
    what: 'pull requests',
    seen: signatureOf(list),
    newest: newestOf(list),
    total: list.totalCount,
    read: async (after) => {
      const variables = { ...ownerAndName(repo), first: PULLS_AT_ONCE, after };
      const { data } = await askPlainer(run.isPlain, (isPlain) =>
        run.github.graph(pullsQuery(isPlain), variables, pullsShape),
      );
      const { pageInfo: info, nodes } = data.repository.pullRequests;
      const things = [];
      for (const node of nodes)
        if (node !== null) things.push({ changedAt: node.updatedAt, thing: await wholePull(run, node) });
      return { things, after: info.hasNextPage ? (info.endCursor ?? null) : null };
    },
  });
}

async function wholePull(run: Run, node: PullNode): Promise<KeptPull> {
  const later = [];
  const shape = z.object({ node: z.object({ commits: pullCommitsShape }) });
  for (let info = node.commits.pageInfo; info.hasNextPage; ) {
    const { data } = await run.github.graph(pullCommitsQuery, { id: node.id, after: info.endCursor ?? null }, shape);
    later.push(...(data.node.commits.nodes ?? []));
    info = data.node.commits.pageInfo;
  }
  return keptPull(node, later);
}
