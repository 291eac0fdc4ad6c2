import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sideBySide } from './side-by-side.ts';

it('gives what was read in the order of the things, four at a time', async () => {
  let underWay = 0;
  let most = 0;
  const read = async (thing: number): Promise<string> => {
    underWay += 1;
    most = Math.max(most, underWay);
    // The first ones take longest.
    await wait(12 - thing);
    underWay -= 1;
    return `read ${thing}`;
  };
  const things = Array.from({ length: 10 }, (_, at) => at);
  expect(await sideBySide(things, read)).toEqual(things.map((thing) => `read ${thing}`));
  expect(most).toBe(4);
  expect(await sideBySide([], read)).toEqual([]);
});

it('ends with the failure once what is under way has ended, and begins nothing more', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const reading = sideBySide([0, 1, 2, 3, 4, 5, 6, 7], async (thing) => {
    begun.push(thing);
    if (thing === 1) throw new Error('the second is refused');
    await wait(5);
    ended.push(thing);
  });
  await expect(reading).rejects.toThrow('the second is refused');
  expect(begun).toEqual([0, 1, 2, 3]);
  expect(new Set(ended)).toEqual(new Set([0, 2, 3]));
});
