import { expect, it } from 'vitest';
import { listedNow } from './listing.ts';

const DAY = 86_400_000;

it('what is not listed any more is out of sight for fourteen days, and then gone', () => {
  const first = listedNow(null, ['a', 'b'], 0);
  expect(first).toEqual({ names: ['a', 'b'], away: {} });
  const second = listedNow(first, ['b', 'c'], 3 * DAY);
  expect(second).toEqual({ names: ['b', 'c'], away: { a: 3 * DAY } });
  // 3 + 14 = 17: one millisecond less is still within the fourteen days.
  expect(listedNow(second, ['b', 'c'], 17 * DAY - 1).away).toEqual({ a: 3 * DAY });
  expect(listedNow(second, ['b', 'c'], 17 * DAY).away).toEqual({});
});

it('what comes back is not away, and its next absence counts anew', () => {
  const away = listedNow({ names: ['a'], away: {} }, [], 0);
  const back = listedNow(away, ['a'], 10 * DAY);
  expect(back).toEqual({ names: ['a'], away: {} });
  expect(listedNow(back, [], 20 * DAY).away).toEqual({ a: 20 * DAY });
});
