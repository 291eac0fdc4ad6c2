import type { Day } from '../../flow/calendar.ts';
import type { DatedValue, EvaluationInput } from './evaluation.ts';

/**
 * What keeps a release from being evaluated at all, in words; empty when nothing does. Too few points are no such problem: they give
 * grade D.
 */
export function checkInput(input: EvaluationInput): readonly string[] {
  const { series, control, releaseOn, anticipated, minimum, burnIn = 0, target } = input;
  const problems = [
    ...checkNumbers(anticipated, minimum, burnIn),
    ...(target === undefined || Number.isFinite(target.value)
      ? []
      : [`the target must be a number, not ${target.value}`]),
    ...(isDay(releaseOn) ? [] : [`the release must be a day such as 2026-11-22, not "${releaseOn}"`]),
    ...checkSeries(series, 'the series'),
    ...(control === undefined ? [] : checkSeries(control, 'the control series')),
  ];
  return problems.length > 0 ? problems : checkSides(input);
}

function checkNumbers(anticipated: number, minimum: number | undefined, burnIn: number): readonly string[] {
  const problems: string[] = [];
  if (!(anticipated > 0 && Number.isFinite(anticipated))) {
    problems.push(`the anticipated effect must be above 0, not ${anticipated}; the direction says which way it goes`);
  }
  if (minimum !== undefined && !(minimum > 0 && Number.isFinite(minimum))) {
    problems.push(`the minimum worthwhile effect must be above 0, not ${minimum}`);
  } else if (minimum !== undefined && minimum > anticipated) {
    problems.push(`the minimum worthwhile effect (${minimum}) is larger than the anticipated one (${anticipated})`);
  }
  if (!(Number.isSafeInteger(burnIn) && burnIn >= 0)) {
    problems.push(`the burn-in must be a whole number of points from 0, not ${burnIn}`);
  }
  return problems;
}

/** What is wrong with a series by itself. */
export function checkSeries(series: readonly DatedValue[], name: string): readonly string[] {
  const problems: string[] = [];
  if (series.length === 0) return [`${name} is empty`];
  if (series.length === 1) return [`${name} has one point only; an effect needs points before and after the release`];
  const seen = new Set<Day>();
  for (const { on, value } of series) {
    if (!isDay(on)) problems.push(`${name} has a date that is no day such as 2026-11-22: "${on}"`);
    if (seen.has(on)) problems.push(`${name} has ${on} twice; keep one value a day`);
    seen.add(on);
    if (!Number.isFinite(value)) problems.push(`${name} has no finite number on ${on}: ${value}`);
  }
  return problems.length <= 5 ? problems : [...problems.slice(0, 5), `and ${problems.length - 5} more`];
}

function checkSides({ series, control, releaseOn, burnIn = 0 }: EvaluationInput): readonly string[] {
  const days = series.map(({ on }) => on).toSorted();
  const first = days[0] ?? '';
  const last = days.at(-1) ?? '';
  if (releaseOn <= first) {
    return [
      `the release (${releaseOn}) lies outside the series: its first point is ${first}, so nothing lies before it`,
    ];
  }
  if (releaseOn > last) {
    return [`the release (${releaseOn}) lies outside the series: its last point is ${last}, so nothing lies after it`];
  }
  const after = days.filter((day) => day >= releaseOn).length;
  if (burnIn >= after) return [`the burn-in of ${burnIn} leaves none of the ${after} points after the release`];
  if (control === undefined) return [];
  const controlled = new Set(control.map(({ on }) => on));
  const shared = days.filter((day) => controlled.has(day));
  const sides = shared.filter((day) => day < releaseOn).length;
  if (sides === 0 || sides === shared.length) {
    return [
      'the control series shares no days with the series on one side of the release; it needs values on the same days',
    ];
  }
  const known = new Set(days);
  const values = control.filter(({ on }) => known.has(on)).map(({ value }) => value);
  if (values.every((value) => value === values[0])) {
    return ['the control series never changes; it cannot say what would have happened'];
  }
  return [];
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}
