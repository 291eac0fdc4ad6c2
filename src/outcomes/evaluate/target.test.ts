import { expect, it } from 'vitest';
import { targetReached } from './target.ts';

const series = [
  { on: '2026-01-05', value: 10 },
  { on: '2026-02-02', value: 20 },
  { on: '2026-03-02', value: 30 },
  { on: '2026-03-09', value: 40 },
];
const shared = { series, releaseOn: '2026-02-01', direction: 'up', anticipated: 1 } as const;

it('the level at the date is the mean of the four weeks up to it', () => {
  // The last 28 days up to 9 March begin on 10 February: (30 + 40) / 2 = 35.
  expect(targetReached({ ...shared, target: { value: 35, by: '2026-03-09' } })).toBe(true);
  expect(targetReached({ ...shared, target: { value: 35.1, by: '2026-03-09' } })).toBe(false);
  // By 5 March only 2 March lies in it, and 3 February is the first of its 28 days.
  expect(targetReached({ ...shared, target: { value: 30, by: '2026-03-05' } })).toBe(true);
});

it('downwards means at most', () => {
  const down = { ...shared, direction: 'down' } as const;
  expect(targetReached({ ...down, target: { value: 20, by: '2026-02-10' } })).toBe(true);
  expect(targetReached({ ...down, target: { value: 19, by: '2026-02-10' } })).toBe(false);
});

it('before its date it may still be reached, and without one there is nothing to say', () => {
  expect(targetReached({ ...shared, target: { value: 90, by: '2026-06-01' } })).toBeNull();
  expect(targetReached({ ...shared, target: { value: 33, by: '2026-06-01' } })).toBe(true);
  expect(targetReached(shared)).toBeNull();
  // Nothing is known between the release and a date that lies before its first point.
  expect(targetReached({ ...shared, target: { value: 5, by: '2026-02-01' } })).toBeNull();
});
