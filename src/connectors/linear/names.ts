import { z } from 'zod';
import type { Linear } from './client.ts';
import type { KeptCycle, KeptState } from './kept.ts';
import { LISTED, type List, namesQuery } from './queries.ts';

/** Names by id of what histories name. */
export interface Names {
  readonly states: ReadonlyMap<string, KeptState>;
  readonly teams: ReadonlyMap<string, string>;
  readonly projects: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly cycles: ReadonlyMap<string, KeptCycle>;
}

const node = z.object({
  id: z.string(),
  name: z.string().nullish(),
  key: z.string().nullish(),
  type: z.string().nullish(),
  number: z.number().nullish(),
});
type Node = z.infer<typeof node>;

/** Reads the names, a request for every 250 of a kind. */
export async function readNames(linear: Linear): Promise<Names> {
  const read = async <Value>(list: List, named: (one: Node) => Value): Promise<ReadonlyMap<string, Value>> => {
    const nodes = await listAll(linear, namesQuery(list), node);
    return new Map(nodes.map((one) => [one.id, named(one)]));
  };
  return {
    states: await read('workflowStates', ({ id, name, type }) => ({ id, name: name ?? id, type: type ?? null })),
    teams: await read('teams', ({ id, name, key }) => name ?? key ?? id),
    projects: await read('projects', ({ id, name }) => name ?? id),
    labels: await read('issueLabels', ({ id, name }) => name ?? id),
    cycles: await read('cycles', ({ id, name, number }) => ({ id, name: cycleName({ name, number }) })),
  };
}

/** Cycles need no name: people then say their number. */
export function cycleName({
  name,
  number,
}: {
  readonly name?: string | null;
  readonly number?: number | null;
}): string {
  return name != null && name !== '' ? name : `Cycle ${number ?? '?'}`;
}

export const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });

/** All of a list, each once. */
export async function listAll<One>(
  linear: Linear,
  query: string,
  one: z.ZodType<One>,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<readonly One[]> {
  const shape = z.object({ list: z.object({ pageInfo, nodes: z.array(one) }) });
  const all: One[] = [];
  for (let after: string | null = null; ; ) {
    const { list }: z.infer<typeof shape> = await linear.ask(query, { first: LISTED, after, ...variables }, shape);
    all.push(...list.nodes);
    if (!list.pageInfo.hasNextPage || list.pageInfo.endCursor == null) return all;
    after = list.pageInfo.endCursor;
  }
}
