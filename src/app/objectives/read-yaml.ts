import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { invalid, type PlacedProblem } from '../errors.ts';
import { NUMBERS } from './csv-columns.ts';
import type { RawRecord, Records } from './records.ts';

const LISTS = { cycles: 'cycles', objectives: 'objectives', iterationGoals: 'goals' } as const;
/** Lists inside a record, the kind of what they hold, and the field that names the record they stand in. */
const INSIDE: Partial<Record<keyof Records, { key: string; kind: keyof Records; parent: string }>> = {
  objectives: { key: 'keyResults', kind: 'keyResults', parent: 'objective' },
  keyResults: { key: 'checkIns', kind: 'checkIns', parent: 'keyResult' },
};

/** The records of a YAML text, each with its line. Throws Invalid for what is no such file; what a record says is checked later. */
export function readYaml(text: string): readonly RawRecord[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const problems: PlacedProblem[] = [];
  const lineOf = (offset: number | undefined): number => lines.linePos(offset ?? 0).line;
  const say = (offset: number | undefined, message: string): void => {
    problems.push({ line: lineOf(offset), column: null, path: '', message });
  };
  for (const mistake of document.errors) say(mistake.pos[0], `this is not YAML: ${mistake.message}`);
  visit(document, {
    Alias: (_key, alias) => say(alias.range?.[0], 'aliases (*name) are not read; write it out'),
  });
  refuse(problems);

  const records: RawRecord[] = [];
  const root = document.contents;
  if (!isMap(root)) throw invalid('objectives: the file holds no objectives; it begins with cycles: and objectives:');
  for (const pair of root.items) {
    const key = keyOf(pair);
    const list = Object.entries(LISTS).find(([name]) => name === key);
    if (list === undefined) {
      say(offsetOf(pair), `there is no list "${key}"; the lists are ${Object.keys(LISTS).join(', ')}`);
    } else take(list[1], pair, {});
  }
  refuse(problems);
  return records;

  function take(kind: keyof Records, list: Pair, given: Readonly<Record<string, unknown>>): void {
    const { value } = list;
    if (isScalar(value) && value.value === null) return;
    if (!isSeq(value)) {
      say(offsetOf(list), 'must be a list: each entry begins with a dash');
      return;
    }
    for (const entry of value.items) {
      if (isMap(entry)) record(kind, entry, given);
      else say(isNode(entry) ? entry.range?.[0] : undefined, 'must be fields by name, such as id: q1');
    }
  }

  function record(kind: keyof Records, map: YAMLMap, given: Readonly<Record<string, unknown>>): void {
    const inside = INSIDE[kind];
    const fields: Record<string, unknown> = { ...given };
    let nested: Pair | null = null;
    for (const pair of map.items) {
      const key = keyOf(pair);
      if (key === inside?.key) nested = pair;
      // What stands in the file for the record around it would be a second word on the same thing.
      else if (key in given) say(offsetOf(pair), `"${key}" is told by the place in the file; leave it out`);
      else fields[key] = fieldOf(key, pair);
    }
    const { id, ...rest } = fields;
    records.push({ kind, id: idOf(id), fields: rest, line: lineOf(map.range?.[0]) });
    if (nested !== null && inside !== undefined) take(inside.kind, nested, { [inside.parent]: idOf(id) });
  }

  function fieldOf(key: string, { value }: Pair): unknown {
    // A cycle named 2027 is named so, although YAML takes it for a number.
    if (isScalar(value) && typeof value.value !== 'string' && value.value !== null && !NUMBERS.has(key)) {
      return value.source;
    }
    return isNode(value) ? value.toJS(document) : value;
  }
}

function idOf(id: unknown): string {
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : '';
}

function offsetOf({ key }: Pair): number | undefined {
  return isScalar(key) ? key.range?.[0] : undefined;
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);
}

function refuse(problems: readonly PlacedProblem[]): void {
  if (problems.length === 0) return;
  throw invalid('objectives: the file cannot be read; nothing was taken in', problems);
}
