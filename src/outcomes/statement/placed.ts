import { type Amount, readAmount } from './amounts.ts';
import type { DateMention } from './date-mention.ts';
import type { Line } from './tokens.ts';
import { otherUnit, unitNamed } from './units.ts';
import { CHANGES, COMPARATIVES, LIMITS, pointingOf, THAN } from './words/directions.ts';
import { verbs, words } from './words/forms.ts';
import { isMeasure } from './words/measures.ts';
import { PEOPLE } from './words/people.ts';

/** What a figure does in its sentence. */
export type Role = 'baseline' | 'target' | 'change' | 'limit' | 'floor' | 'loose' | 'window';

export interface Placed {
  readonly amount: Amount;
  readonly role: Role;
  /** The side that the words around the figure say: below is down, at least is up. */
  readonly side: 'up' | 'down' | null;
  /** Said by "from" or "to", or an arrow, which outweigh other places. */
  readonly isMarked: boolean;
}

const FILLERS = new Set(
  words('about around roughly approximately nearly almost ~ ≈ a an the only just average relative some another as'),
);
const TODAY = new Set(words('now today currently current presently baseline was were stood stands yesterday'));
const DASHES = new Set(['–', '—', '-', '−']);
const AGAINST = new Set(words('against versus vs not'));
const LABELS = new Set(
  words(
    'version release phase level tier stage step item epic ticket node v top section iteration sprint milestone number no',
  ),
);
const REACHES = new Set([...verbs('reach achieve attain hit exceed total target'), 'target', 'goal']);
const HALVES = new Map([
  ...verbs('halve').map((word): [string, number] => [word, -50]),
  ...verbs('double').map((word): [string, number] => [word, 100]),
  ...verbs('triple').map((word): [string, number] => [word, 200]),
  ...verbs('quadruple').map((word): [string, number] => [word, 300]),
]);
const NOTHING = new Set(words('zero nil none nobody'));
const ENDING = new Set(verbs('eliminate'));

function percent(first: number, last: number, value: number, isPart: boolean): Amount {
  const unit = isPart ? (unitNamed('%') ?? otherUnit('%')) : otherUnit('');
  return { first, last, value, high: null, unit, per: '', isPart, isFigure: false };
}

/** Words that are figures: halve, double, twice as many, zero, no customer. */
function readWord(line: Line, at: number): Placed | null {
  const word = line.lower(at);
  const factor = HALVES.get(word);
  if (factor !== undefined) {
    const side = factor < 0 ? 'down' : 'up';
    return { amount: percent(at, at + 1, Math.abs(factor), true), role: 'change', side, isMarked: true };
  }
  if (word === 'twice' && line.lower(at + 1) === 'as') {
    return { amount: percent(at, at + 1, 100, true), role: 'change', side: 'up', isMarked: true };
  }
  if (word === 'no' && line.lower(at + 1) === 'more' && line.lower(at + 2) !== 'than') {
    return { amount: percent(at, at + 2, 0, false), role: 'target', side: 'down', isMarked: false };
  }
  const isNo = word === 'no' && (PEOPLE.has(line.lower(at + 1)) || isMeasure(line.lower(at + 1)));
  if (!isNo && !NOTHING.has(word) && !ENDING.has(word)) return null;
  if (ENDING.has(word) && /^an?$/.test(line.lower(at + 1))) return null;
  return { amount: percent(at, at + 1, 0, false), role: 'target', side: 'down', isMarked: false };
}

/** A whole statement in capitals: then a word in capitals is no name. */
function isShouted(line: Line, at: number): boolean {
  const before = line.at(at - 1);
  const isUpper = (text: string): boolean => text === text.toUpperCase();
  return isUpper(line.at(at).text) && before.kind === 'word' && isUpper(before.text);
}

