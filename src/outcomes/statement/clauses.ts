import { readAmount } from './amounts.ts';
import type { DateMention } from './date-mention.ts';
import type { Line } from './tokens.ts';
import { verbs, words } from './words/forms.ts';

const ENDS = new Set(words('. ; ! ? • ('));
const FRAME = new Set([
  ...words(
    `we our the a goal aim objective outcome target metric team teams is are will would to want wants plan plans intend should shall must please let let's lets in order successfully
    as us i they expect believe hope this sprint iteration epic initiative project it that - – — + : , of quarter result key for need needs going`,
  ),
  ...verbs('aim intend'),
]);

/** The first token that says something: behind a date, a label or "our goal is to". Source: methods.md 5.2. */
export function firstWord(line: Line, dates: readonly DateMention[]): number {
  const ends = new Map(dates.filter((date) => date.kind === 'date').map((date) => [date.first, date.last]));
  let at = 0;
  for (let n = 0; n < 16; n += 1) {
    const date = ends.get(at) ?? ends.get(at + 1);
    const isDate =
      ends.has(at) ||
      (ends.has(at + 1) && /^(?:by|in|before|until|during|from|at|the|early|late)$/.test(line.lower(at)));
    if (isDate && date !== undefined) at = date;
    else if (line.lower(at) === 'by' && line.lower(at + 1) === 'the' && ends.has(at + 2))
      at = ends.get(at + 2) ?? at + 1;
    else if (line.lower(at) === '•' || FRAME.has(line.lower(at))) at += 1;
    else break;
  }
  return at;
}

/** Where the clause around a token begins: behind the last full stop, bracket or list mark. Source: methods.md 5.2. */
export function clauseStart(line: Line, at: number): number {
  let depth = 0;
  for (let i = at - 1; i >= 0; i -= 1) {
    if (line.lower(i) === ')') depth += 1;
    if (depth > 0 && line.lower(i) === '(') {
      depth -= 1;
      continue;
    }
    if (ENDS.has(line.lower(i)) || line.lower(i) === ':') return i + 1;
  }
  return 0;
}

/** Where the clause around a token ends. Source: methods.md 5.2. */
export function clauseEnd(line: Line, at: number): number {
  for (let i = at; i < line.length; i += 1) if (ENDS.has(line.lower(i))) return i;
  return line.length;
}

const PURPOSE = new Set(['so', 'to', 'in']);

/** Where the words about worth begin in a statement that begins with output: behind "so that", "so", "in order to", "to". Source: methods.md 5.2. */
export function purposeAt(line: Line, from: number): number | null {
  let weak: number | null = null;
  for (let at = from + 1; at < line.length; at += 1) {
    const word = line.lower(at);
    if (!PURPOSE.has(word)) continue;
    if (word === 'so' && line.lower(at + 1) === 'that') return at + 2;
    if (word === 'so' && line.lower(at + 1) !== 'far') return at + 1;
    if (word === 'in' && line.lower(at + 1) === 'order') return at + 3;
    const follows = line.at(at + 1);
    const isFigure = readAmount(line, at + 1) !== null;
    if (
      word === 'to' &&
      weak === null &&
      follows.kind === 'word' &&
      !isFigure &&
      follows.text === follows.lower &&
      !/^(?:the|a|an|all|our|its|their)$/.test(follows.lower)
    )
      weak = at + 1;
  }
  return weak;
}
