import type { Change, Fields, ItemHistory, Status } from '../flow/history.ts';
import { fieldsAfter } from './fields-after.ts';

/** A JSON object as Jira's REST API v2 answers it. */
export type JiraJson = Readonly<Record<string, unknown>>;

const SITE = 'https://jira.example.invalid';
const FLAGGED = 'customfield_10021';
const TEAM = 'customfield_10001';

/**
 * A history as Jira REST v2 issue JSON with `expand=changelog,names`: present fields, and every change in the log. Fields
 * of people are filled with invented accounts (`account-1` …), so that a reader can show that it drops them. What the
 * format has no place for is left out: when an item was deleted; the team stands in the further field `Team`.
 */
export function asJiraIssue(history: ItemHistory): JiraJson {
  const entries = entriesOf(history);
  const last = entries[entries.length - 1];
  const now = last?.after ?? history.initial;
  const present = history.presentStatus ?? now.status;
  const histories = entries.map((entry, place) => ({
    id: String(entry.sequence),
    author: accountOf(history.item, place),
    created: stamp(entry.at),
    items: [...entry.items, ...(place === 0 ? [assignedTo(history.item)] : [])],
  }));
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog',
    id: idOf(history.item),
    self: `${SITE}/rest/api/2/issue/${idOf(history.item)}`,
    key: history.item,
    names: { [FLAGGED]: 'Flagged', [TEAM]: 'Team' },
    fields: {
      summary: now.title,
      description: 'Text that nobody reads here.',
      created: stamp(history.createdAt),
      updated: stamp(last?.at ?? history.createdAt),
      creator: accountOf(history.item, 0),
      reporter: accountOf(history.item, 1),
      assignee: accountOf(history.item, 2),
      watches: { watchCount: 1, isWatching: false },
      comment: { total: 1, comments: [{ id: '1', author: accountOf(history.item, 3), body: 'Seen.' }] },
      priority: { id: '3', name: 'Medium' },
      issuetype: { id: smallId(now.type ?? ''), name: now.type ?? '', subtask: isSubtask(now) },
      status: present === null ? null : statusJson(present),
      resolution: now.resolution === null ? null : { id: smallId(now.resolution), name: now.resolution },
      resolutiondate: now.resolution === null ? null : stamp(last?.at ?? history.createdAt),
      project: now.project === null ? null : { id: smallId(now.project), key: now.project, name: now.project },
      parent: now.parent === null ? undefined : { id: idOf(now.parent), key: now.parent },
      labels: now.labels,
      components: now.components.map((name) => ({ id: smallId(name), name })),
      issuelinks: now.links.map(linkJson),
      [FLAGGED]: isFlagged(now) ? [{ id: '10019', value: 'Impediment' }] : null,
      [TEAM]: now.team === null ? null : { id: smallId(now.team), name: now.team },
    },
    changelog: {
      startAt: 0,
      maxResults: histories.length,
      // A log that was cut short says so by its total.
      total: histories.length + (history.isCutShort ? 2 : 0),
      histories,
    },
  };
}

