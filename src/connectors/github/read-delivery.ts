import { z } from 'zod';
import { saysRevert } from '../git/says-revert.ts';
import { instantShape as at } from '../kit/instant-shape.ts';
import type { KeptCommit, KeptDeployment, KeptRelease, KeptRun } from './kept.ts';
import { isProgram, keysOf } from './words.ts';

const account = z.object({ login: z.string().optional(), type: z.string().optional() }).nullish();
const signature = z.object({ date: at, name: z.string().nullish() });

export const commitShape = z.object({
  sha: z.string(),
  commit: z.object({ author: signature, committer: signature, message: z.string() }),
  author: account,
  parents: z.array(z.object({ sha: z.string() })),
});

/** A commit of the default branch, as REST answers it. */
export function keptCommit(
  { sha, commit, author, parents }: z.infer<typeof commitShape>,
  repo: string,
  paths: readonly string[] | null,
): KeptCommit {
  return {
    kind: 'commit',
    repo,
    sha,
    parents: parents.map((parent) => parent.sha),
    committedAt: commit.committer.date,
    authoredAt: commit.author.date,
    keys: [...keysOf(repo, [commit.message])],
    isRevert: saysRevert(commit.message),
    isBot: isProgram(author?.login, author?.type) || isProgram(commit.author.name),
    paths: paths === null ? null : [...paths],
  };
}

export const deploymentNode = z.object({
  databaseId: z.number().nullish(),
  createdAt: at,
  environment: z.string().nullish(),
  commitOid: z.string().nullish(),
  task: z.string().nullish(),
  statuses: z.object({ nodes: z.array(z.object({ state: z.string(), createdAt: at }).nullable()) }).nullish(),
});

export function keptDeployment(node: z.infer<typeof deploymentNode>, repo: string): KeptDeployment {
  const statuses = (node.statuses?.nodes ?? []).flatMap((status) =>
    status === null ? [] : [{ state: status.state.toLowerCase(), at: status.createdAt }],
  );
  return {
    kind: 'deployment',
    id: String(node.databaseId ?? ''),
    repo,
    environment: node.environment ?? 'production',
    sha: node.commitOid ?? null,
    task: node.task ?? null,
    createdAt: node.createdAt,
    statuses: statuses.toSorted((one, other) => one.at - other.at),
    url: null,
  };
}

export const releaseNode = z.object({
  databaseId: z.number().nullish(),
  tagName: z.string(),
  name: z.string().nullish(),
  isDraft: z.boolean(),
  isPrerelease: z.boolean(),
  createdAt: at,
  publishedAt: at.nullish(),
  url: z.string().nullish(),
  tagCommit: z.object({ oid: z.string() }).nullish(),
});

/** null: a draft is not released. */
export function keptRelease(node: z.infer<typeof releaseNode>, repo: string): KeptRelease | null {
  if (node.isDraft) return null;
  return {
    kind: 'release',
    id: String(node.databaseId ?? node.tagName),
    repo,
    name: node.tagName,
    sha: node.tagCommit?.oid ?? null,
    at: node.publishedAt ?? node.createdAt,
    isPrerelease: node.isPrerelease,
    url: node.url ?? null,
  };
}

export const runShape = z.object({
  id: z.number(),
  name: z.string().nullish(),
  path: z.string().nullish(),
  head_sha: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  created_at: at,
  run_started_at: at.nullish(),
  updated_at: at,
  html_url: z.string().nullish(),
});

export const jobShape = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullish(),
  started_at: at.nullish(),
  completed_at: at.nullish(),
});

export function keptRun(
  run: z.infer<typeof runShape>,
  jobs: readonly z.infer<typeof jobShape>[],
  repo: string,
): KeptRun {
  return {
    kind: 'run',
    id: String(run.id),
    repo,
    workflow: run.name ?? '',
    file: (run.path ?? '').replace(/^.*\//, '').replace(/@.*$/, ''),
    sha: run.head_sha,
    status: (run.status ?? '').toLowerCase(),
    conclusion: run.conclusion?.toLowerCase() || null,
    createdAt: run.created_at,
    startedAt: run.run_started_at ?? run.created_at,
    updatedAt: run.updated_at,
    url: run.html_url ?? null,
    jobs: jobs.map((job) => ({
      id: String(job.id),
      name: job.name,
      status: job.status.toLowerCase(),
      conclusion: job.conclusion?.toLowerCase() || null,
      startedAt: job.started_at ?? null,
      completedAt: job.completed_at ?? null,
    })),
  };
}
