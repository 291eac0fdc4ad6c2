import type { WhenAnswer, WhenPoint } from '../../flow/forecasts/index.ts';
import { formatCount, formatDay, formatShare } from '../format.ts';
import { certaintyBars } from './certainty-bars.ts';
import type { ChartContext, Drawing } from './drawing.ts';
import { baseOption, periodAxis, placeOf, tip, valueAxis } from './look.ts';

export interface When {
  /** What is forecast, in words, e.g. `20 items`. */
  readonly what: string;
  readonly answers: readonly WhenAnswer[];
  readonly curve: readonly WhenPoint[];
}

/** The later the day, the surer: the probability of being finished by the end of each day. */
export function drawForecastWhen({ what, answers, curve }: When, context: ChartContext): Drawing {
  const { tokens } = context;
  const marked = curve.map((point) => ({
    value: point.probability,
    certainties: answers.flatMap((answer) => (answer.day === point.day ? [answer.certainty] : [])),
  }));
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
            : tip(
                `By the end of ${formatDay(point.day)}`,
                [['Probability', formatShare(point.probability)]],
                formatCount(point.workingDays, 'working day'),
              );
        },
      },
      xAxis: periodAxis(
        tokens,
        curve.map((point) => point.day),
      ),
      yAxis: valueAxis(tokens, {
        name: 'probability of being finished by then',
        min: 0,
        max: 1,
        interval: 0.25,
        format: (value) => formatShare(value),
      }),
      series: [certaintyBars(marked, context)],
    },
    isEmpty: curve.length === 0,
    description: `When ${what} will be finished: ${answers
      .map((answer) =>
        answer.day === null
          ? `${answer.certainty} % later than anyone can say`
          : `${answer.certainty} % by ${formatDay(answer.day)}`,
      )
      .join(', ')}.`,
    table: () => ({
      header: ['By the end of', 'Working days', 'Probability'],
      rows: curve.map((point) => ({
        cells: [point.day, point.workingDays, Math.round(point.probability * 10_000) / 10_000],
      })),
    }),
    legend: [{ name: 'first day at this certainty', swatch: { as: 'fill', colour: tokens.water } }],
    markAt: () => null,
  };
}
