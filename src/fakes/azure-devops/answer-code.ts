import type { SampleCommit } from '../../sample/delivery/records.ts';
import type { FakeAnswer, FakeRequest } from '../faulty-server.ts';
import { list, ok, stamp } from './answer-work.ts';
import { type Actor, gitPerson, identity } from './people.ts';
import type { AzureDevOpsSite, FakePull, FakeRepository, FakeRun } from './site.ts';

/** Repositories, pull requests, commits and pipelines; null: no such place. `path` begins behind `_apis/`. */
export function answerCode(
  site: AzureDevOpsSite,
  project: string | null,
  path: string,
  { query }: FakeRequest,
): FakeAnswer | null {
  if (project === null) return null;
  const repositories = site.repositories.filter((one) => one.project === project);
  const skip = Number(query.get('$skip') ?? query.get('searchCriteria.$skip') ?? 0);
  const end = skip + Number(query.get('$top') ?? query.get('searchCriteria.$top') ?? 100);
  if (path === 'git/repositories')
    return list(
      repositories.map(({ id, name }) => ({ id, name, defaultBranch: 'refs/heads/main', project: { name: project } })),
    );
  if (path === 'git/pullrequests') {
    const isActive = query.get('searchCriteria.status') === 'active';
    const pulls = repositories
      .flatMap((repo) => repo.pulls.map((pull) => ({ repo, pull })))
      .filter(({ pull }) => !isActive || pull.closedAt === null)
      .toSorted((one, other) => Number(other.pull.number) - Number(one.pull.number));
    return list(pulls.slice(skip, end).map(({ repo, pull }) => pullJson(repo, pull)));
  }
  const [, number] = /^git\/pullrequests\/(\d+)$/.exec(path) ?? [];
  if (number !== undefined) return onePull(repositories, number);
  const [, id, rest = ''] = /^git\/repositories\/([^/]+)\/(.*)$/.exec(path) ?? [];
  const repo = repositories.find((one) => one.id === id);
  if (repo !== undefined) return answerRepository(repo, rest, query, skip, end);
  const runs = repositories.flatMap((one) => site.runsOf(one).map((run) => ({ repo: one, run })));
  return answerBuild(runs, path, query, end);
}

function onePull(repositories: readonly FakeRepository[], number: string): FakeAnswer | null {
  for (const repo of repositories) {
    const pull = repo.pulls.find((one) => one.number === number);
    if (pull !== undefined) return ok(pullJson(repo, pull));
  }
  return null;
}

function answerRepository(
  repo: FakeRepository,
  path: string,
  query: URLSearchParams,
  skip: number,
  end: number,
): FakeAnswer | null {
  const [, number, threads] = /^pullRequests\/(\d+)(\/threads)?$/.exec(path) ?? [];
  const pull = repo.pulls.find((one) => one.number === number);
  if (pull !== undefined) return threads === undefined ? ok(wholePull(repo, pull)) : list(threadsOf(pull));
  if (path === 'commits') {
    const isPinned = query.get('searchCriteria.itemVersion.versionType') === 'commit';
    const head = query.get('searchCriteria.itemVersion.version');
    const from = isPinned ? repo.commits.findIndex(({ sha }) => sha === head) : repo.commits.length - 1;
    const newestFirst = repo.commits.slice(0, from + 1).toReversed();
    return list(
      newestFirst.slice(skip, end).map(({ sha, message, isBot, committedAt }) => ({
        commitId: sha,
        comment: message.slice(0, 20),
        commentTruncated: true,
        author: gitPerson(isBot ? 'program' : 'opener', stamp(committedAt)),
      })),
    );
  }
  const sha = /^commits\/([0-9a-f]+)$/.exec(path)?.[1];
  const commit = commitOf(repo, sha);
  if (commit === undefined) return null;
  const actor: Actor = commit.isBot ? 'program' : 'opener';
  return ok({
    commitId: commit.sha,
    parents: commit.parents,
    comment: commit.message,
    author: gitPerson(actor, stamp(commit.authoredAt)),
    committer: gitPerson(actor, stamp(commit.committedAt)),
  });
}

function pullJson({ id, name, project }: FakeRepository, pull: FakePull): Readonly<Record<string, unknown>> {
  const closed = pull.mergedAt === null ? 'abandoned' : 'completed';
  return {
    repository: { id, name, project: { name: project } },
    pullRequestId: Number(pull.number),
    status: pull.closedAt === null ? 'active' : closed,
    createdBy: identity(pull.isBot ? 'program' : 'opener'),
    creationDate: stamp(pull.openedAt),
    ...(pull.closedAt === null ? {} : { closedDate: stamp(pull.closedAt), closedBy: identity('other') }),
    title: pull.title,
    description: 'Written by Zora Quill',
    sourceRefName: `refs/heads/${pull.branch}`,
    targetRefName: `refs/heads/${pull.targetBranch}`,
    ...(pull.mergeCommit === null ? {} : { lastMergeCommit: { commitId: pull.mergeCommit } }),
    reviewers: [{ ...identity('other'), vote: pull.approvedAt === null ? 0 : 10 }],
  };
}

