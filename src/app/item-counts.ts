import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { countBySource } from '../storage/histories.ts';
import type { ImportRun } from '../storage/import-runs.ts';
import { itemsRevisionOf } from '../storage/workspaces.ts';
import type { App } from './app.ts';
import { KEPT_FOLDER, nameOf, readChecked, writeChecked } from './kept-files.ts';

const kept = z.object({ state: z.string(), counts: z.array(z.tuple([z.string(), z.number()])) });

const counted = new WeakMap<App, { readonly state: string; readonly counts: ReadonlyMap<string, number> }>();

/**
 * Work items by source, counted once for each state of the items, and kept beside the store: counting a million takes the database longer
 * than all else that the first page after a start asks for. The state is named by the revision of the items and what was imported.
 */
export async function itemCounts(app: App, runs: readonly ImportRun[]): Promise<ReadonlyMap<string, number>> {
  const revision = await itemsRevisionOf(app.db, app.workspace);
  const state = nameOf([revision, runs.map((run) => [run.importId, run.endedAt])]);
  const known = counted.get(app);
  if (known?.state === state) return known.counts;
  const file = path.join(app.folder, KEPT_FOLDER, 'Counts');
  const counts = (await readCounts(file, state)) ?? (await countAndKeep(app, file, state));
  counted.set(app, { state, counts });
  return counts;
}

/** null when there are none, or those of another state. */
async function readCounts(file: string, state: string): Promise<ReadonlyMap<string, number> | null> {
  const bytes = await readChecked(file);
  const read = bytes === null ? null : kept.safeParse(JSON.parse(bytes.toString()));
  return read?.success === true && read.data.state === state ? new Map(read.data.counts) : null;
}

async function countAndKeep(app: App, file: string, state: string): Promise<ReadonlyMap<string, number>> {
  const counts = await countBySource(app.db, app.workspace);
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeChecked(file, [Buffer.from(JSON.stringify({ state, counts: [...counts] }))]);
  } catch (error) {
    app.log.error({ error: String(error) }, 'counts could not be kept; they are counted again after a start');
  }
  return counts;
}
