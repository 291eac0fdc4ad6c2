import { baseValue } from './amounts.ts';
import { firstWord } from './clauses.ts';
import type { DateMention } from './date-mention.ts';
import { readDates } from './dates.ts';
import { areComparable, directionOf, type Pointer, pointersOf, wayOfLevels } from './direction.ts';
import { readIndividual } from './individual.ts';
import { anyMeasure, hasMeasure, headOf, isBroadPhrase, type Marks, type MetricPhrase, readMetric } from './metric.ts';
import { type Movement, readMovements } from './movements.ts';
import { type OutputLead, readOutputLead } from './output-led.ts';
import { readActivity, readCircular } from './own-work.ts';
import { readBeneficiary, type Words } from './people.ts';
import { type Placed, placeAmounts } from './placed.ts';
import type { Direction, StatementFields } from './statement.ts';
import { Line } from './tokens.ts';
import { goodSideOf } from './words/measures.ts';

/** All that was read of a statement; the rules look at nothing else. */
export interface Reading {
  readonly line: Line;
  readonly fields: StatementFields;
  readonly dates: readonly DateMention[];
  readonly movements: readonly Movement[];
  /** The movement that the statement is about: the first with a target or a change. */
  readonly main: Movement | null;
  readonly pointers: readonly Pointer[];
  /** Null when no word, figure or field says which way. */
  readonly direction: Direction | 'better' | null;
  readonly metric: MetricPhrase | null;
  /** The metric's name: the field's, else the phrase's. */
  readonly metricName: string | null;
  readonly isBroad: boolean;
  readonly way: 'up' | 'down' | 'same' | null;
  readonly lead: OutputLead | null;
  readonly beneficiary: Words | null;
  readonly activity: Words | null;
  readonly circular: Words | null;
  readonly individual: Words | null;
  readonly hasBaseline: boolean;
  readonly hasTarget: boolean;
}

/** A field that says something. Source: methods.md 5.2. */
export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined && (typeof value !== 'string' || value.trim() !== '');
}

function goodSide(line: Line, metric: MetricPhrase | null): 'up' | 'down' | null {
  if (metric === null) return null;
  const head = goodSideOf(headOf(line, metric));
  if (head !== null) return head;
  for (let at = metric.first; at < metric.last; at += 1) {
    const side = goodSideOf(line.lower(at));
    if (side !== null) return side;
  }
  return null;
}

function marksOf(dates: readonly DateMention[]): Marks {
  const marks = { dates: new Set<number>(), windows: new Set<number>() };
  for (const date of dates) {
    const places = date.kind === 'date' ? marks.dates : marks.windows;
    for (let at = date.first; at < date.last; at += 1) places.add(at);
  }
  return marks;
}

/** The figures that count: behind "so that", where a statement that begins with output has some there. */
function placedFor(line: Line, dates: readonly DateMention[], today: string | null): readonly Placed[] {
  const placed = placeAmounts(line, dates, today);
  const purpose = readOutputLead(line, dates, true)?.purpose ?? null;
  if (purpose === null) return placed;
  const behind = placed.filter((each) => each.amount.first >= purpose);
  return behind.some((each) => each.role !== 'loose' && each.role !== 'window') ? behind : placed;
}

function wayOf(main: Movement | null, fields: StatementFields): Reading['way'] {
  if (isGiven(fields.baseline) && isGiven(fields.target)) {
    if (fields.baseline === fields.target) return 'same';
    return fields.target > fields.baseline ? 'up' : 'down';
  }
  const change = main?.change ?? null;
  if (change !== null && change.isFigure && baseValue(change) === 0 && change.high === null) return 'same';
  return main === null ? null : wayOfLevels(main.baseline, main.target);
}

function directionIn(
  fields: StatementFields,
  pointers: readonly Pointer[],
  way: Reading['way'],
  main: Movement | null,
  side: 'up' | 'down' | null,
): Reading['direction'] {
  if (isGiven(fields.direction)) return fields.direction;
  const agreed = pointers.find((each) => each.way === way) ?? pointers[0] ?? null;
  if (pointers[0]?.way === 'hold' && way === null) return 'hold';
  if (way === 'up' || way === 'down') return way;
  if (
    main?.side !== null &&
    main?.side !== undefined &&
    (agreed === null || agreed.way === 'reach' || agreed.way === 'better')
  )
    return main.side;
  if (agreed === null) return null;
  const known = directionOf(agreed.way, side);
  if (known !== null) return known;
  return main === null || (main.target === null && main.change === null) ? null : 'better';
}

