import type { AgingPoint, AgingStep, AgingWork } from '../../flow/series/aging-work.ts';
import { daysOnly, formatCount, formatDays, formatNumber, kindName } from '../format.ts';
import type { ChartContext, Drawing } from './drawing.ts';
import { baseOption, placeOf, tip, valueAxis } from './look.ts';
import { logScale } from './ticks.ts';

const DAY_SECONDS = 86_400;
const BANDS = ['p50', 'p70', 'p85', 'p95'] as const;

const SIZES: Readonly<Record<string, number>> = { younger: 8, older: 11, blocked: 11 };

interface Dot {
  readonly point: AgingPoint;
  readonly x: number;
}

interface Choices {
  readonly isLog: boolean;
}

/** Unfinished work by step against its age; behind it how old finished work was when it left the same step. */
export function drawAgingWork(data: AgingWork, context: ChartContext, { isLog }: Choices): Drawing {
  const { tokens, isNarrow } = context;
  const ages = data.steps.flatMap((step) => step.items.map((point) => point.ageSeconds / DAY_SECONDS));
  const tops = data.steps.map((step) => BANDS.map((band) => (step.bands?.[band] ?? 0) / DAY_SECONDS));
  const log = logScale([...ages, ...tops.flat()].filter((value) => value >= 0.1));
  const least = isLog ? log.min : 0;
  const dots = data.steps.map((step, place) => spread(step.items, place));
  const groups = [
    {
      id: 'younger',
      is: (point: AgingPoint) => !isOld(point) && !point.isBlocked,
      colour: tokens.ink,
      symbol: 'circle',
    },
    {
      id: 'older',
      is: (point: AgingPoint) => isOld(point) && !point.isBlocked,
      colour: tokens.accent,
      symbol: 'diamond',
    },
    { id: 'blocked', is: (point: AgingPoint) => point.isBlocked, colour: tokens.ink, symbol: BLOCKED },
  ].map((group) => ({ ...group, dots: dots.flat().filter((dot) => group.is(dot.point)) }));
  const bandSeries = BANDS.map((band, index) => ({
    id: band,
    type: 'bar',
    stack: 'pace',
    silent: true,
    barWidth: '94%',
    itemStyle: { color: tokens.bands[index] },
    data: tops.map((top) => Math.max(0, (top[index] ?? 0) - (index === 0 ? 0 : (top[index - 1] ?? 0)))),
  }));
  return {
    option: {
      ...baseOption(context, { top: 52, bottom: isNarrow ? 64 : 40 }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'item',
        formatter: (params: unknown) => {
          const place = placeOf(params);
          const dot = place === null ? undefined : groups.find(({ id }) => id === place.series)?.dots[place.index];
          return dot === undefined ? '' : tipOf(dot.point);
        },
      },
      xAxis: [
        {
          type: 'category',
          data: data.steps.map((step) => step.step),
          axisLine: { lineStyle: { color: tokens.edge } },
          axisTick: { show: false },
          axisLabel: {
            color: tokens.quiet,
            interval: 0,
            rotate: isNarrow ? 40 : 0,
            width: isNarrow ? 80 : Math.max(48, (context.width - 110) / Math.max(1, data.steps.length) - 6),
            overflow: isNarrow ? 'truncate' : 'break',
            lineHeight: 13,
          },
        },
        { type: 'value', min: -0.5, max: data.steps.length - 0.5, show: false },
        {
          type: 'category',
          position: 'top',
          data: data.steps.map(loadWords),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: { color: tokens.quiet, interval: 0 },
        },
      ],
      yAxis: {
        ...valueAxis(tokens, { name: 'days old', ...(isLog ? { log } : { min: 0 }), format: formatNumber }),
        nameGap: 28,
      },
      series: [
        ...(isLog ? logBands(data.steps, tops, context) : bandSeries),
        ...groups.map((group) => ({
          id: group.id,
          type: 'scatter',
          xAxisIndex: 1,
          symbol: group.symbol,
          symbolSize: SIZES[group.id],
          cursor: 'pointer',
          itemStyle: { color: group.colour, opacity: 0.85 },
          data: group.dots.map((dot) => [dot.x, Math.max(least, dot.point.ageSeconds / DAY_SECONDS)]),
        })),
      ],
    },
    isEmpty: data.steps.every((step) => step.items.length === 0),
    description: describe(data),
    table: () => ({
      header: ['Item', 'Title', 'Kind', 'Team', 'Step', 'Age (days)', 'Older than', 'Blocked'],
      rows: data.steps.flatMap((step) =>
        step.items.map((point) => ({
          cells: [
            point.item,
            point.title,
            kindName(point.kind, true),
            point.team,
            point.step,
            Number(daysOnly(point.ageSeconds).replaceAll(',', '')),
            point.passed === null ? null : `${point.passed} %`,
            point.isBlocked ? 'blocked' : null,
          ],
          mark: { to: 'item' as const, item: point.item },
        })),
      ),
    }),
    legend: [
      { name: 'half of finished work was younger here', swatch: { as: 'fill', colour: tokens.bands[0] } },
      { name: '70 %', swatch: { as: 'fill', colour: tokens.bands[1] } },
      { name: '85 %', swatch: { as: 'fill', colour: tokens.bands[2] } },
      { name: '95 %', swatch: { as: 'fill', colour: tokens.bands[3] } },
      { name: 'older than 85 %', swatch: { as: 'diamond', colour: tokens.accent } },
      { name: 'blocked', swatch: { as: 'struck', colour: tokens.ink } },
    ],
    markAt: (series, index) => {
      const dot = groups.find(({ id }) => id === series)?.dots[index];
      return dot === undefined ? null : { to: 'item', item: dot.point.item };
    },
    remarks: [
      ...(data.paused.length > 0
        ? [`${formatCount(data.paused.length, 'paused item')} stand in no step and are not drawn.`]
        : []),
      ...(data.steps.some((step) => step.bands === null)
        ? ['Steps without bands were left by fewer than five finished items.']
        : []),
    ],
  };
}

