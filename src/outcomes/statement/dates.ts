import { afterYear, type DateMention, skipWords, yearAt } from './date-mention.ts';
import { endOfMonth, endOfYear, isDay, nextEnd } from './day-ends.ts';
import { readDistance, readRelative } from './relative-dates.ts';
import type { Line } from './tokens.ts';
import { unitNamed } from './units.ts';
import { words } from './words/forms.ts';

const MONTHS = words('january february march april may june july august september october november december');
const SHORT = words('jan feb mar apr may jun jul aug sep oct nov dec');
const SEASONS = new Map([
  ['spring', 5],
  ['summer', 8],
  ['autumn', 11],
  ['fall', 11],
  ['winter', 12],
  ['christmas', 12],
  ['easter', 4],
]);
const NEXT = /^(?:next|this|coming)$/;
const DEADLINES = new Set(words('by before until till through in during end of since at on mid early late around'));

function monthOf(word: string): number | null {
  const long = MONTHS.indexOf(word);
  if (long >= 0) return long + 1;
  const short = word === 'sept' ? 8 : SHORT.indexOf(word);
  return short >= 0 ? short + 1 : null;
}

const OF = new Set(['of', 'the', ',']);

interface Period {
  readonly end: (year: number) => string;
  readonly next: number;
}

/** A month, quarter or half, its year not read yet. */
function readPeriod(line: Line, at: number): Period | null {
  const token = line.at(at);
  const quarter = /^([qh])([1-4])$/.exec(token.lower);
  if (quarter !== null) {
    const n = Number(quarter[2]);
    const months = quarter[1] === 'q' ? 3 * n : 6 * n;
    if (months > 12) return null;
    return { end: (year) => endOfMonth(year, months), next: at + 1 };
  }
  const order = ['first', 'second', 'third', 'fourth'].indexOf(token.lower);
  if (order >= 0 && /^(?:quarter|half)$/.test(line.lower(at + 1))) {
    const months = (order + 1) * (line.lower(at + 1) === 'half' ? 6 : 3);
    if (months <= 12) return { end: (year) => endOfMonth(year, months), next: at + 2 };
  }
  const month = token.kind === 'word' ? monthOf(token.lower) : null;
  // "may" is a verb unless it stands as a month does.
  if (month !== null && (token.lower !== 'may' || isMonthPlace(line, at))) {
    const day = line.at(at + 1);
    const isDayOfMonth =
      day.kind === 'number' &&
      /^\d{1,2}$/.test(day.text) &&
      Number(day.text) <= 31 &&
      unitNamed(line.lower(at + 2)) === null &&
      line.lower(at + 2) !== '%';
    if (isDayOfMonth) {
      const skip = /^(?:st|nd|rd|th)$/.test(line.lower(at + 2)) ? 3 : 2;
      return { end: (year) => dayOf(year, month, Number(day.text)), next: at + skip };
    }
    return { end: (year) => endOfMonth(year, month), next: at + 1 };
  }
  const season = SEASONS.get(token.lower);
  if (
    season !== undefined &&
    (DEADLINES.has(line.lower(at - 1)) || NEXT.test(line.lower(at - 1)) || yearAt(line, at + 1) !== null) &&
    token.lower !== 'fall'
  ) {
    return { end: (year) => endOfMonth(year, season), next: at + 1 };
  }
  return null;
}

function isMonthPlace(line: Line, at: number): boolean {
  return (
    DEADLINES.has(line.lower(at - 1)) ||
    yearAt(line, at + 1) !== null ||
    line.at(at - 1).kind === 'number' ||
    /^\d/.test(line.lower(at + 1))
  );
}

