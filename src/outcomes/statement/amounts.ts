import type { Line } from './tokens.ts';
import { magnitudeOf, otherUnit, partValue, spelledValue, type Unit, unitNamed } from './units.ts';
import { COMPARATIVES } from './words/directions.ts';

/** A figure with its unit, over tokens first … last−1. `high` is the upper end of a range. */
export interface Amount {
  readonly first: number;
  readonly last: number;
  readonly value: number;
  readonly high: number | null;
  readonly unit: Unit;
  /** "week" in "per week"; empty without. */
  readonly per: string;
  /** A part of what is there today: a third, half, double. */
  readonly isPart: boolean;
  /** A written number; none, zero and halve are words. */
  readonly isFigure: boolean;
}

const CURRENCY = new Set(['£', '$', '€', '¥']);
const DASHES = new Set(['–', '—', '-', '−']);
const PER = new Set(['per', '/', 'each', 'every']);
const PERIODS = new Set('second minute hour day week month quarter year sprint release night shift'.split(' '));
const NUMBER_NEIGHBOURS = new Set('from to by under below least most than in of'.split(' '));
const OFTEN = new Map([
  ['hourly', 8766],
  ['daily', 365.25],
  ['weekly', 52.18],
  ['fortnightly', 26.09],
  ['biweekly', 26.09],
  ['monthly', 12],
  ['quarterly', 4],
  ['yearly', 1],
  ['annually', 1],
]);
const COMPOUND = new Set(['minutes', 'seconds']);

interface Plain {
  readonly value: number;
  readonly next: number;
}

function readSpelled(line: Line, at: number): Plain | null {
  const value = spelledValue(line.lower(at));
  if (value === null) return null;
  const following = line.lower(at + 1);
  if (
    value === 1 &&
    !NUMBER_NEIGHBOURS.has(line.lower(at - 1)) &&
    following !== 'in' &&
    unitNamed(following) === null
  ) {
    return null;
  }
  if (following === 'hundred') return { value: value * 100, next: at + 2 };
  return { value, next: at + 1 };
}

/** 7:30 minutes are seven and a half. */
function readClock(line: Line, at: number, value: number): Plain {
  const colon = line.at(at + 1);
  const rest = line.at(at + 2);
  const isClock =
    colon.lower === ':' && colon.start === line.at(at).end && rest.start === colon.end && /^[0-5]\d$/.test(rest.text);
  return isClock ? { value: value + Number(rest.text) / 60, next: at + 3 } : { value, next: at + 1 };
}

/** A number with its magnitude: 1.2m, ten thousand. Source: methods.md 5.2. */
function readPlain(line: Line, at: number, hasCurrency: boolean): Plain | null {
  const token = line.at(at);
  const read =
    token.kind === 'number'
      ? token.value === null
        ? null
        : readClock(line, at, token.value)
      : token.kind === 'word'
        ? readSpelled(line, at)
        : null;
  if (read === null) return null;
  const after = line.at(read.next);
  const magnitude = magnitudeOf(after.lower);
  const isAttached = after.start === line.at(read.next - 1).end;
  if (magnitude === null || (after.lower.length === 1 && !isAttached && !hasCurrency)) return read;
  if (after.lower === 'm' && !hasCurrency && !isAttached) return read;
  return { value: read.value * magnitude, next: read.next + 1 };
}

function readUnit(line: Line, at: number): { unit: Unit; next: number } | null {
  let next = at;
  if (/^(?:working|business|calendar|elapsed|nps|full)$/.test(line.lower(next))) next += 1;
  const word = line.lower(next);
  const following = line.lower(next + 1);
  if ((word === '%' || word === 'percentage') && /^(?:points?|pts)$/.test(following)) {
    return { unit: { name: 'points', dimension: 'points', factor: 1 }, next: next + 2 };
  }
  if (word === '%' && following === '-' && /^points?$/.test(line.lower(next + 2))) {
    return { unit: { name: 'points', dimension: 'points', factor: 1 }, next: next + 3 };
  }
  if (word === 'per' && following === 'cent')
    return { unit: { name: '%', dimension: 'percent', factor: 1 }, next: next + 2 };
  // A bare p or d is a unit only on the figure itself.
  const isLetter = word.length === 1 && line.at(next).kind === 'word';
  if (isLetter && !/[sh]/.test(word) && line.at(next).start !== line.at(next - 1).end) return null;
  const unit = unitNamed(word);
  return unit === null ? null : { unit, next: next + 1 };
}

function readPer(line: Line, at: number): { per: string; next: number } {
  const word = line.lower(at);
  const noun = line.lower(at + 1);
  if (PER.has(word) && line.at(at + 1).kind === 'word') return { per: noun, next: at + 2 };
  if ((word === 'a' || word === 'an') && PERIODS.has(noun)) return { per: noun, next: at + 2 };
  return { per: '', next: at };
}

