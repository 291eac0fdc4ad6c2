import { instantOf } from '../kit/instant.ts';
import { idIn, isRecord, type JsonRecord, recordIn, textIn, withoutNul } from '../kit/json-shape.ts';
import { textsOf } from './custom-values.ts';
import { type Fault, fail } from './fault.ts';
import type { JiraComponent, JiraEntry, JiraFields, JiraIssue, JiraKeyed, JiraLink, JiraStatus } from './issue.ts';
import { readEntries } from './read-changelog.ts';
import type { WantedFields } from './wanted-fields.ts';

export type IssueReading =
  | { readonly issue: JiraIssue; readonly problem: null }
  | { readonly issue: null; readonly problem: string };

const NO_NAMES: JsonRecord = {};

/**
 * Reads what the mapper needs of a Jira issue (REST v2, v3 or agile) and checks it; everything else is left out here, at
 * the door. Written by hand: a schema library took several times as long as parsing the JSON. `names` are field names
 * by id, where the answer gave them beside the issues.
 */
export function readIssue(value: unknown, wanted: WantedFields, names: JsonRecord = NO_NAMES): IssueReading {
  if (!isRecord(value)) return refuse('is no Jira issue but something else');
  const key = textIn(value, 'key');
  const fields = recordIn(value, 'fields');
  if (key === null || key === '') return refuse(missing('key', value));
  if (fields === null) return refuse(missing('fields', value));
  const changelog = recordIn(value, 'changelog');
  if (changelog === null) return refuse('has no changelog; export it with expand=changelog');
  const fault: Fault = { problem: null };
  const histories = readEntries(changelog, wanted, fault);
  const ownNames = recordIn(value, 'names');
  const wantedNames = namesOf(ownNames === null ? names : { ...names, ...ownNames }, wanted);
  const issue: JiraIssue = {
    id: idIn(value, 'id'),
    key,
    self: textIn(value, 'self'),
    names: wantedNames,
    fields: readFields(fields, fault),
    further: readFurther(fields, wanted, wantedNames, histories.entries),
    changelog: { total: histories.entries.length + histories.missing, histories: histories.entries },
  };
  return fault.problem === null ? { issue, problem: null } : refuse(fault.problem);
}

function refuse(problem: string): IssueReading {
  return { issue: null, problem };
}

function missing(what: string, value: JsonRecord): string {
  if (Array.isArray(value.errorMessages)) return 'is an error answer of Jira, no issue; export again';
  return `has no ${what}; a Jira issue has key, fields and changelog`;
}

function readFields(fields: JsonRecord, fault: Fault): JiraFields {
  const created = textIn(fields, 'created') ?? '';
  if (instantOf(created) === null) {
    fail(fault, created === '' ? 'has no fields.created' : `fields.created "${created}" is no instant`);
  }
  return {
    created,
    summary: textIn(fields, 'summary') ?? '',
    status: readStatus(fields, fault),
    issuetype: readType(fields),
    resolution: readNamed(fields, 'resolution'),
    project: readKeyed(fields, 'project'),
    parent: readKeyed(fields, 'parent'),
    epic: readKeyed(fields, 'epic'),
    labels: readLabels(fields, fault),
    components: readComponents(fields, fault),
    issuelinks: readLinks(fields, fault),
    flagged: fields.flagged === true,
  };
}

function readStatus(fields: JsonRecord, fault: Fault): JiraStatus {
  const status = recordIn(fields, 'status');
  const name = status === null ? null : textIn(status, 'name');
  if (status === null || name === null) {
    fail(fault, 'has no fields.status with a name; export it with the field status');
    return { id: null, name: '', statusCategory: null };
  }
  const category = recordIn(status, 'statusCategory');
  const categoryKey = category === null ? null : textIn(category, 'key');
  return {
    id: idIn(status, 'id'),
    name,
    statusCategory: categoryKey === null ? null : { key: categoryKey },
  };
}

function readType(fields: JsonRecord): JiraFields['issuetype'] {
  const type = recordIn(fields, 'issuetype');
  const name = type === null ? null : textIn(type, 'name');
  return type === null || name === null ? null : { name, subtask: type.subtask === true };
}

function readNamed(fields: JsonRecord, key: string): { readonly name: string } | null {
  const value = recordIn(fields, key);
  const name = value === null ? null : textIn(value, 'name');
  return name === null ? null : { name };
}