interface LogItem {
  readonly field: string;
  readonly fieldtype: 'jira' | 'custom';
  readonly fieldId?: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

interface Entry {
  readonly at: number;
  readonly sequence: number;
  readonly items: LogItem[];
  after: Fields;
}

/** Changes of one sequence are one entry of the log. */
function entriesOf(history: ItemHistory): readonly Entry[] {
  const entries: Entry[] = [];
  let now = history.initial;
  for (const change of history.changes) {
    const after = fieldsAfter(now, change);
    let entry = entries[entries.length - 1];
    if (entry === undefined || entry.sequence !== change.sequence) {
      entry = { at: change.at, sequence: change.sequence, items: [], after };
      entries.push(entry);
    }
    entry.items.push(...itemsOf(change, now));
    entry.after = after;
    now = after;
  }
  return entries;
}

function itemsOf(change: Change, now: Fields): readonly LogItem[] {
  switch (change.field) {
    case 'status':
      return [said('status', textPair(change.from), textPair(change.to))];
    case 'type':
      return [said('issuetype', named(now.type), named(change.to))];
    case 'resolution':
      return [said('resolution', named(now.resolution), named(change.to))];
    case 'project':
      return [said('project', named(now.project), named(change.to))];
    case 'title':
      return [said('summary', [null, now.title], [null, change.to])];
    case 'parent':
      return [said(isSubtask(now) ? 'Parent' : 'IssueParentAssociation', keyed(now.parent), keyed(change.to))];
    case 'team':
      return [{ ...said('Team', named(now.team), named(change.to)), fieldtype: 'custom', fieldId: TEAM }];
    case 'labels':
      return [said('labels', [null, now.labels.join(' ')], [null, change.to.join(' ')])];
    case 'components':
      return componentItems(now.components, change.to);
    case 'blocked':
      return [flagged(isFlagged(now), change.to)];
    case 'custom':
      if (change.name === 'Flagged') return [flagged(isFlagged(now), change.to.length > 0)];
      return [
        {
          ...said(change.name, [null, (now.custom[change.name] ?? []).join(',')], [null, change.to.join(',')]),
          fieldtype: 'custom',
        },
      ];
    case 'link': {
      const text = `This issue ${change.link.type} ${change.link.item}`;
      return [
        change.isAdded
          ? said('Link', [null, null], [change.link.item, text])
          : said('Link', [change.link.item, text], [null, null]),
      ];
    }
  }
}

type Side = readonly [id: string | null, text: string | null];

function said(field: string, from: Side, to: Side): LogItem {
  return { field, fieldtype: 'jira', from: from[0], fromString: from[1], to: to[0], toString: to[1] };
}

function flagged(before: boolean, after: boolean): LogItem {
  const side = (isUp: boolean): Side => (isUp ? ['[10019]', 'Impediment'] : ['', '']);
  return { ...said('Flagged', side(before), side(after)), fieldtype: 'custom', fieldId: FLAGGED };
}

/** The log adds and takes away components one by one. */
function componentItems(before: readonly string[], after: readonly string[]): readonly LogItem[] {
  const gone = before
    .filter((name) => !after.includes(name))
    .map((name) => said('Component', named(name), named(null)));
  const come = after
    .filter((name) => !before.includes(name))
    .map((name) => said('Component', named(null), named(name)));
  return [...gone, ...come];
}

function textPair(status: Status | null): Side {
  return status === null ? [null, null] : [status.id, status.name];
}

function named(name: string | null): Side {
  return name === null ? [null, null] : [smallId(name), name];
}

function keyed(key: string | null): Side {
  return key === null ? [null, null] : [idOf(key), key];
}

function isFlagged(fields: Fields): boolean {
  return fields.blocked || (fields.custom.Flagged ?? []).length > 0;
}

function isSubtask(fields: Fields): boolean {
  return fields.type === 'Sub-task';
}

const BLOCKS = { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' };

function linkJson(link: { readonly type: string; readonly item: string }): JiraJson {
  const other = { id: idOf(link.item), key: link.item };
  if (link.type === BLOCKS.inward) return { type: BLOCKS, inwardIssue: other };
  if (link.type === BLOCKS.outward) return { type: BLOCKS, outwardIssue: other };
  return { type: { name: link.type, inward: link.type, outward: link.type }, outwardIssue: other };
}

const NEW = new Set(['Idea', 'Backlog', 'Inbox', 'Proposed']);
const DONE = new Set(['Done', 'Closed', 'Live', 'Resolved', 'Delivered', 'Rejected', 'Dropped', 'Withdrawn']);

function statusJson({ id, name }: Status): JiraJson {
  const category = NEW.has(name)
    ? { id: 2, key: 'new', name: 'To Do' }
    : DONE.has(name)
      ? { id: 3, key: 'done', name: 'Done' }
      : { id: 4, key: 'indeterminate', name: 'In Progress' };
  return { id, name, statusCategory: category };
}

function stamp(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}

function accountOf(key: string, place: number): JiraJson {
  const name = accountName(key, place);
  return { name, key: name, displayName: name, emailAddress: `${name}@example.invalid`, active: true };
}

function accountName(key: string, place: number): string {
  return `account-${1 + ((Number(smallId(key)) + place * 7) % 40)}`;
}

function assignedTo(key: string): LogItem {
  const name = accountName(key, 2);
  return said('assignee', [null, null], [name, name]);
}

/** A number for a name, the same every time. */
function smallId(name: string): string {
  let hash = 7;
  for (let place = 0; place < name.length; place += 1) hash = (hash * 31 + name.charCodeAt(place)) % 89_989;
  return String(10_000 + hash);
}

/** The numeric id of an issue key: `CHK-12` and `CAT-12` differ. */
function idOf(key: string): string {
  const dash = key.lastIndexOf('-');
  return `${smallId(key.slice(0, dash))}${key.slice(dash + 1).padStart(7, '0')}`;
}
