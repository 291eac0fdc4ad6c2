import { describe, expect, it } from 'vitest';
import { finished, knownAt, open, under } from './days.test-data.ts';
import { queueOf } from './queue.ts';
import { remainingOf } from './remaining.ts';

describe('the queue of a team', () => {
  const { items } = knownAt(
    [
      open('young', '2026-01-01T00:00Z', '2026-02-02T00:00Z', 'A'),
      open('old', '2026-01-05T00:00Z', '2026-02-01T00:00Z', 'A'),
      open('waiting-late', '2026-01-03T00:00Z', null, 'A'),
      open('waiting-early', '2026-01-02T00:00Z', null, 'A'),
      open('tie-b', '2026-01-04T00:00Z', null, 'A'),
      open('tie-a', '2026-01-04T00:00Z', null, 'A'),
      open('other', '2026-01-01T00:00Z', '2026-01-02T00:00Z', 'B'),
      open('nobody', '2026-01-01T00:00Z', null),
      finished('done', '2026-01-01T00:00Z', '2026-02-01T00:00Z', 'A'),
    ],
    '2026-03-01T00:00Z',
  );
  const keys = (team: string | null, order?: readonly string[]) =>
    queueOf(items, team, order).map((facts) => facts.item);

  it('takes what is in process by age, then what is not started by creation, ties by key', () => {
    expect(keys('A')).toEqual(['old', 'young', 'waiting-early', 'waiting-late', 'tie-a', 'tie-b']);
  });

  it('follows a stated order first', () => {
    expect(keys('A', ['tie-b', 'unknown', 'young', 'tie-b'])).toEqual([
      'tie-b',
      'young',
      'old',
      'waiting-early',
      'waiting-late',
      'tie-a',
    ]);
  });

  it('holds items of no team where none is named', () => {
    expect(keys(null)).toEqual(['nobody']);
  });
});

describe('what is left of an epic', () => {
  const epic = (key: string, parent: string | null = null) => {
    const history = open(key, '2026-01-01T00:00Z', null);
    return { ...history, initial: { ...history.initial, type: 'Epic', parent } };
  };

  it('are its flow items at any depth', () => {
    const { all } = knownAt(
      [
        epic('E'),
        epic('F', 'E'),
        under('E', open('one', '2026-01-01T00:00Z', null)),
        under('F', open('two', '2026-01-01T00:00Z', null)),
        under('F', finished('three', '2026-01-01T00:00Z', '2026-02-01T00:00Z')),
        open('apart', '2026-01-01T00:00Z', null),
      ],
      '2026-03-01T00:00Z',
    );
    const found = remainingOf(all, 'E', 'story');
    expect(found?.flowItems.map((facts) => facts.item).sort()).toEqual(['one', 'three', 'two']);
    expect(found?.open.map((facts) => facts.item).sort()).toEqual(['one', 'two']);
    expect(remainingOf(all, 'nowhere', 'story')).toBeNull();
    expect(remainingOf(all, 'apart', 'story')?.open.map((facts) => facts.item)).toEqual(['apart']);
  });

  it('in a circle of parents is walked once', () => {
    const { all } = knownAt(
      [epic('E', 'F'), epic('F', 'E'), under('F', open('one', '2026-01-01T00:00Z', null))],
      '2026-03-01T00:00Z',
    );
    expect(remainingOf(all, 'E', 'story')?.open.map((facts) => facts.item)).toEqual(['one']);
  });

  it('is sought in the source of the epic', () => {
    const { all } = knownAt(
      [epic('E'), { ...under('E', open('elsewhere', '2026-01-01T00:00Z', null)), source: 'another' }],
      '2026-03-01T00:00Z',
    );
    expect(remainingOf(all, 'E', 'story')?.flowItems).toEqual([]);
  });
});
