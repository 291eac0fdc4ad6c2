import type { DeploymentRecord, ReleaseRecord } from '../../flow/delivery/records.ts';
import type { ItemHistory } from '../../flow/history.ts';
import type { SampleCommit, SampleDelivery, SamplePullRequest } from '../../sample/delivery/records.ts';

/** An entry of the resource events of an issue. */
export interface FakeEvent {
  readonly at: number;
  readonly kind: 'state' | 'label' | 'milestone' | 'iteration';
  /** `closed`, `reopened`, `add` or `remove`. */
  readonly action: string;
  /** Name of the label or title of the milestone; empty for states. */
  readonly name: string;
  readonly iteration?: FakeIteration;
}

export interface FakeIteration {
  readonly id: number;
  readonly title: string | null;
  readonly group: string;
  readonly startDate: string;
  readonly dueDate: string;
}

export interface FakeGitLabIssue {
  readonly id: number;
  readonly iid: number;
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  labels: readonly string[];
  milestone: string | null;
  /** Left out where the licence has no iterations. */
  iteration?: FakeIteration | null;
  readonly events: FakeEvent[];
}

export interface FakeMerge extends SamplePullRequest {
  readonly updatedAt: number;
}

export interface FakeMilestone {
  readonly id: number;
  readonly title: string;
  /** A group's, which its projects share. */
  readonly group: string | null;
  readonly startDate: string | null;
  dueDate: string | null;
  updatedAt: number;
}

export interface FakeProject {
  readonly path: string;
  issues: FakeGitLabIssue[];
  merges: FakeMerge[];
  /** By SHA, in order of time, of all branches. */
  readonly commits: Map<string, SampleCommit>;
  deployments: DeploymentRecord[];
  /** Ids of deployments that GitLab was told of, without a pipeline. */
  readonly toldOf: Set<string>;
  milestones: FakeMilestone[];
  /** In order of time. */
  releases: ReleaseRecord[];
}

export const STATUS_LABELS = 'workflow::';
/** Incidents are numbered behind these, and behind the other issues. */
const BEFORE_INCIDENTS = 4_000;

/** What the fake GitLab holds, and what people do to it. Instants have milliseconds. */
export class GitLabSite {
  readonly address: string = 'https://gitlab.example.invalid';
  readonly projects = new Map<string, FakeProject>();
  #now = 0;

  constructor(deliveries: readonly SampleDelivery[], histories: readonly ItemHistory[]) {
    for (const delivery of deliveries) this.#add(delivery, histories);
  }

  /** Time passes. Unit: ms. */
  pass(ms: number): number {
    this.#now += ms;
    return this.#now;
  }

  project(path: string): FakeProject {
    const found = this.projects.get(path);
    if (found === undefined) throw new Error(`the fake has no project ${path}`);
    return found;
  }

  /** Somebody commits to the default branch. */
  commit(path: string, message: string): SampleCommit {
    const { commits } = this.project(path);
    const at = this.pass(120_000);
    const sha = commits.size.toString(16).padStart(40, 'c');
    const parents = defaultBranch(this.project(path)).slice(0, 1);
    const commit: SampleCommit = {
      kind: 'change',
      id: `${path}@${sha}`,
      repo: path,
      sha,
      parents: parents.map((parent) => parent.sha),
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
    commits.set(sha, commit);
    return commit;
  }

  /** Somebody names what is on the default branch. */
  release(path: string, name: string): ReleaseRecord {
    const project = this.project(path);
    const release: ReleaseRecord = {
      kind: 'release',
      id: `${path}@${name}`,
      repo: path,
      name,
      sha: defaultBranch(project)[0]?.sha ?? null,
      at: this.pass(120_000),
      isPrerelease: false,
      url: null,
    };
    project.releases.push(release);
    return release;
  }

  #add({ application, ...delivery }: SampleDelivery, histories: readonly ItemHistory[]): void {
    const place = this.projects.size + 1;
    const own = histories.filter(({ initial }) => application.projects.includes(initial.project ?? ''));
    const issues = own.map((history) => tell(history, 10_000_000 * place));
    const before = issues.reduce((most, { iid }) => Math.max(most, iid), BEFORE_INCIDENTS);
    delivery.incidents.forEach((incident, count) => {
      const iid = before + 1 + count;
      const issue: FakeGitLabIssue = {
        id: 10_000_000 * place + iid,
        iid,
        title: incident.title,
        description: `Seen by zora-quill after ${incident.changes.join(' ')}`,
        type: 'incident',
        createdAt: incident.openedAt,
        updatedAt: incident.openedAt,
        closedAt: null,
        labels: [],
        milestone: null,
        events: [],
      };
      if (incident.restoredAt !== null) setClosed(issue, incident.restoredAt, true);
      issues.push(issue);
    });
    const project: FakeProject = {
      path: application.repo,
      milestones: milestonesOf(place),
      issues,
      merges: delivery.pullRequests.map((pull) => ({ ...pull, updatedAt: pull.closedAt ?? pull.openedAt })),
      commits: new Map(delivery.commits.map((commit) => [commit.sha, commit])),
      deployments: [...delivery.deployments],
      toldOf: new Set(),
      releases: delivery.releases.map((release) => ({ ...release, id: `${release.repo}@${release.name}` })),
    };
    this.projects.set(project.path, project);
    for (const { updatedAt } of [...issues, ...project.merges]) this.#now = Math.max(this.#now, updatedAt);
    for (const { createdAt, finishedAt } of project.deployments)
      this.#now = Math.max(this.#now, finishedAt ?? createdAt);
  }
}

