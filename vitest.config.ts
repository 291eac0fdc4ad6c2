import { statSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const PURE = ['statistics', 'flow', 'outcomes', 'sample', 'web'].map((room) => `src/${room}/**/*.test.ts`);

/** Files that take longest although they are small: begun late, they would be waited for alone. */
const LONG = [
  'test/crash.test.ts',
  'src/cli/contract.test.ts',
  'src/connectors/contract.test.ts',
  'src/cli/objectives.test.ts',
  'src/storage/embedded/open-embedded.test.ts',
  'test/e2e/access.test.ts',
  'src/flow/facts-at.test.ts',
  'src/sample/simulate-organisation.test.ts',
  'src/outcomes/evaluate/detectability.test.ts',
];
const PROJECTS = ['pure', 'e2e', 'unit'];

/** Those that are waited for longest first; files of one project beside each other, so that those without state share their workers. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranked = files.map((file) => {
      const place = LONG.findIndex((long) => file.moduleId.endsWith(long));
      const { name } = file.project;
      const project = place >= 0 && name === 'unit' ? -1 : PROJECTS.indexOf(name);
      return { file, project, place: place >= 0 ? place : LONG.length, size: statSync(file.moduleId).size };
    });
    ranked.sort((one, other) => one.project - other.project || one.place - other.place || other.size - one.size);
    return ranked.map(({ file }) => file);
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
    // Twice as many as a small machine has cores: a test often waits for a disk, a clock or a page.
    maxWorkers: 4,
  },
});
