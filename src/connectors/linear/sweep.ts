import { z } from 'zod';
import type { CollectedPage } from '../kit/live-source.ts';
import { SourceFailure } from '../kit/source-failure.ts';
import { type LinearConfig, teamFilter } from './config.ts';
import { listAll, pageInfo } from './names.ts';
import { cycleIdsQuery, ISSUES, issueIdsQuery, issuesQuery, namesQuery } from './queries.ts';
import { issueNode } from './read-issue.ts';
import { recordsOfIssues } from './records-of-issues.ts';
import type { Run } from './run.ts';

const idNode = z.object({ id: z.string(), trashed: z.boolean().nullish() });
const teamNode = z.object({ id: z.string(), key: z.string(), name: z.string() });
const issuesShape = z.object({ issues: z.object({ pageInfo, nodes: z.array(issueNode) }) });

/**
 * Compares the ids of all issues and cycles with those that are kept, 250 a request. What is gone or in the bin is told; what became
 * visible without being changed is fetched. Where a team went out of sight nothing is taken for deleted: more likely a permission was lost.
 */
export async function* sweep(run: Run, known: () => AsyncIterable<string>): AsyncGenerator<CollectedPage> {
  const { linear, config } = run;
  const teams = await listAll(linear, namesQuery('teams'), teamNode);
  if (teams.length === 0) {
    throw new SourceFailure(
      'forbidden',
      'Linear: no team can be seen with these credentials; give them access to the teams. What is known is kept',
    );
  }
  const filter = teamFilter(config);
  const issues = (await listAll(linear, issueIdsQuery, idNode, { filter })).filter(({ trashed }) => trashed !== true);
  const cycles = await listAll(linear, cycleIdsQuery, idNode, { filter });
  const there = new Set([...issues.map(({ id }) => `issue:${id}`), ...cycles.map(({ id }) => `cycle:${id}`)]);
  const kept = new Set<string>();
  for await (const id of known()) kept.add(id);
  const missing = issues.map(({ id }) => id).filter((id) => !kept.has(`issue:${id}`));
  let done = issues.length - missing.length;
  for (let from = 0; from < missing.length; from += ISSUES) {
    const ids = missing.slice(from, from + ISSUES);
    const found = await linear.ask(
      issuesQuery,
      { first: ISSUES, after: null, filter: { id: { in: ids } } },
      issuesShape,
    );
    const { records } = await recordsOfIssues(run, found.issues.nodes);
    done += records.length;
    yield { records, gone: [], cursor: run.cursor, progress: { done, total: issues.length, what: 'issues compared' } };
  }
  const notices = lostTeams(config, run.cursor.teams, teams);
  const gone = notices.length > 0 ? [] : [...kept].filter((id) => !there.has(id));
  yield {
    records: [],
    gone,
    cursor: run.cursor,
    progress: { done: issues.length, total: issues.length, what: 'issues compared' },
    ...(notices.length === 0 ? {} : { notices }),
  };
}

/** With teams named, only those count: leaving one out is no loss. */
function lostTeams(
  { teams: named }: LinearConfig,
  seen: readonly string[],
  teams: readonly z.infer<typeof teamNode>[],
): readonly string[] {
  const keys = new Set(teams.map(({ key }) => key.toUpperCase()));
  const ids = new Set(teams.map(({ id }) => id));
  const lost =
    named.length > 0
      ? named.filter((key) => !keys.has(key.toUpperCase())).map((key) => `the team ${key}`)
      : seen.filter((id) => !ids.has(id)).map((id) => `a team that was seen (${id})`);
  return lost.map(
    (team) =>
      `${team} cannot be seen any more, so that nothing is taken for deleted; give the key access to it, or name the teams to read in the source`,
  );
}
