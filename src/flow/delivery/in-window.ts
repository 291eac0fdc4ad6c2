import type { Window } from '../window.ts';

/** What of a list lies in the window, `[fromAt, endAt)`. The list is in order of `at`; a change without one stands last, at infinity. */
export function inWindow<One>(
  list: readonly One[],
  at: (one: One) => number,
  { fromAt, endAt }: Window,
): readonly One[] {
  return list.slice(firstFrom(list, at, fromAt), firstFrom(list, at, endAt));
}

function firstFrom<One>(list: readonly One[], at: (one: One) => number, wanted: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = list[middle];
    if (one !== undefined && at(one) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
