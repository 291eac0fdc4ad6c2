import { type Kysely, sql } from 'kysely';
import type { Database } from './tables.ts';

export interface Source {
  readonly sourceId: string;
  /** Which connector or format it comes from, e.g. `jira`. */
  readonly kind: string;
  readonly name: string;
  readonly isSample: boolean;
  readonly createdAt: number;
}

/** Makes a source if there is none with this id; what is there already stays as it is. Returns what is kept. */
export async function ensureSource(db: Kysely<Database>, workspace: string, source: Source): Promise<Source> {
  await db
    .insertInto('source')
    .values({
      workspace_id: workspace,
      source_id: source.sourceId,
      kind: source.kind,
      name: source.name,
      is_sample: source.isSample,
      created_at: source.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await readSource(db, workspace, source.sourceId)) ?? source;
}

export async function readSource(db: Kysely<Database>, workspace: string, sourceId: string): Promise<Source | null> {
  const row = await selectSources(db, workspace).where('source_id', '=', sourceId).executeTakeFirst();
  return row ?? null;
}

/** All sources by id. */
export function readSources(db: Kysely<Database>, workspace: string): Promise<readonly Source[]> {
  return selectSources(db, workspace).orderBy('source_id').execute();
}

function selectSources(db: Kysely<Database>, workspace: string) {
  return db
    .selectFrom('source')
    .select(['source_id as sourceId', 'kind', 'name', 'is_sample as isSample', 'created_at as createdAt'])
    .where('workspace_id', '=', workspace);
}

/** Gives a source another kind while it holds nothing; returns false, and changes nothing, when it holds records or items. */
export async function changeKindOfEmptySource(
  db: Kysely<Database>,
  workspace: string,
  sourceId: string,
  kind: string,
): Promise<boolean> {
  const changed = await sql`
    update source set kind = ${kind}
    where workspace_id = ${workspace} and source_id = ${sourceId}
      and not exists (select 1 from raw_record where workspace_id = ${workspace} and source_id = ${sourceId})
      and not exists (select 1 from work_item where workspace_id = ${workspace} and source_id = ${sourceId})`.execute(
    db,
  );
  return changed.numAffectedRows === 1n;
}
