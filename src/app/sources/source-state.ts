import type { LiveSourceAnswer } from '../../api/sources.ts';
import { readSyncState } from '../../storage/sync.ts';
import type { SyncRun } from '../../storage/sync-runs.ts';
import type { App } from '../app.ts';
import { instantOrNull } from '../rows.ts';
import { connectorOf, keptSecretKeys, listLiveSources } from './kept-sources.ts';
import { syncRunsOf } from './sync-source.ts';

/** When something of a source was last kept, and when it was last swept; null: never. */
export async function lastKept(
  app: App,
  id: string,
): Promise<{ readonly updatedAt: number | null; readonly sweptAt: number | null }> {
  const state = await readSyncState(app.db, app.workspace, id);
  return { updatedAt: state?.updatedAt ?? null, sweptAt: state?.sweptAt ?? null };
}

/** Every live source with its settings (never its credentials) and how its last run went. */
export async function listSourceStates(
  app: App,
  asked: (id: string) => { readonly at: number; readonly failure: string | null } | null,
): Promise<LiveSourceAnswer[]> {
  const answers: LiveSourceAnswer[] = [];
  for (const { id, version, body } of await listLiveSources(app)) {
    const last = asked(id);
    const { updatedAt, sweptAt } = await lastKept(app, id);
    const [latest] = await syncRunsOf(app, id);
    answers.push({
      id,
      version,
      body,
      connector: connectorOf(body.kind).name,
      secrets: [...(await keptSecretKeys(app, id))],
      askedAt: instantOrNull(last?.at ?? null),
      // A run that found nothing leaves no trace: what this process knows counts before what the last kept run says.
      failure: last !== null ? last.failure : latest?.state === 'failed' ? latest.message : null,
      changedAt: instantOrNull(updatedAt),
      sweptAt: instantOrNull(sweptAt),
    });
  }
  return answers;
}

/** A run as pages show it. */
export function runAnswer(run: SyncRun) {
  const { runId, mode, state, requests, bytes, waitedMs, message } = run;
  return {
    id: runId,
    mode,
    state,
    requests,
    bytes,
    waitedSeconds: Math.round(waitedMs / 1000),
    records: run.records,
    new: run.newItems,
    changed: run.changedItems,
    unchanged: run.unchangedItems,
    gone: run.goneRecords,
    delivery: run.deliveryRecords,
    message,
    startedAt: new Date(run.startedAt).toISOString(),
    endedAt: instantOrNull(run.endedAt),
  };
}
