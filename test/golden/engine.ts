/** What the corpus asks of an engine, in one module, so that a changed copy of the engine can be asked the same. */
export { measureHistories } from '../../src/app/measure-histories.ts';
export {
  addDays,
  addMonths,
  calendarOf,
  daysBetween,
  daysOf,
  weekday,
  weekOf,
  wholeWeeks,
} from '../../src/flow/calendar.ts';
export { findProblems } from '../../src/flow/data-quality/index.ts';
export { countedNames } from '../../src/flow/data-quality/problem.ts';
export { collectDaySums } from '../../src/flow/day-sums.ts';
export { epicSpans } from '../../src/flow/epic-spans.ts';
export { factsAt } from '../../src/flow/facts-at.ts';
export { foldAll, identity, inputAt } from '../../src/flow/fold-all.ts';
export { intersect, mergeIntervals, overlapMs, subtractIntervals } from '../../src/flow/intervals.ts';
export { measureAll } from '../../src/flow/measure-all.ts';
export { tellWhere } from '../../src/flow/metrics/constraint.ts';
export { departuresByWeek } from '../../src/flow/metrics/departures-by-week.ts';
export { flowPredictability } from '../../src/flow/metrics/flow-predictability.ts';
export { flowThrough } from '../../src/flow/metrics/flow-through.ts';
export { metricOf } from '../../src/flow/metrics/index.ts';
export { shareOfTimeAt } from '../../src/flow/metrics/load-curve.ts';
export { periodsIn } from '../../src/flow/metrics/periods-in.ts';
export { sortInstants } from '../../src/flow/metrics/sort-instants.ts';
export { spansOf } from '../../src/flow/metrics/spans.ts';
export { judgedAnew, weeklySeries } from '../../src/flow/metrics/weekly.ts';
export { cumulativeFlow, itemsInBand } from '../../src/flow/series/cumulative-flow.ts';
export { daysIn } from '../../src/flow/series/days-in.ts';
export { compileStream, customFieldsOf } from '../../src/flow/stream/compile.ts';
export { parseStream } from '../../src/flow/stream/parse.ts';
export { windowOf } from '../../src/flow/window.ts';
