import type { CollectedPage } from '../kit/live-source.ts';
import { sideBySide } from '../kit/side-by-side.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { Categories } from './categories.ts';
import { askFeed, askRevisions, type FeedBatch } from './feed.ts';
import type { KeptItem } from './kept.ts';
import { itemOf, type Revision, type RevisionRow, readRevision } from './read-revision.ts';
import { pageOf, type Run } from './run.ts';

const PAGE = 500;
const FETCHED_AT_ONCE = 50;
/** A long reading tells how far it is every so many batches. */
const TOLD_EVERY = 50;
const OVERLAP_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/**
 * The whole history of all items. The feed gives revisions oldest first and not item by item, so that it is read to its
 * end before the first item is whole; then items follow, newest first. What changes meanwhile is found by the feed of
 * the whole collection, which begins before the end of this reading.
 */
export async function* collectHistory(run: Run): AsyncGenerator<CollectedPage> {
  const held = new Map<number, Revision[]>();
  const latest = yield* readFeeds(run, held);
  const { below, high } = run.cursor;
  run.cursor = { ...run.cursor, high: high ?? latest };
  const ids = [...held.keys()].toSorted((one, other) => other - one);
  const categories = new Categories(run.api);
  const left = ids.filter((id) => below === null || id < below);
  for (let from = 0; from < left.length; from += PAGE) {
    const items: KeptItem[] = [];
    for (const id of left.slice(from, from + PAGE)) {
      const item = await wholeItem(run, id, held.get(id) ?? [], categories);
      if (item !== null && isWanted(run, item)) items.push(item);
    }
    const lowest = left.slice(from, from + PAGE).at(-1) ?? 0;
    const done = ids.length - left.length + Math.min(left.length, from + PAGE);
    yield pageOf(run, { below: lowest }, items, { done, total: ids.length, what: 'work items' });
  }
  yield* beginFeed(run, held, below);
}

/** The feed of the collection from shortly before the end of the history on, without what is kept already. */
async function* beginFeed(
  run: Run,
  held: ReadonlyMap<number, readonly Revision[]>,
  below: number | null,
): AsyncGenerator<CollectedPage> {
  const since = (run.cursor.high ?? run.clock.now() - DAY_MS) - OVERLAP_MS;
  const pending = new Set<number>();
  let batch: FeedBatch = await askFeed(run.api, run.config, null, { since });
  for (;;) {
    for (const row of batch.rows) {
      const isKept = (below === null || row.id < below) && held.get(row.id)?.some(({ rev }) => rev === row.rev);
      if (isRead(run, row) && isKept !== true) pending.add(row.id);
    }
    if (batch.isLast) break;
    batch = await askFeed(run.api, run.config, null, batch);
  }
  const { token } = batch;
  yield pageOf(run, { phase: 'changes', token, pending: [...pending] }, [], {
    done: held.size,
    total: held.size,
    what: 'work items',
  });
}

/**
 * What changed since the token: the feed, read to its end, says which items, and each is read anew as a whole, once however
 * often it changed.
 */
export async function* collectChanges(run: Run): AsyncGenerator<CollectedPage> {
  const categories = new Categories(run.api);
  let done = 0;
  for (;;) {
    for (let isLast = false; !isLast; ) {
      const batch = await askFeed(run.api, run.config, null, run.cursor);
      ({ isLast } = batch);
      if (batch.rows.length === 0) {
        run.cursor = { ...run.cursor, token: batch.token };
        continue;
      }
      const changed = batch.rows.filter((row) => isRead(run, row)).map(({ id }) => id);
      const pending = [...new Set([...run.cursor.pending, ...changed])];
      // Where work moved, deliveries are likely to have moved, too.
      const due = changed.length > 0 ? null : run.cursor.due;
      const total = done + pending.length;
      yield pageOf(run, { token: batch.token, pending, due }, [], { done, total, what: 'changed work items' });
    }
    if (run.cursor.pending.length === 0) return;
    for (let { pending } = run.cursor; pending.length > 0; pending = run.cursor.pending) {
      const ids = pending.slice(0, FETCHED_AT_ONCE);
      const items = await fetchItems(run, ids, categories);
      done += ids.length;
      const left = pending.slice(ids.length);
      yield pageOf(run, { pending: left }, items, { done, total: done + left.length, what: 'changed work items' });
    }
  }
}

/** Items by their own revisions; those that are gone, or in projects that are not read, are left out. */
export async function fetchItems(
  run: Run,
  ids: readonly number[],
  categories = new Categories(run.api),
): Promise<readonly KeptItem[]> {
  const items = await sideBySide(ids, (id) => wholeItem(run, id, [], categories));
  return items.flatMap((item) => (item !== null && isWanted(run, item) ? [item] : []));
}

