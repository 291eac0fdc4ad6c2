import { instantOf } from '../../kit/instant.ts';
import { idIn, isRecord, type JsonRecord, recordIn, textIn } from '../../kit/json-shape.ts';
import type { SourceRecord } from '../../kit/live-source.ts';
import { rawOf } from '../issue.ts';
import { readIssue } from '../read-issue.ts';
import { wantedFields } from '../wanted-fields.ts';
import type { Changelog } from './api.ts';
import { type FieldIds, SPRINT_ID, wantedNames } from './field-ids.ts';
import { type KeptSprint, sprintsIn } from './sprint.ts';

export interface IssueRead {
  readonly record: SourceRecord | null;
  readonly sprints: readonly KeptSprint[];
  /** Why it cannot be kept; null where it can. */
  readonly problem: string | null;
}

/** An issue of a search and its change log as the record that is kept. The same issue gives the same text, in whatever order the server tells it. */
export function issueRecord(issue: JsonRecord, changelog: Changelog, ids: FieldIds, site: string): IssueRead {
  const id = idIn(issue, 'id');
  const fields = recordIn(issue, 'fields') ?? {};
  const sprints = ids.sprint === null ? [] : sprintsIn(fields[ids.sprint]);
  if (id === null) return { record: null, sprints, problem: 'an issue has no id' };
  const entries = entriesOf(changelog, ids, fields);
  const value = {
    id,
    key: issue.key,
    self: `${site}/rest/api/2/issue/${id}`,
    names: ids.names,
    fields: {
      ...fields,
      ...(ids.sprint === null || sprints.length === 0
        ? {}
        : {
            [ids.sprint]: sprints.map(({ name }) => name),
            [SPRINT_ID]: sprints.map((sprint) => sprint.id),
          }),
    },
    changelog: { total: changelog.total ?? entries.length, histories: entries },
  };
  const { issue: read, problem } = readIssue(value, wantedFields(wantedNames(ids)));
  if (read === null) return { record: null, sprints, problem: `${textIn(issue, 'key') ?? id} ${problem}` };
  return { record: { id: `issue:${id}`, payload: rawOf(read) }, sprints, problem: null };
}

/** Each entry once, oldest first, with instants as texts, and sprints by id beside their names. */
function entriesOf({ histories }: Changelog, ids: FieldIds, fields: JsonRecord): readonly JsonRecord[] {
  const byId = new Map<string, { readonly at: number; readonly entry: JsonRecord }>();
  histories.forEach((history, index) => {
    const created = createdOf(history);
    const items = Array.isArray(history.items) ? history.items : [];
    byId.set(idIn(history, 'id') ?? `no id ${index}`, {
      at: instantOf(created) ?? 0,
      entry: {
        id: idIn(history, 'id') ?? '',
        created,
        items: items.filter(isRecord).flatMap((item) => itemsOf(spoken(item, fields), ids)),
      },
    });
  });
  return [...byId.values()]
    .toSorted((one, other) => one.at - other.at || Number(one.entry.id) - Number(other.entry.id))
    .map(({ entry }) => entry);
}

/** The bulk answer of Jira Cloud may give instants as numbers. Unit: ms or s since 1970, told apart by size. */
function createdOf(history: JsonRecord): string {
  const { created } = history;
  if (typeof created !== 'number') return textIn(history, 'created') ?? '';
  return new Date(created > 1e11 ? created : created * 1000).toISOString();
}

/** Types and resolutions whose names are in the language of whoever asks; the change log has them in the site’s own. */
const TRANSLATED = new Set(['issuetype', 'resolution']);

/** The log’s word for what the issue has now becomes the word that the issue itself says, so that one thing has one name. */
function spoken(item: JsonRecord, fields: JsonRecord): JsonRecord {
  const field = textIn(item, 'field') ?? '';
  const now = TRANSLATED.has(field) ? recordIn(fields, field) : null;
  const id = now === null ? null : idIn(now, 'id');
  const name = now === null ? null : textIn(now, 'name');
  if (id === null || name === null) return item;
  return {
    ...item,
    ...(idIn(item, 'from') === id ? { fromString: name } : {}),
    toString: idIn(item, 'to') === id ? name : textIn(item, 'toString'),
  };
}

function itemsOf(item: JsonRecord, ids: FieldIds): readonly JsonRecord[] {
  const fieldId = textIn(item, 'fieldId');
  const field = fieldId === null ? undefined : ids.names[fieldId];
  const named = field === undefined ? item : { ...item, field };
  if (ids.sprint === null || textIn(named, 'field') !== 'Sprint') return [named];
  const from = idIn(item, 'from');
  const to = idIn(item, 'to');
  return [
    { ...named, from, fromString: item.fromString, to, toString: textIn(item, 'toString') },
    { field: SPRINT_ID, from, fromString: from, to, toString: to },
  ];
}