/** The id of the milestone that is put on issues under its title. */
export function milestoneId(title: string): number {
  return title === 'Summer' ? 1 : 2;
}

/** One with dates, one without, and one of the group. */
function milestonesOf(place: number): FakeMilestone[] {
  const shared = { group: null, startDate: null, dueDate: null, updatedAt: Date.UTC(2014, 2, 1) };
  return [
    { ...shared, id: 10 * place + 1, title: 'Summer', startDate: '2014-06-01', dueDate: '2014-06-15' },
    { ...shared, id: 10 * place + 2, title: 'Some day' },
    { ...shared, id: 3, title: 'Second quarter', group: 'example', dueDate: '2014-06-30' },
  ];
}

/** Its commits, the newest first. */
export function defaultBranch({ commits }: FakeProject): readonly SampleCommit[] {
  return [...commits.values()].filter(({ isOnDefaultBranch }) => isOnDefaultBranch).toReversed();
}

export function setLabel(issue: FakeGitLabIssue, at: number, name: string, isAdded: boolean): void {
  if (issue.labels.includes(name) === isAdded) return;
  issue.labels = isAdded ? [...issue.labels, name] : issue.labels.filter((label) => label !== name);
  issue.events.push({ at, kind: 'label', action: isAdded ? 'add' : 'remove', name });
  issue.updatedAt = Math.max(issue.updatedAt, at);
}

export function setClosed(issue: FakeGitLabIssue, at: number, isClosed: boolean): void {
  if ((issue.closedAt !== null) === isClosed) return;
  issue.closedAt = isClosed ? at : null;
  issue.events.push({ at, kind: 'state', action: isClosed ? 'closed' : 'reopened', name: '' });
  issue.updatedAt = Math.max(issue.updatedAt, at);
}

export function setMilestone(issue: FakeGitLabIssue, at: number, title: string): void {
  issue.milestone = title;
  issue.events.push({ at, kind: 'milestone', action: 'add', name: title });
  issue.updatedAt = Math.max(issue.updatedAt, at);
}

export function setIteration(issue: FakeGitLabIssue, at: number, iteration: FakeIteration | null): void {
  const before = issue.iteration ?? null;
  if (before !== null) issue.events.push({ at, kind: 'iteration', action: 'remove', name: '', iteration: before });
  if (iteration !== null) issue.events.push({ at, kind: 'iteration', action: 'add', name: '', iteration });
  issue.iteration = iteration;
  issue.updatedAt = Math.max(issue.updatedAt, at);
}

/** A scoped label takes the place of the one of the same scope. */
export function setStatus(issue: FakeGitLabIssue, at: number, status: string): void {
  for (const label of issue.labels) if (label.startsWith(STATUS_LABELS)) setLabel(issue, at, label, false);
  setLabel(issue, at, `${STATUS_LABELS}${status}`, true);
}

/** Tells a history again in GitLab's way: statuses and components are labels, a resolution closes. */
function tell(history: ItemHistory, base: number): FakeGitLabIssue {
  const iid = Number(history.item.slice(history.item.lastIndexOf('-') + 1));
  const { initial, createdAt } = history;
  const issue: FakeGitLabIssue = {
    id: base + iid,
    iid,
    title: initial.title,
    description: 'Text of zora-quill that nobody reads here.',
    type: 'issue',
    createdAt,
    updatedAt: createdAt,
    closedAt: null,
    labels: [],
    milestone: null,
    events: [],
  };
  for (const label of [...initial.labels, ...initial.components, initial.type ?? 'Story'])
    setLabel(issue, createdAt, label, true);
  if (initial.status !== null) setStatus(issue, createdAt, initial.status.name);
  for (const change of history.changes) {
    if (change.field === 'status' && change.to !== null && !issue.labels.includes(`${STATUS_LABELS}${change.to.name}`))
      setStatus(issue, change.at, change.to.name);
    else if (change.field === 'resolution') setClosed(issue, change.at, change.to !== null);
    else if (change.field === 'custom' && change.name === 'Flagged')
      setLabel(issue, change.at, 'blocked', change.to.length > 0);
  }
  return issue;
}
