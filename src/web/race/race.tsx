import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type ReactNode, useId, useRef } from 'react';
import style from './race.module.css';
import type { RaceData } from './race-data.ts';
import { RaceMenu } from './race-menu.tsx';
import type { Opening } from './race-parts.tsx';
import { TallRace } from './race-tall.tsx';
import { MOUTH, WideRace } from './race-wide.tsx';
import { describeRace } from './race-words.ts';

interface Props {
  readonly data: RaceData;
  /** Of the stream. */
  readonly name: string;
  readonly opening: Opening;
}

/** What a step needs in the wide picture before its words no longer fit. */
const LEAST_SLOT = 64;
/** A little smaller than drawn is still readable; smaller than that, the picture turns upright. */
const LEAST_SCALE = 0.9;
const WIDEST_TALL = 520;

/**
 * The stream drawn as a channel from idea to customer: width is load, solid is active and hatched is waiting, a gate
 * stands at the constraint, work that goes back returns below, and what came out leaves at the mouth.
 */
export function Race({ data, name, opening }: Props): ReactNode {
  const frame = useRef<HTMLElement>(null);
  const { ref: sized, width } = useElementSize();
  const ref = useMergedRef(frame, sized);
  const id = useId();
  const least = MOUTH + data.steps.length * LEAST_SLOT;
  const isTall = width < least * LEAST_SCALE;
  return (
    <figure ref={ref} className={style.frame} aria-label={describeRace(data)}>
      <RaceMenu data={data} frame={frame} name={name} />
      {width > 0 &&
        (isTall ? (
          <TallRace id={id} data={data} width={Math.min(width, WIDEST_TALL)} opening={opening} />
        ) : (
          <WideRace id={id} data={data} width={Math.max(width, least)} opening={opening} />
        ))}
    </figure>
  );
}
