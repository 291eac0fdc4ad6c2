import type { Kysely } from 'kysely';
import type { OpenEmpty } from '../../test/databases.ts';
import type { Fields, ItemHistory } from '../flow/history.ts';
import type { Timeline } from '../flow/timeline.ts';
import type { Fact } from './facts.ts';
import { migrateToLatest } from './migrate.ts';
import type { Database } from './tables.ts';

/** An empty store in this program's shape, for a suite. */
export async function openStore(open: OpenEmpty): Promise<Kysely<Database>> {
  const { db } = await open<Database>();
  await migrateToLatest(db);
  return db;
}

let workspaces = 0;

/** A workspace of its own for a test, so that tests of a suite share a database and nothing else. */
export async function newWorkspace(db: Kysely<Database>): Promise<string> {
  workspaces += 1;
  const workspace = `workspace-${workspaces}`;
  await db
    .insertInto('workspace')
    .values({ workspace_id: workspace, name: workspace, created_at: 0, revision: 0 })
    .execute();
  return workspace;
}

const FIELDS: Fields = {
  title: 'Carry water',
  status: { id: '1', name: 'Open' },
  type: 'Story',
  resolution: null,
  project: 'K',
  parent: null,
  team: null,
  labels: [],
  components: [],
  blocked: false,
  links: [],
  custom: {},
};

export function historyOf(
  item: string,
  differences: Partial<Omit<ItemHistory, 'initial'>> & { readonly initial?: Partial<Fields> } = {},
): ItemHistory {
  return {
    source: 'jira',
    url: null,
    createdAt: 1_000,
    changes: [],
    presentStatus: null,
    isCutShort: false,
    deletedAt: null,
    ...differences,
    item,
    initial: { ...FIELDS, ...differences.initial },
  };
}

export function timelineOf(item: string, differences: Partial<Timeline> = {}): Timeline {
  return {
    source: 'jira',
    url: null,
    createdAt: 1_000,
    deletedAt: null,
    visits: [{ step: 1, enterAt: 2_000, exitAt: null }],
    blocked: [],
    otherStatusAt: [],
    epochs: [],
    problems: [],
    ...differences,
    item,
  };
}

export function factOf(item: string, differences: Partial<Omit<Fact, 'timeline'>> = {}): Fact {
  return {
    timeline: timelineOf(item),
    level: 'story',
    kind: 'feature',
    team: null,
    committedAt: 2_000,
    completedAt: null,
    cancelledAt: null,
    ...differences,
  };
}

export async function collect<Value>(batches: AsyncIterable<readonly Value[]>): Promise<readonly (readonly Value[])[]> {
  const all: (readonly Value[])[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}
