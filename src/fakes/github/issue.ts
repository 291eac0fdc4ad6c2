import type { Change, Fields, ItemHistory, Status } from '../../flow/history.ts';

/** An entry of a timeline in GraphQL's words, without who did it. */
export type TimelineEntry = Readonly<Record<string, unknown>> & {
  readonly __typename: string;
  readonly createdAt: string;
};

const OPEN: Status = { id: 'open', name: 'open' };
const CLOSED: Status = { id: 'closed', name: 'closed' };

export interface NewIssue {
  readonly id: number;
  readonly repo: string;
  readonly number: number;
  readonly title: string;
  readonly body?: string;
  readonly createdAt: number;
  /** Path of the board that it may stand on, e.g. `/orgs/example/projects/1`. */
  readonly board: string;
}

/**
 * An issue of the fake: what people do to it becomes an entry of its timeline, and at the same time a change of the
 * history that a reader must find again. Instants have whole seconds.
 */
export class FakeIssue {
  readonly id: number;
  readonly nodeId: string;
  readonly number: number;
  readonly body: string;
  readonly createdAt: number;
  readonly board: string;
  readonly timeline: TimelineEntry[] = [];
  repo: string;
  title: string;
  updatedAt: number;
  closedAt: number | null = null;
  reason: string | null = null;
  labels: readonly string[] = [];
  type: string | null = null;
  parent: string | null = null;
  milestone: string | null = null;
  boardStatus: string | null = null;
  /** When its place on the board last changed. */
  movedAt: number;
  readonly #initial: Fields;
  readonly #changes: Change[] = [];

  constructor(issue: NewIssue) {
    this.id = issue.id;
    this.nodeId = `I_${issue.id}`;
    this.repo = issue.repo;
    this.number = issue.number;
    this.title = issue.title;
    this.body = issue.body ?? '';
    this.createdAt = issue.createdAt;
    this.updatedAt = issue.createdAt;
    this.movedAt = issue.createdAt;
    this.board = issue.board;
    this.#initial = {
      title: issue.title,
      status: OPEN,
      type: null,
      resolution: null,
      project: issue.repo,
      parent: null,
      team: null,
      labels: [],
      components: [],
      blocked: false,
      links: [],
      custom: {},
    };
  }

  get key(): string {
    return `${this.repo}#${this.number}`;
  }

  get status(): Status {
    if (this.closedAt !== null) return CLOSED;
    return this.boardStatus === null ? OPEN : { id: null, name: this.boardStatus };
  }

  close(at: number, reason: string): void {
    if (this.closedAt !== null) return;
    const from = this.status;
    const sequence = this.#told(at, 'ClosedEvent', { stateReason: reason.toUpperCase() });
    this.closedAt = at;
    this.reason = reason;
    this.#changes.push({ at, sequence, field: 'status', from, to: CLOSED });
    this.#changes.push({ at, sequence, field: 'resolution', to: reason });
  }

  reopen(at: number): void {
    if (this.closedAt === null) return;
    const sequence = this.#told(at, 'ReopenedEvent', {});
    this.closedAt = null;
    this.reason = null;
    this.#changes.push({ at, sequence, field: 'status', from: CLOSED, to: this.status });
    this.#changes.push({ at, sequence, field: 'resolution', to: null });
  }

  /** Moves it on the board: the issue itself is not touched by that. */
  move(at: number, to: string): void {
    if (this.boardStatus === to) return;
    const from = this.status;
    const touched = this.updatedAt;
    const sequence = this.#told(at, 'ProjectV2ItemStatusChangedEvent', {
      previousStatus: this.boardStatus ?? '',
      status: to,
      project: { resourcePath: this.board },
    });
    this.updatedAt = touched;
    this.movedAt = at;
    this.boardStatus = to;
    if (this.closedAt === null) this.#changes.push({ at, sequence, field: 'status', from, to: this.status });
  }

  rename(at: number, to: string): void {
    const sequence = this.#told(at, 'RenamedTitleEvent', { previousTitle: this.title, currentTitle: to });
    this.title = to;
    this.#changes.push({ at, sequence, field: 'title', to });
  }

  label(at: number, name: string, isAdded: boolean): void {
    if (this.labels.includes(name) === isAdded) return;
    const sequence = this.#told(at, isAdded ? 'LabeledEvent' : 'UnlabeledEvent', { label: { name } });
    this.labels = isAdded ? [...this.labels, name] : this.labels.filter((label) => label !== name);
    this.#changes.push({ at, sequence, field: 'labels', to: this.labels });
  }

  setType(at: number, to: string): void {
    if (this.type === to) return;
    const sequence =
      this.type === null
        ? this.#told(at, 'IssueTypeAddedEvent', { issueType: { name: to } })
        : this.#told(at, 'IssueTypeChangedEvent', { issueType: { name: to }, prevIssueType: { name: this.type } });
    this.type = to;
    this.#changes.push({ at, sequence, field: 'type', to });
  }

  setParent(at: number, to: string): void {
    if (this.parent === to) return;
    const [repo = '', number = ''] = to.split('#');
    const sequence = this.#told(at, 'ParentIssueAddedEvent', {
      parent: { number: Number(number), repository: { nameWithOwner: repo } },
    });
    this.parent = to;
    this.#changes.push({ at, sequence, field: 'parent', to });
  }

  setMilestone(at: number, to: string): void {
    const sequence = this.#told(at, 'MilestonedEvent', { milestoneTitle: to });
    this.milestone = to;
    this.#changes.push({ at, sequence, field: 'custom', name: 'Milestone', to: [to] });
  }

  /** What a reader must find. */
  history(source: string, url: string): ItemHistory {
    return {
      source,
      item: this.key,
      url,
      createdAt: this.createdAt,
      initial: this.#initial,
      changes: this.#changes,
      presentStatus: this.status,
      isCutShort: false,
      deletedAt: null,
    };
  }

  #told(at: number, __typename: string, said: Readonly<Record<string, unknown>>): number {
    this.timeline.push({ __typename, createdAt: new Date(at).toISOString().replace('.000Z', 'Z'), ...said });
    this.updatedAt = Math.max(this.updatedAt, at);
    return this.timeline.length - 1;
  }
}
