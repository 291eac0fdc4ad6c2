import type { MetricPage } from '../../../api/outcome-metrics.ts';
import type { ChartContext, Drawing } from '../../charts/drawing.ts';
import { atDay, baseOption, carrier, dayAfter, levelLines, placeOf, tip, valueAxis } from '../../charts/look.ts';
import { formatCount, formatDay, formatDayShort } from '../../format.ts';
import { daysAxis, spanOf } from '../axes.ts';
import { levelInWords, plainFigure } from '../outcome-words.ts';

/** A metric's values as they were, with their median; longer gaps leave the line open, redefinitions and releases are marked. */
export function drawMetric({ body, values, gaps, outcomes }: MetricPage, context: ChartContext): Drawing {
  const { tokens } = context;
  const from = values[0]?.day ?? '1970-01-01';
  const to = dayAfter(values.at(-1)?.day ?? from, 1);
  const median = medianOf(values.map(({ value }) => value));
  const open = new Set(gaps.map((gap) => gap.from));
  // A place without a value after each gap, so that no line is drawn over what is not known.
  const data = values.flatMap(({ day, value }): (readonly [number, number | null])[] =>
    open.has(day)
      ? [
          [atDay(day), value],
          [atDay(dayAfter(day, 1)), null],
        ]
      : [[atDay(day), value]],
  );
  const marks = [
    ...body.redefinitions.map(({ on }) => ({ on, name: `redefined ${formatDayShort(on)}` })),
    ...outcomes.flatMap(({ deliveredOn }) =>
      deliveredOn === null ? [] : [{ on: deliveredOn, name: `released ${formatDayShort(deliveredOn)}` }],
    ),
  ].filter(({ on }) => on >= from && on < to);
  return {
    option: {
      ...baseOption(context, { right: context.isNarrow ? 14 : 92, top: 34 }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: tokens.quiet } },
        formatter: (params: unknown) => {
          const at = data[placeOf(params)?.index ?? -1];
          const found = values.find(({ day }) => atDay(day) === at?.[0]);
          return found === undefined
            ? ''
            : tip(formatDay(found.day), [[body.name, levelInWords(found.value, body.unit)]]);
        },
      },
      xAxis: daysAxis(context, from, to),
      yAxis: valueAxis(tokens, { name: body.unit, ...spanOf(values.map(({ value }) => value)), format: plainFigure }),
      series: [
        {
          id: 'value',
          type: 'line',
          symbol: values.length < 90 ? 'circle' : 'none',
          symbolSize: 5,
          showAllSymbol: true,
          connectNulls: false,
          lineStyle: { color: tokens.ink, width: 1.75 },
          itemStyle: { color: tokens.ink },
          data,
        },
        carrier(
          'median',
          levelLines(
            tokens,
            median === null ? [] : [{ at: median, name: context.isNarrow ? '' : `median ${plainFigure(median)}` }],
          ),
        ),
        carrier('marks', {
          silent: true,
          symbol: 'none',
          animation: false,
          lineStyle: { type: 'dotted', color: tokens.ink, width: 1.25 },
          label: { position: 'end', color: tokens.ink, fontSize: 11 },
          data: marks.map(({ on, name }) => ({ xAxis: atDay(on), label: { formatter: name } })),
        }),
      ],
    },
    isEmpty: values.length === 0,
    description:
      median === null
        ? `${body.name}: no value is known.`
        : `${body.name}: ${formatCount(values.length, 'value')} from ${formatDay(from)} to ${formatDay(values.at(-1)?.day ?? from)}, median ${levelInWords(median, body.unit)}.`,
    table: () => ({
      header: ['Date', body.unit === '' ? body.name : `${body.name} (${body.unit})`],
      rows: values.map(({ day, value }) => ({ cells: [day, value] })),
    }),
    legend: [],
    markAt: () => null,
  };
}

/** The middle value; between the two middle ones where their number is even. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
