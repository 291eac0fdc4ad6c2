import { expect, test } from 'vitest';
import type { KeyResultRow, ObjectiveRow } from '../../api/objectives.ts';
import { keyResultBody } from '../../outcomes/objectives/key-result.ts';
import { objectiveBody } from '../../outcomes/objectives/objective.ts';
import { allIds, isFiltered, NO_OWNER, openAtFirst, type TreeNode, treeOf } from './objective-tree-rows.ts';

function keyResult(id: string, objective: string, owner: string | null): KeyResultRow {
  return {
    id,
    version: 1,
    body: keyResultBody.parse({ objective, title: `what ${id} measures`, direction: 'up', target: 1, owner }),
    metricName: null,
    baseline: null,
    target: 1,
    unit: '',
    by: '2027-03-31',
    freshness: 'none',
    progress: null,
    unknownBecause: 'no check-in yet',
    value: null,
    valueOn: null,
    confidence: null,
    confidenceOn: null,
    lastOn: null,
    dueOn: null,
    periods: null,
    scoreClass: null,
    isAsExpected: null,
    asks: [],
  };
}

/** An objective o1 with its key result k1; `above` is the number of the objective that it hangs on. */
function row(
  n: number,
  above: number | null,
  more: { readonly cycle?: string; readonly owner?: string } = {},
): ObjectiveRow {
  const level = above === null ? 'organisation' : 'team';
  const cycle = more.cycle ?? 'q1';
  return {
    id: `o${n}`,
    version: 1,
    body: objectiveBody.parse({ title: `Objective ${n}`, level, cycle, parent: above === null ? null : `k${above}` }),
    cycleName: cycle,
    today: '2026-06-15',
    isClosed: false,
    parentObjective: above === null ? null : `o${above}`,
    isOrphan: false,
    progress: null,
    known: 0,
    of: 1,
    leastConfidence: null,
    confidenceKnown: 0,
    score: null,
    isMet: null,
    advice: null,
    keyResults: [keyResult(`k${n}`, `o${n}`, more.owner ?? null)],
  };
}

const rows = [row(1, null), row(2, 1, { owner: 'Ada' }), row(3, 2, { cycle: 'q2' }), row(4, null, { owner: 'Ben' })];

function shape(nodes: readonly TreeNode[]): string {
  return nodes
    .map(({ row: { id }, isMatch, below }) => {
      const inside = [...below.values()].map(shape).join(' ');
      return `${id}${isMatch ? '' : '?'}${inside === '' ? '' : `(${inside})`}`;
    })
    .join(' ');
}

test('objectives hang below the key result that they take up', () => {
  expect(shape(treeOf(rows, {}))).toBe('o1(o2(o3)) o4');
  expect(openAtFirst(treeOf(rows, {}))).toEqual(['o1', 'o2']);
  expect(allIds(treeOf(rows, {}))).toEqual(['o1', 'o2', 'o3', 'o4']);
});

test.each([
  [{ cycle: ['q2'] }, 'o1?(o2?(o3))'],
  [{ level: ['organisation'] }, 'o1 o4'],
  [{ owner: ['Ada'] }, 'o1?(o2)'],
  [{ owner: [NO_OWNER] }, 'o1(o2?(o3))'],
  [{ find: 'K3 MEASURES' }, 'o1?(o2?(o3))'],
  [{ find: 'ben', level: ['organisation'] }, 'o4'],
  [{ find: 'nothing so' }, ''],
])('%j leaves what answers it, and what stands above, marked', (filter, says) => {
  expect(isFiltered(filter)).toBe(true);
  expect(shape(treeOf(rows, filter))).toBe(says);
});

test('one whose parent is not there stands by itself', () => {
  expect(shape(treeOf([row(3, 2)], {}))).toBe('o3');
});
