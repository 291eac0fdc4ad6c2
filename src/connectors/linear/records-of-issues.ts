import type { SourceRecord } from '../kit/live-source.ts';
import { recordOf } from './kept.ts';
import { type IssueNode, readIssue } from './read-issue.ts';
import type { Run } from './run.ts';

/** Records of issues. One in the bin is gone; an archived one is work that was done, and stays. */
export async function recordsOfIssues(
  run: Run,
  nodes: readonly IssueNode[],
): Promise<{ readonly records: readonly SourceRecord[]; readonly gone: readonly string[] }> {
  const records: SourceRecord[] = [];
  for (const node of nodes)
    if (node.trashed !== true) records.push(recordOf(await readIssue(run.linear, node, await run.names())));
  return { records, gone: nodes.filter(({ trashed }) => trashed === true).map(({ id }) => `issue:${id}`) };
}