/** A feed of one project knows nothing of what an item was in another: then its own revisions are asked for. */
async function wholeItem(
  run: Run,
  id: number,
  held: readonly Revision[],
  categories: Categories,
): Promise<KeptItem | null> {
  const { furtherFields } = run.config;
  const revs = new Set(held.map(({ rev }) => rev));
  const isWhole = held.length > 0 && Math.max(...revs) === revs.size;
  const rows = isWhole ? null : await askRevisions(run.api, id);
  const asked = rows?.flatMap((row) => readRevision(row, furtherFields) ?? []) ?? [];
  const revisions = asked.length > 0 ? asked : held;
  await categories.learn(new Set(revisions.map(({ fields }) => fields.project)));
  return itemOf(id, revisions, categories.of, (item, project) => urlOf(run, item, project));
}

async function* readFeeds(run: Run, held: Map<number, Revision[]>): AsyncGenerator<CollectedPage, number | null> {
  const { projects, furtherFields } = run.config;
  const shared = new Map<string, string>();
  let latest: number | null = null;
  let batches = 0;
  let lost = 0;
  for (const project of projects.length === 0 ? [null] : projects) {
    let token: string | null = null;
    for (let isLast = false; !isLast; ) {
      const batch: FeedBatch | null = await askProjectFeed(run, project, token);
      if (batch === null) {
        lost += 1;
        break;
      }
      for (const row of batch.rows) {
        const revision = readRevision(row, furtherFields);
        if (revision === null) continue;
        latest = Math.max(latest ?? revision.at, revision.at);
        add(held, row.id, withShared(revision, shared));
      }
      ({ token, isLast } = batch);
      batches += 1;
      if (batches % TOLD_EVERY === 0)
        yield pageOf(run, {}, [], { done: held.size, total: null, what: 'work items seen' });
    }
  }
  if (lost > 0 && lost === projects.length) throw lostAll(projects);
  return latest;
}

async function askProjectFeed(run: Run, project: string | null, token: string | null): Promise<FeedBatch | null> {
  try {
    return await askFeed(run.api, run.config, project, { token });
  } catch (error) {
    if (project === null || !(error instanceof SourceFailure) || error.kind !== 'missing') throw error;
    run.notices.push(lostProject(project));
    return null;
  }
}

export function lostProject(project: string): string {
  return `project ${project} is not there, or may not be seen with this token; what is known of it is kept. Check its name, and that the token's owner may read it`;
}

export function lostAll(projects: readonly string[]): SourceFailure {
  return new SourceFailure(
    'missing',
    `Azure DevOps: none of the projects ${projects.slice(0, 5).join(', ')} is there, or the token may not see them; check the names, and give the token's owner the right to read them`,
  );
}

function add(held: Map<number, Revision[]>, id: number, revision: Revision): void {
  const revisions = held.get(id);
  if (revisions === undefined) held.set(id, [revision]);
  else if (!revisions.some(({ rev }) => rev === revision.rev)) revisions.push(revision);
}

/** The same text is held once, however many revisions say it. */
function withShared(revision: Revision, shared: Map<string, string>): Revision {
  const one = (text: string | null): string | null => {
    if (text === null) return null;
    const known = shared.get(text);
    if (known === undefined) shared.set(text, text);
    return known ?? text;
  };
  const { fields } = revision;
  return {
    ...revision,
    fields: {
      ...fields,
      title: one(fields.title) ?? '',
      state: one(fields.state),
      type: one(fields.type),
      reason: one(fields.reason),
      project: one(fields.project),
      area: one(fields.area),
      iteration: one(fields.iteration),
    },
  };
}

function isRead({ config }: Run, { fields }: RevisionRow): boolean {
  const project = fields['System.TeamProject'];
  return config.projects.length === 0 || (typeof project === 'string' && isNamed(config.projects, project));
}

function isWanted({ config }: Run, item: KeptItem): boolean {
  const project =
    item.changes.findLast(({ fields }) => fields.project != null)?.fields.project ?? item.first.fields.project;
  return config.projects.length === 0 || (project !== null && isNamed(config.projects, project));
}

function isNamed(projects: readonly string[], project: string): boolean {
  return projects.some((name) => name.toLowerCase() === project.toLowerCase());
}

function urlOf({ config }: Run, id: number, project: string | null): string {
  return `${config.url}/${encodeURIComponent(project ?? '')}/_workitems/edit/${id}`;
}
