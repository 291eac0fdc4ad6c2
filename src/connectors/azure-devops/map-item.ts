import type { IncidentRecord } from '../../flow/delivery/records.ts';
import type { Change, Fields, ItemHistory, Status } from '../../flow/history.ts';
import type { StatusCategory } from '../kit/record.ts';
import type { ItemState, KeptItem } from './kept.ts';

/** Names under which an item's iteration stands among its further fields. */
const ITERATION = 'Iteration';
const ITERATION_ID = 'Iteration id';

/** Key of a work item, as Microsoft writes it where several tools meet. */
export function itemKey(id: number): string {
  return `AB#${id}`;
}

/** The history of a work item. Where its first revision was not seen, what it was at creation is not known. */
export function itemHistory(item: KeptItem, source: string): ItemHistory {
  const { first } = item;
  const isCutShort = first.rev !== 1;
  const initial = fieldsOf(first.fields);
  const changes: Change[] = [];
  const begin = statusOf(first.fields.state);
  if (isCutShort) changes.push({ at: first.at, sequence: first.rev, field: 'status', from: null, to: begin });
  let before = first.fields;
  for (const { rev, at, fields } of item.changes) {
    const after = { ...before, ...fields };
    changes.push(...changesBetween(before, after, at, rev));
    before = after;
  }
  return {
    source,
    item: itemKey(item.id),
    url: item.url,
    createdAt: item.createdAt,
    initial: isCutShort ? { ...initial, status: null } : initial,
    changes,
    presentStatus: statusOf(before.state),
    isCutShort,
    deletedAt: null,
  };
}

/** In the words that suggestions know. What is resolved still waits for somebody to look at it. */
const CATEGORIES: Readonly<Record<string, string>> = {
  Proposed: 'new',
  InProgress: 'indeterminate',
  Resolved: 'indeterminate',
  Completed: 'done',
  Removed: 'done',
};

/** The states that an item was in, with their categories. */
export function categoriesOf(item: KeptItem): readonly StatusCategory[] {
  const found = new Map<string, StatusCategory>();
  let now = item.first.fields;
  for (const fields of [{}, ...item.changes.map((change) => change.fields)]) {
    now = { ...now, ...fields };
    if (now.state !== null)
      found.set(now.state, { id: null, name: now.state, category: CATEGORIES[now.category ?? ''] ?? null });
  }
  return [...found.values()];
}

export function presentState(item: KeptItem): ItemState {
  let now = item.first.fields;
  for (const { fields } of item.changes) now = { ...now, ...fields };
  return now;
}

/** Restored when it last became resolved or done; a removed one was no incident. */
export function incidentOf(item: KeptItem): IncidentRecord | null {
  const present = presentState(item);
  if (present.category === 'Removed') return null;
  let restoredAt: number | null = null;
  let now = item.first.fields;
  for (const { at, fields } of [{ at: item.first.at, fields: {} }, ...item.changes]) {
    now = { ...now, ...fields };
    if (!isEnded(now)) restoredAt = null;
    else restoredAt ??= at;
  }
  return {
    kind: 'incident',
    id: `item:${item.id}`,
    title: present.title,
    url: item.url,
    application: present.area?.split('\\').at(-1) ?? null,
    repo: null,
    openedAt: item.createdAt,
    detectedAt: null,
    restoredAt,
    deployments: [],
    changes: [],
    item: itemKey(item.id),
  };
}

function isEnded({ category }: ItemState): boolean {
  return category === 'Resolved' || category === 'Completed';
}

function statusOf(name: string | null): Status | null {
  return name === null ? null : { id: null, name };
}

function fieldsOf(state: ItemState): Fields {
  return {
    title: state.title,
    status: statusOf(state.state),
    type: state.type,
    resolution: state.reason,
    project: state.project,
    parent: state.parent === null ? null : itemKey(state.parent),
    team: null,
    labels: state.tags,
    components: listOf(state.area),
    blocked: false,
    links: [],
    custom: customOf(state),
  };
}

function customOf({ iteration, iterationId, further }: ItemState): Readonly<Record<string, readonly string[]>> {
  return {
    ...(iteration === null ? {} : { [ITERATION]: [iteration] }),
    ...(iterationId === null ? {} : { [ITERATION_ID]: [iterationId] }),
    ...Object.fromEntries(Object.entries(further).map(([name, text]) => [name, [text]])),
  };
}

function listOf(text: string | null): readonly string[] {
  return text === null ? [] : [text];
}

function changesBetween(before: ItemState, after: ItemState, at: number, sequence: number): readonly Change[] {
  const [from, to] = [fieldsOf(before), fieldsOf(after)];
  const changes: Change[] = [];
  if (before.state !== after.state) changes.push({ at, sequence, field: 'status', from: from.status, to: to.status });
  for (const field of ['type', 'resolution', 'project', 'parent'] as const)
    if (from[field] !== to[field]) changes.push({ at, sequence, field, to: to[field] });
  if (from.title !== to.title) changes.push({ at, sequence, field: 'title', to: to.title });
  for (const field of ['labels', 'components'] as const)
    if (from[field].join('\n') !== to[field].join('\n')) changes.push({ at, sequence, field, to: to[field] });
  for (const name of new Set([...Object.keys(from.custom), ...Object.keys(to.custom)])) {
    const values = to.custom[name] ?? [];
    if ((from.custom[name] ?? []).join('\n') !== values.join('\n'))
      changes.push({ at, sequence, field: 'custom', name, to: values });
  }
  return changes;
}
