import type { Change, Fields, ItemHistory, Status } from '../../flow/history.ts';
import type { IssueEvent, KeptIssue } from './kept.ts';

const OPEN: Status = { id: 'open', name: 'open' };
const CLOSED: Status = { id: 'closed', name: 'closed' };

/** Key of an issue as people say it beyond its repository. */
export function issueKey({ repo, number }: { readonly repo: string; readonly number: number }): string {
  return `${repo}#${number}`;
}

/** Beside the titles of milestones, which people change, their ids where these are iterations. */
const MILESTONE_ID = 'Milestone id';
const ITERATION_ID = 'Iteration id';

/** Further fields of an item, by where they stand here. */
const CUSTOM = [
  ['milestone', 'Milestone'],
  ['milestoneId', MILESTONE_ID],
  ['iteration', 'Iteration'],
  ['iterationId', ITERATION_ID],
] as const;

/** What an issue is at one moment, as far as its events change it. */
interface State {
  isOpen: boolean;
  board: string | null;
  resolution: string | null;
  title: string;
  type: string | null;
  parent: string | null;
  project: string;
  labels: readonly string[];
  milestone: string | null;
  milestoneId: string | null;
  iteration: string | null;
  iterationId: string | null;
}

/**
 * The history of an issue. Its status is closed while it is closed, and otherwise what its board says; without a board it is
 * open. Its present fields are walked back through the events to what they were at creation.
 */
export function issueHistory(issue: KeptIssue, source: string): ItemHistory {
  const events = eventsOf(issue);
  const now = presentOf(issue);
  const before = events.toReversed().reduce(undone, now);
  const changes: Change[] = [];
  let state = before;
  events.forEach((event, sequence) => {
    const next = events.slice(sequence + 1).find((later) => later.what === 'repository');
    const after = done(state, event, next?.what === 'repository' ? next.from : issue.repo);
    changes.push(...changesBetween(state, after, event.at, sequence));
    state = after;
  });
  return {
    source,
    item: issueKey(issue),
    url: issue.url,
    createdAt: issue.createdAt,
    initial: fieldsOf(before),
    changes,
    presentStatus: statusOf(now),
    isCutShort: false,
    deletedAt: null,
  };
}

/** Its events, and its end where the timeline does not tell of it: of the oldest issues GitHub has no whole one. */
function eventsOf(issue: KeptIssue): readonly IssueEvent[] {
  const { events, closedAt } = issue;
  const end = events.findLast(({ what }) => what === 'closed' || what === 'reopened');
  if (issue.isOpen || closedAt === null || end?.what === 'closed') return events;
  const closed: IssueEvent = { what: 'closed', at: closedAt, reason: issue.reason };
  return [...events, closed].toSorted((one, other) => one.at - other.at);
}

function presentOf(issue: KeptIssue): State {
  return {
    isOpen: issue.isOpen,
    board: issue.status,
    resolution: issue.isOpen ? null : (issue.reason ?? 'completed'),
    title: issue.title,
    type: issue.type,
    parent: issue.parent,
    project: issue.repo,
    labels: issue.labels,
    milestone: issue.milestone,
    milestoneId: issue.milestoneId ?? null,
    iteration: issue.iteration?.title ?? null,
    iterationId: issue.iteration?.id ?? null,
  };
}

function undone(state: State, event: IssueEvent): State {
  switch (event.what) {
    case 'closed':
      return { ...state, isOpen: true, resolution: null };
    case 'reopened':
      return { ...state, isOpen: false };
    case 'label':
      return { ...state, labels: withLabel(state.labels, event.name, !event.isAdded) };
    case 'milestone':
      return { ...state, ...milestoneIn(event, !event.isAdded) };
    case 'iteration':
      return { ...state, ...iterationIn(event, !event.isAdded) };
    case 'title':
      return { ...state, title: event.from };
    case 'type':
      return { ...state, type: event.from };
    case 'parent':
      return { ...state, parent: event.isAdded ? null : event.issue };
    case 'status':
      return { ...state, board: event.from };
    case 'repository':
      return { ...state, project: event.from };
  }
}

function done(state: State, event: IssueEvent, repo: string): State {
  switch (event.what) {
    case 'closed':
      // GitHub calls it completed where nobody chose a reason.
      return { ...state, isOpen: false, resolution: event.reason ?? 'completed' };
    case 'reopened':
      return { ...state, isOpen: true, resolution: null };
    case 'label':
      return { ...state, labels: withLabel(state.labels, event.name, event.isAdded) };
    case 'milestone':
      return { ...state, ...milestoneIn(event, event.isAdded) };
    case 'iteration':
      return { ...state, ...iterationIn(event, event.isAdded) };
    case 'title':
      return { ...state, title: event.to };
    case 'type':
      return { ...state, type: event.to };
    case 'parent':
      return { ...state, parent: event.isAdded ? event.issue : null };
    case 'status':
      return { ...state, board: event.to };
    case 'repository':
      return { ...state, project: repo };
  }
}

function milestoneIn(
  { title, id = null }: { readonly title: string; readonly id?: string | null | undefined },
  isHeld: boolean,
): Pick<State, 'milestone' | 'milestoneId'> {
  return isHeld ? { milestone: title, milestoneId: id } : { milestone: null, milestoneId: null };
}

function iterationIn(
  { title, id }: { readonly title: string; readonly id: string },
  isHeld: boolean,
): Pick<State, 'iteration' | 'iterationId'> {
  return isHeld ? { iteration: title, iterationId: id } : { iteration: null, iterationId: null };
}

function withLabel(labels: readonly string[], name: string, isHeld: boolean): readonly string[] {
  const others = labels.filter((label) => label !== name);
  return isHeld ? [...others, name] : others;
}

function statusOf({ isOpen, board }: State): Status {
  if (!isOpen) return CLOSED;
  return board === null ? OPEN : { id: null, name: board };
}

function fieldsOf(state: State): Fields {
  return {
    title: state.title,
    status: statusOf(state),
    type: state.type,
    resolution: state.resolution,
    project: state.project,
    parent: state.parent,
    team: null,
    labels: state.labels,
    components: [],
    blocked: false,
    links: [],
    custom: Object.fromEntries(
      CUSTOM.flatMap(([field, name]) => {
        const value = state[field];
        return value === null ? [] : [[name, [value]]];
      }),
    ),
  };
}

function changesBetween(before: State, after: State, at: number, sequence: number): readonly Change[] {
  const changes: Change[] = [];
  const [from, to] = [statusOf(before), statusOf(after)];
  if (from.name !== to.name || from.id !== to.id) changes.push({ at, sequence, field: 'status', from, to });
  for (const field of ['resolution', 'type', 'parent'] as const)
    if (before[field] !== after[field]) changes.push({ at, sequence, field, to: after[field] });
  if (before.title !== after.title) changes.push({ at, sequence, field: 'title', to: after.title });
  if (before.project !== after.project) changes.push({ at, sequence, field: 'project', to: after.project });
  if (before.labels.join('\n') !== after.labels.join('\n'))
    changes.push({ at, sequence, field: 'labels', to: after.labels });
  for (const [field, name] of CUSTOM) {
    const value = after[field];
    if (before[field] !== value)
      changes.push({ at, sequence, field: 'custom', name, to: value === null ? [] : [value] });
  }
  return changes;
}
