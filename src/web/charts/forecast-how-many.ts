import type { HowManyForecast } from '../../flow/forecasts/index.ts';
import { formatCount, formatDay, formatShare } from '../format.ts';
import { certaintyBars } from './certainty-bars.ts';
import type { ChartContext, Drawing } from './drawing.ts';
import { baseOption, placeOf, tip, valueAxis } from './look.ts';

/** The more items, the less sure: the probability of at least so many by the day. */
export function drawForecastHowMany(forecast: HowManyForecast, context: ChartContext): Drawing {
  const { tokens } = context;
  const { curve, answers, until } = forecast;
  const marked = curve.map((point) => ({
    value: point.probability,
    certainties: answers.flatMap((answer) => (answer.items === point.items ? [answer.certainty] : [])),
  }));
  return {
    option: {
      ...baseOption(context, { top: 44, right: 20, bottom: 44 }),
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
        type: 'category',
        name: 'items or more',
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: tokens.quiet },
        data: curve.map((point) => String(point.items)),
        axisLine: { lineStyle: { color: tokens.edge } },
        axisTick: { show: false },
        axisLabel: { color: tokens.quiet, hideOverlap: true },
      },
      yAxis: valueAxis(tokens, {
        name: 'probability',
        min: 0,
        max: 1,
        interval: 0.25,
        format: (value) => formatShare(value),
      }),
      series: [certaintyBars(marked, context)],
    },
    isEmpty: curve.length === 0,
    description: `How many items will be finished by ${formatDay(until)}: ${answers
      .map((answer) => `${answer.certainty} % at least ${answer.items}`)
      .join(', ')}.`,
    table: () => ({
      header: ['At least so many items', 'Probability'],
      rows: curve.map((point) => ({ cells: [point.items, Math.round(point.probability * 10_000) / 10_000] })),
    }),
    legend: [{ name: 'most items at this certainty', swatch: { as: 'fill', colour: tokens.water } }],
    markAt: () => null,
  };
}
