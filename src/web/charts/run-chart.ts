import type { WeeklySeries } from '../../flow/metrics/weekly.ts';
import { drawnValue, formatCount, formatDay, formatUnit } from '../format.ts';
import type { ChartContext, Drawing } from './drawing.ts';
import { baseOption, carrier, dayAfter, levelLines, notesInPeriods, periodAxis, placeOf, tip } from './look.ts';
import { openWeek, weeklyAxis } from './weekly-scale.ts';

/** The weeks as they were, with the median of all of them: no limits, no rules. */
export function drawRunChart(series: WeeklySeries, context: ChartContext): Drawing {
  const { tokens } = context;
  const starts = series.weeks.map((week) => week.week);
  const known = series.weeks.flatMap((week) => (week.value === null ? [] : [week.value]));
  const median = medianOf(known);
  return {
    option: {
      ...baseOption(context, { right: 84 }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: tokens.quiet } },
        formatter: (params: unknown) => {
          const week = series.weeks[placeOf(params)?.index ?? -1];
          if (week === undefined) return '';
          const value = week.value === null ? 'not known' : formatUnit(week.value, series.unit);
          return tip(`Week of ${formatDay(week.week)}`, [[series.name, value]]);
        },
      },
      xAxis: periodAxis(tokens, starts),
      yAxis: weeklyAxis(series, tokens),
      series: [
        {
          id: 'x',
          type: 'line',
          symbol: 'circle',
          symbolSize: 6,
          showAllSymbol: true,
          cursor: 'pointer',
          lineStyle: { color: tokens.water, width: 1.75 },
          itemStyle: { color: tokens.water },
          data: series.weeks.map((week) => (week.value === null ? null : drawnValue(week.value, series.unit))),
        },
        carrier(
          'median',
          levelLines(
            tokens,
            median === null
              ? []
              : [
                  {
                    at: drawnValue(median, series.unit),
                    name: `median ${formatUnit(median, series.unit)}`,
                    isStrong: true,
                  },
                ],
          ),
        ),
        carrier('notes', notesInPeriods(context, starts, dayAfter(starts.at(-1) ?? '1970-01-01', 7))),
      ],
    },
    isEmpty: known.length === 0,
    description:
      median === null
        ? `${series.name}: no week could be measured.`
        : `${series.name} over ${formatCount(known.length, 'week')}: from ${formatUnit(Math.min(...known), series.unit)} to ${formatUnit(Math.max(...known), series.unit)}, median ${formatUnit(median, series.unit)}.`,
    table: () => ({
      header: ['Week of', `${series.name} (${series.unit})`],
      rows: series.weeks.map((week, index) => {
        const mark = openWeek(series, index);
        return { cells: [week.week, week.value], ...(mark === null ? {} : { mark }) };
      }),
    }),
    legend: [],
    markAt: (_id, index) => openWeek(series, index),
  };
}

/** The middle of the weeks' values; between the two middle ones where their number is even, as run charts do. */
function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
