import type { z } from 'zod';
import { readAllEditVersions, readEditVersions } from '../../storage/edits.ts';
import type { App } from '../app.ts';
import { conflict, notFound } from '../errors.ts';
import { keep } from '../outcomes/kept.ts';
import { requireKeyResultOpen } from './check-ins.ts';
import { CHECK_IN, CYCLE, ITERATION_GOAL, inOneGo, KEY_RESULT, OBJECTIVE } from './kinds.ts';
import { requireKeyResult, requireObjective } from './rules.ts';

export type TakenOffKind = 'cycle' | 'objective' | 'key-result' | 'check-in' | 'iteration-goal';

/**
 * Puts back what was taken off, as a further version of the same thing: what hangs on it, such as the check-ins of a key result, hangs on it
 * again, and an objective comes with the key results that went with it. Throws NotFound, Conflict where it stands already or its cycle is closed, Invalid where what it names has changed meanwhile.
 */
export function putBack(
  app: App,
  { kind, id }: { readonly kind: TakenOffKind; readonly id: string },
): Promise<{ id: string; version: number }> {
  return inOneGo(app, async (inside) => {
    switch (kind) {
      case 'cycle':
        return again(inside, CYCLE, id, async () => undefined);
      case 'objective':
        return objectiveAgain(inside, id);
      case 'key-result':
        return again(inside, KEY_RESULT, id, (body) => requireKeyResult(inside, body));
      case 'check-in':
        return again(inside, CHECK_IN, id, async (body) => {
          await requireKeyResultOpen(inside, body.keyResult);
        });
      case 'iteration-goal':
        return again(inside, ITERATION_GOAL, id, async () => undefined);
    }
  });
}

/** Key results that had been taken off before it stay off: those that went with it went in the same instant. */
async function objectiveAgain(app: App, id: string): Promise<{ id: string; version: number }> {
  const goneAt = (await readEditVersions(app.db, app.workspace, OBJECTIVE.kind, id)).at(-1)?.savedAt;
  const saved = await again(app, OBJECTIVE, id, (body) => requireObjective(app, id, body));
  for (const versions of Map.groupBy(
    await readAllEditVersions(app.db, app.workspace, KEY_RESULT.kind),
    (one) => one.id,
  ).values()) {
    const latest = versions.at(-1);
    if (latest === undefined || !latest.isDeleted || latest.savedAt !== goneAt) continue;
    if (KEY_RESULT.schema.parse(latest.body).objective !== id) continue;
    await again(app, KEY_RESULT, latest.id, (body) => requireKeyResult(app, body));
  }
  return saved;
}

async function again<Schema extends z.ZodType>(
  app: App,
  kind: { readonly kind: string; readonly noun: string; readonly schema: Schema },
  id: string,
  requireSound: (body: z.output<Schema>) => Promise<void>,
): Promise<{ id: string; version: number }> {
  const latest = (await readEditVersions(app.db, app.workspace, kind.kind, id)).at(-1);
  if (latest === undefined) throw notFound(`${kind.noun} "${id}" does not exist`);
  if (!latest.isDeleted) throw conflict(`${kind.noun} "${id}" was not taken off; it stands as it was`);
  const body = kind.schema.parse(latest.body);
  await requireSound(body);
  return keep(app, kind, { id, body, basedOn: latest.version });
}
