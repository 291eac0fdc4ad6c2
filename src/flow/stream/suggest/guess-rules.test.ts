import { describe, expect, it } from 'vitest';
import type { ItemHistory } from '../../history.ts';
import { guessCancelled, guessKinds, guessLevels, guessLinks } from './guess-rules.ts';
import { went } from './history.test-data.ts';
import { collectSurvey, type SaidBySource } from './survey.ts';

const ofType = (type: string, index = 0): ItemHistory => went(`${type} ${index}`, 'Open', { type });

function levelsOf(histories: readonly ItemHistory[], said?: SaidBySource): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(guessLevels(collectSurvey(histories, said)).map(({ answer, types }) => [answer, types]));
}

function kindOf(type: string): string | undefined {
  const { rules, featureTypes } = guessKinds(collectSurvey([ofType(type)]));
  return rules[0]?.answer ?? (featureTypes.length > 0 ? 'feature' : undefined);
}

describe('levels', () => {
  it('come from names of types', () => {
    expect(
      levelsOf(['Theme', 'Initiative', 'Epic', 'Story', 'Sub-task', 'Test Case'].map((type) => ofType(type))),
    ).toEqual({
      theme: ['Theme'],
      initiative: ['Initiative'],
      epic: ['Epic'],
      task: ['Test Case'],
    });
  });

  it('a type that the source calls a part of others is a task, whatever its name', () => {
    const said = { types: [{ name: 'Einzelschritt', isSubtask: true }] };
    expect(levelsOf([ofType('Einzelschritt'), ofType('Story')], said)).toEqual({ task: ['Einzelschritt'] });
  });

  it('a feature with children stands above the flow item; one without is a flow item', () => {
    const feature = ofType('Feature');
    expect(levelsOf([feature])).toEqual({});
    expect(levelsOf([feature, went('K-1', 'Open', { type: 'User Story', parent: feature.item })])).toEqual({
      feature: ['Feature'],
    });
  });

  it('a Task is a task where most are children of a flow item, and a flow item where they stand alone or under epics', () => {
    const story = went('S-1', 'Open', { type: 'User Story' });
    const epic = went('E-1', 'Open', { type: 'Epic' });
    const task = (item: string, parent: string | null) => went(item, 'Open', { type: 'Task', parent });
    expect(levelsOf([story, task('T-1', 'S-1'), task('T-2', 'S-1'), task('T-3', null)])).toEqual({ task: ['Task'] });
    expect(levelsOf([story, task('T-1', 'S-1'), task('T-2', null)])).toEqual({});
    expect(levelsOf([epic, task('T-1', 'E-1')])).toEqual({ epic: ['Epic'] });
  });
});

describe('kinds', () => {
  it.each([
    ['Bug', 'defect'],
    ['Production Incident', 'defect'],
    ['Security Bug', 'defect'],
    ['Vulnerability', 'risk'],
    ['Compliance', 'risk'],
    ['Technical Debt', 'debt'],
    ['Refactoring', 'debt'],
    ['Chore', 'debt'],
    ['Story', 'feature'],
    ['New Feature', 'feature'],
    ['Improvement', 'feature'],
    ['Task', undefined],
    ['Documentation', undefined],
    ['Debugging aid', undefined],
  ])('%s: %s', (type, kind) => {
    expect(kindOf(type)).toBe(kind);
  });

  it('name the labels that were seen, and no others', () => {
    const labels = ['security', 'Tech-Debt', 'security-theatre', 'debtor', 'ui'];
    const { rules } = guessKinds(collectSurvey([went('K-1', 'Open', { labels })]));
    expect(rules.map(({ labels: taken, answer }) => [answer, taken])).toEqual([
      ['risk', ['security']],
      ['debt', ['Tech-Debt']],
    ]);
  });
});

describe('resolutions and links', () => {
  it('those that say an item was not done, of those seen, the most frequent first', () => {
    const seen = ['Fixed', 'Duplicate', "Won't Fix", "Won't Fix", 'Later', 'Not a Problem', 'Answered', 'Works for Me'];
    const survey = collectSurvey(seen.map((resolution, index) => went(`K-${index}`, 'Open', { resolution })));
    expect(guessCancelled(survey)).toEqual({
      cancelled: ["Won't Fix", 'Duplicate', 'Later', 'Not a Problem', 'Works for Me'],
      setAside: ['Later'],
      completed: ['Answered', 'Fixed'],
    });
  });

  it('links that hold work up, and those that may', () => {
    const links = ['is blocked by', 'blocks', 'depends on', 'relates to'].map((type) => ({ type, item: 'K-2' }));
    expect(guessLinks(collectSurvey([went('K-1', 'Open', { links })]))).toEqual({
      blocking: ['is blocked by'],
      perhaps: ['depends on'],
    });
  });
});
