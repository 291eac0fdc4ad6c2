import { defineConfig } from 'vitest/config';

const PURE = ['statistics', 'flow', 'outcomes', 'sample', 'web'].map((room) => `src/${room}/**/*.test.ts`);

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          // Rooms without state outside a function: their tests share workers, which saves loading the same modules again.
          name: 'pure',
          include: PURE,
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/*.test.ts'],
          exclude: PURE,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Hundreds of embedded databases are opened for seconds each: optimising their code costs more than it saves.
          execArgv: ['--liftoff-only'],
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/e2e/sample-store.ts',
          testTimeout: 120_000,
          // A page is asked until it says what is expected of it: it may still be drawing.
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 180_000,
        },
      },
    ],
    // One more than most machines here have cores: a test often waits for a disk, a clock or a page.
    maxWorkers: 3,
  },
});
