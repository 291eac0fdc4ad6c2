import { isRecord, type JsonRecord, recordIn } from '../kit/json-shape.ts';

export interface FoundIssue {
  readonly value: unknown;
  readonly names: JsonRecord;
}

/** Keys under which answers and their wrappers hold issues. */
const WRAPPERS = ['issues', 'values', 'results', 'pages', 'items', 'data'];

/** The issues in a parsed record: itself, or those of a search answer that was written on one line. */
export function issuesIn(value: unknown, names: JsonRecord): readonly FoundIssue[] {
  if (!isRecord(value) || 'fields' in value || 'key' in value) return [{ value, names }];
  const own = recordIn(value, 'names');
  const known = own === null ? names : { ...names, ...own };
  for (const key of WRAPPERS) {
    const held = value[key];
    if (Array.isArray(held)) {
      const list: readonly unknown[] = held;
      return list.flatMap((one) => issuesIn(one, known));
    }
    if (isRecord(held)) return issuesIn(held, known);
  }
  return [{ value, names }];
}
