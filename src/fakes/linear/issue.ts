import type { Change, Fields, ItemHistory, Status } from '../../flow/history.ts';

/** An entry of a history, as Linear tells it: ids of what was before and after. */
export type FakeEntry = Readonly<Record<string, unknown>> & { readonly id: string; readonly createdAt: number };

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface FakeState extends Named {
  readonly type: string;
}

export interface NewIssue {
  readonly id: string;
  readonly key: string;
  readonly team: Named;
  readonly title: string;
  readonly state: FakeState;
  readonly createdAt: number;
}

const PRIORITIES = ['No priority', 'Urgent', 'High', 'Medium', 'Low'] as const;

/** An issue, what people do to it, and what that means in Millrace's own words, told without the connector. */
export class FakeIssue {
  readonly id: string;
  readonly createdAt: number;
  key: string;
  team: Named;
  title: string;
  state: FakeState;
  project: Named | null = null;
  parent: FakeIssue | null = null;
  labels: readonly Named[] = [];
  priority = 0;
  estimate: number | null = null;
  cycle: Named | null = null;
  isTrashed = false;
  updatedAt: number;
  readonly entries: FakeEntry[] = [];
  readonly states = new Map<string, FakeState>();
  #changes: Change[] = [];
  #initial: Fields | null = null;

  constructor({ id, key, team, title, state, createdAt }: NewIssue) {
    this.id = id;
    this.key = key;
    this.team = team;
    this.title = title;
    this.state = state;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
    this.states.set(state.id, state);
  }

  /** Its creation is over: what is done from now on stands in its history. */
  open(): void {
    this.#initial = this.#fields();
  }

  setState(at: number, to: FakeState): void {
    if (to.id === this.state.id) return;
    const from = this.state;
    this.state = to;
    this.states.set(to.id, to);
    this.#tell(at, { fromStateId: from.id, toStateId: to.id }, [
      { field: 'status', from: statusOf(from), to: statusOf(to) },
    ]);
  }

  setTitle(at: number, to: string): void {
    if (to === this.title) return;
    const from = this.title;
    this.title = to;
    this.#tell(at, { fromTitle: from, toTitle: to }, [{ field: 'title', to }]);
  }

  setProject(at: number, to: Named | null): void {
    if (to?.id === this.project?.id) return;
    const from = this.project;
    this.project = to;
    this.#tell(at, { fromProjectId: from?.id ?? null, toProjectId: to?.id ?? null }, [
      { field: 'project', to: to?.name ?? null },
    ]);
  }

  setParent(at: number, to: FakeIssue | null): void {
    if (to === this.parent) return;
    const from = this.parent;
    this.parent = to;
    const told = { fromParent: identified(from), toParent: identified(to) };
    this.#tell(at, told, [{ field: 'parent', to: to?.key ?? null }]);
  }

  setLabels(at: number, to: readonly Named[]): void {
    const added = to.filter(({ id }) => !this.labels.some((one) => one.id === id));
    const removed = this.labels.filter(({ id }) => !to.some((one) => one.id === id));
    if (added.length + removed.length === 0) return;
    this.labels = to;
    const told = { addedLabelIds: added.map(({ id }) => id), removedLabelIds: removed.map(({ id }) => id) };
    this.#tell(at, told, [{ field: 'labels', to: namesOf(to) }]);
  }

  setPriority(at: number, to: number): void {
    if (to === this.priority) return;
    const from = this.priority;
    this.priority = to;
    this.#tell(at, { fromPriority: from, toPriority: to }, [custom('Priority', priorityName(to))]);
  }

  setEstimate(at: number, to: number | null): void {
    if (to === this.estimate) return;
    const from = this.estimate;
    this.estimate = to;
    this.#tell(at, { fromEstimate: from, toEstimate: to }, [custom('Estimate', to === null ? null : `${to}`)]);
  }

  setCycle(at: number, to: Named | null): void {
    if (to?.id === this.cycle?.id) return;
    const from = this.cycle;
    this.cycle = to;
    this.#tell(at, { fromCycleId: from?.id ?? null, toCycleId: to?.id ?? null }, [
      custom('Cycle', to?.name ?? null),
      custom('Cycle id', to?.id ?? null),
    ]);
  }

  /** To another team, where it gets another identifier. */
  move(at: number, team: Named, key: string): void {
    const from = this.team;
    this.team = team;
    this.key = key;
    this.#tell(at, { fromTeamId: from.id, toTeamId: team.id }, [{ field: 'team', to: team.name }]);
  }

  trash(at: number): void {
    this.isTrashed = true;
    this.updatedAt = at;
  }

  /** What a clean reading says of it. */
  history(source: string, url: string): ItemHistory {
    return {
      source,
      item: this.key,
      url,
      createdAt: this.createdAt,
      initial: this.#initial ?? this.#fields(),
      changes: this.#changes,
      presentStatus: statusOf(this.state),
      isCutShort: false,
      deletedAt: null,
    };
  }

  #tell(at: number, told: Readonly<Record<string, unknown>>, changes: readonly Said[]): void {
    this.updatedAt = Math.max(at, this.updatedAt);
    if (this.#initial === null) return;
    // An entry never shares its instant with another one here, so that their order is plain.
    const last = this.entries.at(-1)?.createdAt ?? this.createdAt;
    const createdAt = Math.max(at, last + 1);
    this.updatedAt = createdAt;
    const sequence = this.entries.length;
    this.entries.push({ ...told, id: `${this.id}-e${sequence}`, createdAt });
    this.#changes = [...this.#changes, ...changes.map((change): Change => ({ at: createdAt, sequence, ...change }))];
  }

  #fields(): Fields {
    const customs = {
      Priority: priorityName(this.priority),
      Estimate: this.estimate === null ? null : `${this.estimate}`,
      Cycle: this.cycle?.name ?? null,
      'Cycle id': this.cycle?.id ?? null,
    };
    return {
      title: this.title,
      status: statusOf(this.state),
      type: null,
      resolution: null,
      project: this.project?.name ?? null,
      parent: this.parent?.key ?? null,
      team: this.team.name,
      labels: namesOf(this.labels),
      components: [],
      blocked: false,
      links: [],
      custom: Object.fromEntries(
        Object.entries(customs).flatMap(([name, value]) => (value === null ? [] : [[name, [value]]])),
      ),
    };
  }
}

type Said =
  | { readonly field: 'status'; readonly from: Status; readonly to: Status }
  | { readonly field: 'title'; readonly to: string }
  | { readonly field: 'project' | 'parent' | 'team'; readonly to: string | null }
  | { readonly field: 'labels'; readonly to: readonly string[] }
  | { readonly field: 'custom'; readonly name: string; readonly to: readonly string[] };

function custom(name: string, to: string | null): Said {
  return { field: 'custom', name, to: to === null ? [] : [to] };
}

function statusOf({ id, name }: FakeState): Status {
  return { id, name };
}

function identified(issue: FakeIssue | null): { readonly identifier: string } | null {
  return issue === null ? null : { identifier: issue.key };
}

function namesOf(labels: readonly Named[]): readonly string[] {
  return labels.map(({ name }) => name).toSorted();
}

function priorityName(priority: number): string | null {
  return priority === 0 ? null : (PRIORITIES[priority] ?? null);
}
