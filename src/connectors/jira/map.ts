import type { Change, Fields, ItemHistory, Status } from '../../flow/history.ts';
import { instantOf } from '../kit/instant.ts';
import { componentStory } from './components.ts';
import { changedTexts } from './custom-values.ts';
import { inOrder, ordered } from './happened.ts';
import type { JiraIssue, JiraItem } from './issue.ts';
import { type LinkChange, linkChangesOf, linkStory, presentLinks } from './links.ts';
import { projectStory } from './projects.ts';
import type { WantedFields } from './wanted-fields.ts';

/**
 * The history of a Jira issue: its present fields walked back through the change log to what they were at creation, and
 * every change since. The first change of a field says what it was before; a field that never changed was always as it is.
 */
export function historyOf(issue: JiraIssue, source: string, wanted: WantedFields): ItemHistory {
  const { fields } = issue;
  const happened = inOrder(issue);
  const initial = startOf(issue);
  const changes: Change[] = [];
  const linkChanges: LinkChange[] = [];
  const seen = new Set<string>();
  const custom = customStart(issue, wanted);
  const present = presentLinks(fields.issuelinks ?? []);
  let hasComponents = false;
  let hasProject = false;
  for (const { at, sequence, item } of happened) {
    const kind = kindOf(item.field);
    const isFirst = !seen.has(kind);
    seen.add(kind);
    switch (kind) {
      case 'status': {
        const from = statusOf(item.from, item.fromString);
        if (isFirst) initial.status = from;
        changes.push({ at, sequence, field: 'status', from, to: statusOf(item.to, item.toString) });
        break;
      }
      case 'resolution':
      case 'type':
        if (isFirst) initial[kind] = textOf(item.fromString);
        changes.push({ at, sequence, field: kind, to: textOf(item.toString) });
        break;
      case 'parent':
        if (isFirst) initial.parent = parentKey(issue, item.from, item.fromString);
        changes.push({ at, sequence, field: 'parent', to: parentKey(issue, item.to, item.toString) });
        break;
      case 'title':
        if (isFirst) initial.title = item.fromString ?? '';
        changes.push({ at, sequence, field: 'title', to: item.toString ?? '' });
        break;
      case 'labels':
        if (isFirst) initial.labels = wordsOf(item.fromString);
        changes.push({ at, sequence, field: 'labels', to: wordsOf(item.toString) });
        break;
      case 'components':
        hasComponents = true;
        break;
      case 'project':
        hasProject = true;
        break;
      case 'link':
        linkChanges.push(
          ...linkChangesOf(
            item,
            at,
            sequence,
            present.map((link) => link.type),
          ),
        );
        break;
      case 'further': {
        const name = furtherName(issue, item, wanted);
        if (name === null) break;
        if (!seen.has(`further ${name}`)) custom.set(name, changedTexts(item.from, item.fromString));
        seen.add(`further ${name}`);
        changes.push({ at, sequence, field: 'custom', name, to: changedTexts(item.to, item.toString) });
        break;
      }
      default:
        kind satisfies never;
    }
  }
  if (hasComponents) {
    const story = componentStory(happened, fields.components);
    initial.components = story.initial;
    changes.push(...story.changes);
  }
  if (hasProject) {
    const story = projectStory(happened, fields.project);
    initial.project = story.initial;
    changes.push(...story.changes);
  }
  const links = linkStory(linkChanges, present);
  initial.links = links.initial;
  changes.push(...links.changes);
  return {
    source,
    item: issue.key,
    url: urlOf(issue),
    createdAt: instantOf(fields.created) ?? 0,
    initial: { ...initial, custom: Object.fromEntries([...custom].filter(([, texts]) => texts.length > 0)) },
    changes: hasComponents || hasProject || linkChanges.length > 0 ? ordered(changes) : changes,
    presentStatus: { id: fields.status.id, name: fields.status.name },
    isCutShort: issue.changelog.total > issue.changelog.histories.length,
    deletedAt: null,
  };
}

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/** The fields as they are now: what they were at creation, unless a change says otherwise. */
function startOf(issue: JiraIssue): Writable<Fields> {
  const { fields } = issue;
  return {
    title: fields.summary,
    status: { id: fields.status.id, name: fields.status.name },
    type: fields.issuetype?.name ?? null,
    resolution: fields.resolution?.name ?? null,
    project: fields.project?.key ?? null,
    parent: fields.parent?.key ?? fields.epic?.key ?? epicOf(issue),
    team: null,
    labels: fields.labels,
    components: fields.components.map((component) => component.name),
    blocked: false,
    links: [],
    custom: {},
  };
}

