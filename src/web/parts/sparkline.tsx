import type { ReactNode } from 'react';
import type { Trend } from '../../api/card.ts';
import { formatDayShort, formatNumber } from '../format.ts';
import style from './sparkline.module.css';

interface Props {
  readonly trend: Trend;
  /** What the line is about, for those who do not see it. */
  readonly label: string;
}

const HEIGHT = 44;
const WIDTH = 200;
const PAD = 4;

/** Weeks of a value with its usual range behind and its signals ringed. */
export function Sparkline({ trend, label }: Props): ReactNode {
  const { weeks, limits } = trend;
  const known = weeks.flatMap((week) => (week.value === null ? [] : [week.value]));
  if (known.length === 0) return <div className={style.none} />;
  const low = Math.min(...known, limits?.lower ?? Number.POSITIVE_INFINITY);
  const high = Math.max(...known, limits?.upper ?? Number.NEGATIVE_INFINITY);
  const span = high - low || 1;
  const x = (index: number): number =>
    weeks.length < 2 ? WIDTH / 2 : PAD + (index / (weeks.length - 1)) * (WIDTH - 2 * PAD);
  const y = (value: number): number => PAD + (1 - (value - low) / span) * (HEIGHT - 2 * PAD);
  return (
    <svg
      className={style.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={describe(trend, label)}
    >
      {limits !== null && (
        <>
          <rect
            x="0"
            width={WIDTH}
            y={y(limits.upper)}
            height={Math.max(1, y(limits.lower) - y(limits.upper))}
            fill="var(--mr-range)"
          />
          <path className={style.centre} d={`M0 ${y(limits.centre)}H${WIDTH}`} />
        </>
      )}
      <path className={style.values} d={pathOf(weeks, x, y)} />
      {weeks.map((week, index) =>
        week.isSignal && week.value !== null ? (
          <g key={week.week}>
            <path className={style.ring} d={`M${x(index)} ${y(week.value)}h0`} />
            <path className={style.hole} d={`M${x(index)} ${y(week.value)}h0`} />
          </g>
        ) : null,
      )}
      {weeks.length === 1 && known[0] !== undefined && (
        <path className={style.dot} d={`M${WIDTH / 2} ${y(known[0])}h0`} />
      )}
    </svg>
  );
}

/** The line breaks where a week could not be measured. */
function pathOf(weeks: Trend['weeks'], x: (index: number) => number, y: (value: number) => number): string {
  let path = '';
  let isDown = false;
  weeks.forEach((week, index) => {
    if (week.value === null) {
      isDown = false;
      return;
    }
    path += `${isDown ? 'L' : 'M'}${x(index).toFixed(1)} ${y(week.value).toFixed(1)}`;
    isDown = true;
  });
  return path;
}

function describe(trend: Trend, label: string): string {
  const known = trend.weeks.filter((week) => week.value !== null);
  const last = known.at(-1);
  const signals = trend.weeks.filter((week) => week.isSignal);
  const said = [`${label}, ${trend.name}, ${known.length} weeks`];
  if (last?.value !== null && last !== undefined)
    said.push(`last ${formatNumber(last.value)} in the week of ${formatDayShort(last.week)}`);
  if (trend.limits !== null) {
    said.push(`usual range ${formatNumber(trend.limits.lower)} to ${formatNumber(trend.limits.upper)}`);
  }
  if (signals.length > 0) said.push(`outside it or shifted in ${signals.length} weeks`);
  return said.join('; ');
}
