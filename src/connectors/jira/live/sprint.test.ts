import { expect, it } from 'vitest';
import { sprintsIn } from './sprint.ts';

it('a sprint is read from the text of a Data Center, also with commas in its name', () => {
  const text =
    'com.atlassian.greenhopper.service.sprint.Sprint@1f2e[id=7,rapidViewId=3,state=CLOSED,name=Harbour, the second,startDate=2020-06-12T00:38:51.882Z,endDate=2020-06-26T00:38:00.000+02:00,completeDate=<null>,sequence=7,goal=]';
  expect(sprintsIn([text])).toEqual([
    {
      id: '7',
      name: 'Harbour, the second',
      board: '3',
      startAt: Date.UTC(2020, 5, 12, 0, 38, 51, 882),
      endAt: Date.UTC(2020, 5, 25, 22, 38),
      completedAt: null,
    },
  ]);
});

it('sprints come in order of their ids, and what is none is left out', () => {
  expect(
    sprintsIn([{ id: 12, name: 'Later' }, null, 'no sprint', { id: 9, name: 'Sooner' }, { name: 'No id' }]).map(
      ({ id }) => id,
    ),
  ).toEqual(['9', '12']);
  expect(sprintsIn(null)).toEqual([]);
});
