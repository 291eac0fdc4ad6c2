import { z } from 'zod';
import type { Http } from '../kit/http.ts';

export interface LineCounts {
  readonly additions: number;
  readonly deletions: number;
}

const count = z.number().nullish();

const linesShape = z.object({
  data: z.object({
    project: z.object({
      mergeRequests: z.object({
        nodes: z.array(
          z
            .object({
              iid: z.string(),
              diffStatsSummary: z.object({ additions: count, deletions: count, fileCount: count }).nullish(),
            })
            .nullable(),
        ),
      }),
    }),
  }),
});

/** Where GitLab kept no counts it compares the branches for each: more at once would take long. */
const AT_ONCE = 20;

const QUERY = `query Lines($project: ID!, $iids: [String!]) { project(fullPath: $project) {
  mergeRequests(iids: $iids, first: ${AT_ONCE}) { nodes { iid diffStatsSummary { additions deletions fileCount } } } } }`;

/** Lines that merge requests add and remove, by their number; one whose lines GitLab does not tell is missing. null: it tells none. */
export async function readLines(
  http: Http,
  project: string,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, LineCounts> | null> {
  const lines = new Map<number, LineCounts>();
  for (let from = 0; from < numbers.length; from += AT_ONCE) {
    const iids = numbers.slice(from, from + AT_ONCE).map(String);
    const answer = await http.ask({
      method: 'POST',
      path: 'api/graphql',
      body: { query: QUERY, variables: { project, iids } },
      accept: [404],
    });
    const read = linesShape.safeParse(answer.json);
    if (answer.status !== 200 || !read.success) return null;
    for (const node of read.data.data.project.mergeRequests.nodes) {
      const { additions, deletions, fileCount } = node?.diffStatsSummary ?? {};
      if (node === null || additions == null || deletions == null) continue;
      // Zeros without a file are GitLab's answer where it does not know.
      if (fileCount || additions + deletions > 0) lines.set(Number(node.iid), { additions, deletions });
    }
  }
  return lines;
}
