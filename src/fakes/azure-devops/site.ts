import type { DeploymentStatus } from '../../flow/delivery/records.ts';
import type { Fields, ItemHistory } from '../../flow/history.ts';
import type { SampleCommit, SampleDelivery, SamplePullRequest } from '../../sample/delivery/records.ts';
import { fieldsAfter } from '../../sample/fields-after.ts';
import { type FakeFields, type FakeIteration, type FakeRevision, FakeWorkItem } from './work-item.ts';

/** A pull request with the work item that is linked to it. */
export interface FakePull extends SamplePullRequest {
  readonly item: number | null;
}

export interface FakeRepository {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  pulls: FakePull[];
  /** Of the default branch, oldest first. */
  commits: SampleCommit[];
  readonly branchCommits: readonly SampleCommit[];
  runs: FakeRun[];
}

/** A run of a pipeline. */
export interface FakeRun {
  readonly id: number;
  readonly definition: number;
  readonly pipeline: string;
  readonly sha: string | null;
  readonly status: DeploymentStatus;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

const SPRINT_MS = 14 * 86_400_000;

/** What the fake organisation holds, and what people do to it. Its clock is its latest deed. */
export class AzureDevOpsSite {
  readonly items = new Map<number, FakeWorkItem>();
  readonly repositories: FakeRepository[] = [];
  readonly iterations = new Map<string, Map<number, FakeIteration>>();
  /** Category of each state. */
  readonly categories = new Map<string, string>();
  readonly types = new Set<string>();
  /** Beginnings of places behind `_apis/` that the token lacks the scope for. */
  readonly withheld = new Set<string>();
  /** All revisions in the order in which they were made: a large site is asked for them often. */
  readonly feed: { readonly item: FakeWorkItem; readonly revision: FakeRevision }[] = [];
  #now = 0;
  #watermark = 0;

