import type { CumulativeFlow } from '../../flow/series/cumulative-flow.ts';
import { formatCount, formatDay } from '../format.ts';
import type { Tokens } from '../theme.ts';
import type { ChartContext, Drawing, LegendEntry } from './drawing.ts';
import {
  atDay,
  baseOption,
  carrier,
  dayAfter,
  dayAt,
  hatch,
  notesInTime,
  placeOf,
  timeAxis,
  tip,
  valueAxis,
} from './look.ts';

/** A point of the picture belongs to the day whose values are drawn nearest to it. */
const HALF_DAY_MS = 43_200_000;

type Line = CumulativeFlow['lines'][number];

interface Band {
  readonly step: string;
  readonly state: Line['state'];
  readonly values: readonly number[];
}

/** Bands in map order, done at the bottom; the height of a band is what stands between two steps. */
export function drawCumulativeFlow(data: CumulativeFlow, context: ChartContext): Drawing {
  const { tokens } = context;
  const bands = bandsOf(data);
  const from = data.days[0] ?? '1970-01-01';
  const last = data.days.at(-1) ?? from;
  const floor = floorOf(data);
  const corrections = data.corrections.filter((one) => one.items.length > 0);
  const fromBottom = [...bands].reverse();
  return {
    option: {
      ...baseOption(context, { left: 48 }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: tokens.quiet } },
        formatter: (params: unknown) => {
          const index = placeOf(params)?.index ?? 0;
          const left = corrections.find((one) => one.day === data.days[index]);
          return tip(
            formatDay(data.days[index] ?? from),
            bands.map((band) => [band.step, String(band.values[index] ?? 0)]),
            left === undefined ? '' : `${formatCount(left.items.length, 'item')} cancelled and taken out that day`,
          );
        },
      },
      xAxis: timeAxis(tokens, from, last, context.isNarrow),
      yAxis: valueAxis(tokens, { name: 'items, added up', min: floor, isWhole: true }),
      series: [
        ...fromBottom.map((band) => ({
          id: `step ${band.step}`,
          name: band.step,
          type: 'line',
          stack: 'flow',
          symbol: 'none',
          lineStyle: { width: 1, color: tokens.card },
          itemStyle: {
            color: fillOf(tokens, band.state),
            decal: band.state === 'waiting' ? hatch(tokens) : { symbol: 'none' },
          },
          areaStyle: { opacity: 1, origin: 'start' },
          emphasis: { disabled: true },
          data: band.values.map((value, index) => [atDay(data.days[index] ?? from), value]),
        })),
        carrier('notes', notesInTime(context, from, dayAfter(last, 1))),
      ],
    },
    isEmpty: bands.every((band) => band.values.every((value) => value === 0)),
    description: describe(bands, data),
    table: () => ({
      header: ['Day', ...bands.map((band) => band.step)],
      rows: data.days.map((day, index) => ({
        cells: [day, ...bands.map((band) => band.values[index] ?? 0)],
        mark: { to: 'day', day },
      })),
    }),
    legend: bands.map((band): LegendEntry => {
      return {
        name: band.step,
        swatch:
          band.state === 'waiting'
            ? { as: 'hatch', colour: tokens.wait }
            : { as: 'fill', colour: fillOf(tokens, band.state) },
      };
    }),
    markAt: () => null,
    markAtPoint: (x, y) => {
      const index = data.days.indexOf(dayAt(x + HALF_DAY_MS));
      const day = data.days[index];
      const band = day === undefined ? undefined : bandAt(bands, index, y);
      return day === undefined || band === undefined ? null : { to: 'day', day, band: band.step };
    },
    remarks: [
      ...(floor > 0 ? [`The scale begins at ${floor}, since all that was ever finished stands below.`] : []),
      ...(corrections.length > 0
        ? [
            `Cancelled items leave all bands on their day: ${formatCount(sum(corrections.map((one) => one.items.length)), 'item')} here.`,
          ]
        : []),
    ],
  };
}

/** Each band is the difference between its line and the next later one. */
export function bandsOf(data: CumulativeFlow): readonly Band[] {
  return data.lines.map(({ step, state, values }, place) => {
    const next = data.lines[place + 1];
    return {
      step,
      state,
      values: next === undefined ? values : values.map((value, index) => value - (next.values[index] ?? 0)),
    };
  });
}

/** The band at a height; done is the lowest. */
export function bandAt(bands: readonly Band[], index: number, height: number): Band | undefined {
  let top = 0;
  return [...bands].reverse().find((band) => {
    top += band.values[index] ?? 0;
    return height <= top;
  });
}

/** Done is deep after years of history; the picture begins just under where it stood when the window began. */
function floorOf(data: CumulativeFlow): number {
  const done = Math.min(...(data.lines.at(-1)?.values ?? [0]));
  const top = Math.max(1, ...(data.lines[0]?.values ?? [1]));
  const room = top - done;
  if (done < room) return 0;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, room / 2))));
  return Math.max(0, Math.floor((done - room * 0.25) / step) * step);
}

function fillOf(tokens: Tokens, state: Line['state']): string {
  switch (state) {
    case 'waiting':
      return tokens.wait;
    case 'active':
      return tokens.water;
    case 'done':
      return tokens.edge;
    case 'new':
    case 'cancelled':
    case 'ignore':
      return tokens.idea;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function describe(bands: readonly Band[], data: CumulativeFlow): string {
  const [from, last] = [data.days[0], data.days.at(-1)];
  if (from === undefined || last === undefined) return 'Cumulative flow without days.';
  const said = bands.map((band) => `${band.step} ${band.values[0] ?? 0} to ${band.values.at(-1) ?? 0}`);
  return `Cumulative flow from ${formatDay(from)} to ${formatDay(last)}, items in each band at the beginning and the end: ${said.join(', ')}.`;
}
