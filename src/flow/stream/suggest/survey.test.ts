import { describe, expect, it } from 'vitest';
import { times, went } from './history.test-data.ts';
import { collectSurvey, createSurvey } from './survey.ts';

describe('a survey', () => {
  it('counts items, not visits', () => {
    const { statuses, items } = collectSurvey([
      went('K-1', 'Open › Build › Open › Build › Done'),
      went('K-2', 'Build'),
    ]);
    expect(items).toBe(2);
    expect(statuses.map(({ name, items: had, began, present }) => [name, had, began, present])).toEqual([
      ['Open', 1, 1, 0],
      ['Build', 2, 1, 1],
      ['Done', 1, 0, 1],
    ]);
  });

  it('takes statuses of one name and several ids as one, and keeps the ids', () => {
    const { statuses } = collectSurvey([went('K-1', '1:To Do › 9:Done'), went('K-2', '2:TO DO › 9:Done')]);
    expect(statuses.map(({ name, ids }) => [name, ids.map(({ id }) => id)])).toEqual([
      ['To Do', ['1', '2']],
      ['Done', ['9']],
    ]);
  });

  it('takes a renamed status as one, under the name that was seen most often', () => {
    const { statuses } = collectSurvey([...times(2, '3:In Progress'), ...times(1, '3:In Development')]);
    expect(statuses).toHaveLength(1);
    expect(statuses[0]).toMatchObject({ name: 'In Progress', otherNames: ['In Development'], items: 3 });
  });

  it('takes the category that the source gives most often; a status that only the source names is not seen', () => {
    const collector = createSurvey();
    const category = (name: string, given: string | null) => ({ categories: [{ id: '6', name, category: given }] });
    collector.add(went('K-1', '6:Closed'), category('Closed', 'done'));
    collector.add(went('K-2', '6:Closed'), category('Closed', 'new'));
    collector.add(went('K-3', '6:Closed'), category('Closed', 'done'));
    collector.add(went('K-4', '6:Closed'), { categories: [{ id: '7', name: 'Other', category: 'undefined' }] });
    expect(collector.finish().statuses).toMatchObject([{ name: 'Closed', category: 'done' }]);
  });

  it('looks at every change: resolutions, links, labels and flags that are gone were seen', () => {
    const survey = collectSurvey([
      went('K-1', 'Open', { resolution: 'Fixed', labels: ['a'], custom: { Flagged: ['Impediment'] } }, [
        { at: 1, sequence: 0, field: 'resolution', to: null },
        { at: 2, sequence: 0, field: 'resolution', to: 'Not A Problem' },
        { at: 3, sequence: 0, field: 'labels', to: ['b'] },
        { at: 4, sequence: 0, field: 'link', isAdded: true, link: { type: 'is blocked by', item: 'K-2' } },
        { at: 5, sequence: 0, field: 'type', to: 'Bug' },
        { at: 6, sequence: 0, field: 'custom', name: 'Flagged', to: [] },
      ]),
      went('K-2', 'Open', { resolution: 'Not a problem' }),
    ]);
    expect([...survey.resolutions]).toEqual([
      ['Fixed', 1],
      ['Not A Problem', 2],
    ]);
    expect([...survey.labels.keys()]).toEqual(['a', 'b']);
    expect([...survey.linkTypes]).toEqual([['is blocked by', 1]]);
    expect(survey.types.map(({ name }) => name)).toEqual(['Bug', 'Story']);
    expect(survey.flagged).toBe(1);
  });

  it('knows of what type parents are, also where they come later', () => {
    const survey = collectSurvey([
      went('K-1', 'Open', { type: 'Task', parent: 'K-2' }),
      went('K-2', 'Open', { type: 'User Story' }),
      went('K-3', 'Open', { type: 'Task', parent: 'elsewhere' }),
    ]);
    const task = survey.types.find(({ name }) => name === 'Task');
    expect(task).toMatchObject({ items: 2, withParent: 2 });
    expect([...(task?.parentTypes ?? [])]).toEqual([['User Story', 1]]);
  });

  it('takes changes in order of time, and the present status where the history is silent', () => {
    const late = went('K-1', 'Open › Build');
    const turned = { ...late, changes: late.changes.toReversed() };
    expect(collectSurvey([turned]).statuses.at(-1)).toMatchObject({ name: 'Build', present: 1 });
    const silent = {
      ...late,
      initial: { ...late.initial, status: null },
      changes: [],
      presentStatus: { id: null, name: 'Done' },
    };
    expect(collectSurvey([silent]).statuses).toMatchObject([{ name: 'Done', items: 1 }]);
  });
});
