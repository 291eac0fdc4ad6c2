import { z } from 'zod';
import type { CollectedPage, CollectRequest } from '../kit/live-source.ts';
import { openLinear } from './client.ts';
import { type Bounds, collectList } from './collect-list.ts';
import { type LinearConfig, teamFilter } from './config.ts';
import { readCursor } from './cursor.ts';
import { recordOf } from './kept.ts';
import { cycleName, pageInfo } from './names.ts';
import { cyclesQuery, ISSUES, issuesQuery, LISTED } from './queries.ts';
import { type IssueNode, issueNode } from './read-issue.ts';
import { recordsOfIssues } from './records-of-issues.ts';
import { beginRun, type Run } from './run.ts';
import { sweep } from './sweep.ts';

/** Issues newest first, then cycles: a request each where nothing changed. */
export async function* collectLinear(request: CollectRequest<LinearConfig>): AsyncGenerator<CollectedPage> {
  const { config, http, clock, mode, known } = request;
  const run = beginRun({
    linear: openLinear(http, clock),
    config,
    clock,
    cursor: readCursor(request.cursor, config),
  });
  if (mode === 'sweep') {
    yield* sweep(run, known ?? nothingKnown);
    return;
  }
  yield* collectIssues(run);
  yield* collectCycles(run);
}

const issuesShape = z.object({ issues: z.object({ pageInfo, nodes: z.array(issueNode) }) });

function collectIssues(run: Run): AsyncGenerator<CollectedPage> {
  return collectList<IssueNode>(run, {
    part: 'issues',
    what: 'issues',
    total: null,
    ask: async (bounds) => {
      const variables = { first: ISSUES, after: bounds.after, filter: filterOf(run.config, bounds) };
      const { issues } = await run.linear.ask(issuesQuery, variables, issuesShape);
      return {
        things: issues.nodes.map((node) => ({ id: node.id, at: node.updatedAt, node })),
        after: afterOf(issues.pageInfo),
      };
    },
    recordsOf: (nodes) => recordsOfIssues(run, nodes),
  });
}

const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .nullish();

const cycleNode = z.object({
  id: z.string(),
  name: z.string().nullish(),
  number: z.number(),
  startsAt: instant,
  endsAt: instant,
  completedAt: instant,
  updatedAt: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  team: z.object({ name: z.string() }).nullish(),
});
const cyclesShape = z.object({ cycles: z.object({ pageInfo, nodes: z.array(cycleNode) }) });

function collectCycles(run: Run): AsyncGenerator<CollectedPage> {
  return collectList<z.infer<typeof cycleNode>>(run, {
    part: 'cycles',
    what: 'cycles',
    total: null,
    ask: async (bounds) => {
      const variables = { first: LISTED, after: bounds.after, filter: filterOf(run.config, bounds) };
      const { cycles } = await run.linear.ask(cyclesQuery, variables, cyclesShape);
      return {
        things: cycles.nodes.map((node) => ({ id: node.id, at: node.updatedAt, node })),
        after: afterOf(cycles.pageInfo),
      };
    },
    recordsOf: async (nodes) => ({
      records: nodes.map((node) =>
        recordOf({
          kind: 'cycle',
          id: node.id,
          name: cycleName(node),
          team: node.team?.name ?? null,
          startAt: node.startsAt ?? null,
          endAt: node.endsAt ?? null,
          completedAt: node.completedAt ?? null,
        }),
      ),
      gone: [],
    }),
  });
}

function filterOf(config: LinearConfig, { from, below }: Bounds): object {
  const bounds = {
    ...(from === null ? {} : { gte: new Date(from).toISOString() }),
    ...(below === null ? {} : { lte: new Date(below).toISOString() }),
  };
  return { ...teamFilter(config), ...(from === null && below === null ? {} : { updatedAt: bounds }) };
}

function afterOf({ hasNextPage, endCursor }: z.infer<typeof pageInfo>): string | null {
  return hasNextPage ? (endCursor ?? null) : null;
}

async function* nothingKnown(): AsyncGenerator<string> {
  // Nothing is kept yet.
}
