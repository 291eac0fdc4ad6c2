import type { OutcomePage } from '../../api/outcomes.ts';
import type { ChartContext, ChartTable, Drawing } from '../charts/drawing.ts';
import { atDay, baseOption, carrier, dayAfter, levelLines, placeOf, tip, valueAxis } from '../charts/look.ts';
import { formatCount, formatDay, formatDayShort } from '../format.ts';
import { daysAxis, spanOf } from './axes.ts';
import { levelInWords, plainFigure } from './outcome-words.ts';

/** What the picture of a loop is drawn from. */
export interface LoopPicture {
  readonly name: string;
  readonly unit: string | null;
  readonly values: OutcomePage['values'];
  readonly evaluated: OutcomePage['evaluated'];
  readonly deliveredOn: string | null;
  readonly target: number | null;
}

type Expected = NonNullable<NonNullable<OutcomePage['evaluated']>['picture']['expected']>[number];
type Pair = readonly [at: number, value: number | null];

/** What the picture of an outcome shows. */
export function loopPictureOf({ row, values, evaluated }: OutcomePage): LoopPicture {
  return {
    name: row.metricName ?? 'The metric',
    unit: row.unit,
    values,
    evaluated,
    deliveredOn: row.deliveredOn,
    // A statement that says only a change has no level to reach.
    target: row.unit?.endsWith('change') === true ? null : row.target,
  };
}

/** The series, the release, the path expected without it with its band, the target, and what else happened near. */
export function drawLoop(picture: LoopPicture, context: ChartContext): Drawing {
  const { tokens, isNarrow } = context;
  const points = pointsOf(picture);
  const days = points.map(({ on }) => on);
  const from = days[0] ?? '1970-01-01';
  const to = dayAfter(days.at(-1) ?? from, 1);
  const release = picture.evaluated?.picture.releaseOn ?? picture.deliveredOn;
  const expected = expectedAround(picture, release);
  const band = expected.filter((one) => one.low !== null && one.high !== null);
  const span = spanOf([
    ...points.map(({ value }) => value),
    ...expected.flatMap(({ level, low, high }) => [level, low, high]),
    picture.target,
  ]);
  const line = (id: string, data: readonly Pair[], more: object) => ({
    id,
    type: 'line',
    symbol: 'none',
    data,
    ...more,
  });
  return {
    option: {
      ...baseOption(context, { right: isNarrow ? 14 : 92, top: 34 }),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'line', lineStyle: { color: tokens.quiet } },
        formatter: (params: unknown) => tipOf(picture, points[placeOf(params)?.index ?? -1], expected),
      },
      xAxis: daysAxis(context, from, to),
      yAxis: valueAxis(tokens, { name: picture.unit ?? '', ...span, format: plainFigure }),
      series: [
        line(
          'value',
          points.map(({ on, value }) => [atDay(on), value]),
          {
            lineStyle: { color: tokens.ink, width: 1.75 },
            itemStyle: { color: tokens.ink },
            ...(points.length < 60 ? { symbol: 'circle', symbolSize: 4, showAllSymbol: true } : {}),
            z: 4,
          },
        ),
        line(
          'low',
          band.map(({ on, low }) => [atDay(on), low]),
          { stack: 'band', stackStrategy: 'all', lineStyle: { opacity: 0 }, silent: true },
        ),
        line(
          'band',
          band.map(({ on, low, high }) => [atDay(on), (high ?? 0) - (low ?? 0)]),
          {
            stack: 'band',
            stackStrategy: 'all',
            lineStyle: { opacity: 0 },
            areaStyle: { color: tokens.wait, opacity: 0.85 },
            silent: true,
          },
        ),
        line(
          'expected',
          expected.map(({ on, level }) => [atDay(on), level]),
          {
            lineStyle: { color: tokens.water, width: 1.75, type: 'dashed' },
            silent: true,
            endLabel: {
              // Where the series goes on, its name would lie on the line; the legend has it.
              show: !isNarrow && expected.at(-1)?.on === days.at(-1),
              formatter: 'without it',
              color: tokens.quiet,
              backgroundColor: tokens.card,
              padding: [1, 3],
              fontSize: 11,
              distance: 5,
            },
          },
        ),
        carrier('target', targetLine(picture, context)),
        carrier('release', releaseLine(release, days, context)),
        carrier('near', nearLines(picture, context, from, to)),
      ],
    },
    isEmpty: points.length === 0,
    description: describe(picture, release),
    table: () => tableOf(picture, points, expected),
    legend: [
      { name: picture.name, swatch: { as: 'line', colour: tokens.ink } },
      ...(expected.length === 0
        ? []
        : [
            { name: 'expected without it', swatch: { as: 'dash' as const, colour: tokens.water } },
            { name: 'its interval', swatch: { as: 'fill' as const, colour: tokens.wait } },
          ]),
      ...(picture.target === null
        ? []
        : [
            {
              name: `target ${levelInWords(picture.target, picture.unit)}`,
              swatch: { as: 'line' as const, colour: tokens.water },
            },
          ]),
    ],
    markAt: () => null,
  };
}

