import type { GoalRow } from '../../api/objectives.ts';

const STATES: Readonly<Record<GoalRow['state'], string>> = {
  coming: 'has not begun',
  running: 'running, no verdict yet',
  ended: 'ended, without a verdict',
  decided: 'decided',
};
const VERDICTS = { reached: 'reached', partly: 'partly reached', missed: 'missed', unknown: 'cannot be told' } as const;

/** Where an iteration's goal stands: its verdict with the reason, or that there is none. */
export function goalStanding({ body, state }: GoalRow): string {
  return body.verdict === null ? STATES[state] : `${VERDICTS[body.verdict]}: ${body.why}`;
}

/** The goals of iterations that run; where none runs, that of the latest that began. `goals`: the latest first. */
export function presentGoals(goals: readonly GoalRow[]): readonly GoalRow[] {
  const running = goals.filter(({ state }) => state === 'running');
  return running.length > 0 ? running : goals.filter(({ state }) => state !== 'coming').slice(0, 1);
}
