import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useId } from 'react';
import style from './race.module.css';
import type { RaceData } from './race-data.ts';
import type { Opening } from './race-parts.tsx';
import { TallRace } from './race-tall.tsx';
import { WideRace } from './race-wide.tsx';
import { describeRace } from './race-words.ts';

interface Props {
  readonly data: RaceData;
  readonly opening: Opening;
}

const TALL_BELOW = 620;
/** What a step needs in the wide picture before its words no longer fit. */
const LEAST_SLOT = 84;

/**
 * The stream drawn as a channel from idea to customer: width is load, solid is active and hatched is waiting, a gate
 * stands at the constraint, work that goes back returns below, and what came out leaves at the mouth.
 */
export function Race({ data, opening }: Props): ReactNode {
  const { ref, width } = useElementSize();
  const id = useId();
  const least = 232 + data.steps.length * LEAST_SLOT;
  return (
    <figure ref={ref} className={style.frame} aria-label={describeRace(data)}>
      {width === 0 ? null : width < TALL_BELOW ? (
        <TallRace id={id} data={data} width={width} opening={opening} />
      ) : (
        <div className={style.scroll}>
          <WideRace id={id} data={data} width={Math.max(width, least)} opening={opening} />
        </div>
      )}
    </figure>
  );
}