function commitOf({ commits, branchCommits }: FakeRepository, sha: string | undefined): SampleCommit | undefined {
  return branchCommits.find((one) => one.sha === sha) ?? commits.find((one) => one.sha === sha);
}

function wholePull(repo: FakeRepository, pull: FakePull): Readonly<Record<string, unknown>> {
  return {
    ...pullJson(repo, pull),
    commits: pull.commits.map((sha) => {
      const commit = commitOf(repo, sha);
      return {
        commitId: sha,
        comment: commit?.message ?? '',
        author: gitPerson('opener', stamp(commit?.authoredAt ?? pull.firstCommitAt ?? 0)),
      };
    }),
    workItemRefs: pull.item === null ? [] : [{ id: String(pull.item), url: '' }],
  };
}

/** What the opener says and what programs say come first: neither is an answer. */
function threadsOf(pull: FakePull): readonly unknown[] {
  const opener: Actor = pull.isBot ? 'program' : 'opener';
  return [
    said(opener, pull.openedAt + 1_000),
    said('program', pull.openedAt + 2_000),
    ...(pull.firstResponseAt === null ? [] : [said('other', pull.firstResponseAt)]),
    ...(pull.approvedAt === null ? [] : [voted(pull.approvedAt)]),
  ];
}

function said(actor: Actor, at: number): Readonly<Record<string, unknown>> {
  const comment = { id: 1, author: identity(actor), content: 'Seen.', publishedDate: stamp(at), commentType: 'text' };
  return { id: at, publishedDate: stamp(at), comments: [comment], properties: null, isDeleted: false };
}

function voted(at: number): Readonly<Record<string, unknown>> {
  const voter = identity('other');
  const property = ($value: unknown) => ({ $type: 'System.String', $value });
  return {
    id: at,
    publishedDate: stamp(at),
    comments: [
      { id: 1, author: voter, content: 'Ivo Marsh voted 10', publishedDate: stamp(at), commentType: 'system' },
    ],
    properties: {
      CodeReviewThreadType: property('VoteUpdate'),
      CodeReviewVoteResult: property('10'),
      CodeReviewVotedByIdentity: property('1'),
    },
    identities: { 1: voter },
    isDeleted: false,
  };
}

interface Ran {
  readonly repo: FakeRepository;
  readonly run: FakeRun;
}

function answerBuild(runs: readonly Ran[], path: string, query: URLSearchParams, end: number): FakeAnswer | null {
  if (path === 'build/definitions') {
    const known = new Map(runs.map(({ run }) => [run.definition, run.pipeline]));
    return list([...known].map(([id, name]) => ({ id, name, authoredBy: identity('opener') })));
  }
  const timeline = /^build\/builds\/(\d+)\/timeline$/.exec(path)?.[1];
  if (timeline !== undefined) return ok({ records: stagesOf(runs.find(({ run }) => String(run.id) === timeline)) });
  if (path !== 'build/builds') return null;
  const ids = query.get('buildIds')?.split(',') ?? null;
  const definitions = query.get('definitions')?.split(',') ?? null;
  const from = Number(query.get('continuationToken') ?? 0);
  const found = runs
    .filter(({ run }) => ids?.includes(String(run.id)) ?? true)
    .filter(({ run }) => definitions?.includes(String(run.definition)) ?? true)
    .toSorted((one, other) => other.run.id - one.run.id);
  const page = found.slice(from, from + end);
  const isLast = from + page.length >= found.length;
  return {
    ...list(page.map(buildJson)),
    headers: isLast ? {} : { 'x-ms-continuationtoken': String(from + page.length) },
  };
}

function buildJson({ repo, run }: Ran): Readonly<Record<string, unknown>> {
  const isDone = run.finishedAt !== null;
  return {
    id: run.id,
    buildNumber: `${run.id}.1`,
    definition: { id: run.definition, name: run.pipeline },
    status: isDone ? 'completed' : 'inProgress',
    ...(isDone ? { result: run.status, finishTime: stamp(run.finishedAt ?? 0) } : {}),
    queueTime: stamp(run.startedAt - 5_000),
    startTime: stamp(run.startedAt),
    sourceBranch: 'refs/heads/main',
    sourceVersion: run.sha,
    repository: { id: repo.id, type: 'TfsGit' },
    requestedFor: identity('opener'),
    requestedBy: identity('program'),
  };
}

/** The stage that deploys, and one after it that is always left out. */
function stagesOf(ran: Ran | undefined): readonly unknown[] {
  if (ran === undefined) return [];
  const { run } = ran;
  return [
    {
      id: 'job',
      type: 'Job',
      name: 'Manual',
      state: 'completed',
      result: 'succeeded',
      startTime: stamp(run.startedAt),
    },
    {
      id: 'manual',
      type: 'Stage',
      name: 'Manual',
      state: run.finishedAt === null ? 'inProgress' : 'completed',
      result: run.finishedAt === null ? null : run.status,
      startTime: stamp(run.startedAt + 1_000),
      finishTime: run.finishedAt === null ? null : stamp(run.finishedAt),
      workerName: 'zora.quill@example.invalid',
    },
    { id: 'tidy', type: 'Stage', name: 'Manual, tidying', state: 'completed', result: 'skipped' },
  ];
}
