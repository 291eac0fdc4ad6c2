import type { IncidentRecord } from '../../../flow/delivery/records.ts';
import type { ItemHistory } from '../../../flow/history.ts';
import { idIn, isRecord, type JsonRecord, recordIn, textIn } from '../../kit/json-shape.ts';
import type { Mapped } from '../../kit/live-source.ts';
import type { JiraIssue } from '../issue.ts';
import { historyOf } from '../map.ts';
import { readIssue } from '../read-issue.ts';
import { wantedFields } from '../wanted-fields.ts';
import { numberIn } from './answers.ts';
import type { JiraScope } from './config.ts';
import { wantedNames } from './field-ids.ts';

/** What a kept record says: an item, an incident beside it where its type tells of one, or a sprint. */
export function mapRecord(payload: string, source: string, { incidentTypes }: JiraScope): readonly Mapped[] {
  const value: unknown = JSON.parse(payload);
  if (!isRecord(value)) throw new Error('a stored Jira record is no object');
  const sprint = recordIn(value, 'sprint');
  if (sprint !== null) return sprintIn(sprint);
  if (isRecord(value.project)) return [];
  const names = textsIn(recordIn(value, 'names') ?? {});
  const wanted = wantedFields(wantedNames({ sprint: 'any', names }));
  const { issue, problem } = readIssue(value, wanted);
  if (issue === null) throw new Error(`a stored Jira record cannot be read: it ${problem}`);
  const history = historyOf(issue, source, wanted);
  const item: Mapped = { kind: 'item', history, categories: [categoryOf(issue)], types: typesOf(issue) };
  const type = issue.fields.issuetype?.name ?? null;
  return type !== null && incidentTypes.includes(type)
    ? [item, { kind: 'delivery', record: incidentOf(issue, history) }]
    : [item];
}

function categoryOf({ fields: { status } }: JiraIssue) {
  return { id: status.id, name: status.name, category: status.statusCategory?.key ?? null };
}

function typesOf({ fields: { issuetype } }: JiraIssue) {
  return issuetype === null ? [] : [{ name: issuetype.name, isSubtask: issuetype.subtask }];
}

function sprintIn(sprint: JsonRecord): readonly Mapped[] {
  const id = idIn(sprint, 'id');
  const name = textIn(sprint, 'name');
  if (id === null || name === null) throw new Error('a stored sprint has no id or no name');
  const board = textIn(sprint, 'board');
  return [
    {
      kind: 'delivery',
      record: {
        kind: 'iteration',
        id,
        name,
        of: board === null ? null : `board ${board}`,
        startAt: numberIn(sprint, 'startAt'),
        endAt: numberIn(sprint, 'endAt'),
        completedAt: numberIn(sprint, 'completedAt'),
      },
    },
  ];
}

/** Restored when it was resolved for the last time; one that is not resolved now is not restored. */
function incidentOf(issue: JiraIssue, history: ItemHistory): IncidentRecord {
  const resolved = history.changes.filter((change) => change.field === 'resolution' && change.to !== null).at(-1);
  return {
    kind: 'incident',
    id: issue.key,
    title: issue.fields.summary,
    url: history.url,
    application: issue.fields.components[0]?.name ?? null,
    repo: null,
    openedAt: history.createdAt,
    detectedAt: null,
    restoredAt: issue.fields.resolution === null ? null : (resolved?.at ?? null),
    deployments: [],
    changes: [],
    item: issue.key,
  };
}

function textsIn(record: JsonRecord): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