/** N in M, N out of M: a share. */
function readRatio(line: Line, at: number, plain: Plain): Amount | null {
  const isOut = line.lower(plain.next) === 'out' && line.lower(plain.next + 1) === 'of';
  if (!isOut && line.lower(plain.next) !== 'in') return null;
  const whole = readPlain(line, plain.next + (isOut ? 2 : 1), false);
  if (whole === null || whole.value < plain.value || whole.value < 2 || whole.value > 100_000) return null;
  if (whole.value >= 1900 && whole.value <= 2199) return null;
  const unit = unitNamed('%') ?? otherUnit('%');
  if (readUnit(line, whole.next) !== null) return null;
  return {
    first: at,
    last: whole.next,
    value: (100 * plain.value) / whole.value,
    high: null,
    unit,
    per: '',
    isPart: false,
    isFigure: true,
  };
}

/** A third, by half, two thirds: parts of today's level, where the words around say so. */
function readPart(line: Line, at: number): Amount | null {
  const before = line.lower(at - 1);
  const count = spelledValue(line.lower(at));
  const hasLead = line.lower(at) === 'a' || line.lower(at) === 'one' || (count !== null && count < 10);
  const wordAt = hasLead ? at + 1 : at;
  const part = partValue(line.lower(wordAt));
  if (part === null || (!hasLead && line.lower(wordAt) !== 'half')) return null;
  const after = line.lower(wordAt + 1);
  const isChange = before === 'by' || COMPARATIVES.has(after) || (after === 'as' && before !== 'than');
  const isLevel = /^(?:from|to|→|under|below|above|over|than|least|most)$/.test(before);
  if (!isChange && !isLevel && after !== 'of') return null;
  if (!isChange && !isLevel && line.lower(at) === 'half') return null;
  const value = part * (count !== null && count > 1 ? count : 1);
  return {
    first: at,
    last: wordAt + 1,
    value,
    high: null,
    unit: unitNamed('%') ?? otherUnit('%'),
    per: '',
    isPart: isChange,
    isFigure: true,
  };
}

function readRange(line: Line, plain: Plain, hasCurrency: boolean): Plain | null {
  if (!DASHES.has(line.lower(plain.next)) || line.at(plain.next + 1).kind !== 'number') return null;
  return readPlain(line, plain.next + 1, hasCurrency);
}

/** From weekly to daily, once a month: how often, as times a year. */
function readFrequency(line: Line, at: number): Amount | null {
  const isPlaced = /^(?:from|to|→|least|than|currently|now|today)$/.test(line.lower(at - 1));
  const times = line.lower(at) === 'once' ? 1 : line.lower(at) === 'twice' ? 2 : null;
  const per = times === null ? { per: '', next: at + 1 } : readPer(line, at + 1);
  const value = times === null ? (OFTEN.get(line.lower(at)) ?? null) : times;
  if (value === null || !isPlaced || (times !== null && per.per === '')) return null;
  const unit = times === null ? { name: 'times per year', dimension: 'other' as const, factor: 1 } : otherUnit('');
  return { first: at, last: per.next, value, high: null, unit, per: per.per, isPart: false, isFigure: true };
}

/** The figure that begins at a token, or null. Source: methods.md 5.2. */
export function readAmount(line: Line, at: number): Amount | null {
  const part = readPart(line, at);
  if (part !== null) return part;
  const frequency = readFrequency(line, at);
  if (frequency !== null) return frequency;
  const currency = CURRENCY.has(line.lower(at)) ? unitNamed(line.lower(at)) : null;
  const numberAt = currency === null ? at : at + 1;
  const plain = readPlain(line, numberAt, currency !== null);
  if (plain === null) return null;
  const ratio = currency === null ? readRatio(line, at, plain) : null;
  if (ratio !== null) return ratio;
  const range = readRange(line, plain, currency !== null);
  let next = range?.next ?? plain.next;
  const read = readUnit(line, next);
  next = read?.next ?? next;
  let value = plain.value;
  const more = read === null || read.unit.dimension !== 'time' ? null : readPlain(line, next, false);
  const moreUnit = more === null ? null : readUnit(line, more.next);
  if (
    more !== null &&
    moreUnit !== null &&
    read !== null &&
    COMPOUND.has(moreUnit.unit.name) &&
    moreUnit.unit.factor < read.unit.factor
  ) {
    value += (more.value * moreUnit.unit.factor) / read.unit.factor;
    next = moreUnit.next;
  }
  const per = readPer(line, next);
  return {
    first: at,
    last: per.next,
    value,
    high: range?.value ?? null,
    unit: currency ?? read?.unit ?? otherUnit(''),
    per: per.per,
    isPart: false,
    isFigure: true,
  };
}

/** The value in the unit's base (seconds, whole currency), so that 90 seconds and 2 minutes compare. Source: methods.md 5.2. */
export function baseValue(amount: Amount): number {
  const middle = amount.high === null ? amount.value : (amount.value + amount.high) / 2;
  return middle * amount.unit.factor;
}

/** The base value a year where the figure is per day, week and so on, else the base value. Source: methods.md 5.2. */
export function yearlyValue(amount: Amount): number {
  const period = unitNamed(amount.per);
  const year = unitNamed('year')?.factor ?? 1;
  return period === null || period.dimension !== 'time'
    ? baseValue(amount)
    : (baseValue(amount) * year) / period.factor;
}
