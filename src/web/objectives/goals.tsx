import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { GoalRow } from '../../api/objectives.ts';
import { formatWindow } from '../format.ts';
import { Sentence } from '../parts/sentence.tsx';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { streamsQuery } from '../queries.ts';
import { GoalForm } from './goal-form.tsx';
import { GoalVerdict } from './goal-verdict.tsx';
import { goalStanding } from './goal-words.ts';
import { goalsQuery } from './objective-queries.ts';
import style from './objectives.module.css';
import { useTakeOff } from './take-off.tsx';

/** Goals of iterations, written as outcomes, and what came of them. */
export function Goals(): ReactNode {
  const { data, error, refetch } = useQuery(goalsQuery);
  const { data: known } = useQuery(streamsQuery);
  const [judging, setJudging] = useState<string | null>(null);
  const [changed, setChanged] = useState<GoalRow | null>(null);
  const { takeOff, line } = useTakeOff();
  if (error !== null) return <ErrorNote error={error} what="The goals" retry={() => void refetch()} />;
  if (data === undefined) return <Loading height={220} label="The goals" />;
  const streams = known?.streams ?? [];
  const nameOf = (id: string): string => streams.find((one) => one.id === id)?.name ?? id;
  return (
    <div className={style.section}>
      <p className={style.serif}>
        <Sentence words={data.sentence} stream={null} />
      </p>
      {line}
      <ul className={style.list} aria-label="Goals of iterations, latest first">
        {data.goals.map((goal) => (
          <li key={goal.id} className={style.keyResult}>
            <p className={style.serif}>{goal.body.statement}</p>
            <p className={style.quiet}>
              {nameOf(goal.body.stream)}
              {goal.body.team === null ? '' : ` · ${goal.body.team}`} · {formatWindow(goal.body.from, goal.body.to)}
              {goal.check.verdict === 'FAIL' && ' · fails its check, kept for a reason'}
            </p>
            <p className={goal.state === 'ended' ? style.signal : goal.state === 'decided' ? undefined : style.quiet}>
              {goalStanding(goal)}
            </p>
            {changed?.id === goal.id ? (
              <GoalForm streams={streams} goal={changed} onDone={() => setChanged(null)} />
            ) : (
              <GoalVerdict
                goal={goal}
                isOpen={judging === goal.id}
                onOpen={() => setJudging(goal.id)}
                onDone={() => setJudging(null)}
                onChange={() => setChanged(goal)}
                onTakeOff={() =>
                  takeOff({ kind: 'iteration-goal', id: goal.id, name: `The goal “${goal.body.statement}”` })
                }
              />
            )}
          </li>
        ))}
      </ul>
      {streams.length > 0 && (
        <>
          <h2>A goal for an iteration</h2>
          <GoalForm streams={streams} goal={null} onDone={() => undefined} />
        </>
      )}
    </div>
  );
}
