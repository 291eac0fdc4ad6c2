import type { WeeklySeries } from '../../flow/metrics/weekly.ts';
import type { ProcessBehaviour } from '../../statistics/process-behaviour.ts';
import type { Rule, Signal } from '../../statistics/process-signals.ts';
import { drawnValue, formatCount, formatDay, formatDayShort, formatUnit } from '../format.ts';
import type { ChartContext, Drawing } from './drawing.ts';
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
import { roundUp } from './ticks.ts';
import { openWeek, weeklyAxis } from './weekly-scale.ts';

export const RULE_WORDS: Readonly<Record<Rule, string>> = {
  'beyond-limit': 'beyond a limit',
  'range-beyond-limit': 'a jump beyond the range limit',
  'eight-on-one-side': 'eight on one side of the centre',
  'two-of-three-beyond-two-sigma': 'two of three far from the centre',
  'four-of-five-beyond-one-sigma': 'four of five away from the centre',
};

/** X above, moving range below: dashed limits, the baseline shaded, signals ringed and named by their rule. */
export function drawProcessBehaviour(series: WeeklySeries, context: ChartContext): Drawing {
  const { tokens } = context;
  const starts = series.weeks.map((week) => week.week);
  const limits = series.behaviour.status === 'measured' ? series.behaviour : null;
  const ruleOf = rulesByPlace(limits?.signals ?? []);
  const drawn = (value: number | null): number | null => (value === null ? null : drawnValue(value, series.unit));
  const isLog = series.scale === 'log';
  // On the log scale a moving range is a factor, which has no unit.
  const ranges = limits?.movingRanges.map((range) => (isLog ? range : drawn(range))) ?? [];
  const rangeLimit = limits === null ? null : isLog ? limits.rangeLimit : drawnValue(limits.rangeLimit, series.unit);
  const rangeTop =
    rangeLimit === null
      ? {}
      : { max: roundUp(ranges.reduce<number>((most, range) => Math.max(most, range ?? 0), rangeLimit)) };
  const drawnLimits =
    limits === null ? [] : [limits.lower, limits.upper].map((value) => drawnValue(value, series.unit));
  const end = dayAfter(starts.at(-1) ?? '1970-01-01', 7);
  const base = baseOption(context);
  const baseline = limits === null ? null : [starts[limits.baseline.from], starts[limits.baseline.to - 1]];
  return {
    option: {
      ...base,
      grid: [
        { left: 46, right: 74, top: 26, height: '53%' },
        { left: 46, right: 74, bottom: 28, height: '19%' },
      ],
      axisPointer: { link: [{ xAxisIndex: [0, 1] }] },
      tooltip: {
        ...base.tooltip,
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: tokens.quiet } },
        formatter: (params: unknown) => tipOf(series, placeOf(params)?.index ?? -1, ruleOf),
      },
      xAxis: [
        { ...periodAxis(tokens, starts), gridIndex: 0, axisLabel: { show: false } },
        { ...periodAxis(tokens, starts), gridIndex: 1 },
      ],
      yAxis: [
        { ...weeklyAxis(series, tokens, drawnLimits), gridIndex: 0 },
        {
          ...valueAxis(tokens, {
            name: isLog ? 'moving range (factor)' : 'moving range',
            min: isLog ? 1 : 0,
            ...rangeTop,
          }),
          gridIndex: 1,
          splitNumber: 2,
        },
      ],
      series: [
        {
          id: 'x',
          type: 'line',
          symbol: 'circle',
          symbolSize: 6,
          showAllSymbol: true,
          cursor: 'pointer',
          lineStyle: { color: tokens.water, width: 1.75 },
          itemStyle: { color: tokens.water },
          data: series.weeks.map((week, index) => ({
            value: drawn(week.value),
            ...(ruleOf.has(index) ? signalLook(context) : {}),
          })),
          ...(limits === null ? {} : { markLine: limitLines(series, limits, context) }),
          ...(baseline === null
            ? {}
            : {
                markArea: {
                  silent: true,
                  itemStyle: { color: tokens.selected, opacity: 0.55 },
                  label: { show: true, position: 'insideBottomLeft', color: tokens.quiet, fontSize: 10.5 },
                  data: [[{ xAxis: baseline[0], name: 'baseline' }, { xAxis: baseline[1] }]],
                },
              }),
        },
        {
          id: 'mr',
          type: 'line',
          xAxisIndex: 1,
          yAxisIndex: 1,
          symbol: 'circle',
          symbolSize: 4,
          showAllSymbol: true,
          lineStyle: { color: tokens.quiet, width: 1.25 },
          itemStyle: { color: tokens.quiet },
          data: ranges,
          ...(rangeLimit === null ? {} : { markLine: levelLines(tokens, [{ at: rangeLimit, name: 'limit' }]) }),
        },
        carrier('notes', notesInPeriods(context, starts, end)),
      ],
    },
    isEmpty: series.weeks.every((week) => week.value === null),
    description: describe(series, limits),
    table: () => ({
      header: ['Week of', `${series.name} (${series.unit})`, 'Moving range', 'Signal'],
      rows: series.weeks.map((week, index) => {
        const mark = openWeek(series, index);
        return {
          cells: [week.week, week.value, limits?.movingRanges[index] ?? null, ruleOf.get(index) ?? null],
          ...(mark === null ? {} : { mark }),
        };
      }),
    }),
    legend: [
      { name: 'worth asking about', swatch: { as: 'ring', colour: tokens.accent } },
      { name: 'process limits', swatch: { as: 'dash', colour: tokens.quiet } },
    ],
    markAt: (id, index) => (id === 'x' || id === 'mr' ? openWeek(series, index) : null),
    remarks: remarksOf(series, limits),
  };
}

