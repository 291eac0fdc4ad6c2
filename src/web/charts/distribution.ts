import type { Distribution, DistributionPeriod } from '../../flow/series/distribution.ts';
import { formatCount, formatDay, formatShare, kindName } from '../format.ts';
import { kindFill, kindLegend, kindsIn } from './by-kind.ts';
import type { ChartContext, Drawing, Mark } from './drawing.ts';
import { baseOption, carrier, dayAfter, notesInPeriods, periodAxis, placeOf, tip, valueAxis } from './look.ts';

/** Shares of what was finished by kind, period by period, unmapped shown. */
export function drawDistribution(data: Distribution, context: ChartContext): Drawing {
  const { tokens } = context;
  const kinds = kindsIn(data.periods.map((period) => period.counts));
  const starts = data.periods.map((period) => period.on);
  const isMonths = data.unit === 'month';
  return {
    option: {
      ...baseOption(context),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: tokens.ink, opacity: 0.05 } },
        formatter: (params: unknown) => {
          const period = data.periods[placeOf(params)?.index ?? -1];
          return period === undefined ? '' : tipOf(period, data.unit);
        },
      },
      xAxis: periodAxis(tokens, starts, isMonths),
      yAxis: valueAxis(tokens, {
        name: 'share of items',
        min: 0,
        max: 1,
        interval: 0.25,
        format: (value) => formatShare(value),
      }),
      series: [
        ...kinds.map((kind) => ({
          id: kind,
          type: 'bar',
          stack: 'kinds',
          barMaxWidth: 40,
          barCategoryGap: '18%',
          cursor: 'pointer',
          itemStyle: kindFill(kind, tokens.card),
          data: data.periods.map((period) => ({
            value: period.shares === null ? null : period.shares[kind],
            itemStyle: period.isPart ? { opacity: 0.45 } : {},
          })),
        })),
        carrier('notes', notesInPeriods(context, starts, endOf(data))),
      ],
    },
    isEmpty: data.periods.every((period) => period.n === 0),
    description: describe(data),
    table: () => ({
      header: [isMonths ? 'Month' : 'Week of', 'n', ...kinds.map((kind) => `${kindName(kind)} (share)`)],
      rows: data.periods.map((period) => ({
        cells: [
          period.on,
          period.n,
          ...kinds.map((kind) => (period.shares === null ? null : round(period.shares[kind]))),
        ],
        mark: openPeriod(period, data.unit, undefined),
      })),
    }),
    legend: kindLegend(kinds),
    markAt: (series, index) => {
      const period = data.periods[index];
      return period === undefined
        ? null
        : openPeriod(
            period,
            data.unit,
            kinds.find((kind) => kind === series),
          );
    },
    ...(data.periods.some((period) => period.shares === null)
      ? { remarks: [`Empty places are ${data.unit}s in which nothing was finished.`] }
      : {}),
  };
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

function spanOf(
  period: DistributionPeriod,
  unit: Distribution['unit'],
): { readonly from: string; readonly to: string } {
  if (unit === 'week') return { from: period.on, to: dayAfter(period.on, 7) };
  const next = dayAfter(`${period.on.slice(0, 7)}-28`, 7);
  return { from: period.on, to: `${next.slice(0, 7)}-01` };
}

function endOf(data: Distribution): string {
  const last = data.periods.at(-1);
  return last === undefined ? '1970-01-01' : spanOf(last, data.unit).to;
}

function openPeriod(period: DistributionPeriod, unit: Distribution['unit'], kind: string | undefined): Mark {
  const completed = spanOf(period, unit);
  return { to: 'measure', metric: 'flow-velocity', where: kind === undefined ? { completed } : { kind, completed } };
}

function tipOf(period: DistributionPeriod, unit: Distribution['unit']): string {
  const { shares } = period;
  return tip(
    unit === 'week' ? `Week of ${formatDay(period.on)}` : formatDay(period.on).replace(/^\S+\s/, ''),
    [
      ['Finished', String(period.n)],
      ...(shares === null
        ? []
        : [...kindsIn([period.counts])]
            .reverse()
            .map((kind) => [kindName(kind), `${period.counts[kind]} · ${formatShare(shares[kind])}`] as const)),
    ],
    period.isPart ? `part of the ${unit} only` : '',
  );
}

function describe(data: Distribution): string {
  const total = data.periods.reduce((sum, period) => sum + period.n, 0);
  if (total === 0) return 'Flow distribution: nothing was finished in this window.';
  const kinds = kindsIn(data.periods.map((period) => period.counts));
  const said = kinds.map((kind) => {
    const count = data.periods.reduce((sum, period) => sum + period.counts[kind], 0);
    return `${kindName(kind).toLowerCase()} ${formatShare(count / total)}`;
  });
  return `Shares of ${formatCount(total, 'finished item')} by kind, ${data.unit} by ${data.unit}; over all: ${said.join(', ')}.`;
}
