import { expect, test } from 'vitest';
import { gathered, inTurn, readAhead } from './in-turn.ts';

test('a piece is worked on while the next is made, and never two at once', async () => {
  const said: string[] = [];
  const working = inTurn(async (piece: number) => {
    said.push(`begin ${piece}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    said.push(`end ${piece}`);
  });
  for (const piece of [1, 2, 3]) {
    said.push(`make ${piece}`);
    await working.begin(piece);
  }
  await working.finish();
  expect(said).toEqual(['make 1', 'begin 1', 'make 2', 'end 1', 'begin 2', 'make 3', 'end 2', 'begin 3', 'end 3']);
});

test('after a failure nothing more is begun, and it is told once asked', async () => {
  const begun: number[] = [];
  const working = inTurn(async (piece: number) => {
    begun.push(piece);
    if (piece === 2) throw new Error('the second piece failed');
  });
  await working.begin(1);
  await working.begin(2);
  await expect(working.begin(3)).rejects.toThrow('the second piece failed');
  await expect(working.finish()).rejects.toThrow('the second piece failed');
  await working.settle();
  expect(begun).toEqual([1, 2]);
});

async function* counting(upTo: number, asked: number[]): AsyncGenerator<number> {
  for (let value = 1; value <= upTo; value += 1) {
    asked.push(value);
    yield value;
  }
}

test('values are read ahead by one, in their order, and a failure comes in its place', async () => {
  const asked: number[] = [];
  const seen: [number, number][] = [];
  for await (const value of readAhead(counting(4, asked))) seen.push([value, asked.length]);
  expect(seen).toEqual([1, 2, 3, 4].map((value) => [value, Math.min(value + 1, 4)]));
  async function* failing(): AsyncGenerator<number> {
    yield 1;
    throw new Error('no more');
  }
  const got: number[] = [];
  const reading = async (): Promise<void> => {
    for await (const value of readAhead(failing())) got.push(value);
  };
  await expect(reading()).rejects.toThrow('no more');
  expect(got).toEqual([1]);
});

const pause = (ms = 5): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const EACH = { weigh: () => 1, most: 3, isAlone: (value: number) => value < 0 };

async function* given(values: readonly (number | Error)[]): AsyncGenerator<number> {
  for (const value of values) {
    await Promise.resolve();
    if (value instanceof Error) throw value;
    yield value;
  }
}

test('what comes while others are worked on is taken together, in order, and asking stops when enough waits', async () => {
  const seen: (readonly number[])[] = [];
  for await (const some of gathered(given([1, 2, 3, 4, 5, 6]), EACH)) {
    seen.push(some);
    await pause();
  }
  // The first is taken as soon as it is there; then three wait, which is enough; then what is left.
  expect(seen).toEqual([[1], [2, 3, 4], [5, 6]]);
});

test('a value that stands alone is taken by itself, and those before it before it', async () => {
  const seen: (readonly number[])[] = [];
  for await (const some of gathered(given([1, 2, -3, 4]), EACH)) {
    seen.push(some);
    await pause();
  }
  expect(seen).toEqual([[1], [2], [-3], [4]]);
});

test('a failure comes after all that was read before it', async () => {
  const seen: number[] = [];
  const taking = async (): Promise<void> => {
    for await (const some of gathered(given([1, 2, new Error('no more')]), EACH)) {
      seen.push(...some);
      await pause();
    }
  };
  await expect(taking()).rejects.toThrow('no more');
  expect(seen).toEqual([1, 2]);
});

test('whoever stops taking is not kept by what was asked for', async () => {
  const { promise, reject } = Promise.withResolvers<number>();
  async function* slow(): AsyncGenerator<number> {
    yield 1;
    yield await promise;
  }
  const seen: number[] = [];
  for await (const some of gathered(slow(), { ...EACH, leave: () => reject(new Error('left')) })) {
    seen.push(...some);
    break;
  }
  expect(seen).toEqual([1]);
});

test('whoever stops taking ends the reading, also while it waits for room', async () => {
  let isEnded = false;
  async function* endless(): AsyncGenerator<number> {
    try {
      for (let value = 1; ; value += 1) yield value;
    } finally {
      isEnded = true;
    }
  }
  for await (const some of gathered(endless(), EACH)) {
    await pause();
    if (some.length > 1) break;
  }
  expect(isEnded).toBe(true);
});
