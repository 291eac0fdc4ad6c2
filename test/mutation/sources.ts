import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const ROOT = path.resolve(import.meta.dirname, '../..');
/** What the corpus asks; everything that it imports can be replaced by a changed copy. */
export const ENGINE = path.join(ROOT, 'test/golden/engine.ts');

/** Stands for all files together where one is asked for. */
export const EVERYTHING = '*';

/** A source file of the project that the engine is made of. */
export interface Source {
  readonly file: string;
  readonly url: string;
  /** As written. */
  readonly text: string;
  /** Without types, every character in its place. */
  readonly code: string;
  readonly imports: readonly string[];
}

/** The engine's sources by path, found by following imports from `ENGINE`. */
export function sourcesOfEngine(): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  const read = (file: string): void => {
    if (sources.has(file)) return;
    const text = readFileSync(file, 'utf8');
    const code = stripTypeScriptTypes(text);
    const imports = [...code.matchAll(/\bfrom '(\.[^']+)'/g)].map((match) =>
      path.resolve(path.dirname(file), match[1] ?? ''),
    );
    sources.set(file, { file, url: pathToFileURL(file).href, text, code, imports });
    for (const one of imports) read(one);
  };
  read(ENGINE);
  return sources;
}

/** The files that see a change of one file: itself and all that import it, directly or not. */
export function affectedBy(file: string, sources: ReadonlyMap<string, Source>): ReadonlySet<string> {
  const affected = new Set([file]);
  for (const seen of affected) {
    for (const source of sources.values()) if (source.imports.includes(seen)) affected.add(source.file);
  }
  return affected;
}
