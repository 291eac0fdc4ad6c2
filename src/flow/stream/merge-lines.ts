/** A comparison of this many pairs of lines is still quick; beyond it nothing is merged. */
const MOST_PAIRS = 4_000_000;

/**
 * Carries a change over to a text that says the same in another layout. `before` and `after` are the change, as printed;
 * `text` is what was printed as `before`. Lines that did not change are taken from `text`, the rest from `after`.
 * null where the texts are too long to compare.
 */
export function mergeLines(
  text: readonly string[],
  before: readonly string[],
  after: readonly string[],
): readonly string[] | null {
  const layout = pairLines(before, text, (one, other) => squeeze(one) === squeeze(other));
  const change = pairLines(before, after, (one, other) => one === other);
  if (layout === null || change === null) return null;
  const merged: string[] = [];
  let printed = 0;
  const printTo = (end: number): void => {
    for (; printed < end; printed += 1) merged.push(after[printed] ?? '');
  };
  for (const block of blocksOf(layout, before.length, text.length)) {
    const kept = change.slice(block.beforeFrom, block.beforeTo);
    const first = kept[0];
    if (first === undefined) {
      merged.push(...text.slice(block.textFrom, block.textTo));
    } else if (first !== -1 && kept.every((line, index) => line === first + index)) {
      printTo(first);
      merged.push(...text.slice(block.textFrom, block.textTo));
      printed = first + kept.length;
    } else {
      printTo(Math.max(-1, ...kept) + 1);
    }
  }
  printTo(after.length);
  return merged;
}

/** Lines of the one layout and what stands for them in the other: single lines that pair, and runs between them that do not. */
interface Block {
  readonly beforeFrom: number;
  readonly beforeTo: number;
  readonly textFrom: number;
  readonly textTo: number;
}

function blocksOf(pairs: readonly number[], beforeLength: number, textLength: number): readonly Block[] {
  const blocks: Block[] = [];
  let beforeFrom = 0;
  let textFrom = 0;
  const close = (beforeTo: number, textTo: number): void => {
    if (beforeTo > beforeFrom || textTo > textFrom) blocks.push({ beforeFrom, beforeTo, textFrom, textTo });
    beforeFrom = beforeTo;
    textFrom = textTo;
  };
  pairs.forEach((partner, index) => {
    if (partner === -1) return;
    close(index, partner);
    close(index + 1, partner + 1);
  });
  close(beforeLength, textLength);
  return blocks;
}

function squeeze(line: string): string {
  return line.replaceAll(/\s+/g, ' ').trim();
}

/** For each line of `one` its partner in `other`, or -1: a longest common subsequence. */
function pairLines(
  one: readonly string[],
  other: readonly string[],
  isSame: (one: string, other: string) => boolean,
): readonly number[] | null {
  const same = (index: number, partner: number): boolean => {
    const line = one[index];
    const candidate = other[partner];
    return line !== undefined && candidate !== undefined && isSame(line, candidate);
  };
  let head = 0;
  while (same(head, head)) head += 1;
  let tail = 0;
  while (tail < Math.min(one.length, other.length) - head && same(one.length - 1 - tail, other.length - 1 - tail))
    tail += 1;
  const rows = one.length - head - tail;
  const columns = other.length - head - tail;
  if (rows * columns > MOST_PAIRS) return null;
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  const lengthAt = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      lengths[row * width + column] = same(head + row, head + column)
        ? lengthAt(row + 1, column + 1) + 1
        : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  const partners = Array.from({ length: one.length }, (_, index) => {
    if (index < head) return index;
    return index >= one.length - tail ? index - one.length + other.length : -1;
  });
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (same(head + row, head + column)) {
      partners[head + row] = head + column;
      row += 1;
      column += 1;
    } else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row += 1;
    else column += 1;
  }
  return partners;
}
