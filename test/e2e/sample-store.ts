import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openApp } from '../../src/app/open-app.ts';
import { seedSample } from '../../src/app/seed-sample.ts';
import { makeMigratedStore } from '../databases.ts';
import { keepingLog, SILENT } from '../test-app.ts';
import { builtPage } from './built-page.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of a closed store that holds a small sample organisation. */
    readonly sampleStore: string;
  }
}

/** The day on which the sample organisation ends. */
export const SAMPLE_END = '2026-06-15';

/** Noon of that day, as a clock. */
export const atSampleEnd = (): number => Date.parse(`${SAMPLE_END}T12:00:00Z`);

/** What every file of browser tests starts from is made once: the page, and beside it a store with the sample to copy. */
export default async function prepareVisits(project: TestProject): Promise<() => void> {
  const [folder] = await Promise.all([makeSampleStore(), builtPage()]);
  project.provide('sampleStore', folder);
  return () => fs.rmSync(folder, { recursive: true, force: true });
}

async function makeSampleStore(): Promise<string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'millrace-sample-'));
  await makeMigratedStore(folder);
  const open = await openApp({ folder, command: 'test', version: '0.0.0-test', log: keepingLog(), now: atSampleEnd });
  await seedSample(open.app, SILENT, { scale: 0.12 });
  await open.close();
  return folder;
}
