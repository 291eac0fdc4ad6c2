import type { FlowTimeHistogram, HistogramBin } from '../../flow/series/flow-time-histogram.ts';
import { daysOnly, formatCount, formatLength, formatNumber } from '../format.ts';
import type { ChartContext, Drawing, Mark } from './drawing.ts';
import { baseOption, placeOf, tip, valueAxis } from './look.ts';

const DAY_SECONDS = 86_400;
const MOST_KEYS = 200;

/** How often which flow time occurred; the last bar holds all that took longer. */
export function drawFlowTimeHistogram(data: FlowTimeHistogram, context: ChartContext): Drawing {
  const { tokens } = context;
  const names = data.bins.map(nameOf);
  const levels = (['p50', 'p85', 'p95'] as const).flatMap((of) => {
    const at = data.percentiles[of];
    return at === null ? [] : [{ name: `${of.slice(1)} % ${daysOnly(at)} d`, x: at / data.binSeconds - 0.5 }];
  });
  const most = Math.max(1, ...data.bins.map((bin) => bin.items.length));
  return {
    option: {
      ...baseOption(context, { top: 44 }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: tokens.ink, opacity: 0.05 } },
        formatter: (params: unknown) => {
          const bin = data.bins[placeOf(params)?.index ?? -1];
          return bin === undefined ? '' : tip(nameOf(bin), [['Items', String(bin.items.length)]]);
        },
      },
      xAxis: [
        {
          type: 'category',
          data: [...names],
          axisLine: { lineStyle: { color: tokens.edge } },
          axisTick: { show: false },
          axisLabel: {
            color: tokens.quiet,
            hideOverlap: true,
            formatter: (_name: string, index: number) => axisName(data.bins[index]),
          },
        },
        { type: 'value', min: -0.5, max: data.bins.length - 0.5, show: false },
      ],
      yAxis: valueAxis(tokens, { name: 'items', min: 0, isWhole: true }),
      series: [
        {
          id: 'bins',
          type: 'bar',
          barCategoryGap: '8%',
          cursor: 'pointer',
          itemStyle: { color: tokens.water },
          data: data.bins.map((bin) => ({
            value: bin.items.length,
            itemStyle: bin.toSeconds === null ? { color: tokens.stream } : {},
          })),
        },
        {
          id: 'levels',
          type: 'line',
          xAxisIndex: 1,
          silent: true,
          data: [],
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { type: 'dashed', color: tokens.ink, width: 1 },
            label: { position: 'end', color: tokens.ink, fontSize: 11 },
            data: levels.map((level, index) => ({
              xAxis: level.x,
              // Names of neighbouring lines stand on two heights, so that they do not run into each other.
              label: { formatter: level.name, distance: index % 2 === 0 ? 3 : 16 },
            })),
          },
        },
        { id: 'height', type: 'line', silent: true, symbol: 'none', lineStyle: { opacity: 0 }, data: [[0, most]] },
      ],
    },
    isEmpty: data.n === 0,
    description: describe(data),
    table: () => ({
      header: ['Flow time', 'Items'],
      rows: data.bins.map((bin) => ({ cells: [nameOf(bin), bin.items.length], mark: openBin(bin) })),
    }),
    legend: data.bins.some((bin) => bin.toSeconds === null && bin.items.length > 0)
      ? [{ name: 'all that took longer', swatch: { as: 'fill', colour: tokens.stream } }]
      : [],
    markAt: (_series, index) => {
      const bin = data.bins[index];
      return bin === undefined ? null : openBin(bin);
    },
    ...(data.excluded.length > 0
      ? { remarks: [`${formatCount(data.excluded.length, 'item')} left out, never started.`] }
      : {}),
  };
}

function openBin(bin: HistogramBin): Mark {
  return bin.items.length <= MOST_KEYS
    ? { to: 'items', keys: bin.items, title: `Flow time ${nameOf(bin)}` }
    : { to: 'measure', metric: 'flow-time', where: {} };
}

/** `5 to 10 days`. */
function nameOf(bin: HistogramBin): string {
  if (bin.toSeconds === null) return `${formatLength(bin.fromSeconds)} or longer`;
  if (bin.toSeconds % DAY_SECONDS === 0 && bin.fromSeconds % DAY_SECONDS === 0) {
    return `${formatNumber(bin.fromSeconds / DAY_SECONDS)} to ${formatCount(bin.toSeconds / DAY_SECONDS, 'day')}`;
  }
  return `${formatNumber(bin.fromSeconds / 3600)} to ${formatCount(bin.toSeconds / 3600, 'hour')}`;
}

function axisName(bin: HistogramBin | undefined): string {
  if (bin === undefined) return '';
  const short =
    bin.fromSeconds % DAY_SECONDS === 0
      ? `${formatNumber(bin.fromSeconds / DAY_SECONDS)} d`
      : `${formatNumber(bin.fromSeconds / 3600)} h`;
  return bin.toSeconds === null ? `${short} +` : short;
}

function describe(data: FlowTimeHistogram): string {
  if (data.n === 0) return 'How long finished items took: nothing was finished in this window.';
  const most = data.bins.reduce((top, bin) => (bin.items.length > top.items.length ? bin : top));
  return `How long ${formatCount(data.n, 'finished item')} took, in bars of ${formatLength(data.binSeconds)}; most often ${nameOf(most)}, ${formatCount(most.items.length, 'item')}.`;
}
