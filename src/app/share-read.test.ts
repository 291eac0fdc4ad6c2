import { expect, test } from 'vitest';
import { shareRead } from './share-read.ts';

/** A read that is ended by hand, and counts how often it was begun. */
function handRead() {
  const begun: { readonly end: (answer: number) => void; readonly fail: (error: Error) => void }[] = [];
  const read = shareRead(() => new Promise<number>((resolve, reject) => begun.push({ end: resolve, fail: reject })));
  return { begun, read };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('those who ask while a read runs share the next one, which begins after they asked', async () => {
  const { begun, read } = handRead();
  const first = read();
  const second = read();
  const third = read();
  expect(begun.length).toBe(1);
  begun[0]?.end(1);
  expect(await first).toBe(1);
  await turn();
  expect(begun.length).toBe(2);
  begun[1]?.end(2);
  expect([await second, await third]).toEqual([2, 2]);
});

test('one who asks while the shared read runs gets one that begins later', async () => {
  const { begun, read } = handRead();
  const first = read();
  const second = read();
  begun[0]?.end(1);
  await first;
  await turn();
  const third = read();
  begun[1]?.end(2);
  expect(await second).toBe(2);
  await turn();
  expect(begun.length).toBe(3);
  begun[2]?.end(3);
  expect(await third).toBe(3);
});

test('a read that failed fails for those who shared it, and the next one is begun', async () => {
  const { begun, read } = handRead();
  const first = read();
  const second = read();
  begun[0]?.fail(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await turn();
  begun[1]?.end(5);
  expect(await second).toBe(5);
  const third = read();
  begun[2]?.end(6);
  expect(await third).toBe(6);
});
