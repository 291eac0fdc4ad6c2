import type { ReactNode } from 'react';
import { spreadLabels } from '../charts/spread-labels.ts';
import { formatNumber, kindCount } from '../format.ts';
import style from './race.module.css';
import type { RaceData } from './race-data.ts';
import { layoutMouth, strandPath } from './race-mouth.ts';
import { type Opening, PartLink } from './race-parts.tsx';
import { describeMouth } from './race-words.ts';

interface Props {
  readonly data: RaceData;
  readonly opening: Opening;
  readonly start: number;
  readonly width: number;
  readonly middle: number;
  readonly half: number;
  readonly mouthHalf: number;
}

const FAN = 64;

/** Where the channel opens to the customer: a strand a kind, and how many. */
export function WideMouth({ data, opening, start, width, middle, half, mouthHalf }: Props): ReactNode {
  const strands = layoutMouth(data.mouth.byKind, half, mouthHalf);
  const end = start + FAN;
  const labels = spreadLabels(
    strands.map((strand) => (strand.to[0] + strand.to[1]) / 2),
    17,
  );
  return (
    <>
      <PartLink
        part={{ part: 'finished', kind: null }}
        label={describeMouth(data, null)}
        opening={opening}
        words={
          <>
            <text x={end - 34} y={14} className={style.name}>
              {data.mouth.heading}
            </text>
            <text x={end - 34} y={52} className={style.total}>
              {formatNumber(data.mouth.total)}
              <tspan className={style.small} dx={8}>
                {data.mouth.total === 1 ? 'item' : 'items'}
              </tspan>
            </text>
          </>
        }
      >
        <rect className={style.hit} x={start + 6} y={1} width={width - 6} height={middle - mouthHalf - 6} rx={5} />
      </PartLink>
      {strands.map((strand, index) => {
        const labelY = middle + (labels[index] ?? 0);
        return (
          <PartLink
            key={strand.kind}
            part={{ part: 'finished', kind: strand.kind }}
            label={describeMouth(data, strand.kind)}
            opening={opening}
            words={
              <text x={end + 9} y={labelY + 4} className={style.strong}>
                {kindCount(strand.kind, strand.count)}
              </text>
            }
          >
            <rect className={style.hit} x={end + 4} y={labelY - 9} width={width - FAN - 6} height={18} rx={4} />
            <path
              d={strandPath(strand, start + 1, end - 18, end, (along, across) => [along, middle + across])}
              fill={`var(--mr-kind-${strand.kind})`}
            />
          </PartLink>
        );
      })}
      {data.mouth.cancelled > 0 && (
        <text x={end + 9} y={middle + Math.max(mouthHalf, labels.at(-1) ?? 0) + 22} className={style.small}>
          {`${formatNumber(data.mouth.cancelled)} cancelled`}
        </text>
      )}
    </>
  );
}