function readKeyed(fields: JsonRecord, key: string): JiraKeyed | null {
  const value = recordIn(fields, key);
  const keyText = value === null ? null : textIn(value, 'key');
  return value === null || keyText === null ? null : { id: idIn(value, 'id'), key: keyText };
}

function readLabels(fields: JsonRecord, fault: Fault): readonly string[] {
  const labels: string[] = [];
  for (const label of listIn(fields, 'labels', fault)) {
    if (typeof label === 'string') labels.push(withoutNul(label));
    else fail(fault, 'fields.labels holds something that is no text');
  }
  return labels;
}

function readComponents(fields: JsonRecord, fault: Fault): readonly JiraComponent[] {
  const components: JiraComponent[] = [];
  for (const component of listIn(fields, 'components', fault)) {
    const name = isRecord(component) ? textIn(component, 'name') : null;
    if (isRecord(component) && name !== null) components.push({ id: idIn(component, 'id'), name });
    else fail(fault, 'fields.components holds one without a name');
  }
  return components;
}

function readLinks(fields: JsonRecord, fault: Fault): readonly JiraLink[] | null {
  if (fields.issuelinks === undefined || fields.issuelinks === null) return null;
  const links: JiraLink[] = [];
  for (const link of listIn(fields, 'issuelinks', fault)) {
    const type = isRecord(link) ? recordIn(link, 'type') : null;
    if (!isRecord(link) || type === null) {
      fail(fault, 'fields.issuelinks holds one without a type');
      continue;
    }
    const words = { inward: textIn(type, 'inward') ?? '', outward: textIn(type, 'outward') ?? '' };
    const inward = readKeyed(link, 'inwardIssue');
    const outward = readKeyed(link, 'outwardIssue');
    if (inward !== null) links.push({ type: words, inwardIssue: { key: inward.key } });
    if (outward !== null) links.push({ type: words, outwardIssue: { key: outward.key } });
  }
  return links;
}

function listIn(fields: JsonRecord, key: string, fault: Fault): readonly unknown[] {
  const value = fields[key];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  fail(fault, `fields.${key} is no list`);
  return [];
}

/** The names of an answer hold for all its issues; picking from hundreds of them is done once. */
const picked = new WeakMap<JsonRecord, { readonly wanted: WantedFields; readonly names: FieldNames }>();

type FieldNames = Readonly<Record<string, string>>;

/** Of all field names those of the fields that are read: `Epic Link`, `Flagged` and what was asked for. */
function namesOf(names: JsonRecord, wanted: WantedFields): FieldNames {
  const known = picked.get(names);
  if (known !== undefined && known.wanted === wanted) return known.names;
  const kept: Record<string, string> = {};
  for (const [id, name] of Object.entries(names)) {
    if (typeof name !== 'string') continue;
    if (name === 'Epic Link' || name === 'Flagged' || wanted.further.includes(name) || wanted.further.includes(id)) {
      kept[id] = name;
    }
  }
  picked.set(names, { wanted, names: kept });
  return kept;
}

/** Present values of further fields: by id, by the answer's `names`, or by an id that the change log tells. */
function readFurther(
  fields: JsonRecord,
  wanted: WantedFields,
  names: Readonly<Record<string, string>>,
  entries: readonly JiraEntry[],
): Readonly<Record<string, readonly string[]>> {
  const ids = new Set(Object.keys(names));
  for (const id of wanted.further) if (Object.hasOwn(fields, id)) ids.add(id);
  for (const entry of entries) {
    for (const item of entry.items) {
      if (item.fieldId !== null && isFurther(item.field, wanted)) ids.add(item.fieldId);
    }
  }
  if (ids.size === 0) return {};
  const further: Record<string, readonly string[]> = {};
  for (const id of ids) {
    if (Object.hasOwn(fields, id) && !isOwn(id)) further[id] = textsOf(fields[id]);
  }
  return further;
}

function isFurther(field: string, wanted: WantedFields): boolean {
  return field === 'Flagged' || field === 'Epic Link' || wanted.further.includes(field);
}

/** Fields of the mapper itself, which are kept in their own shape. */
function isOwn(id: string): boolean {
  return [
    'status',
    'resolution',
    'issuetype',
    'summary',
    'labels',
    'components',
    'issuelinks',
    'parent',
    'project',
  ].includes(id);
}
