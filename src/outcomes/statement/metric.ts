import { readAmount } from './amounts.ts';
import { clauseEnd, clauseStart } from './clauses.ts';
import type { Pointer } from './direction.ts';
import type { Movement } from './movements.ts';
import type { Line } from './tokens.ts';
import { CHANGES, COMPARATIVES, LIMITS, pointingOf } from './words/directions.ts';
import { verbs, words } from './words/forms.ts';
import { BROAD, isMeasure } from './words/measures.ts';
import { PEOPLE, TITLES } from './words/people.ts';

/** The words for what is measured, over tokens first … last−1. */
export interface MetricPhrase {
  readonly first: number;
  readonly last: number;
}

/** Prepositions that end the words for a metric when a figure follows. */
const BEFORE_FIGURE = new Set(
  words(
    'from to by below under above over at until than not no less more fewer only → : is was of in against down up ( a an the as rather instead',
  ),
);
/** Words that begin or end no name. */
const EDGES = new Set([
  ...words(
    `no the a an our their its and or , : – — - ( ) to of for by from in at so that if we will should must expect believe when is are be was were has have goes go going gets get
    been being it which who us → more fewer less most least up down with as than this these those not only overall about becomes now today currently become takes take max maximum min minimum`,
  ),
  ...verbs('go get come make bring take'),
]);
const FIRST_EDGES = new Set(words('see sees many much often sure ensure ensures'));
const LAST_EDGES = new Set(
  words('within relative end start beginning fiscal next before until to by , ; . ! ? + − / ≈ ~'),
);
const NO_NAMES = new Set(
  words('it this that them they something things thing stuff we us you everything anything some amount tbd tba'),
);

/** Where dates and windows ("within 7 days") stand: a date ends the words for a metric, a window belongs to them. */
export interface Marks {
  readonly dates: ReadonlySet<number>;
  readonly windows: ReadonlySet<number>;
}

function isFigureAt(line: Line, at: number, marks: Marks): boolean {
  return !marks.windows.has(at) && readAmount(line, at) !== null;
}

