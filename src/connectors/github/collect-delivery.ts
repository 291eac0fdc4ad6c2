import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { collectList, type Listed } from './collect-list.ts';
import type { KeptDeployment } from './kept.ts';
import { deploymentsQuery, releasesQuery } from './queries.ts';
import { deploymentNode, keptDeployment, keptRelease, releaseNode } from './read-delivery.ts';
import { pageInfo } from './read-issue.ts';
import { ownerAndName, type Run, type Seen, stateOf } from './run.ts';

const AT_ONCE = 100;
/** A deployment that has not ended after a month never will: nobody tells. */
const WAITED_MS = 31 * 86_400_000;

const deploymentsShape = z.object({
  repository: z.object({ deployments: z.object({ pageInfo, nodes: z.array(deploymentNode.nullable()) }) }),
});

export async function* collectDeployments(run: Run, { repo, marks }: Seen): AsyncGenerator<CollectedPage> {
  const list = marks.deployments;
  if (!list) {
    run.notices.push(`${repo}: deployments may not be seen; give the token the permission "Deployments: read"`);
    return;
  }
  if (list.totalCount === 0) return;
  const { upTo } = stateOf(run, repo).deployments;
  yield* collectList(run, {
    part: 'deployments',
    repo,
    what: 'deployments',
    seen: JSON.stringify([list.totalCount, list.nodes]),
    newest: null,
    total: list.totalCount,
    // They are listed by creation and end later: what may still have been under way is read again.
    backTo: upTo === null ? null : upTo - WAITED_MS,
    read: async (after) => {
      const variables = { ...ownerAndName(repo), first: AT_ONCE, after };
      const { data } = await run.github.graph(deploymentsQuery, variables, deploymentsShape);
      const { pageInfo: info, nodes } = data.repository.deployments;
      const things = nodes.flatMap((node) => (node === null ? [] : [listed(keptDeployment(node, repo))]));
      return { things, after: info.hasNextPage ? (info.endCursor ?? null) : null };
    },
  });
}

function listed(thing: KeptDeployment): Listed {
  const last = thing.statuses[thing.statuses.length - 1];
  return { changedAt: Math.max(thing.createdAt, last?.at ?? 0), listedAt: thing.createdAt, thing };
}

const releasesShape = z.object({
  repository: z.object({ releases: z.object({ pageInfo, nodes: z.array(releaseNode.nullable()) }) }),
});

export async function* collectReleases(run: Run, { repo, marks }: Seen): AsyncGenerator<CollectedPage> {
  const list = marks.releases;
  if (!list || list.totalCount === 0) return;
  yield* collectList(run, {
    part: 'releases',
    repo,
    what: 'releases',
    seen: JSON.stringify([list.totalCount, list.nodes]),
    newest: null,
    total: list.totalCount,
    read: async (after) => {
      const variables = { ...ownerAndName(repo), first: AT_ONCE, after };
      const { data } = await run.github.graph(releasesQuery, variables, releasesShape);
      const { pageInfo: info, nodes } = data.repository.releases;
      const things = nodes.flatMap((node): readonly Listed[] =>
        node === null
          ? []
          : [
              {
                changedAt: Math.max(node.createdAt, node.publishedAt ?? 0),
                listedAt: node.createdAt,
                thing: keptRelease(node, repo),
              },
            ],
      );
      return { things, after: info.hasNextPage ? (info.endCursor ?? null) : null };
    },
  });
}
