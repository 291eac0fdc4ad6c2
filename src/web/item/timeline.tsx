import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useId } from 'react';
import { dayTicks } from '../charts/ticks.ts';
import { dayIn, formatDayShort, formatInstant, formatLength } from '../format.ts';
import { Patterns } from '../race/race-parts.tsx';
import style from './timeline.module.css';
import { type Bar, type Interval, layoutTimeline } from './timeline-layout.ts';

interface Props {
  readonly intervals: readonly Interval[];
  readonly committedAt: string | null;
  readonly endedAt: string | null;
  readonly seenAt: string;
  readonly timeZone: string;
  readonly label: string;
}

const ROW = 30;
const BAR = 16;
const TOP = 22;

/** An item's story in time, a row a step: solid in work, hatched waiting, dotted before it was committed. */
export function Timeline({ intervals, committedAt, endedAt, seenAt, timeZone, label }: Props): ReactNode {
  const { ref, width } = useElementSize();
  const id = useId();
  const ended = endedAt === null ? null : Date.parse(endedAt);
  const layout = layoutTimeline(intervals, ended, Date.parse(seenAt));
  const left = width < 560 ? 96 : 150;
  const room = Math.max(80, width - left - 8);
  const x = (part: number): number => left + part * room;
  const at = (instant: number): number => (instant - layout.fromAt) / Math.max(1, layout.toAt - layout.fromAt);
  const height = TOP + layout.rows.length * ROW + 26;
  const bottom = height - 24;
  const ticks = dayTicks(
    dayIn(layout.fromAt, timeZone),
    dayIn(layout.toAt + 86_400_000, timeZone),
    width < 560 ? 3 : 7,
  ).filter((tick) => at(tick) >= 0 && at(tick) <= 0.97);
  const moments = [
    { name: 'committed', instant: committedAt },
    { name: 'end', instant: endedAt },
  ].flatMap(({ name, instant }) => (instant === null ? [] : [{ name, part: at(Date.parse(instant)) }]));
  return (
    <div ref={ref}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label} className={style.timeline}>
          <Patterns id={id} />
          {layout.rows.map((name, row) => (
            <g key={name}>
              <path d={`M${left} ${TOP + (row + 1) * ROW - 0.5}H${width - 8}`} className={style.line} />
              <text x={0} y={TOP + row * ROW + ROW / 2 + 4} className={name === 'Blocked' ? style.quiet : style.name}>
                {name.length * 7 > left ? `${name.slice(0, Math.floor(left / 7.4) - 1)}…` : name}
              </text>
            </g>
          ))}
          {layout.bars.map((bar) => (
            <BarShape
              key={`${bar.interval.what} ${bar.interval.fromAt}`}
              id={id}
              bar={bar}
              x={x(bar.start)}
              width={Math.max(2, x(bar.end) - x(bar.start))}
              timeZone={timeZone}
            />
          ))}
          {moments.map(({ name, part }) => (
            <g key={name}>
              <path d={`M${x(part)} ${TOP - 6}V${bottom}`} className={style.moment} />
              <text
                x={x(part)}
                y={11}
                textAnchor={part > 0.8 ? 'end' : part < 0.1 ? 'start' : 'middle'}
                className={style.strong}
              >
                {name === 'end' ? 'ended' : name}
              </text>
            </g>
          ))}
          {ticks.map((tick) => (
            <text key={tick} x={x(at(tick))} y={height - 6} className={style.quiet}>
              {formatDayShort(new Date(tick).toISOString().slice(0, 10))}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}

interface BarProps {
  readonly id: string;
  readonly bar: Bar;
  readonly x: number;
  readonly width: number;
  readonly timeZone: string;
}

function BarShape({ id, bar, x, width, timeZone }: BarProps): ReactNode {
  const { interval } = bar;
  const y = TOP + bar.row * ROW + (ROW - BAR) / 2;
  const until = interval.toAt === null ? 'now' : formatInstant(interval.toAt, timeZone);
  return (
    <g>
      <title>{`${interval.what}: ${formatInstant(interval.fromAt, timeZone)} to ${until}, ${formatLength(interval.seconds)}`}</title>
      {interval.state === 'blocked' ? (
        <path
          d={`M${x} ${y + BAR / 2}h${width}M${x} ${y + 2}v${BAR - 4}M${x + width} ${y + 2}v${BAR - 4}`}
          className={style.blocked}
        />
      ) : (
        <rect x={x} y={y} width={width} height={BAR} rx={2} {...lookOf(interval, id)} />
      )}
      {bar.isCut && (
        <text x={x + width + 2} y={y + BAR / 2 + 4} className={style.quiet} textAnchor="start">
          …
        </text>
      )}
    </g>
  );
}

function lookOf(interval: Interval, id: string) {
  const opacity = interval.counts === 'not-counted' && interval.state !== 'new' ? 0.55 : 1;
  switch (interval.state) {
    case 'active':
      return { fill: 'var(--mr-water)', opacity };
    case 'waiting':
      return { fill: `url(#${id}-wait)`, stroke: 'var(--mr-wait-edge)', strokeWidth: 0.75, opacity };
    case 'new':
      return { fill: `url(#${id}-idea)`, stroke: 'var(--mr-edge)', strokeWidth: 0.75 };
    default:
      return { fill: 'var(--mr-edge)' };
  }
}
