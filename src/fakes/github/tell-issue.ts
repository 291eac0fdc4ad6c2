import type { Change, ItemHistory } from '../../flow/history.ts';
import { FakeIssue, type NewIssue } from './issue.ts';

const CANCELLED = new Set(["Won't do", 'Duplicate', 'Obsolete', 'Cannot reproduce']);

function second(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

/** The number of an item in its repository: that of its key. */
export function numberOf(item: string): number {
  return Number(item.slice(item.lastIndexOf('-') + 1));
}

/**
 * Tells a history again in the way of GitHub: statuses are places on a board, a resolution closes the issue, components and teams
 * are labels, a flag is the label `blocked`. Links have no place there.
 */
export function tellIssue(
  history: ItemHistory,
  to: Omit<NewIssue, 'createdAt' | 'title'>,
  keyOf: (item: string) => string | null,
): FakeIssue {
  const at = second(history.createdAt);
  const { initial } = history;
  const issue = new FakeIssue({ ...to, title: initial.title, createdAt: at });
  if (initial.type !== null) issue.setType(at, initial.type);
  for (const label of initial.labels) issue.label(at, label, true);
  for (const component of initial.components) issue.label(at, `component: ${component}`, true);
  if (initial.team !== null) issue.label(at, `team: ${initial.team}`, true);
  const parent = initial.parent === null ? null : keyOf(initial.parent);
  if (parent !== null) issue.setParent(at, parent);
  if (initial.status !== null) issue.move(at, initial.status.name);
  for (const change of history.changes) tell(issue, change, Math.max(at, second(change.at)), keyOf);
  return issue;
}

function tell(issue: FakeIssue, change: Change, at: number, keyOf: (item: string) => string | null): void {
  switch (change.field) {
    case 'status':
      if (change.to !== null) issue.move(at, change.to.name);
      break;
    case 'resolution':
      if (change.to === null) issue.reopen(at);
      else issue.close(at, reasonOf(change.to));
      break;
    case 'title':
      issue.rename(at, change.to);
      break;
    case 'type':
      if (change.to !== null) issue.setType(at, change.to);
      break;
    case 'parent': {
      const parent = change.to === null ? null : keyOf(change.to);
      if (parent !== null) issue.setParent(at, parent);
      break;
    }
    case 'labels':
      relabel(issue, at, change.to, (label) => !/^(?:component|team): |^blocked$/.test(label));
      break;
    case 'components':
      relabel(
        issue,
        at,
        change.to.map((name) => `component: ${name}`),
        (label) => label.startsWith('component: '),
      );
      break;
    case 'team':
      relabel(issue, at, change.to === null ? [] : [`team: ${change.to}`], (label) => label.startsWith('team: '));
      break;
    case 'blocked':
      issue.label(at, 'blocked', change.to);
      break;
    case 'custom':
      if (change.name === 'Flagged') issue.label(at, 'blocked', change.to.length > 0);
      break;
    case 'link':
    case 'project':
      break;
    default:
      change satisfies never;
  }
}

function relabel(issue: FakeIssue, at: number, wanted: readonly string[], isOfKind: (label: string) => boolean): void {
  for (const label of issue.labels) if (isOfKind(label) && !wanted.includes(label)) issue.label(at, label, false);
  for (const label of wanted) issue.label(at, label, true);
}

function reasonOf(resolution: string): string {
  if (resolution === 'Duplicate') return 'duplicate';
  return CANCELLED.has(resolution) ? 'not_planned' : 'completed';
}
