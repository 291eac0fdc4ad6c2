import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  Pair,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { StreamDocument } from './document.ts';
import { mergeLines } from './merge-lines.ts';
import { parseStream, type RefusedStream } from './parse.ts';
import { isMapping, isSameValue } from './same-value.ts';
import { writeDocument, writtenForm } from './write.ts';
import { keyText } from './yaml-tree.ts';

export interface EditedText {
  readonly ok: true;
  readonly text: string;
  /** false where the text could not be changed in place and was written anew, without its comments. */
  readonly isInPlace: boolean;
}

/**
 * A document's text changed so that it says `next`: what did not change stays as it was written, with its comments, order and
 * quotes; steps take their comments along when they move. A text that is refused is not changed.
 */
export function editDocumentText(text: string, next: StreamDocument): EditedText | RefusedStream {
  const before = parseStream(text);
  if (!before.ok) return before;
  if (isSameValue(before.document, next)) return { ok: true, text, isInPlace: true };
  const tree = parseDocument(text);
  writeOutAliases(tree);
  const printedBefore = print(tree, text);
  if (isNode(tree.contents)) reconcile(tree, tree.contents, before.document, next, writtenForm(next));
  const printed = print(tree, text);
  const merged = mergeLines(text.split(/\r?\n/), printedBefore.split('\n'), printed.split('\n'))?.join('\n');
  const edited = [merged, printed].find((one) => one !== undefined && says(one, next));
  const ends = text.includes('\r\n') ? '\r\n' : '\n';
  return {
    ok: true,
    text: (edited ?? writeDocument(next)).replaceAll('\n', ends),
    isInPlace: edited !== undefined,
  };
}

function says(text: string, document: StreamDocument): boolean {
  const read = parseStream(text);
  return read.ok && isSameValue(read.document, document);
}

/** A change at one place must not change all that share its anchor. */
function writeOutAliases(tree: Document): void {
  visit(tree, {
    Alias: (_key, alias) => {
      const target = alias.resolve(tree)?.clone();
      return target !== undefined && isNode(target) ? target : undefined;
    },
  });
  visit(tree, {
    Node: (_key, node) => {
      if (!isAlias(node)) node.anchor = undefined;
    },
  });
}

/** The node that says `next` where `node` said `before`. `written` is `next` as people write it. */
function reconcile(tree: Document, node: Node, before: unknown, next: unknown, written: unknown): Node {
  if (isSameValue(before, next)) return node;
  if (isMap(node) && isMapping(before) && isMapping(next) && isMapping(written)) {
    reconcileMap(tree, node, before, next, written);
    return node;
  }
  if (isSeq(node) && Array.isArray(before) && Array.isArray(next) && Array.isArray(written)) {
    reconcileSeq(tree, node, before, next, written);
    return node;
  }
  const made = tree.createNode(written);
  made.comment = node.comment;
  made.commentBefore = node.commentBefore;
  if (isScalar(made) && isScalar(node)) {
    made.spaceBefore = node.spaceBefore;
    if (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE) made.type = node.type;
  }
  if (isCollection(made) && isCollection(node)) made.flow = node.flow;
  return made;
}

type Mapping = Readonly<Record<string, unknown>>;

function reconcileMap(tree: Document, map: YAMLMap, before: Mapping, next: Mapping, written: Mapping): void {
  // A key that is written although it is default stays; one whose value became the default goes.
  map.items = map.items.filter(
    ({ key }) => isScalar(key) && (keyText(key) in written || isSameValue(before[keyText(key)], next[keyText(key)])),
  );
  for (const [key, value] of Object.entries(written)) {
    const pair = map.items.find((one) => isScalar(one.key) && keyText(one.key) === key);
    if (pair === undefined) {
      if (isSameValue(before[key], next[key])) continue;
      const made = tree.createNode(value);
      if (isCollection(made)) bracket(made);
      map.items.splice(placeFor(key, map, written), 0, new Pair(tree.createNode(key), made));
    } else {
      pair.value = isNode(pair.value)
        ? reconcile(tree, pair.value, before[key], next[key], value)
        : tree.createNode(value);
    }
  }
}

/** A new key goes behind the one that stands before it in the usual order. */
function placeFor(key: string, map: YAMLMap, written: Mapping): number {
  const order = Object.keys(written);
  const earlier = new Set(order.slice(0, order.indexOf(key)));
  return map.items.findLastIndex(({ key: held }) => isScalar(held) && earlier.has(keyText(held))) + 1;
}

/** Lists at the top get a line an entry, as the writer does; what is inside an entry stands in brackets. */
function bracket(node: Node): void {
  if (isSeq(node) && node.items.some(isMap)) {
    for (const item of node.items) if (isCollection(item)) item.flow = true;
  } else if (isCollection(node)) {
    node.flow = true;
  }
}

function reconcileSeq(
  tree: Document,
  seq: YAMLSeq,
  before: readonly unknown[],
  next: readonly unknown[],
  written: readonly unknown[],
): void {
  const origins = matchEntries(before, next);
  const old = seq.items;
  seq.items = next.map((value, index) => {
    const from = origins[index];
    const node = from === undefined ? undefined : old[from];
    if (from !== undefined && isNode(node)) return reconcile(tree, node, before[from], value, written[index]);
    const made = tree.createNode(written[index]);
    if (isCollection(made)) made.flow = true;
    return made;
  });
}

/** For each entry of the new list the place it had in the old one: the same entry, else one of the same name, else the one at its place. */
function matchEntries(before: readonly unknown[], next: readonly unknown[]): readonly (number | undefined)[] {
  const free = new Set(before.keys());
  const origins = next.map((): number | undefined => undefined);
  const claim = (isMatch: (from: number, to: number) => boolean): void => {
    for (const to of next.keys()) {
      if (origins[to] !== undefined) continue;
      const from = [...free].find((one) => isMatch(one, to));
      if (from === undefined) continue;
      free.delete(from);
      origins[to] = from;
    }
  };
  claim((from, to) => isSameValue(before[from], next[to]));
  claim((from, to) => nameOf(before[from]) !== null && nameOf(before[from]) === nameOf(next[to]));
  claim((from, to) => from === to);
  return origins;
}

/** What people know an entry by: the step's, the team's or the application's name, the status' id. */
function nameOf(entry: unknown): string | null {
  if (!isMapping(entry)) return null;
  const name = entry.step ?? entry.team ?? entry.id ?? entry.name;
  return typeof name === 'string' ? name : null;
}

/** Prints the tree near to the text's own style, and folds no line that was not folded. */
function print(tree: Document, text: string): string {
  const longest = text.split('\n').reduce((most, line) => Math.max(most, line.length), 120);
  return tree.toString({
    lineWidth: longest,
    flowCollectionPadding: /[[{] /.test(text),
    indentSeq: !/^\w+:[ \t]*(#.*)?\r?\n-/m.test(text),
  });
}
