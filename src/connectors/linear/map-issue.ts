import type { Change, Fields, ItemHistory, Status } from '../../flow/history.ts';
import type { KeptCycle, KeptEvent, KeptIssue } from './kept.ts';

/** What an issue is at one moment, as far as its events change it. */
interface State {
  readonly state: string | null;
  readonly team: string | null;
  readonly project: string | null;
  readonly parent: string | null;
  readonly title: string;
  readonly labels: readonly string[];
  readonly priority: string | null;
  readonly estimate: string | null;
  readonly cycle: KeptCycle | null;
}

/** The history of an issue: its present fields are walked back through its events to what they were at creation. */
export function issueHistory(issue: KeptIssue, source: string): ItemHistory {
  const statusOf = (id: string | null): Status | null =>
    id === null ? null : { id, name: issue.states.find((one) => one.id === id)?.name ?? id };
  const before = issue.events.toReversed().reduce(undone, { ...issue });
  const changes: Change[] = [];
  let now = before;
  for (const [sequence, event] of issue.events.entries()) {
    const next = done(now, event);
    changes.push(...changesBetween(now, next, { at: event.at, sequence }, statusOf));
    now = next;
  }
  return {
    source,
    item: issue.item,
    url: issue.url,
    createdAt: issue.createdAt,
    initial: fieldsOf(before, statusOf(before.state)),
    changes,
    presentStatus: statusOf(issue.state),
    isCutShort: false,
    deletedAt: null,
  };
}

function undone(state: State, event: KeptEvent): State {
  switch (event.what) {
    case 'labels':
      return { ...state, labels: withLabels(state.labels, event.removed, event.added) };
    case 'state':
      // An entry that names no state before tells what the issue began with.
      return { ...state, state: event.from ?? event.to };
    case 'team':
      return { ...state, team: event.from ?? event.to };
    case 'project':
      return { ...state, project: event.from };
    case 'parent':
      return { ...state, parent: event.from };
    case 'title':
      return { ...state, title: event.from };
    case 'priority':
      return { ...state, priority: event.from };
    case 'estimate':
      return { ...state, estimate: event.from };
    case 'cycle':
      return { ...state, cycle: event.from };
  }
}

function done(state: State, event: KeptEvent): State {
  switch (event.what) {
    case 'labels':
      return { ...state, labels: withLabels(state.labels, event.added, event.removed) };
    case 'state':
      return { ...state, state: event.to ?? state.state };
    case 'team':
      return { ...state, team: event.to ?? state.team };
    case 'project':
      return { ...state, project: event.to };
    case 'parent':
      return { ...state, parent: event.to };
    case 'title':
      return { ...state, title: event.to };
    case 'priority':
      return { ...state, priority: event.to };
    case 'estimate':
      return { ...state, estimate: event.to };
    case 'cycle':
      return { ...state, cycle: event.to };
  }
}

function withLabels(
  labels: readonly string[],
  added: readonly string[],
  removed: readonly string[],
): readonly string[] {
  return [...new Set([...labels.filter((label) => !removed.includes(label)), ...added])].toSorted();
}

const NAMED = ['team', 'project', 'parent'] as const;

function changesBetween(
  before: State,
  after: State,
  place: { readonly at: number; readonly sequence: number },
  statusOf: (id: string | null) => Status | null,
): readonly Change[] {
  const changes: Change[] = [];
  if (before.state !== after.state)
    changes.push({ ...place, field: 'status', from: statusOf(before.state), to: statusOf(after.state) });
  for (const field of NAMED) if (before[field] !== after[field]) changes.push({ ...place, field, to: after[field] });
  if (before.title !== after.title) changes.push({ ...place, field: 'title', to: after.title });
  if (before.labels.join('\n') !== after.labels.join('\n'))
    changes.push({ ...place, field: 'labels', to: after.labels });
  const was = customOf(before);
  for (const [name, to] of Object.entries(customOf(after)))
    if (was[name]?.[0] !== to[0]) changes.push({ ...place, field: 'custom', name, to });
  return changes;
}

function customOf({ priority, estimate, cycle }: State): Readonly<Record<string, readonly string[]>> {
  return {
    Priority: listOf(priority),
    Estimate: listOf(estimate),
    Cycle: listOf(cycle?.name ?? null),
    'Cycle id': listOf(cycle?.id ?? null),
  };
}

function listOf(text: string | null): readonly string[] {
  return text === null ? [] : [text];
}

function fieldsOf(state: State, status: Status | null): Fields {
  return {
    title: state.title,
    status,
    type: null,
    resolution: null,
    project: state.project,
    parent: state.parent,
    team: state.team,
    labels: state.labels,
    components: [],
    blocked: false,
    links: [],
    custom: Object.fromEntries(Object.entries(customOf(state)).filter(([, values]) => values.length > 0)),
  };
}
