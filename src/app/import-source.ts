import { changeKindOfEmptySource, ensureSource } from '../storage/sources.ts';
import type { App } from './app.ts';
import { conflict } from './errors.ts';

/** Names that can stand in addresses and on command lines. */
export function isSourceName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,62}$/.test(name);
}

/**
 * Makes the source that an import goes into, or takes the one there is. Throws Conflict when that one holds another kind of records: a
 * rebuild reads all records of a source in one way.
 */
export async function openSource(
  app: App,
  source: { readonly id: string; readonly kind: string; readonly isSample?: boolean },
): Promise<void> {
  const kept = await ensureSource(app.db, app.workspace, {
    sourceId: source.id,
    kind: source.kind,
    name: source.id,
    isSample: source.isSample ?? false,
    createdAt: app.now(),
  });
  if (kept.kind === source.kind) return;
  if (await changeKindOfEmptySource(app.db, app.workspace, source.id, source.kind)) return;
  throw conflict(
    `import: source "${source.id}" holds records of the format ${kept.kind}, and one source has one format; name another source for these (${source.kind}), with --source on the command line`,
  );
}
