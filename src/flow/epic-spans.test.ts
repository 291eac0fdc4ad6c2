import { describe, expect, test } from 'vitest';
import { type EpicSpan, epicSpans } from './epic-spans.ts';
import { factsAt } from './facts-at.ts';
import { foldAll, identity } from './fold-all.ts';
import { plainStream } from './histories.test-data.ts';
import type { ItemHistory } from './history.ts';
import { itemOf } from './metrics/example.test-data.ts';

const stream = plainStream();
const at = (text: string): number => Date.parse(text);
const item = (key: string, type: string, parent: string | null, lines: readonly string[]): ItemHistory => {
  const history = itemOf(key, lines, { type });
  return { ...history, initial: { ...history.initial, parent } };
};

function spanOf(key: string, histories: readonly ItemHistory[]): EpicSpan | undefined {
  const facts = foldAll(histories, stream).flatMap((timeline) => factsAt(timeline, stream, at('2024-04-01')) ?? []);
  return epicSpans(facts).get(identity('test', key));
}

describe('spans of epics', () => {
  test('a parent cycle counts each item once, and ends', () => {
    const histories = [
      item('E-1', 'Epic', 'E-2', ['2024-03-01 To do']),
      item('E-2', 'Epic', 'E-1', ['2024-03-01 To do']),
      item('K-1', 'Story', 'E-1', ['2024-03-04 Build', '2024-03-06 Done']),
    ];
    expect(spanOf('E-1', histories)?.startedAt).toBe(at('2024-03-04'));
    expect(spanOf('E-2', histories)?.startedAt).toBe(at('2024-03-04'));
  });

  test('an item is its own descendant never', () => {
    const histories = [item('E-1', 'Epic', 'E-1', ['2024-03-01 To do'])];
    expect(spanOf('E-1', histories)).toEqual({ startedAt: null, deliveredAt: null });
  });

  test('an epic without descendants and without mapped statuses is neither started nor delivered', () => {
    expect(spanOf('E-1', [item('E-1', 'Epic', null, ['2024-03-01 To do'])])).toEqual({
      startedAt: null,
      deliveredAt: null,
    });
  });

  test('descendants that end in one instant deliver it then, whichever comes first', () => {
    const end = '2024-03-06';
    const done = item('K-1', 'Story', 'E-1', ['2024-03-04 Build', `${end} Done`]);
    const dropped = item('K-2', 'Story', 'E-1', ['2024-03-04 Build', `${end} Dropped`]);
    const epic = item('E-1', 'Epic', null, ['2024-03-01 To do']);
    expect(spanOf('E-1', [epic, done, dropped])?.deliveredAt).toBe(at(end));
    expect(spanOf('E-1', [epic, dropped, done])?.deliveredAt).toBe(at(end));
  });

  test('a deleted epic is not delivered by what stands under it', () => {
    const epic = { ...item('E-1', 'Epic', null, ['2024-03-01 To do']), deletedAt: at('2024-03-20') };
    const done = item('K-1', 'Story', 'E-1', ['2024-03-04 Build', '2024-03-06 Done']);
    expect(spanOf('E-1', [epic, done])).toEqual({ startedAt: at('2024-03-04'), deliveredAt: null });
  });

  test('stories have no span, and children of another source are not descendants', () => {
    const epic = item('E-1', 'Epic', null, ['2024-03-01 To do']);
    const other = { ...item('K-1', 'Story', 'E-1', ['2024-03-04 Build']), source: 'other' };
    expect(spanOf('E-1', [epic, other])?.startedAt).toBeNull();
    expect(spanOf('K-1', [epic, item('K-1', 'Story', 'E-1', ['2024-03-04 Build'])])).toBeUndefined();
  });
});
