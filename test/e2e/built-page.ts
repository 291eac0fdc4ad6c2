import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, 'dist/web');
const SOURCES = ['src/web', 'src/api', 'src/flow', 'src/statistics', 'src/outcomes', 'vite.config.ts'];

/** The folder of the page as its sources are now; built when one of them is younger. */
export async function builtPage(): Promise<string> {
  const index = path.join(FOLDER, 'index.html');
  const builtAt = existsSync(index) ? statSync(index).mtimeMs : 0;
  if (SOURCES.some((place) => youngest(path.join(ROOT, place)) > builtAt)) await build();
  return FOLDER;
}

async function build(): Promise<void> {
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

function youngest(place: string): number {
  const found = statSync(place);
  if (!found.isDirectory()) return place.endsWith('.test.ts') ? 0 : found.mtimeMs;
  return Math.max(0, ...readdirSync(place).map((name) => youngest(path.join(place, name))));
}