/** A number that names something: PostgreSQL 18, per 1,000 customers, a 4-hour wait. */
function isName(line: Line, amount: Amount): boolean {
  const first = line.at(amount.first);
  const before = line.at(amount.first - 1);
  const after = line.at(amount.first + 1);
  if (after.lower === '-' && after.start === first.end && line.at(amount.first + 2).kind === 'word') return true;
  if (before.lower === 'per' || before.lower === '/') return true;
  if (after.lower === '/' && line.at(amount.first + 2).kind === 'number') return true;
  if (amount.unit.name !== '' || first.kind !== 'number' || before.kind !== 'word') return false;
  if (LABELS.has(before.lower)) return true;
  const isCapital = /^\p{Lu}/u.test(before.text) && amount.first > 1;
  const isKnown =
    LIMITS.has(before.lower) ||
    pointingOf(before.lower) !== null ||
    isMeasure(before.lower) ||
    FILLERS.has(before.lower);
  return (
    isCapital &&
    !isKnown &&
    !/^(?:from|to|by|of|than|in|is|was|and|not)$/.test(before.lower) &&
    !isShouted(line, amount.first - 1)
  );
}

function placeAfter(line: Line, amount: Amount, past: ReadonlySet<number>): Partial<Placed> | null {
  const next = line.lower(amount.last);
  const skip = next === 'relative' ? 1 : 0;
  const word = line.lower(amount.last + skip);
  if (/^(?:now|today|currently|presently)$/.test(next)) return { role: 'baseline' };
  if ((next === 'at' && /^(?:present|the)$/.test(line.lower(amount.last + 1))) || past.has(amount.last))
    return { role: 'baseline' };
  if (next === 'last' && /^(?:year|quarter|month)$/.test(line.lower(amount.last + 1))) return { role: 'baseline' };
  if (next === 'or') {
    const side = THAN.get(line.lower(amount.last + 1));
    if (side !== undefined) return { role: 'limit', side };
  }
  if (next === 'as' && amount.unit.dimension === 'times') return { role: 'change', side: 'up' };
  if (amount.isPart) return { role: 'change' };
  return COMPARATIVES.has(word) && line.lower(amount.last + skip + 1) !== 'than' ? { role: 'change' } : null;
}

/** "−15 %", "+3 points": a sign stuck to its figure, with nothing figure-like before it. */
function signBefore(line: Line, first: number): 'up' | 'down' | null {
  const sign = line.at(first - 1);
  if (sign.end !== line.at(first).start || first === 0) return null;
  if (first === 1) return sign.lower === '+' ? 'up' : DASHES.has(sign.lower) ? 'down' : null;
  const before = line.at(first - 2);
  if (before.kind === 'number' || before.lower === '%' || before.end === sign.start) return null;
  if (sign.lower === '+') return 'up';
  return DASHES.has(sign.lower) ? 'down' : null;
}

function placeBefore(
  line: Line,
  amount: Amount,
  past: ReadonlySet<number>,
  dashed: ReadonlySet<number>,
): Partial<Placed> {
  const sign = signBefore(line, amount.first);
  if (sign !== null) return { role: 'change', side: sign };
  let at = amount.first - 1;
  for (let n = 0; n < 3 && FILLERS.has(line.lower(at)); n += 1) at -= 1;
  const word = line.lower(at);
  const previous = line.lower(at - 1);
  if (word === 'from') return { role: 'baseline', isMarked: true };
  if (word === 'to' && /^(?:compared|relative)$/.test(previous)) return { role: 'baseline' };
  if (word === 'to' || word === '→' || word === 'towards') return { role: 'target', isMarked: true };
  if (word === 'by') return { role: 'change' };
  if (TODAY.has(word) || AGAINST.has(word)) return { role: 'baseline' };
  if (word === 'of' && (previous === 'instead' || previous === 'baseline')) return { role: 'baseline' };
  if (word === 'with' && previous === 'compared') return { role: 'baseline' };
  if (word === 'at' && TODAY.has(previous)) return { role: 'baseline' };
  if (word === 'is' && previous === 'it' && TODAY.has(line.lower(at - 2))) return { role: 'baseline' };
  if (word === 'is' && /^(?:baseline|today|it)$/.test(previous))
    return { role: previous === 'it' ? 'loose' : 'baseline' };
  if (word === 'than') return previous === 'rather' ? { role: 'baseline' } : placeThan(line, at);
  if (word === 'of' && CHANGES.has(previous)) return { role: 'change' };
  if (word === 'of' && /^(?:target|goal)$/.test(previous)) return { role: 'target' };
  if (word === ':') return placeLabel(previous, past.has(at - 1));
  if (DASHES.has(word) && amount.unit.name !== '' && dashed.has(at)) return { role: 'target', isMarked: true };
  if (REACHES.has(word)) return { role: 'target' };
  const way = pointingOf(word);
  if ((way === 'up' || way === 'down' || way === 'better') && !THAN.has(word) && !word.startsWith('rais')) {
    return { role: 'change' };
  }
  return placeByLimit(line, amount, at);
}