/** The words of the rules that a week takes part in. */
export function rulesByPlace(signals: readonly Signal[]): ReadonlyMap<number, string> {
  const words = new Map<number, string>();
  for (const signal of signals) {
    for (const place of signal.at) {
      const before = words.get(place);
      const said = RULE_WORDS[signal.rule];
      if (before === undefined) words.set(place, said);
      else if (!before.includes(said)) words.set(place, `${before}; ${said}`);
    }
  }
  return words;
}

function signalLook({ tokens }: ChartContext) {
  return {
    symbol: 'circle',
    symbolSize: 11,
    itemStyle: { color: tokens.card, borderColor: tokens.accent, borderWidth: 2.25 },
  };
}

function limitLines(series: WeeklySeries, limits: ProcessBehaviour, { tokens }: ChartContext) {
  const level = (value: number, name: string) => ({
    at: drawnValue(value, series.unit),
    name: `${name} ${formatUnit(value, series.unit)}`,
  });
  return levelLines(tokens, [
    level(limits.upper, 'upper'),
    { ...level(limits.centre, 'centre'), isStrong: true },
    level(limits.lower, 'lower'),
  ]);
}

function tipOf(series: WeeklySeries, index: number, rules: ReadonlyMap<number, string>): string {
  const week = series.weeks[index];
  if (week === undefined) return '';
  const value = week.value === null ? 'not known' : formatUnit(week.value, series.unit);
  return tip(`Week of ${formatDay(week.week)}`, [[series.name, value]], rules.get(index) ?? '');
}

function remarksOf(series: WeeklySeries, limits: ProcessBehaviour | null): readonly string[] {
  if (limits === null) {
    return [series.behaviour.status === 'measured' ? '' : series.behaviour.reason];
  }
  const { baseline, expectedFalseSignals } = limits;
  const from = series.weeks[baseline.from]?.week;
  const to = series.weeks[baseline.to - 1]?.week;
  const span =
    from === undefined || to === undefined ? '' : `, weeks of ${formatDayShort(from)} to ${formatDayShort(to)}`;
  const expected = expectedFalseSignals.total < 0.1 ? 'fewer than 0.1' : expectedFalseSignals.total.toFixed(1);
  return [
    `Limits from ${formatCount(baseline.n, 'week')}${span}${baseline.isProvisional ? ', provisional' : ''}.`,
    `A process that never changes would show about ${expected} false signals here.`,
  ];
}

function describe(series: WeeklySeries, limits: ProcessBehaviour | null): string {
  const known = series.weeks.flatMap((week) => (week.value === null ? [] : [week.value]));
  const what = `Process behaviour of ${series.name}, ${formatCount(known.length, 'week')}.`;
  if (limits === null) return `${what} No limits can be drawn.`;
  const range = ` Centre ${formatUnit(limits.centre, series.unit)}, limits ${formatUnit(limits.lower, series.unit)} to ${formatUnit(limits.upper, series.unit)}.`;
  const signals = limits.signals.map((signal) => {
    const last = series.weeks[signal.at.at(-1) ?? -1]?.week;
    return `${RULE_WORDS[signal.rule]}${last === undefined ? '' : ` (week of ${formatDayShort(last)})`}`;
  });
  return `${what}${range} ${signals.length === 0 ? 'No signals.' : `Signals: ${signals.join(', ')}.`}`;
}