/** "Falls by 3 days to 4 days": the level of today follows. */
function impliesBaseline(main: Movement | null): boolean {
  if (main === null || main.target === null || main.change === null || main.change.isPart) return false;
  const isPoints = main.change.unit.dimension === 'points' && main.target.unit.dimension === 'percent';
  return isPoints || (main.change.unit.dimension !== 'percent' && areComparable(main.target, main.change));
}

function nameOf(line: Line, phrase: MetricPhrase | null): string | null {
  if (phrase === null) return null;
  const [start, end] = line.span(phrase.first, phrase.last);
  return line.text
    .slice(start, end)
    .replaceAll(/[*_`]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/\s*\([^)]*$/, '')
    .trim();
}

/**
 * Where the counting of own output is looked for. Before "so that"; but where the words behind it name a level to leave and one to reach,
 * those are the promise, and what is made before them is OUTPUT-LED alone.
 */
function activityPlaces(line: Line, lead: OutputLead | null, main: Movement | null): readonly [number, number] {
  const purpose = lead?.purpose ?? null;
  if (purpose === null) return [0, line.length];
  const baseline = main?.baseline ?? null;
  const target = main?.target ?? null;
  const isBehind = baseline !== null && target !== null && baseline.first >= purpose && target.first >= purpose;
  return isBehind ? [purpose, line.length] : [0, purpose];
}

/** Reads a statement once; everything that rules and the parsed answer need. Source: methods.md 5.2. */
export function readStatement(text: string, fields: StatementFields, today: string | null): Reading {
  const line = new Line(text);
  const dates = readDates(line, today);
  const marks = marksOf(dates);
  const movements = readMovements(line, placedFor(line, dates, today));
  const main = movements.find((each) => each.target !== null || each.change !== null) ?? movements[0] ?? null;
  const hasFigure = main !== null && (main.target !== null || main.change !== null);
  const pointers = pointersOf(line, main);
  const lead = readOutputLead(line, dates, hasFigure);
  const way = wayOf(main, fields);
  const metricField = isGiven(fields.metric) ? new Line(fields.metric) : null;
  const found = readMetric(
    line,
    main,
    pointers.find((each) => each.way === way) ?? pointers[0] ?? null,
    marks,
    lead?.purpose ?? lead?.last ?? firstWord(line, dates),
  );
  const first = pointers[0]?.way;
  const isCounting = first === 'up' || first === 'down';
  const isMeasured = found !== null && (hasFigure || hasMeasure(line, found, isCounting));
  const fallback = isMeasured || lead !== null ? null : anyMeasure(line, marks);
  const metric =
    lead !== null && !hasFigure && (lead.purpose === null || found === null || found.first < lead.purpose)
      ? null
      : isMeasured
        ? found
        : fallback;
  const side =
    metricField === null ? goodSide(line, metric) : goodSide(metricField, { first: 0, last: metricField.length });
  const named = metricField ?? line;
  const phrase = metricField === null ? metric : { first: 0, last: metricField.length };
  const isPerTime = [main?.target, main?.baseline].some(
    (each) => each !== null && each !== undefined && each.per !== '',
  );
  return {
    line,
    fields,
    dates,
    movements,
    main,
    pointers,
    direction: directionIn(fields, pointers, way, main, side),
    metric,
    metricName: metricField === null ? nameOf(line, metric) : metricField.text.trim(),
    isBroad: phrase !== null && isBroadPhrase(named, phrase),
    way,
    lead,
    beneficiary: readBeneficiary(line),
    activity:
      readActivity(line, metric, isPerTime, ...activityPlaces(line, lead, main)) ??
      (metricField === null
        ? null
        : readActivity(metricField, phrase, isPerTime || isGiven(fields.unit), 0, metricField.length)),
    circular: readCircular(line),
    individual: readIndividual(line),
    hasBaseline: isGiven(fields.baseline) || (main?.baseline ?? null) !== null || impliesBaseline(main),
    hasTarget: isGiven(fields.target) || hasFigure,
  };
}
