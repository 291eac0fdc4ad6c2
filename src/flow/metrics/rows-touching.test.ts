import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsTouching } from './rows-touching.ts';

const DAY = 86_400_000;

/** Places of the stays that days `from` to `to` touch; stays are given by the days of entry and exit, null: never left. */
function between(days: readonly (readonly [number, number | null])[], from: number, to: number): number[] {
  const enterAt = new Float64Array(days.map(([enter]) => enter * DAY));
  const exitAt = new Float64Array(days.map(([, exit]) => (exit === null ? Number.POSITIVE_INFINITY : exit * DAY)));
  return [...rowsTouching(enterAt, exitAt, from * DAY, to * DAY)];
}

test('a window finds the stays that it touches, in their order', () => {
  // Over before it; over in it; all through it; begun in it; begun after it.
  const days: [number, number | null][] = [
    [0, 5],
    [30, 45],
    [12, null],
    [15, 18],
    [50, 60],
  ];
  expect(between(days, 10, 40)).toEqual([1, 2, 3]);
});

test('a stay that is left as the window begins is touched, one that is entered as it ends is not', () => {
  expect(
    between(
      [
        [1, 10],
        [20, 30],
      ],
      10,
      20,
    ),
  ).toEqual([0]);
});

test('a stay of no length is found in its window', () => {
  expect(between([[10, 10]], 10, 11)).toEqual([0]);
});

test('windows before and after everything find what is open and nothing else', () => {
  const days: [number, number | null][] = [
    [100, 110],
    [105, null],
  ];
  expect(between(days, 1, 50)).toEqual([]);
  expect(between(days, 500, 600)).toEqual([1]);
});

test('without stays nothing is found', () => {
  expect(between([], 0, 10)).toEqual([]);
});

test('every window finds exactly what looking at each stay finds', () => {
  const stay = fc
    .tuple(fc.nat(6000), fc.option(fc.nat(900)))
    .map(([enter, length]): [number, number | null] => [enter, length === null ? null : enter + length]);
  fc.assert(
    fc.property(fc.array(stay, { maxLength: 60 }), fc.nat(7000), fc.nat(400), (days, from, length) => {
      const to = from + length + 1;
      const expected = days.flatMap(([enter, exit], place) => (enter < to && (exit ?? to) >= from ? [place] : []));
      expect(between(days, from, to)).toEqual(expected);
    }),
  );
});
