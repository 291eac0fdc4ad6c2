import type { WhenAnswer, WhenPoint } from '../../flow/forecasts/index.ts';
import { formatCount, formatDay, formatDayShort, formatShare } from '../format.ts';
import type { ChartContext, Drawing } from './drawing.ts';
import { atDay, baseOption, carrier, dayAfter, placeOf, timeAxis, tip, valueAxis } from './look.ts';

export interface When {
  /** What is forecast, in words, e.g. `20 items`. */
  readonly what: string;
  readonly answers: readonly WhenAnswer[];
  readonly curve: readonly WhenPoint[];
}

/** The later the day, the surer: the probability of being finished by the end of each day. */
export function drawForecastWhen({ what, answers, curve }: When, context: ChartContext): Drawing {
  const { tokens } = context;
  const known = answers.flatMap((answer) => (answer.day === null ? [] : [{ ...answer, day: answer.day }]));
  const from = curve[0]?.day ?? known[0]?.day ?? '1970-01-01';
  const last = curve.at(-1)?.day ?? from;
  return {
    option: {
      ...baseOption(context, { top: 44, right: 20 }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: tokens.quiet } },
        formatter: (params: unknown) => {
          const point = curve[placeOf(params)?.index ?? -1];
          return point === undefined
            ? ''
            : tip(
                `By ${formatDay(point.day)}`,
                [['Probability', formatShare(point.probability)]],
                `${formatCount(point.workingDays, 'working day')}`,
              );
        },
      },
      xAxis: timeAxis(tokens, from, dayAfter(last, 1), context.isNarrow),
      yAxis: valueAxis(tokens, {
        name: 'probability of being finished',
        min: 0,
        max: 1,
        interval: 0.25,
        format: (value) => formatShare(value),
      }),
      series: [
        {
          id: 'curve',
          type: 'line',
          step: 'end',
          symbol: 'none',
          lineStyle: { color: tokens.water, width: 1.75 },
          itemStyle: { color: tokens.water },
          areaStyle: { color: tokens.range, opacity: 1 },
          data: curve.map((point) => [atDay(point.day), point.probability]),
        },
        carrier('answers', {
          silent: true,
          symbol: 'none',
          lineStyle: { type: 'dashed', color: tokens.ink, width: 1 },
          label: { position: 'end', color: tokens.ink, fontSize: 11 },
          data: known.map((answer, index) => ({
            xAxis: atDay(answer.day),
            label: {
              formatter: `${answer.certainty} % ${formatDayShort(answer.day)}`,
              fontWeight: answer.certainty === 85 ? 600 : 400,
              distance: index % 2 === 0 ? 3 : 16,
            },
          })),
        }),
      ],
    },
    description: `When ${what} will be finished: ${answers
      .map((answer) =>
        answer.day === null
          ? `${answer.certainty} % later than anyone can say`
          : `${answer.certainty} % by ${formatDay(answer.day)}`,
      )
      .join(', ')}.`,
    table: {
      header: ['By the end of', 'Working days', 'Probability'],
      rows: curve.map((point) => ({
        cells: [point.day, point.workingDays, Math.round(point.probability * 10_000) / 10_000],
      })),
    },
    legend: [],
    markAt: () => null,
  };
}
