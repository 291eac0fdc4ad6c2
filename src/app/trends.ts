import type { Trend } from '../api/card.ts';
import { addDays, weekOf } from '../flow/calendar.ts';
import type { MeasureInput, Metric } from '../flow/measure.ts';
import { metricOf } from '../flow/metrics/index.ts';
import { judgedAnew, type WeeklyOptions, type WeeklySeries, weeklySeries } from '../flow/metrics/weekly.ts';
import { windowOf } from '../flow/window.ts';
import { rememberByInput } from './remember.ts';
import type { View } from './view.ts';
import { dayInWords } from './words.ts';

/** Weeks before the window that its limits come from, so that what the window shows is held against what was usual before. */
const BASELINE_WEEKS = 20;

/**
 * The weekly series of a metric over the window and the baseline before it, without the items of each week; null for a metric without
 * a weekly value.
 */
export function seriesOf(input: MeasureInput, metric: Metric): WeeklySeries | null {
  return byMetric(metric.id)(input);
}

/** The same with the items behind each week, for charts that open to them. */
export function seriesWithItems(input: MeasureInput, metric: Metric, rules: 'default' | 'all'): WeeklySeries | null {
  return series(input, metric, { rules, withItems: true });
}

const remembered = new Map<string, (input: MeasureInput) => WeeklySeries | null>();

function byMetric(id: string): (input: MeasureInput) => WeeklySeries | null {
  let answer = remembered.get(id);
  if (answer === undefined) {
    answer = rememberByInput((input) => {
      const metric = metricOf(id);
      return metric === undefined ? null : series(input, metric, { withItems: false });
    });
    remembered.set(id, answer);
  }
  return answer;
}

function series(input: MeasureInput, metric: Metric, options: WeeklyOptions): WeeklySeries | null {
  const { window, stream } = input;
  const baselineFrom = addDays(weekOf(window.from), -7 * BASELINE_WEEKS);
  const longer = { ...input, window: windowOf(stream.timeZone, baselineFrom, window.to, window.asOf) };
  // Where little lies before the window, the first twenty measured weeks have to do: the default of the series.
  const known = weeklySeries(metric, longer, options);
  if (known === null) return null;
  const before = known.weeks.filter((week) => week.week < weekOf(window.from) && week.value !== null).length;
  if (before < 10) return known;
  return judgedAnew(known, metric, { ...options, baseline: { from: baselineFrom, to: weekOf(window.from) } });
}

/** A metric's trend for small pictures. Source: methods.md 2.11. */
export function trendOf(view: View, metric: Metric): Trend | null {
  const known = seriesOf(view.input, metric);
  return known === null ? null : trendAnswer(known);
}

export function trendAnswer(known: WeeklySeries): Trend {
  const { behaviour, weeks } = known;
  const signals = new Set(behaviour.status === 'measured' ? behaviour.signals.flatMap((signal) => signal.at) : []);
  return {
    name: known.name,
    unit: known.unit,
    weeks: weeks.map((point, index) => ({ week: point.week, value: point.value, isSignal: signals.has(index) })),
    limits:
      behaviour.status === 'measured'
        ? {
            centre: behaviour.centre,
            lower: behaviour.lower,
            upper: behaviour.upper,
            isProvisional: behaviour.baseline.isProvisional,
            baselineFrom: weeks[behaviour.baseline.from]?.week ?? '',
            baselineTo: addDays(weeks[behaviour.baseline.to - 1]?.week ?? weeks[0]?.week ?? '2000-01-03', 7),
          }
        : null,
  };
}

/** A signal that still stands at the end of the series: which way, and since when. */
export interface StandingSignal {
  readonly side: 'above' | 'below';
  /** Monday of the first week of it. */
  readonly since: string;
  readonly rule: string;
}

/** Weeks at the end of the series within which a signal is still news. */
const RECENT_WEEKS = 2;

/** The latest signal on values (not ranges) that reaches into the last two weeks; null when there is none. */
export function standingSignal(known: WeeklySeries): StandingSignal | null {
  const { behaviour, weeks } = known;
  if (behaviour.status !== 'measured') return null;
  const recent = behaviour.signals.filter(
    (signal) =>
      signal.rule !== 'range-beyond-limit' && (signal.at[signal.at.length - 1] ?? -1) >= weeks.length - RECENT_WEEKS,
  );
  const earliest = recent.toSorted((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0))[0];
  if (earliest === undefined) return null;
  let first = earliest.at[0] ?? 0;
  // A point beyond a limit is told from the first of the unbroken row of such points on.
  while (
    behaviour.signals.some(
      (one) => one.side === earliest.side && one.rule === earliest.rule && one.at.includes(first - 1),
    )
  ) {
    first -= 1;
  }
  return { side: earliest.side, since: weeks[first]?.week ?? '', rule: earliest.rule };
}

/** A standing signal as cards say it; null when there is none. */
export function signalInWords(known: WeeklySeries): string | null {
  const signal = standingSignal(known);
  return signal === null
    ? null
    : `${signal.side} its usual range since ${dayInWords(signal.since)}: worth asking about`;
}
