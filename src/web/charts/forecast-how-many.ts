import type { HowManyForecast } from '../../flow/forecasts/index.ts';
import { formatCount, formatDay, formatNumber, formatShare } from '../format.ts';
import type { ChartContext, Drawing } from './drawing.ts';
import { baseOption, placeOf, tip, valueAxis } from './look.ts';

/** The more items, the less sure: the probability of at least so many by the day. */
export function drawForecastHowMany(forecast: HowManyForecast, context: ChartContext): Drawing {
  const { tokens } = context;
  const { curve, answers, until } = forecast;
  return {
    option: {
      ...baseOption(context, { top: 44, right: 20 }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: tokens.ink, opacity: 0.05 } },
        formatter: (params: unknown) => {
          const point = curve[placeOf(params)?.index ?? -1];
          return point === undefined
            ? ''
            : tip(`At least ${formatCount(point.items, 'item')}`, [['Probability', formatShare(point.probability)]]);
        },
      },
      xAxis: {
        type: 'value',
        name: 'items',
        nameLocation: 'end',
        nameGap: 4,
        min: curve[0]?.items ?? 0,
        max: curve.at(-1)?.items ?? 1,
        minInterval: 1,
        axisLine: { lineStyle: { color: tokens.edge } },
        axisTick: { show: false },
        axisLabel: { color: tokens.quiet },
        splitLine: { show: false },
      },
      yAxis: valueAxis(tokens, {
        name: 'probability of at least so many',
        min: 0,
        max: 1,
        interval: 0.25,
        format: (value) => formatShare(value),
      }),
      series: [
        {
          id: 'curve',
          type: 'line',
          step: 'start',
          symbol: 'none',
          lineStyle: { color: tokens.water, width: 1.75 },
          itemStyle: { color: tokens.water },
          areaStyle: { color: tokens.range, opacity: 1 },
          data: curve.map((point) => [point.items, point.probability]),
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { type: 'dashed', color: tokens.ink, width: 1 },
            label: { position: 'end', color: tokens.ink, fontSize: 11 },
            data: answers.map((answer, index) => ({
              xAxis: answer.items,
              label: {
                formatter: `${answer.certainty} % ${formatNumber(answer.items)}`,
                fontWeight: answer.certainty === 85 ? 600 : 400,
                distance: index % 2 === 0 ? 3 : 16,
              },
            })),
          },
        },
      ],
    },
    description: `How many items will be finished by ${formatDay(until)}: ${answers
      .map((answer) => `${answer.certainty} % at least ${answer.items}`)
      .join(', ')}.`,
    table: {
      header: ['At least so many items', 'Probability'],
      rows: curve.map((point) => ({ cells: [point.items, Math.round(point.probability * 10_000) / 10_000] })),
    },
    legend: [],
    markAt: () => null,
  };
}
