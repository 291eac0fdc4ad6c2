import type { NetFlowPoint } from '../../flow/series/net-flow.ts';
import { formatCount, formatDay } from '../format.ts';
import type { ChartContext, Drawing, Mark } from './drawing.ts';
import { baseOption, carrier, dayAfter, hatch, notesInPeriods, periodAxis, placeOf, tip, valueAxis } from './look.ts';

const MOST_KEYS = 120;

/** Arrivals minus completions around zero: above it work piles up, below it the pile shrinks. */
export function drawNetFlow(data: readonly NetFlowPoint[], context: ChartContext): Drawing {
  const { tokens } = context;
  const starts = data.map((point) => point.week);
  const sign = (value: number): string => (value > 0 ? `+${value}` : String(value).replace('-', '−'));
  return {
    option: {
      ...baseOption(context),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: tokens.ink, opacity: 0.05 } },
        formatter: (params: unknown) => {
          const point = data[placeOf(params)?.index ?? -1];
          if (point === undefined) return '';
          return tip(
            `Week of ${formatDay(point.week)}`,
            [
              ['Committed', String(point.arrivals.length)],
              ['Completed', String(point.completions.length)],
              ['Net', sign(point.net)],
            ],
            point.isPart ? 'part of the week only' : '',
          );
        },
      },
      xAxis: {
        ...periodAxis(tokens, starts),
        axisLine: { onZero: true, lineStyle: { color: tokens.ink } },
        axisLabel: { ...periodAxis(tokens, starts).axisLabel, margin: 10 },
        position: 'bottom',
      },
      yAxis: valueAxis(tokens, { name: 'committed − completed', isWhole: true, format: sign }),
      series: [
        {
          id: 'net',
          type: 'bar',
          barMaxWidth: 34,
          barCategoryGap: '28%',
          cursor: 'pointer',
          data: data.map((point) => ({
            value: point.net,
            itemStyle:
              point.net > 0
                ? {
                    color: tokens.wait,
                    decal: hatch(tokens),
                    borderColor: tokens.waitEdge,
                    opacity: point.isPart ? 0.5 : 1,
                  }
                : { color: tokens.water, opacity: point.isPart ? 0.45 : 1 },
          })),
        },
        carrier('notes', notesInPeriods(context, starts, dayAfter(starts.at(-1) ?? '1970-01-01', 7))),
      ],
    },
    isEmpty: data.every((point) => point.arrivals.length === 0 && point.completions.length === 0),
    description: describe(data),
    table: () => ({
      header: ['Week of', 'Committed', 'Completed', 'Net', 'Whole week'],
      rows: data.map((point) => ({
        cells: [
          point.week,
          point.arrivals.length,
          point.completions.length,
          point.net,
          point.isPart ? 'part' : 'whole',
        ],
        mark: openWeek(point),
      })),
    }),
    legend: [
      { name: 'more came than went', swatch: { as: 'hatch', colour: tokens.wait } },
      { name: 'more went than came', swatch: { as: 'fill', colour: tokens.water } },
    ],
    markAt: (_series, index) => {
      const point = data[index];
      return point === undefined ? null : openWeek(point);
    },
  };
}

function openWeek(point: NetFlowPoint): Mark {
  const keys = [...new Set([...point.arrivals, ...point.completions])];
  if (keys.length <= MOST_KEYS)
    return { to: 'items', keys, title: `Came or went in the week of ${formatDay(point.week)}` };
  const completed = { from: point.week, to: dayAfter(point.week, 7) };
  return { to: 'measure', metric: 'flow-velocity', where: { completed } };
}

function describe(data: readonly NetFlowPoint[]): string {
  const sum = data.reduce((total, point) => total + point.net, 0);
  const more = data.filter((point) => point.net > 0).length;
  const direction =
    sum === 0 ? 'as many came as went' : sum > 0 ? `${sum} more came than went` : `${-sum} more went than came`;
  return `Items committed minus items completed over ${formatCount(data.length, 'week')}: ${direction}; in ${formatCount(more, 'week')} work piled up.`;
}
