import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the page into dist/web. */
export async function buildPage(): Promise<void> {
  const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
  await build({ configFile, root: fileURLToPath(new URL('../src/web', import.meta.url)), logLevel: 'warn' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage();
