import type { ReactNode } from 'react';
import style from './race.module.css';
import type { RaceData } from './race-data.ts';

interface StageLineProps {
  readonly data: RaceData;
  readonly starts: readonly number[];
  readonly length: number;
  readonly y: number;
}

/** Stages under their first step, with a hairline as long as the stage. */
export function StageLine({ data, starts, length, y }: StageLineProps): ReactNode {
  const firsts = data.steps.flatMap((step, index) => (data.steps[index - 1]?.stage === step.stage ? [] : [index]));
  return (
    <g>
      {firsts.map((index, place) => {
        const next = firsts[place + 1];
        const x = starts[index] ?? 0;
        const end = next === undefined ? length : (starts[next] ?? length);
        return (
          <g key={data.steps[index]?.name ?? index}>
            <path d={`M${x + 4} ${y}H${end - 10}`} stroke="var(--mr-hairline)" strokeWidth="1" />
            <text x={x + 4} y={y + 15} className={style.stage}>
              {shortened(data.steps[index]?.stage ?? '', end - x)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** A stage of one narrow step has no room for its whole name. */
function shortened(stage: string, room: number): string {
  const letters = Math.floor(room / 8.2);
  return stage.length <= letters ? stage : `${stage.slice(0, Math.max(3, letters - 1))}.`;
}
