import type { DeploymentRecord, ReleaseRecord } from '../../flow/delivery/records.ts';
import type { SampleCommit } from '../../sample/delivery/records.ts';
import type { FakeIssue } from './issue.ts';
import { countedPage, stamp } from './page.ts';
import { type Actor, graphActor } from './people.ts';
import type { FakePull, FakeRepository } from './site.ts';

type Node = Readonly<Record<string, unknown>>;

/** Entries that one answer holds at most of a timeline. */
export const TIMELINE_PAGE = 100;

export function timelineOf(
  issue: FakeIssue,
  first: number,
  after: string | null,
  wanted: (type: string) => boolean,
): Node {
  const people: readonly Node[] = [
    { __typename: 'AssignedEvent', actor: graphActor('other'), assignee: graphActor('opener') },
  ];
  const entries = issue.timeline
    .filter((entry) => wanted(entry.__typename))
    .map((entry) => ({ ...entry, actor: graphActor('other') }));
  return { ...countedPage([...people, ...entries], first, after) };
}

export function issueNodeOf(issue: FakeIssue, timeline: Node, address: string): Node {
  const isOpen = issue.closedAt === null;
  return {
    __typename: 'Issue',
    id: issue.nodeId,
    databaseId: issue.id,
    fullDatabaseId: String(issue.id),
    number: issue.number,
    title: issue.title,
    body: issue.body,
    url: `${address}/${issue.repo}/issues/${issue.number}`,
    createdAt: stamp(issue.createdAt),
    updatedAt: stamp(issue.updatedAt),
    closedAt: issue.closedAt === null ? null : stamp(issue.closedAt),
    state: isOpen ? 'OPEN' : 'CLOSED',
    stateReason: issue.reason?.toUpperCase() ?? null,
    repository: { nameWithOwner: issue.repo },
    milestone: issue.milestone === null ? null : { title: issue.milestone, creator: graphActor('opener') },
    labels: { nodes: issue.labels.map((name) => ({ name })) },
    issueType: issue.type === null ? null : { name: issue.type },
    parent: issue.parent === null ? null : placeOf(issue.parent),
    author: graphActor('opener'),
    assignees: { nodes: [graphActor('opener'), graphActor('other')] },
    participants: { nodes: [graphActor('other')] },
    projectItems: {
      nodes:
        issue.boardStatus === null
          ? []
          : [
              {
                project: { resourcePath: issue.board },
                fieldValueByName: { name: issue.boardStatus, creator: graphActor('other') },
              },
            ],
    },
    timelineItems: timeline,
  };
}

function placeOf(key: string): Node {
  const [repo = '', number = ''] = key.split('#');
  return { number: Number(number), repository: { nameWithOwner: repo } };
}

/** All commits of a repository by their SHA. */
export function commitsIn({ commits, branchCommits }: FakeRepository): ReadonlyMap<string, SampleCommit> {
  return new Map([...commits, ...branchCommits].map((commit) => [commit.sha, commit]));
}

export function pullNodeOf(pull: FakePull, known: ReadonlyMap<string, SampleCommit>, address: string): Node {
  const opener: Actor = pull.isBot ? 'program' : 'opener';
  const commits = pull.commits.map((sha) => {
    const commit = known.get(sha);
    return {
      commit: {
        oid: sha,
        authoredDate: stamp(commit?.authoredAt ?? 0),
        message: commit?.message ?? '',
        author: { user: graphActor(opener), name: 'Zora Quill' },
      },
    };
  });
  const { firstResponseAt, approvedAt } = pull;
  return {
    id: `PR_${pull.id}`,
    databaseId: Number(pull.id),
    fullDatabaseId: pull.id,
    number: Number(pull.number),
    title: pull.title,
    url: `${address}/${pull.repo}/pull/${pull.number}`,
    createdAt: stamp(pull.openedAt),
    updatedAt: stamp(pull.updatedAt),
    closedAt: pull.closedAt === null ? null : stamp(pull.closedAt),
    mergedAt: pull.mergedAt === null ? null : stamp(pull.mergedAt),
    baseRefName: pull.targetBranch,
    headRefName: pull.branch,
    additions: pull.additions,
    deletions: pull.deletions,
    author: graphActor(opener),
    mergedBy: graphActor('other'),
    assignees: { nodes: [graphActor('other')] },
    mergeCommit: pull.mergeCommit === null ? null : { oid: pull.mergeCommit },
    repository: { nameWithOwner: pull.repo },
    commits: { totalCount: commits.length, pageInfo: { hasNextPage: false, endCursor: null }, nodes: commits },
    reviews: {
      nodes: [
        { author: graphActor(opener), state: 'COMMENTED', submittedAt: stamp(pull.openedAt + 1000) },
        ...(approvedAt === null
          ? []
          : [{ author: graphActor('other'), state: 'APPROVED', submittedAt: stamp(approvedAt) }]),
      ],
    },
    comments: {
      nodes: [
        { author: graphActor('program'), createdAt: stamp(pull.openedAt + 2000) },
        ...(firstResponseAt === null ? [] : [{ author: graphActor('other'), createdAt: stamp(firstResponseAt) }]),
      ],
    },
    closingIssuesReferences: { nodes: pull.closes === null ? [] : [placeOf(pull.closes)] },
  };
}

export function idOf(deployment: DeploymentRecord): number {
  return Number(deployment.id.replace('deployment:', ''));
}

export function deploymentNodeOf(deployment: DeploymentRecord): Node {
  const { finishedAt } = deployment;
  const end = deployment.status === 'failed' ? 'FAILURE' : 'SUCCESS';
  const statuses = [
    { state: 'IN_PROGRESS', createdAt: stamp(deployment.createdAt), creator: graphActor('other') },
    ...(finishedAt === null
      ? []
      : [{ state: end, createdAt: stamp(finishedAt), updatedAt: stamp(finishedAt), creator: graphActor('other') }]),
  ];
  return {
    databaseId: idOf(deployment),
    createdAt: stamp(deployment.createdAt),
    updatedAt: stamp(finishedAt ?? deployment.createdAt),
    environment: deployment.environment,
    commitOid: deployment.sha,
    task: deployment.isRollback === true ? 'deploy:rollback' : 'deploy',
    creator: graphActor('other'),
    statuses: { nodes: statuses },
    latestStatus: { updatedAt: stamp(finishedAt ?? deployment.createdAt), ...statuses[statuses.length - 1] },
  };
}

export function releaseNodeOf(release: ReleaseRecord, address: string): Node {
  return {
    databaseId: Number(release.id),
    tagName: release.name,
    name: `Release ${release.name}`,
    isDraft: false,
    isPrerelease: release.isPrerelease,
    createdAt: stamp(release.at),
    publishedAt: stamp(release.at),
    updatedAt: stamp(release.at),
    url: `${address}/${release.repo}/releases/tag/${release.name}`,
    tagCommit: release.sha === null ? null : { oid: release.sha },
    author: graphActor('opener'),
  };
}
