import { KINDS } from '../../flow/facts.ts';
import type { LoadByDay } from '../../flow/series/load.ts';
import { formatCount, formatDay, formatNumber, kindName } from '../format.ts';
import { KIND_COLOURS } from '../theme.ts';
import { kindLegend } from './by-kind.ts';
import type { ChartContext, Drawing } from './drawing.ts';
import {
  atDay,
  baseOption,
  carrier,
  dayAfter,
  dayAt,
  levelLines,
  notesInTime,
  placeOf,
  timeAxis,
  tip,
  valueAxis,
} from './look.ts';

export type LoadView = 'all' | 'kinds';

/** Items in process day by day, with the limit where every step has one. */
export function drawLoad(data: LoadByDay, context: ChartContext, view: LoadView): Drawing {
  const { tokens } = context;
  const from = data.days[0] ?? '1970-01-01';
  const last = data.days.at(-1) ?? from;
  const kinds = KINDS.filter((kind) => data.byKind[kind].some((value) => value > 0));
  const points = (values: readonly number[]): readonly (readonly number[])[] =>
    values.map((value, index) => [atDay(data.days[index] ?? from), value]);
  const over = data.limit === null ? 0 : data.values.filter((value) => value > (data.limit ?? 0)).length;
  return {
    option: {
      ...baseOption(context, { right: data.limit === null ? 14 : 66 }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: tokens.quiet } },
        formatter: (params: unknown) => {
          const index = placeOf(params)?.index ?? 0;
          const parts = view === 'kinds' ? [...kinds].reverse() : [];
          return tip(formatDay(data.days[index] ?? from), [
            ['In process', String(data.values[index] ?? 0)],
            ...parts.map((kind) => [kindName(kind), String(data.byKind[kind][index] ?? 0)] as const),
          ]);
        },
      },
      xAxis: timeAxis(tokens, from, last, context.isNarrow),
      yAxis: valueAxis(tokens, { name: 'items in process', min: 0, isWhole: true }),
      series: [
        ...(view === 'kinds'
          ? kinds.map((kind) => ({
              id: kind,
              type: 'line',
              step: 'end',
              stack: 'kinds',
              symbol: 'none',
              lineStyle: { width: 1, color: tokens.card },
              itemStyle: { color: KIND_COLOURS[kind] },
              areaStyle: { opacity: 0.9 },
              emphasis: { disabled: true },
              data: points(data.byKind[kind]),
            }))
          : [
              {
                id: 'all',
                type: 'line',
                step: 'end',
                symbol: 'none',
                lineStyle: { width: 1.75, color: tokens.water },
                itemStyle: { color: tokens.water },
                areaStyle: { color: tokens.range, opacity: 1 },
                emphasis: { disabled: true },
                data: points(data.values),
              },
            ]),
        carrier(
          'limit',
          levelLines(
            tokens,
            data.limit === null ? [] : [{ at: data.limit, name: `limit ${data.limit}`, isStrong: true }],
          ),
        ),
        carrier('notes', notesInTime(context, from, dayAfter(last, 1))),
      ],
    },
    isEmpty: data.days.length === 0,
    description: describe(data, over),
    table: () => ({
      header: ['Day', 'In process', ...kinds.map((kind) => kindName(kind)), ...data.bySteps.map((step) => step.step)],
      rows: data.days.map((day, index) => ({
        cells: [
          day,
          data.values[index] ?? 0,
          ...kinds.map((kind) => data.byKind[kind][index] ?? 0),
          ...data.bySteps.map((step) => step.values[index] ?? 0),
        ],
        mark: { to: 'day', day },
      })),
    }),
    legend: view === 'kinds' ? kindLegend(kinds) : [],
    markAt: () => null,
    markAtPoint: (x, y) => {
      const index = data.days.indexOf(dayAt(x));
      const day = data.days[index];
      if (day === undefined || y < 0 || y > (data.values[index] ?? 0)) return null;
      if (view === 'all') return { to: 'day', day };
      let top = 0;
      const kind = kinds.find((one) => {
        top += data.byKind[one][index] ?? 0;
        return y <= top;
      });
      return kind === undefined ? null : { to: 'day', day, kind };
    },
    remarks: data.limit === null ? ['No limit is drawn, since not every waiting and active step has one.'] : [],
  };
}

function describe(data: LoadByDay, over: number): string {
  if (data.values.length === 0) return 'Items in process: the window holds no day that has passed.';
  const most = Math.max(...data.values);
  const least = Math.min(...data.values);
  const limit =
    data.limit === null
      ? ''
      : ` The limit is ${formatNumber(data.limit)}; it was passed on ${formatCount(over, 'day')}.`;
  return `Items in process over ${formatCount(data.days.length, 'day')}: between ${least} and ${most}, ${data.values.at(-1) ?? 0} at the end.${limit}`;
}
