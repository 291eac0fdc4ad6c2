import { describe, expect, it } from 'vitest';
import type { ItemHistory } from '../../history.ts';
import { guessStates, type StatusGuess } from './guess-states.ts';
import { times } from './history.test-data.ts';
import { collectSurvey, type SaidBySource } from './survey.ts';

function guessed(histories: readonly ItemHistory[], said: SaidBySource = {}): readonly StatusGuess[] {
  return guessStates(collectSurvey(histories, said));
}

function statesOf(histories: readonly ItemHistory[], said: SaidBySource = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(guessed(histories, said).map(({ status, state }) => [status.name, state]));
}

const category = (name: string, given: string): SaidBySource => ({ categories: [{ id: null, name, category: given }] });

describe('the name of a status', () => {
  it.each([
    ['Backlog', 'new'],
    ['Product Backlog', 'new'],
    ['Triage', 'new'],
    ['Needs triage', 'new'],
    ['Ready for Development', 'waiting'],
    ['Selected for Development', 'waiting'],
    ['Sprint Backlog', 'waiting'],
    ['Ready for Test', 'waiting'],
    ['Waiting for customer', 'waiting'],
    ['Awaiting Review', 'waiting'],
    ['To be deployed', 'waiting'],
    ['Code Review', 'waiting'],
    ['Reopened', 'waiting'],
    ['In Progress', 'active'],
    ['In Development', 'active'],
    ['Testing', 'active'],
    ['QA', 'active'],
    ['Analysis', 'active'],
    ['In Arbeit', 'active'],
    ['Done', 'done'],
    ['In production', 'done'],
    ['Released', 'done'],
    ['Erledigt', 'done'],
    ["Won't Do", 'cancelled'],
    ['Canceled', 'cancelled'],
    ['Rejected', 'cancelled'],
    ['On Hold', 'blocked'],
    ['Blocked by supplier', 'blocked'],
    ['Unblocked', 'active'],
    ['Icebox', 'new'],
  ])('%s is %s', (name, state) => {
    // Items pass it on the way, so its place says no more than that.
    expect(statesOf(times(3, `Start › ${name} › End`))[name]).toBe(state);
  });
});

describe('the category of the tool', () => {
  it.each([
    ['an unknown name counted as in progress is active', 'Cooking', 'indeterminate', 'active'],
    ['an unknown name counted as not begun is new', 'Cooking', 'new', 'new'],
    ['an unknown name counted as done is done', 'Cooking', 'done', 'done'],
    ['a name that says waiting holds against in progress', 'Ready for Test', 'indeterminate', 'waiting'],
    ['a name that says active holds against not begun', 'Testing', 'new', 'active'],
    ['the tool holds against a name that says active', 'Testing', 'done', 'done'],
    ['a name that says cancelled holds against done', 'Rejected', 'done', 'cancelled'],
    ['a name that says done, left by most and not done to the tool, waits', 'Resolved', 'indeterminate', 'waiting'],
  ])('%s', (_name, name, given, state) => {
    expect(statesOf(times(3, `Start › ${name} › End`), category(name, given))[name]).toBe(state);
  });

  it('a name that says done, in which items stay, is done whatever the tool says', () => {
    expect(statesOf(times(3, 'Open › Finished'), category('Finished', 'indeterminate')).Finished).toBe('done');
  });
});

describe('where neither name nor category says anything', () => {
  it('the beginning commits, the middle is active, the end is done', () => {
    expect(statesOf(times(4, 'Alpha › Beta › Gamma'))).toEqual({ Alpha: 'waiting', Beta: 'active', Gamma: 'done' });
  });

  it('what follows a done status is a way back', () => {
    const histories = times(3, 'Open › Build › Closed › Oops › Closed');
    expect(statesOf(histories).Oops).toBe('waiting');
  });

  it('a hand-over that follows done is done: Verified after Resolved', () => {
    expect(statesOf(times(3, 'Open › Resolved › Verified › Closed')).Verified).toBe('done');
    expect(statesOf(times(3, 'Open › Build › Verified › Closed')).Verified).toBe('waiting');
  });
});

describe('Open, To Do and the like', () => {
  it('commit where no other status says that an item was chosen', () => {
    expect(statesOf(times(3, 'Open › In Progress › Done')).Open).toBe('waiting');
    expect(statesOf(times(3, 'Backlog › To Do › In Progress › Done'))).toMatchObject({
      Backlog: 'new',
      'To Do': 'waiting',
    });
  });

  it('are an inbox where a queue for work follows', () => {
    expect(statesOf(times(3, 'Open › Ready › In Progress › Done'))).toMatchObject({ Open: 'new', Ready: 'waiting' });
    expect(statesOf(times(3, 'Open › To Do › In Progress › Done'))).toMatchObject({ Open: 'new', 'To Do': 'waiting' });
  });

  it('wait where items were chosen before, or come back from work', () => {
    expect(statesOf(times(3, 'Ready › To Do › In Progress › Done'))['To Do']).toBe('waiting');
    expect(statesOf(times(3, 'Ready › In Progress › Open › Done')).Open).toBe('waiting');
  });

  it('a queue after the work has begun does not make them an inbox', () => {
    expect(statesOf(times(3, 'Open › In Progress › Ready for Test › Done')).Open).toBe('waiting');
  });

  it('are an inbox where a large share of items never left', () => {
    // 8 of 20 never left: 40 % is not yet more than 40 %; 9 of 20 is.
    expect(statesOf([...times(12, 'Open › In Progress › Done'), ...times(8, 'Open')]).Open).toBe('waiting');
    expect(statesOf([...times(11, 'Open › In Progress › Done'), ...times(9, 'Open')]).Open).toBe('new');
    // Of few items that says nothing.
    expect(statesOf([...times(3, 'Open › In Progress › Done'), ...times(9, 'Open')]).Open).toBe('waiting');
  });
});
