import type { ChartContext } from '../charts/drawing.ts';
import { atDay, dayAt, timeAxis } from '../charts/look.ts';
import { dayTicks } from '../charts/ticks.ts';
import { formatDayShort, formatMonth } from '../format.ts';

const LONG_MS = 300 * 86_400_000;

/** Days along a series that may be years long: then by month and year. */
export function daysAxis({ tokens, isNarrow }: ChartContext, from: string, to: string) {
  const isLong = atDay(to) - atDay(from) > LONG_MS;
  const axis = timeAxis(tokens, from, to, isNarrow);
  return {
    ...axis,
    axisLabel: {
      ...axis.axisLabel,
      customValues: dayTicks(from, to, isNarrow ? 4 : 8),
      formatter: (value: number) => (isLong ? formatMonth(dayAt(value)) : formatDayShort(dayAt(value))),
    },
  };
}

export interface Span {
  readonly min: number;
  readonly max: number;
  /** Between two numbers of the axis. */
  readonly interval: number;
}

/** Where an axis begins and ends: a little beyond what is drawn, at a number people think in. */
export function spanOf(values: readonly (number | null)[]): Span {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { min: 0, max: 1, interval: 0.5 };
  const low = known.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = known.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const size = high === low ? Math.max(1, Math.abs(high)) : high - low;
  const power = 10 ** Math.floor(Math.log10(size / 5));
  const step = ([1, 2, 5].find((factor) => factor * power >= size / 5 - 1e-12) ?? 10) * power;
  const tidy = (value: number): number => Number(value.toPrecision(12));
  const min = tidy(Math.floor((low - size * 0.04) / step) * step);
  // A count or a share that is never below nothing is not drawn below it.
  return {
    min: low >= 0 ? Math.max(0, min) : min,
    max: tidy(Math.ceil((high + size * 0.04) / step) * step),
    interval: step,
  };
}
