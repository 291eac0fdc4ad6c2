import { z } from 'zod';
import { saysRevert } from '../git/says-revert.ts';
import { instantShape as at } from '../kit/instant-shape.ts';
import type { KeptPull } from './kept.ts';
import { pageInfo } from './read-issue.ts';
import { isProgram, keysOf } from './words.ts';

/** An account, for deciding; it ends here. */
const actor = z.object({ __typename: z.string().optional(), login: z.string() }).nullish();

const pullCommit = z.object({
  commit: z.object({ oid: z.string(), authoredDate: at.nullish(), message: z.string().nullish() }),
});

export const pullCommitsShape = z.object({ pageInfo, nodes: z.array(pullCommit.nullable()).nullish() });

export const pullNode = z.object({
  id: z.string(),
  databaseId: z.number().nullish(),
  fullDatabaseId: z.union([z.string(), z.number()]).nullish(),
  number: z.number(),
  title: z.string(),
  url: z.string().nullish(),
  createdAt: at,
  updatedAt: at,
  closedAt: at.nullish(),
  mergedAt: at.nullish(),
  baseRefName: z.string(),
  headRefName: z.string(),
  additions: z.number().nullish(),
  deletions: z.number().nullish(),
  author: actor,
  mergeCommit: z.object({ oid: z.string() }).nullish(),
  repository: z.object({ nameWithOwner: z.string() }),
  commits: pullCommitsShape,
  reviews: z
    .object({ nodes: z.array(z.object({ author: actor, state: z.string(), submittedAt: at.nullish() }).nullable()) })
    .nullish(),
  comments: z.object({ nodes: z.array(z.object({ author: actor, createdAt: at }).nullable()) }).nullish(),
  closingIssuesReferences: z
    .object({
      nodes: z.array(z.object({ number: z.number(), repository: z.object({ nameWithOwner: z.string() }) }).nullable()),
    })
    .nullish(),
});

export type PullNode = z.infer<typeof pullNode>;
type PullCommit = z.infer<typeof pullCommit>;

/**
 * A pull request cut down to what is kept. Who opened it, who answered and who wrote are compared here and dropped:
 * only instants and yes or no go on. Answers of programs are none.
 */
export function keptPull(node: PullNode, later: readonly (PullCommit | null)[]): KeptPull {
  const repo = node.repository.nameWithOwner;
  const commits = [...(node.commits.nodes ?? []), ...later].filter((one) => one !== null).map(({ commit }) => commit);
  const opener = node.author?.login ?? null;
  const isAnother = (who: z.infer<typeof actor>): boolean =>
    opener !== null && who != null && who.login !== opener && !isProgram(who.login, who.__typename);
  const reviews = (node.reviews?.nodes ?? [])
    .filter((review) => review !== null)
    .filter((review) => review.state !== 'PENDING' && isAnother(review.author));
  const comments = (node.comments?.nodes ?? []).filter((comment) => comment !== null && isAnother(comment.author));
  const closing = (node.closingIssuesReferences?.nodes ?? []).filter((issue) => issue !== null);
  return {
    kind: 'pull',
    id: String(node.fullDatabaseId ?? node.databaseId ?? node.id),
    repo,
    number: node.number,
    title: node.title,
    url: node.url ?? null,
    base: node.baseRefName,
    keys: [
      ...new Set([
        ...keysOf(repo, [node.title, ...commits.map(({ message }) => message ?? '')], node.headRefName),
        ...closing.map((issue) => `${issue.repository.nameWithOwner}#${issue.number}`),
      ]),
    ],
    commits: commits.map(({ oid }) => oid),
    mergeCommit: node.mergedAt == null ? null : (node.mergeCommit?.oid ?? null),
    firstCommitAt: earliest(commits.map(({ authoredDate }) => authoredDate)),
    openedAt: node.createdAt,
    firstResponseAt: earliest([
      ...reviews.map(({ submittedAt }) => submittedAt),
      ...comments.map((comment) => comment?.createdAt),
    ]),
    approvedAt: earliest(reviews.filter(({ state }) => state === 'APPROVED').map(({ submittedAt }) => submittedAt)),
    mergedAt: node.mergedAt ?? null,
    closedAt: node.closedAt ?? null,
    additions: node.additions ?? null,
    deletions: node.deletions ?? null,
    isRevert: saysRevert(node.title) || /^revert-\d+-/.test(node.headRefName),
    isBot: isProgram(opener, node.author?.__typename),
  };
}

function earliest(instants: readonly (number | null | undefined)[]): number | null {
  const known = instants.filter((instant) => typeof instant === 'number');
  return known.length === 0 ? null : Math.min(...known);
}
