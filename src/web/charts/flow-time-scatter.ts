import { KINDS, type KindOrUnmapped } from '../../flow/facts.ts';
import type { FlowTimeScatter } from '../../flow/series/flow-time-scatter.ts';
import { daysOnly, formatCount, formatDay, formatDays, formatNumber, kindName } from '../format.ts';
import { KIND_COLOURS, KIND_MARKS, type Tokens } from '../theme.ts';
import type { ChartContext, Drawing } from './drawing.ts';
import { atDay, baseOption, carrier, levelLines, notesInTime, placeOf, timeAxis, tip, valueAxis } from './look.ts';
import { logScale, roundUp } from './ticks.ts';

const DAY_SECONDS = 86_400;
const DAY_MS = 86_400_000;
/** Above so many dots they are drawn in one go, without an outline. */
const MANY = 800;
/** On a log axis nothing lies below this. */
const LEAST_DAYS = 0.01;
const TOP = 26;
const BOTTOM = 28;

interface Choices {
  readonly isLog: boolean;
  readonly from: string;
  readonly to: string;
}

/** A dot for each finished item by its day of completion, with the percentiles as dashed lines. */
export function drawFlowTimeScatter(
  data: FlowTimeScatter,
  context: ChartContext,
  { isLog, from, to }: Choices,
): Drawing {
  const { tokens, isNarrow } = context;
  const { percentiles } = data;
  const present = KINDS.flatMap((kind) => {
    const points = data.points.filter((point) => point.kind === kind);
    return points.length === 0 ? [] : [{ kind, points }];
  });
  const levels = LEVELS.flatMap(({ of, name, isStrong }) => {
    const at = percentiles[of];
    return at === null ? [] : [{ at: at / DAY_SECONDS, name: `${name} ${daysOnly(at)} d`, isStrong }];
  });
  const days = data.points.map((point) => point.seconds / DAY_SECONDS);
  const log = logScale(days.filter((value) => value >= LEAST_DAYS));
  const top = roundUp(days.reduce((most, value) => Math.max(most, value), 1));
  const room = context.height - TOP - BOTTOM;
  const heightOf = (value: number): number =>
    isLog ? room * (1 - Math.log(value / log.min) / Math.log(log.max / log.min)) : room * (1 - value / top);
  return {
    option: {
      ...baseOption(context, { right: 78, top: TOP, bottom: BOTTOM }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'item',
        formatter: (params: unknown) => {
          const place = placeOf(params);
          const point =
            place === null ? undefined : present.find(({ kind }) => kind === place.series)?.points[place.index];
          if (point === undefined) return '';
          return tip(`${point.item} ${point.title}`, [
            ['Flow time', formatDays(point.seconds)],
            ['Completed', formatDay(point.day)],
            ['Kind', kindName(point.kind, true)],
            ['Team', point.team ?? 'no team'],
          ]);
        },
      },
      xAxis: timeAxis(tokens, from, to, isNarrow),
      yAxis: valueAxis(tokens, {
        name: 'days',
        ...(isLog ? { log } : { min: 0, max: top }),
        format: formatNumber,
      }),
      series: [
        ...present.map(({ kind, points }) => ({
          id: kind,
          type: 'scatter',
          symbol: KIND_MARKS[kind],

          symbolSize: points.length > 800 ? 5 : 8,
          large: data.points.length > MANY,
          largeThreshold: 1,
          cursor: 'pointer',
          itemStyle: { ...dotOf(kind, tokens), opacity: data.points.length > MANY ? 0.5 : 0.85 },
          data: points.map((point) => [xOf(point), Math.max(point.seconds / DAY_SECONDS, isLog ? log.min : 0)]),
        })),
        carrier('levels', levelLines(tokens, levels, heightOf)),
        carrier('notes', notesInTime(context, from, to)),
      ],
    },
    isEmpty: data.n === 0,
    description: describe(data),
    table: () => ({
      header: ['Item', 'Title', 'Kind', 'Team', 'Completed', 'Flow time (days)'],
      rows: data.points.map((point) => ({
        cells: [
          point.item,
          point.title,
          kindName(point.kind, true),
          point.team,
          point.day,
          Math.round((point.seconds / DAY_SECONDS) * 1000) / 1000,
        ],
        mark: { to: 'item', item: point.item },
      })),
    }),
    legend: [
      ...present.map(({ kind }) => ({ name: kindName(kind), swatch: { as: 'kind' as const, kind } })),
      ...(levels.length > 0
        ? [{ name: 'share finished within so many days', swatch: { as: 'dash' as const, colour: tokens.quiet } }]
        : []),
    ],
    markAt: (series, index) => {
      const point = present.find(({ kind }) => kind === series)?.points[index];
      return point === undefined ? null : { to: 'item', item: point.item };
    },
    remarks: [
      ...(levels.length === 0 && data.n > 0
        ? ['Fewer than five items: no percentiles, the dots are all there is.']
        : []),
      ...(data.excluded.length > 0 ? [`${formatCount(data.excluded.length, 'item')} left out, never started.`] : []),
    ],
  };
}

const LEVELS = [
  { of: 'p50', name: '50 %', isStrong: false },
  { of: 'p70', name: '70 %', isStrong: false },
  { of: 'p85', name: '85 %', isStrong: true },
  { of: 'p95', name: '95 %', isStrong: false },
] as const;

/** Dots of one day stand side by side within it, so that they do not hide each other. */
function xOf(point: FlowTimeScatter['points'][number]): number {
  return atDay(point.day) + (((point.completedAt % DAY_MS) + DAY_MS) % DAY_MS);
}

/** Unmapped is a ring: hollow, so that it is seen to lack something. */
function dotOf(kind: KindOrUnmapped, tokens: Tokens) {
  const colour = KIND_COLOURS[kind];
  return kind === 'unmapped' ? { color: tokens.card, borderColor: colour, borderWidth: 2 } : { color: colour };
}

function describe(data: FlowTimeScatter): string {
  const { p50, p85 } = data.percentiles;
  if (data.n === 0) return 'Flow time of finished items: nothing was finished in this window.';
  const [first, last] = [data.points[0], data.points.at(-1)];
  const span =
    first === undefined || last === undefined
      ? ''
      : ` completed from ${formatDay(first.day)} to ${formatDay(last.day)}`;
  const levels =
    p50 === null || p85 === null ? '' : ` Half took ${formatDays(p50)} or less, 85 % ${formatDays(p85)} or less.`;
  return `Flow time of ${formatCount(data.n, 'item')}${span}.${levels}`;
}
