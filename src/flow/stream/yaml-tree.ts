import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import type { Path } from './document-keys.ts';

/** Keys whose value is a number. Everywhere else a number is a name, and keeps its spelling: the label `1.10` is not `1.1`. */
const NUMBER_KEYS = new Set(['version', 'limit', 'stalledAfterDays', 'innovationShare']);

/** Far more than any stream's document needs; small enough that aliases of aliases cannot fill the memory. */
const MOST_VALUES = 20_000;
const DEEPEST = 20;

/** What cannot be read as plain data, at an offset in the text. */
export interface TreeProblem {
  readonly path: Path;
  readonly offset: number;
  readonly message: string;
}

/** The plain data of a parsed text, with names kept as written; or the first thing that cannot be read. */
export function plainData(document: Document): { readonly value: unknown } | TreeProblem {
  let values = 0;
  const read = (node: unknown, path: Path): { value: unknown } | TreeProblem => {
    values += 1;
    const offset = offsetOf(node);
    if (values > MOST_VALUES) {
      return { path, offset, message: `more than ${MOST_VALUES} values; are aliases (*name) nested in one another?` };
    }
    if (path.length > DEEPEST) return { path, offset, message: `nested more than ${DEEPEST} deep` };
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined) {
        return { path, offset, message: `alias *${node.source} has no anchor &${node.source} before it` };
      }
      return read(target, path);
    }
    if (isMap(node)) return readMap(node.items, path);
    if (isSeq(node)) {
      const list: unknown[] = [];
      for (const [index, item] of node.items.entries()) {
        const inner = read(item, [...path, index]);
        if (!('value' in inner)) return inner;
        list.push(inner.value);
      }
      return { value: list };
    }
    return { value: isScalar(node) ? scalarValue(node.value, node.source, path) : null };
  };
  const readMap = (pairs: readonly { key: unknown; value: unknown }[], path: Path) => {
    const entries: [string, unknown][] = [];
    for (const pair of pairs) {
      const offset = offsetOf(pair.key);
      if (!isScalar(pair.key) || pair.key.value === null || typeof pair.key.value === 'object') {
        return { path, offset, message: 'a key must be a word' };
      }
      const key = keyText(pair.key);
      if (key === '<<') return { path, offset, message: 'merge keys (<<) are not read here; write the keys out' };
      const inner = read(pair.value, [...path, key]);
      if (!('value' in inner)) return inner;
      entries.push([key, inner.value]);
    }
    return { value: Object.fromEntries(entries) };
  };
  return read(document.contents, []);
}

/** A key as it was written. */
export function keyText(key: Scalar): string {
  return key.source ?? (typeof key.value === 'string' ? key.value : JSON.stringify(key.value));
}

function scalarValue(value: unknown, source: string | undefined, path: Path): unknown {
  const key = path.at(-1);
  const isName = typeof key !== 'string' || !NUMBER_KEYS.has(key);
  return (typeof value === 'number' || typeof value === 'bigint') && isName ? (source ?? String(value)) : value;
}

function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** Where a place stands in the text: its key, or its value; the nearest place around it where it does not exist. */
export function offsetAt(document: Document, path: Path, which: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node);
  for (const [depth, step] of path.entries()) {
    const inner = childOf(resolved(node, document), step);
    if (inner === null) break;
    const isLast = depth === path.length - 1;
    const wantsKey = inner.key !== null && (!isNode(inner.value) || (isLast && which === 'key'));
    offset = wantsKey ? offsetOf(inner.key) : offsetOf(inner.value);
    node = inner.value;
  }
  return offset;
}

function resolved(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function childOf(node: unknown, step: string | number): { key: Node | null; value: unknown } | null {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return item === undefined ? null : { key: null, value: item };
  }
  if (!isMap(node)) return null;
  const pair = node.items.find((one) => isScalar(one.key) && keyText(one.key) === step);
  return pair === undefined || !isScalar(pair.key) ? null : { key: pair.key, value: pair.value };
}

/** The place that holds an offset of the text, as deep as it goes: for messages of the reader, which knows offsets alone. */
export function pathAt(document: Document, offset: number): Path {
  const path: (string | number)[] = [];
  if (offset >= (document.contents?.range?.[2] ?? Number.POSITIVE_INFINITY)) return path;
  let node: unknown = document.contents;
  for (;;) {
    const step = stepTo(node, offset);
    if (step === null || path.length === DEEPEST) return path;
    path.push(step.key);
    node = step.value;
  }
}

function stepTo(node: unknown, offset: number): { key: string | number; value: unknown } | null {
  if (isSeq(node)) {
    const index = node.items.findLastIndex((item) => isNode(item) && offsetOf(item) <= offset);
    return index === -1 ? null : { key: index, value: node.items[index] };
  }
  if (isMap(node)) {
    const pair = node.items.findLast((one) => isPair(one) && isScalar(one.key) && offsetOf(one.key) <= offset);
    return pair === undefined || !isScalar(pair.key) ? null : { key: keyText(pair.key), value: pair.value };
  }
  return null;
}
