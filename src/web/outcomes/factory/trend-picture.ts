import type { Factory } from '../../../api/outcomes.ts';
import type { ChartContext, Drawing } from '../../charts/drawing.ts';
import { baseOption, periodAxis, placeOf, tip, valueAxis } from '../../charts/look.ts';
import { formatDay, formatMonth, formatShare } from '../../format.ts';

type Trend = Factory['trend'];

/** The ratio by month: a month without initiatives or epics has no point. */
export function drawTrend(trend: Trend, context: ChartContext): Drawing {
  const { tokens } = context;
  const known = trend.filter(({ ratio }) => ratio !== null);
  const last = known.at(-1);
  return {
    option: {
      ...baseOption(context, { right: 20 }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: tokens.quiet } },
        formatter: (params: unknown) => {
          const month = trend[placeOf(params)?.index ?? -1];
          if (month === undefined) return '';
          const said = month.ratio === null ? 'nothing at work' : `${month.without} of ${month.of}`;
          return tip(`${formatDay(month.from)} to before ${formatDay(month.to)}`, [['without an outcome', said]]);
        },
      },
      xAxis: {
        ...periodAxis(
          tokens,
          trend.map(({ from }) => from),
        ),
        axisLabel: { color: tokens.quiet, hideOverlap: true, formatter: formatMonth },
      },
      yAxis: valueAxis(tokens, {
        name: 'without an outcome',
        min: 0,
        max: 100,
        interval: 25,
        format: (value) => `${value} %`,
      }),
      series: [
        {
          id: 'ratio',
          type: 'line',
          symbol: 'circle',
          symbolSize: 7,
          showAllSymbol: true,
          connectNulls: false,
          lineStyle: { color: tokens.water, width: 1.75 },
          itemStyle: { color: tokens.water },
          data: trend.map(({ ratio }) => (ratio === null ? null : Math.round(ratio * 1000) / 10)),
        },
      ],
    },
    isEmpty: known.length === 0,
    description:
      last?.ratio == null
        ? 'No month could be counted.'
        : `Share of initiatives and epics without an outcome by month; ${formatShare(last.ratio)} in the last one.`,
    table: () => ({
      header: ['From', 'To (left out)', 'Without', 'Of', 'Ratio (%)'],
      rows: trend.map(({ from, to, without, of, ratio }) => ({
        cells: [from, to, without, of, ratio === null ? null : Math.round(ratio * 1000) / 10],
      })),
    }),
    legend: [],
    markAt: () => null,
  };
}

/** What the trend shows, in a sentence. */
export function trendHeading(trend: Trend): string {
  const known = trend.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]));
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return 'No initiative or epic was at work in these months.';
  if (known.length === 1) return `${formatShare(last)} had none in the only month that could be counted.`;
  const by = Math.round((last - first) * 100);
  if (by === 0) return `${formatShare(last)} had none, as six months before.`;
  return `${formatShare(last)} had none in the last month, ${Math.abs(by)} points ${by < 0 ? 'less' : 'more'} than in the first.`;
}
