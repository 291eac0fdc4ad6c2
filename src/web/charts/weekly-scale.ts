import type { WeeklySeries } from '../../flow/metrics/weekly.ts';
import { drawnUnit, drawnValue, formatNumber, formatShare } from '../format.ts';
import type { Tokens } from '../theme.ts';
import type { Mark } from './drawing.ts';
import { dayAfter, valueAxis } from './look.ts';
import { logScale, roundUp } from './ticks.ts';

const MOST_KEYS = 150;

/** The value axis of a weekly series: its own unit, log where the engine charts it so; wide enough for `also`. */
export function weeklyAxis(series: WeeklySeries, tokens: Tokens, also: readonly number[] = []) {
  const isLog = series.scale === 'log';
  const known = series.weeks.flatMap((week) => (week.value === null ? [] : [drawnValue(week.value, series.unit)]));
  return valueAxis(tokens, {
    name: drawnUnit(series.unit),
    ...(isLog
      ? { log: logScale([...known, ...also]) }
      : also.length === 0
        ? {}
        : { max: roundUp(Math.max(...known, ...also)) }),
    format: (value) => (series.unit === 'share' ? formatShare(value) : formatNumber(Math.round(value * 100) / 100)),
  });
}

/** The items behind one week's value. */
export function openWeek(series: WeeklySeries, index: number): Mark | null {
  const week = series.weeks[index];
  if (week === undefined || week.items.length === 0) return null;
  if (week.items.length <= MOST_KEYS) {
    return { to: 'items', keys: week.items, title: `${series.name}: week of ${week.week}` };
  }
  return {
    to: 'measure',
    metric: series.metric,
    where: { completed: { from: week.week, to: dayAfter(week.week, 7) } },
  };
}
