import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { pathOf } from './client.ts';
import { fetchItems, lostAll, lostProject } from './collect-items.ts';
import { iterationsOf } from './collect-iterations.ts';
import type { KeptIteration } from './kept.ts';
import { pageOf, type Run } from './run.ts';

const idsShape = z.object({ workItems: z.array(z.object({ id: z.number() })) });
/** A query that finds more than 20,000 is refused. */
const AT_ONCE = 10_000;
const FETCHED_AT_ONCE = 50;

const NOTHING_LISTED =
  'no work item can be seen any more, though the projects can; what is known is kept. See the area permissions of the token’s owner';

/**
 * Compares the ids of all work items with those that are kept: ten thousand ids a request. What is gone (deleted, or moved
 * to a project that is not read) is told; what came back without a change is fetched. Where a project went out of sight
 * nothing is taken for deleted: more likely a permission was lost.
 */
export async function* sweep(
  run: Run,
  projects: readonly string[],
  known: (() => AsyncIterable<string>) | undefined,
): AsyncGenerator<CollectedPage> {
  const kept = new Set<string>();
  if (known !== undefined) for await (const id of known()) kept.add(id);
  const listed = new Set<string>();
  const iterations: KeptIteration[] = [];
  let lost = 0;
  for (const project of projects) {
    const ids = await listedIds(run, project);
    const own = ids === null ? null : await iterationsOf(run, project);
    if (ids === null || own === null) {
      lost += 1;
      run.notices.push(lostProject(project));
      continue;
    }
    for (const id of ids) listed.add(`item:${id}`);
    for (const one of own) listed.add(`iteration:${one.id}`);
    iterations.push(...own);
  }
  if (lost > 0 && lost === projects.length) throw lostAll(projects);
  const missing = [...listed].filter((id) => id.startsWith('item:') && !kept.has(id)).map((id) => Number(id.slice(5)));
  for (let from = 0; from < missing.length; from += FETCHED_AT_ONCE) {
    const items = await fetchItems(run, missing.slice(from, from + FETCHED_AT_ONCE));
    yield pageOf(run, {}, items, { done: from, total: missing.length, what: 'work items that came back' });
  }
  const swept = [...kept].filter((id) => id.startsWith('item:') || id.startsWith('iteration:'));
  const isBlind = swept.some((id) => id.startsWith('item:')) && ![...listed].some((id) => id.startsWith('item:'));
  if (isBlind) run.notices.push(NOTHING_LISTED);
  const gone = lost > 0 || isBlind ? [] : swept.filter((id) => !listed.has(id));
  const renewed = iterations.filter(({ id }) => !kept.has(`iteration:${id}`));
  const progress = { done: listed.size, total: listed.size, what: 'work items compared' };
  yield { ...pageOf(run, {}, renewed, progress), gone };
}

/** null: the project is not there, or may not be seen. */
async function listedIds({ api }: Run, project: string): Promise<readonly number[] | null> {
  const ids: number[] = [];
  for (let after = 0; ; after = Math.max(...ids)) {
    const query = `SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Id] > ${after} ORDER BY [System.Id]`;
    try {
      const { workItems } = await api.post(idsShape, pathOf(project, 'wit/wiql'), { $top: AT_ONCE }, { query });
      for (const { id } of workItems) ids.push(id);
      if (workItems.length < AT_ONCE) return ids;
    } catch (error) {
      if (error instanceof SourceFailure && error.kind === 'missing') return null;
      throw error;
    }
  }
}
