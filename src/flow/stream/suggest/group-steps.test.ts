import { describe, expect, it } from 'vitest';
import type { ItemHistory } from '../../history.ts';
import { groupSteps } from './group-steps.ts';
import { guessStates } from './guess-states.ts';
import { times } from './history.test-data.ts';
import { collectSurvey } from './survey.ts';

/** Steps as `Name (stage state): statuses`. */
function stepsOf(histories: readonly ItemHistory[]): readonly string[] {
  return groupSteps(guessStates(collectSurvey(histories))).map(
    ({ name, stage, state, guesses }) =>
      `${name} (${stage} ${state}): ${guesses.map(({ status }) => status.name).join(', ')}`,
  );
}

describe('suggested steps', () => {
  it('put a reopened status to the queue, and all that is done into one step', () => {
    expect(stepsOf(times(3, 'Received › Open › In Progress › Resolved › Closed › Reopened › Resolved'))).toEqual([
      'Received (discovery new): Received',
      'Ready (delivery waiting): Open, Reopened',
      'In Progress (delivery active): In Progress',
      'Done (delivery done): Resolved, Closed',
    ]);
  });

  it('give a reopened status a step of its own where there is no queue', () => {
    expect(stepsOf(times(3, 'Backlog › In Progress › Done › Reopened'))).toEqual([
      'Backlog (discovery new): Backlog',
      'Reopened (delivery waiting): Reopened',
      'In Progress (delivery active): In Progress',
      'Done (delivery done): Done',
    ]);
  });

  it('make one step of reviews in a row, and one of all that is cancelled, at the end', () => {
    const histories = [
      ...times(3, 'Ready › Coding › In Review › Peer Review › Testing › Done'),
      ...times(1, 'Ready › Rejected'),
      ...times(1, 'Ready › Coding › Duplicate'),
    ];
    expect(stepsOf(histories)).toEqual([
      'Ready (delivery waiting): Ready',
      'Coding (delivery active): Coding',
      'Review (delivery waiting): In Review, Peer Review',
      'Testing (delivery active): Testing',
      'Done (delivery done): Done',
      'Cancelled (delivery cancelled): Rejected, Duplicate',
    ]);
  });

  it('count finding out what to do as discovery where a queue follows', () => {
    expect(stepsOf(times(3, 'Backlog › Analysis › Ready › In Progress › Done'))).toEqual([
      'Backlog (discovery new): Backlog',
      'Analysis (discovery active): Analysis',
      'Ready (delivery waiting): Ready',
      'In Progress (delivery active): In Progress',
      'Done (delivery done): Done',
    ]);
    expect(stepsOf(times(3, 'Backlog › Design › In Progress › Done'))[1]).toBe('Design (delivery active): Design');
  });

  it('leave a blocked status out: it belongs to no step', () => {
    expect(stepsOf(times(3, 'Ready › In Progress › Blocked › In Progress › Done'))).toHaveLength(3);
  });

  it('are no more than twelve: neighbours of one state that few items had are joined', () => {
    const way = Array.from({ length: 14 }, (_, index) => `Coding ${index}`).join(' › ');
    const steps = stepsOf([...times(3, `Ready › ${way} › Done`), ...times(5, 'Ready › Coding 0 › Coding 1 › Done')]);
    expect(steps).toHaveLength(12);
    expect(steps[1]).toBe('Coding 0 (delivery active): Coding 0');
  });
});
