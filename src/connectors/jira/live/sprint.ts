import { instantOf } from '../../kit/instant.ts';
import { idIn, isRecord, type JsonRecord, textIn } from '../../kit/json-shape.ts';
import type { SourceRecord } from '../../kit/live-source.ts';

/** A sprint as it is kept: what the mapper reads, and neither goal nor anything else. */
export interface KeptSprint {
  readonly id: string;
  readonly name: string;
  readonly board: string | null;
  readonly startAt: number | null;
  readonly endAt: number | null;
  readonly completedAt: number | null;
}

/** The sprints in an issue's field, in order of their ids: objects (Cloud), or texts (Data Center). */
export function sprintsIn(value: unknown): readonly KeptSprint[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list
    .flatMap((one) => sprintOf(typeof one === 'string' ? partsOf(one) : one))
    .toSorted((one, other) => Number(one.id) - Number(other.id));
}

/** A sprint of the agile API or of an issue's field; none where it has neither id nor name. */
export function sprintOf(value: unknown): readonly KeptSprint[] {
  if (!isRecord(value)) return [];
  const id = idIn(value, 'id');
  const name = textIn(value, 'name');
  if (id === null || name === null) return [];
  return [
    {
      id,
      name,
      board: idIn(value, 'originBoardId') ?? idIn(value, 'boardId') ?? idIn(value, 'rapidViewId'),
      startAt: instantIn(value, 'startDate'),
      endAt: instantIn(value, 'endDate'),
      completedAt: instantIn(value, 'completeDate'),
    },
  ];
}

export function sprintRecord(sprint: KeptSprint): SourceRecord {
  return { id: `sprint:${sprint.id}`, payload: JSON.stringify({ sprint }) };
}

function instantIn(value: JsonRecord, key: string): number | null {
  const text = textIn(value, key);
  return text === null ? null : instantOf(text);
}

/** `com.atlassian…Sprint@1f[id=7,rapidViewId=2,state=CLOSED,name=A, b,startDate=…]`: a name may hold commas. */
function partsOf(text: string): JsonRecord | null {
  const inner = /\[(.*)\]$/s.exec(text)?.[1];
  if (inner === undefined) return null;
  const parts: Record<string, string> = {};
  const starts = [
    ...inner.matchAll(
      /(?:^|,)(id|rapidViewId|state|name|goal|startDate|endDate|completeDate|activatedDate|sequence|autoStartStop|synced|incompleteIssuesDestinationId)=/g,
    ),
  ];
  starts.forEach((start, index) => {
    const from = start.index + start[0].length;
    const key = start[1];
    const part = inner.slice(from, starts[index + 1]?.index ?? inner.length);
    if (key !== undefined && part !== '<null>') parts[key] ??= part;
  });
  return parts;
}