/** Tokens where a phrase ends: a full stop, or a preposition with a figure behind it. */
function endsPhrase(line: Line, at: number, marks: Marks): boolean {
  const word = line.lower(at);
  if (word === '.' && TITLES.has(line.lower(at - 1))) return false;
  if (/^[.;:•(→]$/.test(word) || marks.dates.has(at)) return true;
  if (word === 'so' || (word === 'by' && line.lower(at + 1).endsWith('ing')) || word === 'without' || word === 'while')
    return true;
  return leadsToFigure(line, at, marks);
}

function leadsToFigure(line: Line, at: number, marks: Marks): boolean {
  if (!BEFORE_FIGURE.has(line.lower(at)) && !LIMITS.has(line.lower(at))) return false;
  for (let i = at + 1; i < at + 5; i += 1) {
    if (isFigureAt(line, i, marks) || marks.dates.has(i)) return true;
    if (!BEFORE_FIGURE.has(line.lower(i)) && !/^(?:around|about|than|average|half|end|relative)$/.test(line.lower(i)))
      return false;
  }
  return false;
}

function trim(line: Line, first: number, last: number): MetricPhrase | null {
  let start = first;
  let end = last;
  const isEdge = (word: string): boolean => EDGES.has(word) || pointingOf(word) !== null;
  while (start < end && (isEdge(line.lower(start)) || FIRST_EDGES.has(line.lower(start)))) start += 1;
  while (end > start && (EDGES.has(line.lower(end - 1)) || LAST_EDGES.has(line.lower(end - 1)))) end -= 1;
  return hasNameIn(line, start, end) ? { first: start, last: end } : null;
}

function hasNameIn(line: Line, first: number, last: number): boolean {
  for (let at = first; at < last; at += 1) {
    const token = line.at(at);
    if (
      token.kind === 'word' &&
      !EDGES.has(token.lower) &&
      !NO_NAMES.has(token.lower) &&
      pointingOf(token.lower) === null
    )
      return true;
  }
  return false;
}

/** A phrase no longer than this is looked at, in tokens. */
const LONGEST = 36;

function phraseAfter(line: Line, at: number, marks: Marks): MetricPhrase | null {
  let last = at;
  while (last < line.length && last - at < LONGEST) {
    if (last > at && isFigureAt(line, last, marks)) break;
    if (endsPhrase(line, last, marks)) break;
    last += 1;
  }
  return trim(line, at, last);
}

function phraseBefore(line: Line, at: number, start: number, marks: Marks): MetricPhrase | null {
  let first = Math.max(start, at - LONGEST);
  let last = first;
  while (last < at && !(last > first && leadsToFigure(line, last, marks))) last += 1;
  // "…, the share of them who …": the subject stands behind the last comma.
  for (let i = first; i < last - 2; i += 1) {
    if (line.lower(i) === ',' && /^(?:the|our|their)$/.test(line.lower(i + 1))) first = i + 1;
  }
  const found = trim(line, first, last);
  return found === null || isFigureAt(line, found.first, marks) ? null : found;
}

function labelled(line: Line, marks: Marks): MetricPhrase | null {
  for (let at = 0; at < line.length; at += 1) {
    if (/^(?:metric|measure|kpi)$/.test(line.lower(at)) && line.lower(at + 1) === ':')
      return phraseAfter(line, at + 2, marks);
  }
  return null;
}

function byPointer(line: Line, pointer: Pointer, marks: Marks, from: number): MetricPhrase | null {
  const word = line.lower(pointer.at);
  const isNoun = CHANGES.has(word) && /^(?:in|of)$/.test(line.lower(pointer.at + 1));
  const after = phraseAfter(line, pointer.at + (isNoun ? 2 : 1), marks);
  const before = phraseBefore(line, pointer.at, Math.max(from, clauseStart(line, pointer.at)), marks);
  if (word === 'up' || word === 'down') return before ?? after;
  const isThird =
    /(?:s|ed|n|fell|rose|grew)$/.test(word) && pointer.at > 0 && !COMPARATIVES.has(word) && !word.endsWith('less');
  return isThird ? (before ?? after) : (after ?? before);
}

function byFigure(line: Line, movement: Movement, marks: Marks, from: number): MetricPhrase | null {
  const figures = [movement.baseline, movement.change, movement.target].filter((each) => each !== null);
  const first = Math.min(...figures.map((each) => each.first));
  const last = Math.max(...figures.map((each) => each.last));
  const main = movement.target ?? movement.change ?? movement.baseline;
  if (movement.isFloor && main !== null) {
    const isOf = line.lower(main.last) === 'of' ? 1 : 0;
    return trim(line, main.last + isOf, floorEnd(line, main.last, marks));
  }
  const start = clauseStart(line, first);
  const before = phraseBefore(line, first, Math.max(from, start), marks);
  if (before !== null) return before;
  const next = line.lower(last) === ':' ? last + 1 : last;
  const after = phraseAfter(line, next, marks) ?? (main === null ? null : phraseAfter(line, main.last, marks));
  if (after !== null) return after;
  return start - 1 > from ? phraseBefore(line, start - 1, Math.max(from, clauseStart(line, start - 1)), marks) : null;
}

function floorEnd(line: Line, from: number, marks: Marks): number {
  const end = clauseEnd(line, from);
  for (let at = from; at < end; at += 1) if (marks.dates.has(at) || line.lower(at) === ',') return at;
  return end;
}

/** Whether the words hold something that can be counted as it stands. Source: methods.md 5.2. */
export function hasMeasure(line: Line, phrase: MetricPhrase, isCounting: boolean): boolean {
  for (let at = phrase.first; at < phrase.last; at += 1) {
    const word = line.lower(at);
    if (isMeasure(word) && !PEOPLE.has(word)) return true;
    if (/^(?:that|who|which)$/.test(word)) break;
  }
  if (!isCounting) return false;
  const head = headOf(line, phrase);
  return /[^s]s$/.test(head) && !BROAD.has(head);
}

/** Whether the phrase is about something that everybody would measure differently. Source: methods.md 5.2. */
export function isBroadPhrase(line: Line, phrase: MetricPhrase): boolean {
  const head = headOf(line, phrase);
  if (BROAD.has(head)) return true;
  if (head !== 'debt') return false;
  for (let at = phrase.first; at < phrase.last; at += 1)
    if (/^(?:technical|tech|design|code|architectural)$/.test(line.lower(at))) return true;
  return false;
}

/** The noun that the phrase is about: the last word before "of", "that", "for" and the like. Source: methods.md 5.2. */
export function headOf(line: Line, phrase: MetricPhrase): string {
  let head = '';
  for (let at = phrase.first; at < phrase.last; at += 1) {
    const word = line.lower(at);
    if (/^(?:of|that|who|which|for|in|on|to|from|among|with|by|at|into|,|per)$/.test(word)) {
      if (head !== '') break;
      continue;
    }
    if (line.at(at).kind === 'word') head = word;
  }
  return head;
}

/** The words for what is measured, from the direction or the figures, not before token `from`; null when there are none. Source: methods.md 5.2. */
export function readMetric(
  line: Line,
  movement: Movement | null,
  pointer: Pointer | null,
  marks: Marks,
  from: number,
): MetricPhrase | null {
  const label = labelled(line, marks);
  if (label !== null) return label;
  if (movement === null)
    return pointer === null || pointer.way === 'reach' ? null : byPointer(line, pointer, marks, from);
  const { change, target } = movement;
  if (target !== null && !target.isFigure && target.value === 0 && change === null) {
    const counted = phraseAfter(line, target.last, marks);
    if (counted !== null) return counted;
  }
  if (change !== null && pointer !== null && pointer.at >= change.last) {
    const isNoun = CHANGES.has(line.lower(pointer.at)) && /^(?:in|of)$/.test(line.lower(pointer.at + 1));
    const after = phraseAfter(line, pointer.at + (isNoun ? 2 : 1), marks);
    if (after !== null && (isNoun || !/^(?:per|by|in|on)$/.test(line.lower(pointer.at + 1)))) return after;
    return byFigure(line, movement, marks, from);
  }
  const isAfterFloor = movement.isFloor && (pointer === null || pointer.at > (target?.first ?? 0));
  if (!isAfterFloor && pointer !== null && pointer.way !== 'reach') {
    const found = byPointer(line, pointer, marks, from);
    if (found !== null) return found;
  }
  return byFigure(line, movement, marks, from);
}

/** Any measure that the text names, for statements without direction and figures. Source: methods.md 5.2. */
export function anyMeasure(line: Line, marks: Marks): MetricPhrase | null {
  for (let at = 0; at < line.length; at += 1) {
    if (isMeasure(line.lower(at)) && !PEOPLE.has(line.lower(at))) {
      return phraseBefore(line, at + 1, clauseStart(line, at), marks) ?? { first: at, last: at + 1 };
    }
  }
  return null;
}