function dayOf(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** 15 March 2027, 1st of July, 31 May. */
function readDayFirst(line: Line, at: number, today: string | null): DateMention | null {
  const token = line.at(at);
  if (token.kind !== 'number' || !/^\d{1,2}$/.test(token.text)) return null;
  let next = at + 1;
  if (/^(?:st|nd|rd|th)$/.test(line.lower(next))) next += 1;
  next = skipWords(line, next, OF);
  const month = monthOf(line.lower(next));
  if (month === null || line.at(next).kind !== 'word') return null;
  const comma = line.lower(next + 1) === ',' ? 1 : 0;
  const year = yearAt(line, next + 1 + comma);
  const day = Number(token.text);
  if (year !== null) return { first: at, last: next + 2 + comma, kind: 'date', day: isDay(dayOf(year, month, day)) };
  return { first: at, last: next + 1, kind: 'date', day: isDay(nextEnd(today, (of) => dayOf(of, month, day))) };
}

function writtenDay(text: string): string | null {
  if (/^\d{4}-/.test(text)) return isDay(text);
  const [day, month, year] = text.split(/[./]/);
  if (day === undefined || month === undefined || year === undefined) return null;
  // 31/08/2027 can only be a day first; 03/04/2027 could be either and stays unknown.
  if (Number(month) > 12) return isDay(dayOf(Number(year), Number(day), Number(month)));
  if (Number(day) <= 12 && text.includes('/') && day !== month) return null;
  return isDay(dayOf(Number(year), Number(month), Number(day)));
}

function readNamedPeriod(line: Line, at: number, today: string | null): DateMention | null {
  const period = readPeriod(line, at);
  if (period === null) return null;
  const yearPlace = skipWords(line, period.next, OF);
  const year = yearAt(line, yearPlace);
  if (year !== null) return { first: at, last: afterYear(line, yearPlace), kind: 'date', day: isDay(period.end(year)) };
  return { first: at, last: period.next, kind: 'date', day: isDay(nextEnd(today, period.end)) };
}

/** 2027, FY27 Q2, mid-2027, the end of 2027. */
function readYear(line: Line, at: number): DateMention | null {
  const mid = /^(mid|end|late|early)-((?:19|20|21)\d\d)$/.exec(line.lower(at));
  if (mid !== null) {
    return { first: at, last: at + 1, kind: 'date', day: endOfMonth(Number(mid[2]), mid[1] === 'mid' ? 6 : 12) };
  }
  const year = yearAt(line, at);
  if (year === null) return null;
  const next = afterYear(line, at);
  const period = readPeriod(line, next);
  if (period !== null && /^[qh]/.test(line.lower(next))) {
    return { first: at, last: period.next, kind: 'date', day: isDay(period.end(year)) };
  }
  const isNamed = line.at(at).kind === 'word';
  const before = line.lower(at - 1);
  const isFirst = before === '(' || before === ':' || before === 'year' || before === 'end';
  if (!isNamed && !DEADLINES.has(before) && !isFirst) return null;
  // A year with a noun behind it is a count: "by 2000 users".
  if (
    !isNamed &&
    line.at(next).kind === 'word' &&
    !/^(?:end|and|or|for|with|without|from|to|so|by|in|among|at|which|while|it|we|against)$/.test(line.lower(next))
  ) {
    return null;
  }
  const last = line.lower(next) === 'end' ? next + 1 : next;
  return { first: at, last, kind: 'date', day: endOfYear(year) };
}

/** All dates and windows, in order, without overlap. Source: methods.md 5.2. */
export function readDates(line: Line, today: string | null): readonly DateMention[] {
  const found: DateMention[] = [];
  let at = 0;
  while (at < line.length) {
    const token = line.at(at);
    const read: DateMention | null =
      token.kind === 'day'
        ? { first: at, last: at + 1, kind: 'date', day: writtenDay(token.text) }
        : (readDistance(line, at, today) ??
          readDayFirst(line, at, today) ??
          readNamedPeriod(line, at, today) ??
          readYear(line, at) ??
          readRelative(line, at, today));
    if (read !== null) found.push(read);
    at = read === null ? at + 1 : Math.max(read.last, at + 1);
  }
  return found;
}
