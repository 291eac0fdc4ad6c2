import { processBehaviour } from '../../statistics/process-behaviour.ts';
import { addDays, wholeWeeks } from '../calendar.ts';
import type { WeeklyOptions, WeeklySeries } from '../metrics/weekly.ts';
import { windowOf } from '../window.ts';
import type { DeliveryInput, DeliveryMetric } from './measure.ts';

/**
 * A metric of delivery week by week, with its process limits: as the weekly series of flow, for one application.
 * Population: whole ISO weeks of the window that ended by `asOf`; a week that ended before the first deployment known is
 * unknown, not zero. Source: methods.md 2.11, 4.
 */
export function deliveryWeekly(
  metric: DeliveryMetric,
  input: DeliveryInput,
  options: Pick<WeeklyOptions, 'rules' | 'baseline' | 'withItems'> = {},
): WeeklySeries {
  const { calendar, asOf, from, endAt } = input.window;
  const { name, unit, scale, canBeNegative } = metric.weekly;
  const weeks = wholeWeeks(from, calendar.dayOf(endAt)).map((week) => {
    const ofWeek = { ...input, window: windowOf(calendar.timeZone, week, addDays(week, 7), asOf) };
    const measure = options.withItems === false ? null : metric.measure(ofWeek);
    return { week, value: metric.weekly.of(ofWeek), items: measure?.status === 'measured' ? measure.items : [] };
  });
  const { rules = 'default', baseline } = options;
  const places = baseline === undefined ? {} : { baseline: placesOf(weeks, baseline.from, baseline.to) };
  const values = weeks.map((point) => point.value);
  const behaviour = processBehaviour(values, { scale, canBeNegative, rules, ...places });
  return { metric: metric.id, name, unit, scale, weeks, behaviour };
}

function placesOf(
  weeks: readonly { readonly week: string }[],
  from: string,
  to: string,
): { readonly from: number; readonly to: number } {
  const inside = weeks.flatMap(({ week }, place) => (week >= from && addDays(week, 7) <= to ? place : []));
  const first = inside[0] ?? 0;
  return { from: first, to: first + inside.length };
}
