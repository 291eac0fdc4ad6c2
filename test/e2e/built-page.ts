import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, 'dist/web');
const SOURCES = ['src/web', 'src/api', 'src/flow', 'src/statistics', 'src/outcomes', 'vite.config.ts'];

/** The folder of the page as its sources are now; built when one of them is younger. */
export function builtPage(): string {
  const index = path.join(FOLDER, 'index.html');
  const builtAt = existsSync(index) ? statSync(index).mtimeMs : 0;
  if (SOURCES.some((place) => youngest(path.join(ROOT, place)) > builtAt)) build();
  return FOLDER;
}

function build(): void {
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  const { status, stderr, stdout } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the page could not be built:\n${stdout}${stderr}`);
}

function youngest(place: string): number {
  const found = statSync(place);
  if (!found.isDirectory()) return place.endsWith('.test.ts') ? 0 : found.mtimeMs;
  return Math.max(0, ...readdirSync(place).map((name) => youngest(path.join(place, name))));
}
