import { z } from 'zod';
import { saysRevert } from '../git/says-revert.ts';
import { knownInstantShape as at, instantShape } from '../kit/instant-shape.ts';
import type { KeptPull } from './kept.ts';
import { itemKey } from './map-item.ts';
import { isProgram, keysOf } from './words.ts';

/** An account, for deciding; it ends here. */
const actor = z
  .object({ id: z.string().nullish(), displayName: z.string().nullish(), descriptor: z.string().nullish() })
  .nullish();

export const pullShape = z.object({
  pullRequestId: z.number(),
  repository: z.object({ id: z.string(), name: z.string() }),
  status: z.string(),
  title: z.string(),
  isDraft: z.boolean().nullish(),
  createdBy: actor,
  creationDate: instantShape,
  closedDate: at,
  sourceRefName: z.string(),
  targetRefName: z.string(),
  lastMergeCommit: z.object({ commitId: z.string() }).nullish(),
  lastMergeSourceCommit: z.object({ commitId: z.string() }).nullish(),
  reviewers: z.array(z.object({ vote: z.number().nullish() })).nullish(),
  commits: z
    .array(z.object({ commitId: z.string(), comment: z.string().nullish(), author: z.object({ date: at }).nullish() }))
    .nullish(),
  workItemRefs: z.array(z.object({ id: z.union([z.string(), z.number()]) })).nullish(),
});

const property = z.object({ $value: z.union([z.string(), z.number()]).nullish() }).nullish();

export const threadsShape = z.object({
  value: z.array(
    z.object({
      publishedDate: at,
      isDeleted: z.boolean().nullish(),
      properties: z
        .object({
          CodeReviewThreadType: property,
          CodeReviewVoteResult: property,
          CodeReviewVotedByTfId: property,
          CodeReviewVotedByIdentity: property,
        })
        .nullish(),
      identities: z.record(z.string(), actor).nullish(),
      comments: z
        .array(
          z.object({
            author: actor,
            commentType: z.string().nullish(),
            publishedDate: at,
            isDeleted: z.boolean().nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

export type PullRow = z.infer<typeof pullShape>;
type Thread = z.infer<typeof threadsShape>['value'][number];

/** What an open pull request looks like; who voted stays out of it. null: it is closed. */
export function signOfPull(pull: PullRow): string | null {
  if (pull.status !== 'active') return null;
  const votes = (pull.reviewers ?? []).map(({ vote }) => vote ?? 0).toSorted((one, other) => one - other);
  return JSON.stringify([
    pull.title,
    pull.isDraft ?? false,
    pull.targetRefName,
    pull.lastMergeSourceCommit?.commitId ?? null,
    votes,
  ]);
}

/**
 * A pull request cut down to what is kept. Who opened it, who answered and who voted are compared here and dropped: only
 * instants and yes or no go on. Answers of programs are none.
 */
export function keptPull(pull: PullRow, threads: readonly Thread[], repo: string, url: string): KeptPull {
  const commits = pull.commits ?? [];
  const opener = pull.createdBy?.id ?? null;
  const isAnother = (who: z.infer<typeof actor>): boolean =>
    opener !== null && who?.id != null && who.id !== opener && !isProgram(who.displayName, who.descriptor);
  const votes = threads.flatMap((thread) => {
    const vote = voteOf(thread);
    return vote !== null && vote.vote !== 0 && isAnother(vote.voter)
      ? [{ vote: vote.vote, at: thread.publishedDate }]
      : [];
  });
  const comments = threads
    .filter(({ isDeleted }) => isDeleted !== true)
    .flatMap((thread) => thread.comments ?? [])
    .filter((comment) => comment.commentType === 'text' && comment.isDeleted !== true && isAnother(comment.author));
  const texts = [pull.title, ...commits.map(({ comment }) => comment ?? '')];
  const isMerged = pull.status === 'completed';
  const branch = pull.sourceRefName.replace(/^refs\/heads\//, '');
  return {
    kind: 'pull',
    id: pull.pullRequestId,
    repo,
    title: pull.title,
    url,
    targetBranch: pull.targetRefName.replace(/^refs\/heads\//, ''),
    keys: [...new Set([...keysOf(texts, branch), ...(pull.workItemRefs ?? []).map(({ id }) => itemKey(Number(id)))])],
    commits: commits.map(({ commitId }) => commitId),
    mergeCommit: isMerged ? (pull.lastMergeCommit?.commitId ?? null) : null,
    firstCommitAt: earliest(commits.map(({ author }) => author?.date)),
    openedAt: pull.creationDate,
    firstResponseAt: earliest([...votes.map((vote) => vote.at), ...comments.map((comment) => comment.publishedDate)]),
    approvedAt: earliest(votes.filter(({ vote }) => vote >= 5).map((vote) => vote.at)),
    mergedAt: isMerged ? pull.closedDate : null,
    closedAt: pull.closedDate,
    isRevert: saysRevert(pull.title) || /-revert-from-/.test(branch),
    isBot: isProgram(pull.createdBy?.displayName, pull.createdBy?.descriptor),
  };
}

/** A vote is told by a thread of the system's: 10 approves, 5 approves with suggestions, 0 takes it back. */
function voteOf({
  properties,
  identities,
  comments,
}: Thread): { readonly vote: number; readonly voter: z.infer<typeof actor> } | null {
  if (properties?.CodeReviewThreadType?.$value !== 'VoteUpdate') return null;
  const vote = Number(properties.CodeReviewVoteResult?.$value ?? 0);
  const { CodeReviewVotedByTfId: byId, CodeReviewVotedByIdentity: byPlace } = properties;
  const author = comments?.[0]?.author;
  const named = identities?.[String(byPlace?.$value ?? '')] ?? author;
  const id = byId?.$value;
  return { vote, voter: id == null || named?.id === id ? named : { id: String(id) } };
}

function earliest(instants: readonly (number | null | undefined)[]): number | null {
  const known = instants.filter((instant) => typeof instant === 'number');
  return known.length === 0 ? null : Math.min(...known);
}