function placeThan(line: Line, at: number): Partial<Placed> {
  const side = THAN.get(line.lower(at - 1)) ?? null;
  const isDenied = /^(?:no|not|never)$/.test(line.lower(at - 2)) || hasDenial(line, at - 2);
  return { role: 'limit', side: side === null ? null : isDenied ? (side === 'up' ? 'down' : 'up') : side };
}

/** "no customer waits longer than": the no stands a few words before. */
function hasDenial(line: Line, at: number): boolean {
  for (let i = at; i > at - 5; i -= 1) if (/^(?:no|nobody|never|none)$/.test(line.lower(i))) return true;
  return false;
}

function placeLabel(label: string, isPast: boolean): Partial<Placed> {
  if (isPast || TODAY.has(label)) return { role: 'baseline' };
  return { role: label === 'target' || label === 'goal' ? 'target' : 'loose' };
}

function placeByLimit(line: Line, amount: Amount, at: number): Partial<Placed> {
  const word = line.lower(at);
  const limit = LIMITS.get(word);
  if (limit !== undefined) return { role: 'limit', side: limit };
  if (word === 'in' && amount.unit.dimension === 'time') return { role: 'limit', side: 'down' };
  const isShare = amount.unit.dimension === 'percent' || line.lower(amount.last - 2) === 'in';
  if (isShare && line.lower(amount.last) === 'of') return { role: 'floor', side: 'up' };
  return { role: 'loose' };
}

/** All figures with what they do, in order. Dates are passed over. Source: methods.md 5.2. */
export function placeAmounts(line: Line, dates: readonly DateMention[], today: string | null): readonly Placed[] {
  const skip = new Map(dates.map((date) => [date.first, date]));
  const past = new Set<number>();
  for (const date of dates) {
    if (date.kind === 'date' && today !== null && date.day !== null && date.day < today) {
      past.add(date.first);
      past.add(date.last - 1);
      if (line.lower(date.first - 1) === 'in') past.add(date.first - 1);
    }
    // "(2026: 9 hours)" tells of then.
    if (line.lower(date.first - 1) === '(' && line.lower(date.last) === ':') past.add(date.last - 1);
  }
  const placed: Placed[] = [];
  // Where a figure with a unit ends: a dash there is a from-to, "70 % – 90 %".
  const dashed = new Set<number>();
  let at = 0;
  while (at < line.length) {
    const date = skip.get(at);
    if (date !== undefined) {
      const inner = date.kind === 'window' ? readAmount(line, at + 1) : null;
      if (inner !== null) placed.push({ amount: inner, role: 'window', side: 'down', isMarked: false });
      at = Math.max(date.last, at + 1);
      continue;
    }
    const word = readWord(line, at);
    const amount = word?.amount ?? readAmount(line, at);
    if (amount === null) {
      at += 1;
      continue;
    }
    if (word !== null) placed.push(word);
    else if (!isName(line, amount)) {
      const place = placeAfter(line, amount, past) ?? placeBefore(line, amount, past, dashed);
      if (amount.unit.name !== '') dashed.add(amount.last);
      placed.push({ amount, role: 'loose', side: null, isMarked: false, ...place });
    }
    at = Math.max(amount.last, at + 1);
  }
  return placed;
}
