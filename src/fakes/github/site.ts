import type { DeploymentRecord, ReleaseRecord } from '../../flow/delivery/records.ts';
import type { ItemHistory } from '../../flow/history.ts';
import type { SampleCommit, SampleDelivery, SamplePullRequest } from '../../sample/delivery/records.ts';
import { FakeIssue } from './issue.ts';
import { numberOf, tellIssue } from './tell-issue.ts';

/** A pull request with when it last changed, and the issue that it closes. */
export interface FakePull extends SamplePullRequest {
  readonly updatedAt: number;
  readonly closes: string | null;
}

/** A run of a workflow. */
export interface FakeRun {
  readonly id: number;
  readonly name: string;
  readonly file: string;
  readonly sha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly startedAt: number;
  readonly updatedAt: number;
}

/** Parts that a token may lack the permission for. */
export type Part = 'issues' | 'pullRequests' | 'deployments' | 'runs' | 'contents';

export interface FakeRepository {
  readonly name: string;
  issues: FakeIssue[];
  pulls: FakePull[];
  /** Of the default branch, oldest first; each follows its parents. */
  commits: SampleCommit[];
  /** Of branches that were squashed. */
  readonly branchCommits: SampleCommit[];
  deployments: DeploymentRecord[];
  releases: ReleaseRecord[];
  runs: FakeRun[];
  isHidden: boolean;
  readonly withheld: Set<Part>;
}

export const BOARD = '/orgs/example/projects/1';
/** Incidents are numbered behind these, and behind the other issues. */
const BEFORE_INCIDENTS = 4_000;

/** What the fake organisation holds, and what people do to it. Its clock is its latest deed. */
export class GitHubSite {
  readonly address: string = 'https://github.example.invalid';
  readonly repositories = new Map<string, FakeRepository>();
  #now = 0;

  constructor(deliveries: readonly SampleDelivery[], histories: readonly ItemHistory[]) {
    for (const delivery of deliveries) this.#add(delivery, histories);
  }

  now(): number {
    return this.#now;
  }

  /** Time passes. Unit: ms. */
  pass(ms: number): number {
    this.#now += ms;
    return this.#now;
  }

  repository(name: string): FakeRepository {
    const found = this.repositories.get(name);
    if (found === undefined) throw new Error(`the fake has no repository ${name}`);
    return found;
  }

  /** Commits on the default branch, named by chance that is none. */
  commit(name: string, message: string): SampleCommit {
    const repo = this.repository(name);
    const at = this.pass(3_600_000);
    const parent = repo.commits[repo.commits.length - 1]?.sha;
    const sha = (repo.commits.length + 1).toString(16).padStart(40, 'c');
    const commit: SampleCommit = {
      kind: 'change',
      id: `${name}@${sha}`,
      repo: name,
      sha,
      parents: parent === undefined ? [] : [parent],
      committedAt: at,
      authoredAt: at,
      keys: [],
      isMerge: false,
      isRevert: false,
      isBot: false,
      paths: null,
      message,
      isOnDefaultBranch: true,
    };
    repo.commits.push(commit);
    return commit;
  }

  #add({ application, ...delivery }: SampleDelivery, histories: readonly ItemHistory[]): void {
    const name = application.repo;
    const place = this.repositories.size + 1;
    const own = histories.filter(({ initial }) => application.projects.includes(initial.project ?? ''));
    const keys = new Map(own.map(({ item }) => [item, `${name}#${numberOf(item)}`]));
    const issues = own.map((history) => {
      const number = numberOf(history.item);
      const to = { id: 10_000_000 * place + number, repo: name, number, board: BOARD };
      return tellIssue(history, to, (item) => keys.get(item) ?? null);
    });
    const before = issues.reduce((most, { number }) => Math.max(most, number), BEFORE_INCIDENTS);
    delivery.incidents.forEach((incident, count) => {
      const number = before + 1 + count;
      const issue = new FakeIssue({
        id: 10_000_000 * place + number,
        repo: name,
        number,
        title: incident.title,
        body: `Seen by zora-quill after ${incident.changes.join(' ')}`,
        createdAt: incident.openedAt,
        board: BOARD,
      });
      issue.label(incident.openedAt, 'incident', true);
      if (incident.restoredAt !== null) issue.close(incident.restoredAt, 'completed');
      issues.push(issue);
    });
    const repository: FakeRepository = {
      name,
      issues,
      pulls: delivery.pullRequests.map((pull) => ({
        ...pull,
        updatedAt: pull.closedAt ?? pull.openedAt,
        closes: keys.get(pull.keys[0] ?? '') ?? null,
      })),
      commits: delivery.commits.filter(({ isOnDefaultBranch }) => isOnDefaultBranch),
      branchCommits: delivery.commits.filter(({ isOnDefaultBranch }) => !isOnDefaultBranch),
      deployments: [...delivery.deployments],
      releases: [...delivery.releases],
      runs: delivery.releases.map((release, count) => ({
        id: 30_000_000 * place + count,
        name: 'Publish the manual',
        file: 'publish-manual.yml',
        sha: release.sha ?? '',
        status: 'completed',
        conclusion: count % 7 === 3 ? 'failure' : 'success',
        startedAt: release.at + 60_000,
        updatedAt: release.at + 240_000,
      })),
      isHidden: false,
      withheld: new Set(),
    };
    this.repositories.set(name, repository);
    this.#now = Math.max(
      this.#now,
      ...issues.map(({ updatedAt, movedAt }) => Math.max(updatedAt, movedAt)),
      ...repository.pulls.map(({ updatedAt }) => updatedAt),
      ...repository.deployments.map(({ finishedAt, createdAt }) => finishedAt ?? createdAt),
      ...repository.runs.map(({ updatedAt }) => updatedAt),
    );
  }
}
