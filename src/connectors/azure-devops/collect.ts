import type { CollectedPage, CollectRequest } from '../kit/live-source.ts';
import { openAzureDevOps } from './client.ts';
import { collectChanges, collectHistory } from './collect-items.ts';
import type { AzureDevOpsConfig } from './config.ts';
import { readCursor } from './cursor.ts';
import { collectParts } from './parts.ts';
import { projectNames } from './projects.ts';
import { pageOf, type Run } from './run.ts';
import { sweep } from './sweep.ts';

/** Work items first, so that the first figures appear early; then whatever else is due. */
export async function* collectAzureDevOps(request: CollectRequest<AzureDevOpsConfig>): AsyncGenerator<CollectedPage> {
  const { config, http, clock, mode, isThorough = false } = request;
  const api = openAzureDevOps(http, config);
  const run: Run = { api, config, clock, cursor: readCursor(request.cursor, config), notices: [] };
  if (mode === 'sweep') {
    yield* sweep(run, await projectNames(api, config), request.known);
    return;
  }
  if (run.cursor.phase === 'history') yield* collectHistory(run);
  yield* collectChanges(run);
  yield* collectParts(run, await projectsToLook(run), isThorough);
  if (run.notices.length > 0) yield pageOf(run, {}, [], { done: 0, total: 0, what: 'nothing new' });
}

/** The names that were seen last are good enough while nothing is due. */
async function projectsToLook({ api, config, cursor }: Run): Promise<readonly string[]> {
  if (config.projects.length > 0 || cursor.due === null) return projectNames(api, config);
  return Object.keys(cursor.lookedAt).flatMap((key) =>
    key.startsWith('iterations:') ? [key.slice('iterations:'.length)] : [],
  );
}
