import { z } from 'zod';
import { instantOf } from '../kit/instant.ts';
import type { CollectedPage } from '../kit/live-source.ts';
import { pathOf } from './client.ts';
import type { KeptIteration } from './kept.ts';
import { pageOf, type Run } from './run.ts';

interface Node {
  readonly id: number;
  readonly name: string;
  readonly attributes?: { readonly startDate?: string | null; readonly finishDate?: string | null } | null;
  readonly children?: readonly Node[] | null;
}

const dates = z.object({ startDate: z.string().nullish(), finishDate: z.string().nullish() });
const nodeShape: z.ZodType<Node> = z.lazy(() =>
  z.object({
    id: z.number(),
    name: z.string(),
    attributes: dates.nullish(),
    children: z.array(nodeShape).nullish(),
  }),
);

const DEPTH = 14;
const DAY_MS = 86_400_000;

/** Iterations of a project, whole; a page only where they are not as they were. */
export async function* collectIterations(run: Run, part: string, project: string): AsyncGenerator<CollectedPage> {
  const iterations = await iterationsOf(run, project);
  if (iterations === null) return;
  const state = run.cursor.lists[part];
  const open = Object.fromEntries(
    iterations.map((one) => [one.id, JSON.stringify([one.path, one.startAt, one.endAt])]),
  );
  const changed = iterations.filter(({ id }) => state?.open[id] !== open[id]);
  if (changed.length === 0 && state !== undefined) return;
  const lists = { ...run.cursor.lists, [part]: { high: 0, open, run: null, definitions: [] } };
  yield pageOf(run, { lists }, changed, {
    done: changed.length,
    total: changed.length,
    what: `iterations of ${project}`,
  });
}

/** null: the project is not there, or may not be seen. */
export async function iterationsOf(run: Run, project: string): Promise<readonly KeptIteration[] | null> {
  const root = await run.api.find(nodeShape, pathOf(project, 'wit/classificationnodes/iterations'), { $depth: DEPTH });
  return root === null ? null : below(root, project, root.name);
}

/** Without the root, which is the project itself. Paths are written as items write them. */
function below(node: Node, project: string, path: string): readonly KeptIteration[] {
  return (node.children ?? []).flatMap((child) => {
    const own = `${path}\\${child.name}`;
    return [iterationOf(child, project, own), ...below(child, project, own)];
  });
}

/** The finish date is the last day: it ends with that day. */
function iterationOf({ id, attributes }: Node, project: string, path: string): KeptIteration {
  const last = instantOf(attributes?.finishDate ?? '');
  return {
    kind: 'iteration',
    id: String(id),
    project,
    path,
    startAt: instantOf(attributes?.startDate ?? ''),
    endAt: last === null ? null : last + DAY_MS,
  };
}