  constructor(histories: readonly ItemHistory[], deliveries: readonly SampleDelivery[]) {
    const firstOf = new Map<string, number>();
    // Each project has numbers of its own, by thousands.
    const most = histories.reduce((greatest, { item }) => Math.max(greatest, numberOf(item)), 0);
    const apart = 1_000 * (1 + Math.floor(most / 1_000));
    for (const { initial } of histories) {
      const project = initial.project ?? '';
      if (!firstOf.has(project)) firstOf.set(project, apart * (firstOf.size + 1));
    }
    const ids = new Map(
      histories.map(({ item, initial }) => [item, (firstOf.get(initial.project ?? '') ?? 0) + numberOf(item)]),
    );
    for (const history of histories) this.#learnStates(history);
    const deeds = histories.flatMap((history) => this.#deedsOf(history, ids));
    for (const { id, at, fields } of deeds.toSorted((one, other) => one.at - other.at)) this.#tell(id, at, fields);
    for (const delivery of deliveries) this.#addRepository(delivery, ids);
  }

  projects(): readonly string[] {
    return [...this.iterations.keys()];
  }

  /** Items that may be seen, and are not in the recycle bin. */
  visible(projects: readonly string[]): readonly FakeWorkItem[] {
    return [...this.items.values()].filter((item) => !item.isRemoved && projects.includes(item.now.fields.project));
  }

  item(id: number): FakeWorkItem {
    const item = this.items.get(id);
    if (item === undefined) throw new Error(`the fake has no work item ${id}`);
    return item;
  }

  repository(name: string): FakeRepository {
    const found = this.repositories.find((one) => one.name === name);
    if (found === undefined) throw new Error(`the fake has no repository ${name}`);
    return found;
  }

  /** Time passes. Unit: ms. */
  pass(ms: number): number {
    this.#now += ms;
    return this.#now;
  }

  revise(id: number, patch: Partial<FakeFields>): void {
    this.#watermark += 1;
    const item = this.item(id);
    item.revise(this.#now, patch, this.#watermark);
    this.feed.push({ item, revision: item.now });
  }

  /** Moves an item to another project, where it has neither area nor iteration of its own. */
  move(id: number, project: string): void {
    this.revise(id, { project, area: project, iteration: this.iterationAt(project, null) });
  }

  /** Commits on the default branch, named by chance that is none. */
  commit(name: string, message: string): SampleCommit {
    const repo = this.repository(name);
    const at = this.pass(3_600_000);
    const parent = repo.commits[repo.commits.length - 1]?.sha;
    const sha = (repo.commits.length + 1).toString(16).padStart(40, 'c');
    const commit: SampleCommit = {
      kind: 'change',
      id: `${repo.project}/${name}@${sha}`,
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

  runsOf({ runs }: FakeRepository): readonly FakeRun[] {
    return runs;
  }

  /** A run that was under way ends well. */
  finish(id: number, at: number): void {
    for (const repo of this.repositories)
      repo.runs = repo.runs.map((run) => (run.id === id ? { ...run, status: 'succeeded', finishedAt: at } : run));
  }

  /** Puts the newest commit in production; gives the id of the run. */
  deploy(name: string): number {
    const { runs, commits } = this.repository(name);
    const at = this.pass(600_000);
    const id = Math.max(...runs.map((run) => run.id)) + 1;
    const pipeline = `Deploy ${name} to production`;
    const definition = runs.find((run) => run.pipeline === pipeline)?.definition ?? 1;
    const sha = commits[commits.length - 1]?.sha ?? null;
    runs.push({ id, definition, pipeline, sha, status: 'succeeded', startedAt: at, finishedAt: this.pass(60_000) });
    return id;
  }

  /** The sprint of an instant; null: the project's own node. */
  iterationAt(project: string, at: number | null): FakeIteration {
    const known = this.iterations.get(project) ?? new Map<number, FakeIteration>();
    this.iterations.set(project, known);
    const root = 100_000 * (1 + [...this.iterations.keys()].indexOf(project));
    const number = at === null ? 0 : Math.floor(at / SPRINT_MS);
    const found = known.get(number);
    if (found !== undefined) return found;
    const dayOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 10)}T00:00:00Z`;
    const made: FakeIteration = {
      id: root + number,
      path: at === null ? project : `${project}\\Sprint ${number}`,
      startDate: at === null ? null : dayOf(number * SPRINT_MS),
      finishDate: at === null ? null : dayOf((number + 1) * SPRINT_MS - 86_400_000),
    };
    known.set(number, made);
    return made;
  }

  #learnStates({ initial, changes }: ItemHistory): void {
    let now = initial;
    for (const change of [null, ...changes]) {
      now = change === null ? now : fieldsAfter(now, change);
      const state = now.status?.name ?? 'New';
      if (now.resolution !== null) this.categories.set(state, 'Completed');
      else if (!this.categories.has(state)) this.categories.set(state, change === null ? 'Proposed' : 'InProgress');
      this.types.add(now.type ?? 'Task');
    }
  }

  #deedsOf({ item, createdAt, initial, changes }: ItemHistory, ids: ReadonlyMap<string, number>) {
    const id = ids.get(item) ?? 0;
    const deeds = [{ id, at: createdAt, fields: this.#fieldsOf(initial, null, ids) }];
    let now = initial;
    let sequence: number | null = null;
    for (const change of changes) {
      now = fieldsAfter(now, change);
      // An item that moves keeps its id here: the sample's other project would give it another key.
      const deed = { id, at: change.at, fields: this.#fieldsOf({ ...now, project: initial.project }, change.at, ids) };
      if (change.sequence === sequence) deeds.pop();
      deeds.push(deed);
      sequence = change.sequence;
    }
    return deeds;
  }

  #fieldsOf(fields: Fields, at: number | null, ids: ReadonlyMap<string, number>): FakeFields {
    const project = fields.project ?? '';
    const component = fields.components[0];
    return {
      title: fields.title,
      state: fields.status?.name ?? 'New',
      type: fields.type ?? 'Task',
      reason: fields.resolution ?? `Moved to ${fields.status?.name ?? 'New'}`,
      project,
      parent: fields.parent === null ? null : (ids.get(fields.parent) ?? null),
      area: component === undefined ? project : `${project}\\${component}`,
      iteration: this.iterationAt(project, at),
      tags: fields.labels,
    };
  }

  #tell(id: number, at: number, fields: FakeFields): void {
    this.#now = Math.max(this.#now, at);
    this.#watermark += 1;
    const known = this.items.get(id);
    const item = known ?? new FakeWorkItem(id, at, fields, this.categories, this.#watermark);
    known?.revise(at, fields, this.#watermark);
    this.items.set(id, item);
    this.feed.push({ item, revision: item.now });
  }

  #addRepository({ application, ...delivery }: SampleDelivery, ids: ReadonlyMap<string, number>): void {
    const project = application.projects[0] ?? '';
    this.repositories.push({
      id: `0000000${this.repositories.length + 1}-aaaa-bbbb-cccc-000000000000`,
      name: application.name,
      project,
      pulls: delivery.pullRequests.map((pull) => ({ ...pull, item: ids.get(pull.keys[0] ?? '') ?? null })),
      commits: delivery.commits.filter(({ isOnDefaultBranch }) => isOnDefaultBranch).map(inOwnWords),
      branchCommits: delivery.commits.filter(({ isOnDefaultBranch }) => !isOnDefaultBranch).map(inOwnWords),
      runs: runsOf(application.name, delivery, 10_000 * (this.repositories.length + 1)),
    });
    this.#now = Math.max(
      this.#now,
      ...delivery.pullRequests.map(({ closedAt, openedAt }) => closedAt ?? openedAt),
      ...delivery.deployments.map(({ finishedAt, createdAt }) => finishedAt ?? createdAt),
    );
  }
}

/** Deployments and releases as runs of pipelines; the last that puts in production is still under way. */
function runsOf(
  name: string,
  { deployments, releases }: Omit<SampleDelivery, 'application'>,
  first: number,
): FakeRun[] {
  const all = [
    ...deployments.map(({ environment, sha, status, createdAt, finishedAt }) => ({
      pipeline: `Deploy ${name} to ${environment}`,
      definition: first + (environment === 'production' ? 1 : 2),
      sha,
      status,
      startedAt: createdAt,
      finishedAt,
    })),
    ...releases.map(({ sha, at }, place) => ({
      pipeline: `Publish ${name}`,
      definition: first + 3,
      sha,
      status: place % 7 === 3 ? ('failed' as const) : ('succeeded' as const),
      startedAt: at + 60_000,
      finishedAt: at + 240_000,
    })),
  ].toSorted((one, other) => one.startedAt - other.startedAt);
  const last = all.findLastIndex(({ pipeline }) => pipeline.endsWith('production'));
  return all.map((run, place) => ({
    ...run,
    ...(place === last ? { status: 'running' as const, finishedAt: null } : {}),
    id: first + place,
  }));
}

/** Azure DevOps puts `Merged PR 7:` before the title; the sample writes as GitHub does. */
function inOwnWords(commit: SampleCommit): SampleCommit {
  const message = commit.message
    .replace(/^Merge pull request #(\d+) from /, 'Merged PR $1: ')
    .replace(/^(.*?) \(#(\d+)\)$/m, 'Merged PR $2: $1');
  return { ...commit, message };
}

function numberOf(item: string): number {
  return Number(item.slice(item.lastIndexOf('-') + 1));
}
