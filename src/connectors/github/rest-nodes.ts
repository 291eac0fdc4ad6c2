import { z } from 'zod';
import { instantShape as at } from '../kit/instant-shape.ts';
import type { deploymentNode, releaseNode } from './read-delivery.ts';
import type { IssueNode } from './read-issue.ts';
import type { PullNode } from './read-pull.ts';

/** Answers of the REST API, brought into the form of the GraphQL ones, so that both are read by the same rules. */

const account = z.object({ login: z.string(), type: z.string().nullish() }).nullish();
type Account = z.infer<typeof account>;

export const restIssue = z.object({
  id: z.number(),
  node_id: z.string(),
  number: z.number(),
  title: z.string(),
  html_url: z.string().nullish(),
  body: z.string().nullish(),
  created_at: at,
  updated_at: at,
  closed_at: at.nullish(),
  state: z.string(),
  state_reason: z.string().nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string() })])).default([]),
  milestone: z.object({ title: z.string() }).nullish(),
  type: z.object({ name: z.string() }).nullish(),
  pull_request: z.unknown().optional(),
});

export const restEvent = z.object({
  event: z.string().nullish(),
  created_at: at.nullish(),
  state_reason: z.string().nullish(),
  label: z.object({ name: z.string() }).nullish(),
  milestone: z.object({ title: z.string() }).nullish(),
  rename: z.object({ from: z.string(), to: z.string() }).nullish(),
});

const EVENTS: Readonly<Record<string, string>> = {
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  milestoned: 'MilestonedEvent',
  demilestoned: 'DemilestonedEvent',
  renamed: 'RenamedTitleEvent',
};

const NO_MORE = { hasNextPage: false, endCursor: null };

export function issueNodeFrom(
  issue: z.infer<typeof restIssue>,
  events: readonly z.infer<typeof restEvent>[],
  repo: string,
): IssueNode {
  return {
    id: issue.node_id,
    fullDatabaseId: issue.id,
    number: issue.number,
    title: issue.title,
    url: issue.html_url,
    createdAt: issue.created_at,
    updatedAt: issue.updated_at,
    closedAt: issue.closed_at,
    state: issue.state,
    stateReason: issue.state_reason,
    body: issue.body,
    repository: { nameWithOwner: repo },
    milestone: issue.milestone,
    labels: { nodes: issue.labels.map((label) => (typeof label === 'string' ? { name: label } : label)) },
    issueType: issue.type,
    timelineItems: {
      pageInfo: NO_MORE,
      nodes: events.map((event) => ({
        __typename: EVENTS[event.event ?? ''] ?? '',
        createdAt: event.created_at ?? undefined,
        stateReason: event.state_reason,
        label: event.label,
        milestoneTitle: event.milestone?.title,
        previousTitle: event.rename?.from,
        currentTitle: event.rename?.to,
      })),
    },
  };
}

export const restPull = z.object({
  id: z.number(),
  node_id: z.string(),
  number: z.number(),
  title: z.string(),
  html_url: z.string().nullish(),
  user: account,
  created_at: at,
  updated_at: at,
  closed_at: at.nullish(),
  merged_at: at.nullish(),
  merge_commit_sha: z.string().nullish(),
  base: z.object({ ref: z.string() }),
  head: z.object({ ref: z.string() }),
});

export const restPullSize = z.object({ additions: z.number().nullish(), deletions: z.number().nullish() });

export const restPullCommit = z.object({
  sha: z.string(),
  commit: z.object({ author: z.object({ date: at.nullish() }).nullish(), message: z.string() }),
});

export const restReview = z.object({ user: account, state: z.string(), submitted_at: at.nullish() });
export const restComment = z.object({ user: account, created_at: at });

export interface PullParts {
  readonly size: z.infer<typeof restPullSize>;
  readonly commits: readonly z.infer<typeof restPullCommit>[];
  readonly reviews: readonly z.infer<typeof restReview>[];
  readonly comments: readonly z.infer<typeof restComment>[];
}

export function pullNodeFrom(pull: z.infer<typeof restPull>, parts: PullParts, repo: string): PullNode {
  return {
    id: pull.node_id,
    fullDatabaseId: pull.id,
    number: pull.number,
    title: pull.title,
    url: pull.html_url,
    createdAt: pull.created_at,
    updatedAt: pull.updated_at,
    closedAt: pull.closed_at,
    mergedAt: pull.merged_at,
    baseRefName: pull.base.ref,
    headRefName: pull.head.ref,
    additions: parts.size.additions,
    deletions: parts.size.deletions,
    author: actorFrom(pull.user),
    mergeCommit: pull.merge_commit_sha ? { oid: pull.merge_commit_sha } : null,
    repository: { nameWithOwner: repo },
    commits: {
      pageInfo: NO_MORE,
      nodes: parts.commits.map(({ sha, commit }) => ({
        commit: { oid: sha, authoredDate: commit.author?.date, message: commit.message },
      })),
    },
    reviews: {
      nodes: parts.reviews.map(({ user, state, submitted_at: submittedAt }) => ({
        author: actorFrom(user),
        state: state.toUpperCase(),
        submittedAt,
      })),
    },
    comments: {
      nodes: parts.comments.map(({ user, created_at: createdAt }) => ({ author: actorFrom(user), createdAt })),
    },
  };
}

function actorFrom(user: Account): PullNode['author'] {
  return user ? { login: user.login, ...(user.type ? { __typename: user.type } : {}) } : null;
}

export const restDeployment = z.object({
  id: z.number(),
  sha: z.string().nullish(),
  environment: z.string().nullish(),
  task: z.string().nullish(),
  created_at: at,
});

export const restStatus = z.object({ state: z.string(), created_at: at });

export function deploymentNodeFrom(
  deployment: z.infer<typeof restDeployment>,
  statuses: readonly z.infer<typeof restStatus>[],
): z.infer<typeof deploymentNode> {
  return {
    databaseId: deployment.id,
    createdAt: deployment.created_at,
    environment: deployment.environment,
    commitOid: deployment.sha,
    task: deployment.task,
    statuses: { nodes: statuses.map(({ state, created_at: createdAt }) => ({ state, createdAt })) },
  };
}

export const restRelease = z.object({
  id: z.number(),
  tag_name: z.string(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  created_at: at,
  published_at: at.nullish(),
  html_url: z.string().nullish(),
});

export const restTag = z.object({ name: z.string(), commit: z.object({ sha: z.string() }) });

export function releaseNodeFrom(
  release: z.infer<typeof restRelease>,
  sha: string | undefined,
): z.infer<typeof releaseNode> {
  return {
    databaseId: release.id,
    tagName: release.tag_name,
    isDraft: release.draft,
    isPrerelease: release.prerelease,
    createdAt: release.created_at,
    publishedAt: release.published_at,
    url: release.html_url,
    tagCommit: sha === undefined ? null : { oid: sha },
  };
}
