import { type DateMention, skipWords, yearAt } from './date-mention.ts';
import { endOfMonth, endOfQuarter, endOfYear, shiftDays, shiftMonths } from './day-ends.ts';
import type { Line } from './tokens.ts';
import { spelledValue, unitNamed } from './units.ts';
import { words } from './words/forms.ts';

const NOW_WORDS = new Set(words('this next coming current following'));
const PERIODS = new Set(words('year quarter month half week sprint iteration season term semester'));
const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^tomorrow$/;
const EVENTS = new Set(
  words(
    'release launch go-live golive rollout roll-out deployment delivery shipping start completion going implementation introduction releasing launching now today',
  ),
);

/** This year, next quarter, year end, the next two sprints. Source: methods.md 5.2. */
export function readRelative(line: Line, at: number, today: string | null): DateMention | null {
  const word = line.lower(at);
  if (word === 'eoy' || (word === 'year' && line.lower(at + 1) === 'end') || word === 'year-end') {
    const length = word === 'year' ? 2 : 1;
    const year = yearAt(line, at + length);
    return {
      first: at,
      last: at + length + (year === null ? 0 : 1),
      kind: 'date',
      day: year === null ? today && endOfYear(Number(today.slice(0, 4))) : endOfYear(year),
    };
  }
  if (word === 'end' && line.lower(at + 1) === 'of') {
    const noun = skipWords(line, at + 2, new Set(['the', 'fiscal', 'financial', 'calendar', 'school']));
    if (PERIODS.has(line.lower(noun))) {
      const year = yearAt(line, noun + 1);
      if (year !== null) return { first: at, last: noun + 2, kind: 'date', day: endOfYear(year) };
      return { first: at, last: noun + 1, kind: 'date', day: relativeEnd('this', line.lower(noun), today) };
    }
  }
  if (WEEKDAY.test(word) && /^(?:by|before|until|till|on|next|this)$/.test(line.lower(at - 1))) {
    return { first: at, last: at + 1, kind: 'date', day: null };
  }
  if (!NOW_WORDS.has(word)) return null;
  const count = line.at(at + 1).value ?? spelledValue(line.lower(at + 1));
  const noun = count === null ? at + 1 : at + 2;
  const unit = line.lower(noun).replace(/s$/, '');
  if (!PERIODS.has(unit)) return null;
  const day = count === null ? relativeEnd(word, unit, today) : distance(today, count, unit);
  return { first: at, last: noun + 1, kind: 'date', day };
}

function relativeEnd(word: string, unit: string, today: string | null): string | null {
  if (today === null) return null;
  const later = word === 'next' || word === 'coming' || word === 'following' ? 1 : 0;
  if (unit === 'year') return endOfYear(Number(today.slice(0, 4)) + later);
  if (unit === 'quarter') return endOfQuarter(shiftMonths(today, 3 * later));
  if (unit === 'month')
    return endOfMonth(Number(shiftMonths(today, later).slice(0, 4)), Number(shiftMonths(today, later).slice(5, 7)));
  return null;
}

function distance(today: string | null, count: number, unit: string): string | null {
  if (today === null || !Number.isInteger(count) || count > 1200) return null;
  if (unit === 'month') return shiftMonths(today, count);
  if (unit === 'quarter') return shiftMonths(today, 3 * count);
  if (unit === 'year') return shiftMonths(today, 12 * count);
  if (unit === 'week') return shiftDays(today, 7 * count);
  return unit === 'day' ? shiftDays(today, count) : null;
}

const WITHIN = new Set(['within', 'inside', 'in', 'over', 'during']);

/** Within a month of release (a date), within 7 days (a window), within six months (a date). Source: methods.md 5.2. */
export function readDistance(line: Line, at: number, today: string | null): DateMention | null {
  const isAfter = line.lower(at) === 'after' || line.lower(at) === 'for';
  const isLed = isAfter || WITHIN.has(line.lower(at));
  let next = isLed ? at + 1 : at;
  if (line.lower(next) === 'of') next += 1;
  const count = /^an?$/.test(line.lower(next)) ? 1 : (line.at(next).value ?? spelledValue(line.lower(next)));
  if (count === null) return null;
  next += 1;
  if (/^(?:working|business|calendar)$/.test(line.lower(next))) next += 1;
  const unit = line.lower(next).replace(/s$/, '');
  const known = unitNamed(unit);
  if (known?.dimension !== 'time' && unit !== 'quarter' && unit !== 'sprint') return null;
  next += 1;
  const link = line.lower(next);
  const eventAt = skipWords(line, next + 1, new Set(['the', 'its', 'our', 'first', 'product']));
  if (/^(?:of|after|from|following|post)$/.test(link) && EVENTS.has(line.lower(eventAt))) {
    const isNow = /^(?:now|today)$/.test(line.lower(eventAt));
    return { first: at, last: eventAt + 1, kind: 'date', day: isNow ? distance(today, count, unit) : null };
  }
  const first = line.lower(at);
  if (isAfter) return { first: at, last: next, kind: 'window', day: null };
  if (!isLed || first === 'in' || first === 'over' || first === 'during') return null;
  const isLong = /^(?:month|quarter|year|sprint)$/.test(unit) && link !== 'of' && link !== 'after';
  const isEnd = isLong && (line.at(next).kind !== 'word' || next >= line.length);
  return { first: at, last: next, kind: isEnd ? 'date' : 'window', day: isEnd ? distance(today, count, unit) : null };
}
