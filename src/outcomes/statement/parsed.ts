import { type Amount, baseValue, yearlyValue } from './amounts.ts';
import type { DateMention } from './date-mention.ts';
import { areComparable } from './direction.ts';
import { isGiven, type Reading } from './reading.ts';
import type { ParsedStatement } from './statement.ts';

interface Figures {
  readonly baseline: number | null;
  readonly target: number | null;
  readonly unit: string | null;
}

/** Away with the tails of binary fractions: 40 % less 10 % is 36. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function middle(amount: Amount): number {
  return tidy(amount.high === null ? amount.value : (amount.value + amount.high) / 2);
}

function unitOf(amount: Amount): string | null {
  const name = `${amount.unit.name}${amount.per === '' ? '' : ` per ${amount.per}`}`.trim();
  return name === '' ? null : name;
}

/** A figure in the unit of another. */
function inUnitOf(amount: Amount, other: Amount): number {
  if (!areComparable(amount, other) || !other.isFigure) return middle(amount);
  const isYearly = amount.per !== other.per && amount.per !== '' && other.per !== '';
  if (!isYearly) return tidy(baseValue(amount) / other.unit.factor);
  return tidy((yearlyValue(amount) * middle(other)) / yearlyValue(other));
}

function levelAfter(baseline: Amount, change: Amount, sign: 1 | -1): number | null {
  const by = middle(change);
  const isShare = baseline.unit.dimension === 'percent';
  if (change.isPart || (change.unit.dimension === 'percent' && !isShare))
    return tidy(middle(baseline) * (1 + (sign * by) / 100));
  if (change.unit.dimension === 'points' && isShare) return tidy(middle(baseline) + sign * by);
  if (change.unit.dimension === 'percent') return null;
  if (!areComparable(baseline, change)) return null;
  return tidy((baseValue(baseline) + sign * baseValue(change)) / baseline.unit.factor);
}

function figuresOf(reading: Reading): Figures {
  const { main } = reading;
  if (main === null) return { baseline: null, target: null, unit: null };
  const { baseline, target, change } = main;
  if (target !== null) {
    const unit = unitOf(target) ?? (baseline === null ? null : unitOf(baseline));
    if (baseline !== null) return { baseline: inUnitOf(baseline, target), target: middle(target), unit };
    const back = reading.direction === 'down' ? 1 : -1;
    const implied = reading.hasBaseline && change !== null ? levelAfter(target, change, back) : null;
    return { baseline: implied, target: middle(target), unit };
  }
  if (change === null)
    return {
      baseline: baseline === null ? null : middle(baseline),
      target: null,
      unit: baseline === null ? null : unitOf(baseline),
    };
  const sign = reading.direction === 'down' ? -1 : 1;
  const level = baseline === null ? null : levelAfter(baseline, change, sign);
  if (baseline !== null && level !== null) return { baseline: middle(baseline), target: level, unit: unitOf(baseline) };
  return {
    baseline: baseline === null ? null : middle(baseline),
    target: tidy(sign * middle(change)),
    unit: `${unitOf(change) ?? ''} change`.trim(),
  };
}

const DEADLINE = new Set(['by', 'until', 'before']);
const PAST = new Set(['was', 'were', 'stood']);

/** The date by which the outcome is meant to be there: the one behind "by", else the last that is not in the past. Source: methods.md 5.2. */
export function deadlineOf(reading: Reading, today: string | null): DateMention | null {
  const isPromised = (each: DateMention): boolean => DEADLINE.has(reading.line.lower(each.first - 1));
  const coming = reading.dates.filter(
    (each) => each.kind === 'date' && (today === null || each.day === null || each.day >= today || isPromised(each)),
  );
  if (!reading.hasTarget && reading.line.tokens.some((token) => PAST.has(token.lower))) return null;
  return coming.find(isPromised) ?? coming.at(-1) ?? null;
}

/** What was understood, the form's fields before the words. Source: methods.md 5.2. */
export function parsedOf(reading: Reading, today: string | null): ParsedStatement {
  const { fields, line, beneficiary } = reading;
  const figures = figuresOf(reading);
  // The form's unit is that of its levels; a change that the words say keeps its own.
  const isChange = figures.unit?.endsWith('change') === true && !isGiven(fields.target);
  const [start, end] = beneficiary === null ? [0, 0] : line.span(beneficiary.first, beneficiary.last);
  return {
    metric: reading.metricName,
    direction: reading.direction === 'better' ? null : reading.direction,
    baseline: isGiven(fields.baseline) ? fields.baseline : figures.baseline,
    target: isGiven(fields.target) ? fields.target : figures.target,
    unit: isGiven(fields.unit) && !isChange ? fields.unit : figures.unit,
    by: isGiven(fields.by) ? fields.by : (deadlineOf(reading, today)?.day ?? null),
    beneficiary: isGiven(fields.beneficiary)
      ? fields.beneficiary
      : beneficiary === null
        ? null
        : line.text.slice(start, end).replace(/['’]s?$/, ''),
  };
}