interface Point {
  readonly on: string;
  readonly value: number;
  readonly control: number | null;
  readonly phase: string;
}

/** The points that were judged, and behind them what came later. */
function pointsOf({ values, evaluated }: LoopPicture): readonly Point[] {
  const judged = evaluated?.picture.points ?? [];
  const last = judged.at(-1)?.on ?? '';
  const later = values
    .filter(({ day }) => day > last)
    .map(({ day, value }) => ({ on: day, value, control: null, phase: evaluated === null ? 'seen' : 'later' }));
  return [...judged, ...later];
}

/** From the last point before the release on: what lies earlier is the fit, and tells nothing of the release. */
function expectedAround({ evaluated }: LoopPicture, release: string | null): readonly Expected[] {
  const all = evaluated?.picture.expected ?? [];
  const first = all.findLastIndex(({ on }) => release !== null && on < release);
  return all.slice(Math.max(0, first));
}

function targetLine({ target, unit }: LoopPicture, { tokens, isNarrow }: ChartContext) {
  if (target === null) return { data: [] };
  const lines = levelLines(tokens, [{ at: target, name: isNarrow ? '' : `target ${levelInWords(target, unit)}` }]);
  return { ...lines, lineStyle: { type: 'solid', color: tokens.water, width: 1.25 } };
}

function releaseLine(release: string | null, days: readonly string[], { tokens }: ChartContext) {
  const first = days[0];
  const last = days.at(-1);
  if (release === null || first === undefined || last === undefined || release < first || release > last) {
    return { data: [] };
  }
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { type: 'dotted', color: tokens.ink, width: 1.5 },
    label: { position: 'end', color: tokens.ink, fontSize: 11.5, fontWeight: 600 },
    data: [{ xAxis: atDay(release), label: { formatter: `released ${formatDayShort(release)}` } }],
  };
}

/** Other changes and pinned notes: thin lines under the release's, their words in the small print below. */
function nearLines({ evaluated }: LoopPicture, context: ChartContext, from: string, to: string) {
  const others = (evaluated?.otherChanges ?? []).map(({ on, name }) => ({ day: on, text: name }));
  const pinned = context.notes.map(({ day, text }) => ({ day, text }));
  const inside = [...others, ...pinned].filter(({ day }) => day >= from && day < to);
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { type: 'dotted', color: context.tokens.quiet, width: 1 },
    label: { show: false },
    data: inside.map(({ day }) => ({ xAxis: atDay(day) })),
  };
}

function tipOf({ name, unit }: LoopPicture, point: Point | undefined, expected: readonly Expected[]): string {
  if (point === undefined) return '';
  const path = expected.find(({ on }) => on === point.on);
  const rows: (readonly [string, string])[] = [[name, levelInWords(point.value, unit)]];
  if (path !== undefined) rows.push(['expected without it', levelInWords(path.level, unit)]);
  if (path?.low != null && path.high !== null) {
    rows.push(['interval', `${plainFigure(path.low)} to ${plainFigure(path.high)}`]);
  }
  if (point.control !== null) rows.push(['control', plainFigure(point.control)]);
  return tip(formatDay(point.on), rows, PHASES[point.phase] ?? '');
}

const PHASES: Readonly<Record<string, string>> = {
  earlier: 'earlier than what was judged',
  before: 'before the release',
  'burn-in': 'left out while the change took hold',
  after: 'after the release',
  later: 'after the look that is shown',
};

function tableOf({ name, unit }: LoopPicture, points: readonly Point[], expected: readonly Expected[]): ChartTable {
  const pathOn = new Map(expected.map((one) => [one.on, one]));
  return {
    header: [
      'Date',
      unit === null || unit === '' ? name : `${name} (${unit})`,
      'Expected without it',
      'Low',
      'High',
      'Control',
      'Part',
    ],
    rows: points.map(({ on, value, control, phase }) => {
      const path = pathOn.get(on);
      return {
        cells: [on, value, path?.level ?? null, path?.low ?? null, path?.high ?? null, control, PHASES[phase] ?? null],
      };
    }),
  };
}

function describe(picture: LoopPicture, release: string | null): string {
  const { name, unit, values, target } = picture;
  const last = values.at(-1);
  if (last === undefined) return `${name}: no value is known.`;
  const end = picture.evaluated?.picture.expected?.at(-1);
  return [
    `${name}: ${formatCount(values.length, 'value')}, the last ${levelInWords(last.value, unit)} on ${formatDay(last.day)}.`,
    release === null ? '' : `Released on ${formatDay(release)}.`,
    end === undefined
      ? ''
      : `Without the release ${levelInWords(end.level, unit)} would be expected on ${formatDay(end.on)}.`,
    target === null ? '' : `The target is ${levelInWords(target, unit)}.`,
  ]
    .filter((one) => one !== '')
    .join(' ');
}
