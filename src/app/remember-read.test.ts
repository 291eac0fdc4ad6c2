import { expect, test } from 'vitest';
import { rememberRead } from './remember-read.ts';

/** A store of one number that counts its reads and its writes. */
function numberStore() {
  const store = { value: 0, changes: 0, reads: 0 };
  return {
    store,
    write: (value: number) => {
      store.value = value;
      store.changes += 1;
    },
    read: async () => {
      store.reads += 1;
      return store.value;
    },
  };
}

test('what was read is given again until something is written', async () => {
  const { store, write, read } = numberStore();
  const ask = rememberRead(read, () => store.changes);
  expect([await ask(), await ask()]).toEqual([0, 0]);
  expect(store.reads).toBe(1);
  write(5);
  expect(await ask()).toBe(5);
});

test('what was read while something was written is not given again', async () => {
  const { store, write, read } = numberStore();
  const ask = rememberRead(
    async () => {
      const seen = await read();
      if (store.changes === 0) write(5);
      return seen;
    },
    () => store.changes,
  );
  expect(await ask()).toBe(0);
  expect(await ask()).toBe(5);
});

test('where others write uncounted, every asker reads', async () => {
  const { store, read } = numberStore();
  const ask = rememberRead(read, () => null);
  await ask();
  store.value = 7;
  expect(await ask()).toBe(7);
});
