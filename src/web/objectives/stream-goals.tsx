import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { GoalRow } from '../../api/objectives.ts';
import { formatWindow } from '../format.ts';
import { goalStanding, presentGoals } from './goal-words.ts';

interface Props {
  readonly goals: readonly GoalRow[];
  /** Of the page that it stands on. */
  readonly whole: string | undefined;
  readonly quiet: string | undefined;
}

/** What a stream’s iteration is to change, where its teams work. Nothing stands here while no goal was stated. */
export function StreamGoals({ goals, whole, quiet }: Props): ReactNode {
  const shown = presentGoals(goals);
  if (shown.length === 0) return null;
  const isRunning = shown.some(({ state }) => state === 'running');
  return (
    <section className={whole} aria-label="Goals of iterations">
      <h2>{isRunning ? 'The goal of this iteration' : 'The goal of the last iteration'}</h2>
      {shown.map((goal) => (
        <div key={goal.id}>
          <p>{goal.body.statement}</p>
          <p className={quiet}>
            {goal.body.team === null ? '' : `${goal.body.team} · `}
            {formatWindow(goal.body.from, goal.body.to)} · {goalStanding(goal)}
          </p>
        </div>
      ))}
      <Link to="/objectives" search={{ show: 'goals' }} className={quiet}>
        All goals of iterations
      </Link>
    </section>
  );
}
