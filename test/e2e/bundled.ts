import { build } from 'vite';

/** A module with all that it imports as one script, made as the page is made; its exports stand under `name`. */
export async function bundled(entry: string, name: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, lib: { entry, name, formats: ['iife'] } },
  });
  for (const { output } of [made].flat().filter((one) => 'output' in one)) {
    for (const one of output) if (one.type === 'chunk') return one.code;
  }
  throw new Error(`${entry} was not made into a script`);
}
