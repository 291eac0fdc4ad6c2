import type { ReactNode } from 'react';
import { formatNumber, kindCount } from '../format.ts';
import style from './race.module.css';
import type { RaceData } from './race-data.ts';
import type { Project } from './race-layout.ts';
import { type Strand, strandPath } from './race-mouth.ts';
import { type Opening, PartLink } from './race-parts.tsx';
import { describeMouth } from './race-words.ts';

interface Props {
  readonly data: RaceData;
  readonly opening: Opening;
  readonly strands: readonly Strand[];
  readonly top: number;
  readonly fan: number;
  readonly width: number;
  readonly wordsWidth: number;
  readonly project: Project;
}

const LINE = 20;

/** The mouth at the foot of the narrow picture, its strands named below each other. */
export function TallMouth({ data, opening, strands, top, fan, width, wordsWidth, project }: Props): ReactNode {
  const words = top + 26;
  return (
    <>
      {strands.map((strand) => (
        <path
          key={strand.kind}
          d={strandPath(strand, top + 1, top + fan - 14, top + fan, project)}
          fill={`var(--mr-kind-${strand.kind})`}
        />
      ))}
      <PartLink
        part={{ part: 'finished', kind: null }}
        label={describeMouth(data, null)}
        opening={opening}
        words={
          <>
            <text x={4} y={words - 2} className={style.name}>
              {data.mouth.heading}
            </text>
            <text x={4} y={words + 36} className={style.total}>
              {formatNumber(data.mouth.total)}
              <tspan className={style.small} dx={8}>
                {data.mouth.total === 1 ? 'item' : 'items'}
              </tspan>
            </text>
          </>
        }
      >
        <rect className={style.hit} x={1} y={top + 8} width={wordsWidth} height={62} rx={5} />
      </PartLink>
      {strands.map((strand, index) => (
        <PartLink
          key={strand.kind}
          part={{ part: 'finished', kind: strand.kind }}
          label={describeMouth(data, strand.kind)}
          opening={opening}
          words={
            <text x={20} y={words + 60 + index * LINE} className={style.strong}>
              {kindCount(strand.kind, strand.count)}
            </text>
          }
        >
          <rect className={style.hit} x={1} y={words + 46 + index * LINE} width={width - 2} height={LINE} rx={4} />
          <rect
            x={4}
            y={words + 51 + index * LINE}
            width={10}
            height={10}
            rx={2}
            fill={`var(--mr-kind-${strand.kind})`}
          />
        </PartLink>
      ))}
      {data.mouth.cancelled > 0 && (
        <text x={20} y={words + 60 + strands.length * LINE} className={style.small}>
          {`${formatNumber(data.mouth.cancelled)} cancelled`}
        </text>
      )}
    </>
  );
}