/** A ring with a bar through it. */
const BLOCKED =
  'path://M50 0A50 50 0 1 0 50 100A50 50 0 1 0 50 0ZM50 16A34 34 0 1 1 50 84A34 34 0 1 1 50 16ZM20 42H80V58H20Z';

function isOld(point: AgingPoint): boolean {
  return point.passed === 85 || point.passed === 95;
}

/** Dots of a step stand beside each other in a fixed pattern, so that equal ages are all seen. */
function spread(points: readonly AgingPoint[], place: number): readonly Dot[] {
  return points.map((point, index) => ({ point, x: place + ((index * 0.618) % 1) * 0.64 - 0.32 }));
}

function loadWords(step: AgingStep): string {
  return step.limit === null ? String(step.items.length) : `${step.items.length} of ${step.limit}`;
}

/** Stacked bars mean nothing on a log axis; there each band is an area from the axis up, the oldest behind. */
function logBands(steps: readonly AgingStep[], tops: readonly (readonly number[])[], { tokens }: ChartContext) {
  return [...BANDS].reverse().map((band) => {
    const index = BANDS.indexOf(band);
    return {
      id: band,
      type: 'bar',
      silent: true,
      barWidth: '94%',
      barGap: '-100%',
      itemStyle: { color: tokens.bands[index] },
      data: steps.map((_step, place) => tops[place]?.[index] || null),
    };
  });
}

function tipOf(point: AgingPoint): string {
  return tip(
    `${point.item} ${point.title}`,
    [
      ['Age', formatDays(point.ageSeconds)],
      ['Step', point.step],
      ['Kind', kindName(point.kind, true)],
      ['Team', point.team ?? 'no team'],
      ...(point.isBlocked ? [['Now', 'blocked'] as const] : []),
    ],
    point.passed === null ? '' : `older than ${point.passed} % of finished work was here`,
  );
}

function describe(data: AgingWork): string {
  if (data.n === 0) return 'Aging work in process: no work is in process.';
  const said = data.steps.filter((step) => step.items.length > 0).map((step) => `${step.step} ${step.items.length}`);
  const old = data.steps.flatMap((step) => step.items).filter(isOld).length;
  return `Aging work in process by step: ${said.join(', ')}. ${formatCount(old, 'item')} older than 85 % of finished work was at the same step.`;
}
