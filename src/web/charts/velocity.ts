import type { Velocity, VelocityWeek } from '../../flow/series/velocity.ts';
import { formatCount, formatDay, formatNumber, kindName } from '../format.ts';
import { kindFill, kindLegend, kindsIn } from './by-kind.ts';
import type { ChartContext, Drawing, Mark } from './drawing.ts';
import {
  baseOption,
  carrier,
  dayAfter,
  levelLines,
  notesInPeriods,
  periodAxis,
  placeOf,
  tip,
  valueAxis,
} from './look.ts';

/** Items finished week by week, stacked by kind; weeks without any are kept. */
export function drawVelocity(data: Velocity, context: ChartContext): Drawing {
  const { tokens } = context;
  const kinds = kindsIn(data.weeks.map((week) => week.byKind));
  const starts = data.weeks.map((week) => week.week);
  const mean = data.meanPerWeek;
  return {
    option: {
      ...baseOption(context, { right: mean === null ? 14 : 66 }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: tokens.ink, opacity: 0.05 } },
        formatter: (params: unknown) => {
          const week = data.weeks[placeOf(params)?.index ?? -1];
          return week === undefined ? '' : tipOf(week);
        },
      },
      xAxis: periodAxis(tokens, starts),
      yAxis: valueAxis(tokens, { name: 'items finished', min: 0, isWhole: true }),
      series: [
        ...kinds.map((kind) => ({
          id: kind,
          type: 'bar',
          stack: 'kinds',
          barMaxWidth: 34,
          barCategoryGap: '28%',
          cursor: 'pointer',
          itemStyle: kindFill(kind, tokens.card),
          data: data.weeks.map((week) => ({
            value: week.byKind[kind],
            itemStyle: week.isPart ? { opacity: 0.45 } : {},
          })),
        })),
        carrier(
          'mean',
          levelLines(
            tokens,
            mean === null ? [] : [{ at: mean, name: `mean ${formatNumber(Math.round(mean * 10) / 10)}` }],
          ),
        ),
        carrier('notes', notesInPeriods(context, starts, dayAfter(starts.at(-1) ?? '1970-01-01', 7))),
      ],
    },
    isEmpty: data.weeks.every((week) => week.total === 0),
    description: describe(data),
    table: () => ({
      header: ['Week of', 'Finished', ...kinds.map((kind) => kindName(kind)), 'Whole week'],
      rows: data.weeks.map((week) => ({
        cells: [week.week, week.total, ...kinds.map((kind) => week.byKind[kind]), week.isPart ? 'part' : 'whole'],
        mark: openWeek(week, undefined),
      })),
    }),
    legend: kindLegend(kinds),
    markAt: (series, index) => {
      const week = data.weeks[index];
      return week === undefined
        ? null
        : openWeek(
            week,
            kinds.find((kind) => kind === series),
          );
    },
    ...(data.weeks.some((week) => week.isPart)
      ? { remarks: ['Part weeks are drawn pale and are not in the mean.'] }
      : {}),
  };
}

function openWeek(week: VelocityWeek, kind: string | undefined): Mark {
  const completed = { from: week.week, to: dayAfter(week.week, 7) };
  return { to: 'measure', metric: 'flow-velocity', where: kind === undefined ? { completed } : { kind, completed } };
}

function tipOf(week: VelocityWeek): string {
  const kinds = kindsIn([week.byKind]);
  return tip(
    `Week of ${formatDay(week.week)}`,
    [
      ['Finished', String(week.total)],
      ...[...kinds].reverse().map((kind) => [kindName(kind), String(week.byKind[kind])] as const),
    ],
    week.isPart ? 'part of the week only' : '',
  );
}

function describe(data: Velocity): string {
  const whole = data.weeks.filter((week) => !week.isPart);
  const totals = whole.map((week) => week.total);
  if (totals.length === 0) return 'Items finished a week: the window holds no whole week.';
  const zero = totals.filter((total) => total === 0).length;
  const mean = data.meanPerWeek === null ? '' : ` The mean is ${formatNumber(Math.round(data.meanPerWeek * 10) / 10)}.`;
  return `Items finished in each of ${formatCount(whole.length, 'whole week')}: from ${Math.min(...totals)} to ${Math.max(...totals)}, ${formatCount(zero, 'week')} without any.${mean}`;
}
