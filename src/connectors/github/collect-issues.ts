import { z } from 'zod';
import { instantShape as at } from '../kit/instant-shape.ts';
import type { CollectedPage } from '../kit/live-source.ts';
import { parsed } from './client.ts';
import { collectList } from './collect-list.ts';
import type { KeptIssue } from './kept.ts';
import { askPlainer, newestOf, signatureOf } from './marks.ts';
import { boardQuery, type IssueWants, issuesByIdQuery, issuesQuery, timelineQuery } from './queries.ts';
import { type IssueNode, issueNode, keptIssue, pageInfo, timelineShape } from './read-issue.ts';
import { OVERLAP_MS, ownerAndName, pageOf, type Run, type Seen } from './run.ts';

const ISSUES_AT_ONCE = 50;
const ITEMS_AT_ONCE = 100;

const issuesShape = z.object({
  repository: z.object({ issues: z.object({ pageInfo, nodes: z.array(issueNode.nullable()) }) }),
});

/** Issues with their whole timeline, fifty a request. */
export async function* collectIssues(run: Run, { repo, marks }: Seen): AsyncGenerator<CollectedPage> {
  const list = marks.issues;
  if (!list) {
    run.notices.push(`${repo}: issues may not be seen; give the token the permission "Issues: read"`);
    return;
  }
  yield* collectList(run, {
    part: 'issues',
    repo,
    what: 'issues',
    seen: signatureOf(list),
    newest: newestOf(list),
    total: list.totalCount,
    read: async (after, since) => {
      const variables = {
        ...ownerAndName(repo),
        first: ISSUES_AT_ONCE,
        after,
        since: since === null ? null : new Date(since).toISOString(),
      };
      const { data } = await ask(run, (wants) => run.github.graph(issuesQuery(wants), variables, issuesShape));
      const { pageInfo: info, nodes } = data.repository.issues;
      const things = [];
      for (const node of nodes)
        if (node !== null) things.push({ changedAt: node.updatedAt, thing: await wholeIssue(run, node) });
      return { things, after: info.hasNextPage ? (info.endCursor ?? null) : null };
    },
  });
}

async function ask<Answer>(run: Run, one: (wants: IssueWants) => Promise<Answer>): Promise<Answer> {
  return askPlainer(run.isPlain, (isPlain) => {
    if (isPlain && !run.isPlain) {
      run.isPlain = true;
      run.notices.push('this server is older: types, parents and board status of issues are not read');
    }
    return one(wantsOf(run));
  });
}

function wantsOf({ isPlain, config }: Run): IssueWants {
  return {
    isPlain,
    withBoard: !isPlain && config.projects.length > 0,
    withBody: config.incidentLabels.length > 0,
  };
}

/** The further pages of a long timeline are read until its end. */
async function wholeIssue(run: Run, node: IssueNode): Promise<KeptIssue> {
  const later = [];
  const shape = z.object({ node: z.object({ timelineItems: timelineShape }) });
  for (let info = node.timelineItems.pageInfo; info.hasNextPage; ) {
    const variables = { id: node.id, after: info.endCursor ?? null };
    const { data } = await run.github.graph(timelineQuery(wantsOf(run)), variables, shape);
    later.push(...data.node.timelineItems.nodes);
    info = data.node.timelineItems.pageInfo;
  }
  return keptIssue(node, later, run.config);
}

const boardShape = z.object({
  node: z.object({
    items: z.object({
      pageInfo,
      nodes: z.array(
        z
          .object({
            updatedAt: at,
            content: z
              .object({ id: z.string().optional(), repository: z.object({ nameWithOwner: z.string() }).optional() })
              .nullish(),
          })
          .nullable(),
      ),
    }),
  }),
});

/** Moving an issue on a board does not change the issue: where a board changed, the issues that moved are read again. */
export async function* collectBoards(run: Run, repositories: ReadonlySet<string>): AsyncGenerator<CollectedPage> {
  for (const board of run.marks.boards) {
    const before = run.cursor.boards[board.project];
    if (before === board.updatedAt) continue;
    const isFirst = before === undefined;
    run.cursor = { ...run.cursor, boards: { ...run.cursor.boards, [board.project]: board.updatedAt } };
    // The first reading of the issues brings their statuses along.
    const moved = isFirst ? [] : await movedOn(run, board.id, parsed(at, before, 'the cursor'), repositories);
    for (let from = 0; from < moved.length || from === 0; from += ISSUES_AT_ONCE) {
      const ids = moved.slice(from, from + ISSUES_AT_ONCE);
      const things = ids.length === 0 ? [] : await issuesOf(run, ids);
      const progress = { done: from + ids.length, total: moved.length, what: `issues moved on ${board.project}` };
      const [repo = ''] = repositories;
      yield pageOf(run, repo, {}, things, progress);
    }
  }
}

async function movedOn(
  run: Run,
  id: string,
  since: number,
  repositories: ReadonlySet<string>,
): Promise<readonly string[]> {
  const moved: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data } = await run.github.graph(boardQuery, { id, first: ITEMS_AT_ONCE, after }, boardShape);
    for (const item of data.node.items.nodes) {
      const issue = item?.content;
      if (!issue?.id || item === null || item.updatedAt < since - OVERLAP_MS) continue;
      if (repositories.has(issue.repository?.nameWithOwner ?? '')) moved.push(issue.id);
    }
    const info: z.infer<typeof pageInfo> = data.node.items.pageInfo;
    if (!info.hasNextPage) return moved;
    after = info.endCursor ?? null;
  }
}

async function issuesOf(run: Run, ids: readonly string[]): Promise<readonly KeptIssue[]> {
  const shape = z.object({ nodes: z.array(issueNode.nullable()) });
  const { data } = await ask(run, (wants) => run.github.graph(issuesByIdQuery(wants), { ids }, shape));
  const issues: KeptIssue[] = [];
  for (const node of data.nodes) if (node !== null) issues.push(await wholeIssue(run, node));
  return issues;
}