function epicOf(issue: JiraIssue): string | null {
  const id = furtherIdOf(issue, 'Epic Link');
  return id === null ? null : (issue.further[id]?.[0] ?? null);
}

type ChangeKind =
  | 'status'
  | 'resolution'
  | 'type'
  | 'parent'
  | 'title'
  | 'labels'
  | 'components'
  | 'project'
  | 'link'
  | 'further';

const KINDS: ReadonlyMap<string, ChangeKind> = new Map([
  ['status', 'status'],
  ['resolution', 'resolution'],
  ['issuetype', 'type'],
  ['parent', 'parent'],
  ['parent issue', 'parent'],
  ['issueparentassociation', 'parent'],
  ['epic link', 'parent'],
  ['summary', 'title'],
  ['labels', 'labels'],
  ['component', 'components'],
  ['component/s', 'components'],
  ['components', 'components'],
  ['project', 'project'],
  ['key', 'project'],
  ['link', 'link'],
  ['issuelink', 'link'],
]);

function kindOf(field: string): ChangeKind {
  return KINDS.get(field) ?? KINDS.get(field.toLowerCase()) ?? 'further';
}

function statusOf(id: string | null, name: string | null): Status | null {
  const text = textOf(name) ?? textOf(id);
  return text === null ? null : { id: textOf(id), name: text };
}

function textOf(text: string | null): string | null {
  return text === null || text === '' ? null : text;
}

function wordsOf(text: string | null): readonly string[] {
  return text === null ? [] : text.split(' ').filter((word) => word !== '');
}

/** A parent that got another key since is known by its id. */
function parentKey(issue: JiraIssue, id: string | null, key: string | null): string | null {
  const { parent } = issue.fields;
  return parent !== null && parent.id !== null && parent.id === id ? parent.key : textOf(key);
}

/** Present values of `Flagged` and of the further fields that were asked for, under the names they were asked by. */
function customStart(issue: JiraIssue, wanted: WantedFields): Map<string, readonly string[]> {
  const custom = new Map<string, readonly string[]>();
  for (const name of ['Flagged', ...wanted.further]) {
    const id = furtherIdOf(issue, name);
    const texts = id === null ? undefined : issue.further[id];
    if (texts !== undefined) custom.set(name, texts);
  }
  if (issue.fields.flagged && !custom.has('Flagged')) custom.set('Flagged', ['Impediment']);
  return custom;
}

/** The id under which the issue holds a field: the name itself, the answer's `names`, or what the change log tells. */
function furtherIdOf(issue: JiraIssue, name: string): string | null {
  if (Object.hasOwn(issue.further, name)) return name;
  for (const id in issue.further) {
    if (issue.names[id] === name) return id;
    for (const entry of issue.changelog.histories) {
      if (entry.items.some((item) => item.fieldId === id && item.field === name)) return id;
    }
  }
  return null;
}

function furtherName(issue: JiraIssue, item: JiraItem, wanted: WantedFields): string | null {
  if (item.field === 'Flagged') return 'Flagged';
  const byName = wanted.further.find((name) => name === item.field || name === item.fieldId);
  return byName ?? wanted.further.find((id) => issue.names[id] === item.field) ?? null;
}

/** Where people read the issue: `https://host/browse/K-1`. */
function urlOf(issue: JiraIssue): string | null {
  if (issue.self === null || !/^https?:\/\//.test(issue.self)) return null;
  const end = issue.self.indexOf('/rest/');
  return end === -1 ? null : `${issue.self.slice(0, end)}/browse/${issue.key}`;
}
