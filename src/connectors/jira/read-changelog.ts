import { instantOf } from '../kit/instant.ts';
import { idIn, isRecord, type JsonRecord, textIn } from '../kit/json-shape.ts';
import { mayBePerson } from './custom-values.ts';
import { type Fault, fail } from './fault.ts';
import type { JiraEntry, JiraItem } from './issue.ts';
import { changeReading, type WantedFields } from './wanted-fields.ts';

export interface Entries {
  readonly entries: readonly JiraEntry[];
  /** How many the source says there are beyond those it gave. */
  readonly missing: number;
}

/** The entries that change something the mapper reads. */
export function readEntries(changelog: JsonRecord, wanted: WantedFields, fault: Fault): Entries {
  const histories = changelog.histories;
  if (!Array.isArray(histories)) {
    fail(fault, 'has a changelog without histories; export it with expand=changelog');
    return { entries: [], missing: 0 };
  }
  const list: readonly unknown[] = histories;
  const entries: JiraEntry[] = [];
  for (const history of list) {
    if (!isRecord(history) || !Array.isArray(history.items)) {
      fail(fault, 'has a changelog entry without items');
      continue;
    }
    const items = readItems(history.items, wanted);
    if (items.length === 0) continue;
    const id = idIn(history, 'id') ?? '';
    const created = textIn(history, 'created') ?? '';
    if (instantOf(created) === null) fail(fault, `changelog entry ${id}: created "${created}" is no instant`);
    entries.push({ id, created, items });
  }
  const total = typeof changelog.total === 'number' ? changelog.total : list.length;
  return { entries, missing: Math.max(0, total - list.length) };
}

function readItems(items: readonly unknown[], wanted: WantedFields): readonly JiraItem[] {
  const kept: JiraItem[] = [];
  for (const item of items) {
    if (!isRecord(item)) continue;
    const field = textIn(item, 'field');
    if (field === null) continue;
    const fieldId = textIn(item, 'fieldId');
    const reading = changeReading(wanted, field, fieldId);
    if (reading === 'none') continue;
    const from = idIn(item, 'from');
    const to = idIn(item, 'to');
    const fromString = textIn(item, 'fromString');
    const toText = textIn(item, 'toString');
    if (reading === 'further' && (mayBePerson(from, fromString) || mayBePerson(to, toText))) continue;
    kept.push({ field, fieldId, from, fromString, to, toString: toText });
  }
  return kept;
}
