import type { FakeAnswer } from '../faulty-server.ts';
import type { FakeIssue } from './issue.ts';
import { commitsIn, deploymentNodeOf, idOf, issueNodeOf, pullNodeOf, releaseNodeOf, timelineOf } from './nodes.ts';
import { type Connection, connectionOf, countedPage, stamp } from './page.ts';
import { graphActor } from './people.ts';
import { BOARD, type FakeRepository, type GitHubSite, type Part } from './site.ts';

type Variables = Readonly<Record<string, unknown>>;

export interface GraphOptions {
  readonly timelinePage: number;
  /** Pages hold some things twice, in another order. */
  readonly isBent: boolean;
}

/** Answers the questions that the connector asks, by the name of the operation. */
export function answerGraph(site: GitHubSite, body: unknown, options: GraphOptions): FakeAnswer {
  const { query, variables } = readBody(body);
  const name = /^query (\w+)/.exec(query)?.[1] ?? '';
  const errors: { type: string; path: string[]; message: string }[] = [];
  const withhold = (path: string[], type: string): null => {
    errors.push({ type, path, message: 'Resource not accessible by personal access token' });
    return null;
  };
  const data = dataOf(site, name, query, variables, options, withhold);
  return { status: 200, body: { data, ...(errors.length === 0 ? {} : { errors }) } };
}

function readBody(body: unknown): { readonly query: string; readonly variables: Variables } {
  if (typeof body !== 'object' || body === null || !('query' in body)) return { query: '', variables: {} };
  const variables = 'variables' in body && typeof body.variables === 'object' ? { ...body.variables } : {};
  return { query: String(body.query), variables };
}

type Withhold = (path: string[], type: string) => null;

function dataOf(
  site: GitHubSite,
  name: string,
  query: string,
  variables: Variables,
  options: GraphOptions,
  withhold: Withhold,
): unknown {
  const page = { first: Number(variables.first ?? 100), after: textOf(variables.after) };
  const repo = (): FakeRepository => site.repository(`${String(variables.owner)}/${String(variables.name)}`);
  const bent = (list: Connection): Connection => (options.isBent ? bend(list) : list);
  const wanted = (type: string): boolean => query.includes(`... on ${type} `);
  const node = (issue: FakeIssue): unknown =>
    issueNodeOf(issue, timelineOf(issue, options.timelinePage, null, wanted), site.address);
  switch (name) {
    case 'Marks':
      return marksOf(site, variables, withhold);
    case 'Repositories':
      return {
        organization: {
          repositories: countedPage(listed(site), 100, textOf(variables.after)),
        },
      };
    case 'Issues': {
      const since = Date.parse(textOf(variables.since) ?? '1970-01-01T00:00:00Z');
      const issues = repo().issues.filter(({ updatedAt }) => updatedAt >= since);
      return { repository: { issues: bent(connectionOf(issues, (one) => [one.updatedAt, one.id], page, node)) } };
    }
    case 'IssuesById': {
      const ids: readonly unknown[] = Array.isArray(variables.ids) ? variables.ids : [];
      return { nodes: ids.map((id) => issueOf(site, id)).map((issue) => (issue === null ? null : node(issue))) };
    }
    case 'Timeline': {
      const issue = issueOf(site, variables.id);
      return { node: issue && { timelineItems: timelineOf(issue, options.timelinePage, page.after, wanted) } };
    }
    case 'Pulls': {
      const own = repo();
      const commits = commitsIn(own);
      const pulls = connectionOf(
        own.pulls,
        (one) => [one.updatedAt, Number(one.id)],
        page,
        (pull) => pullNodeOf(pull, commits, site.address),
      );
      return { repository: { pullRequests: bent(pulls) } };
    }
    case 'Deployments':
      return {
        repository: {
          deployments: bent(
            connectionOf(repo().deployments, (one) => [one.createdAt, idOf(one)], page, deploymentNodeOf),
          ),
        },
      };
    case 'Releases':
      return {
        repository: {
          releases: bent(
            connectionOf(
              repo().releases,
              (one) => [one.at, Number(one.id)],
              page,
              (one) => releaseNodeOf(one, site.address),
            ),
          ),
        },
      };
    case 'Board':
      return { node: { items: boardItems(site, page) } };
    case 'Ids':
      return { repository: { list: idsOf(repo(), query, page) } };
    default:
      return null;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function issueOf(site: GitHubSite, id: unknown): FakeIssue | null {
  for (const { issues } of site.repositories.values())
    for (const issue of issues) if (issue.nodeId === id) return issue;
  return null;
}

function marksOf(site: GitHubSite, variables: Variables, withhold: Withhold): unknown {
  const data: Record<string, unknown> = {};
  for (let place = 0; `o${place}` in variables; place += 1) {
    const repo = site.repositories.get(`${String(variables[`o${place}`])}/${String(variables[`n${place}`])}`);
    data[`r${place}`] =
      repo === undefined || repo.isHidden
        ? withhold([`r${place}`], 'NOT_FOUND')
        : repoMarks(repo, `r${place}`, withhold);
  }
  if ('login' in variables) data.organisation = { repositories: countedPage(listed(site).toReversed(), 100, null) };
  for (let place = 0; `p${place}` in variables; place += 1) {
    const path = `/orgs/${String(variables[`p${place}`])}/projects/${String(variables[`k${place}`])}`;
    const moved = [...site.repositories.values()].flatMap(({ issues }) => issues.map(({ movedAt }) => movedAt));
    const latest = moved.reduce((one, other) => Math.max(one, other), 0);
    data[`p${place}`] = { projectV2: path === BOARD ? { id: 'PVT_1', updatedAt: stamp(latest) } : null };
  }
  return data;
}

function listed({ repositories }: GitHubSite): readonly { readonly nameWithOwner: string }[] {
  return [...repositories.values()].filter(({ isHidden }) => !isHidden).map((repo) => ({ nameWithOwner: repo.name }));
}

function repoMarks(repo: FakeRepository, alias: string, withhold: Withhold): unknown {
  const part = (name: Part, list: () => unknown): unknown =>
    repo.withheld.has(name) ? withhold([alias, name], 'FORBIDDEN') : list();
  const five = { first: 5, after: null };
  const changed = (one: { readonly number: number | string; readonly updatedAt: number }): unknown => ({
    number: Number(one.number),
    updatedAt: stamp(one.updatedAt),
    author: graphActor('opener'),
  });
  return {
    nameWithOwner: repo.name,
    isEmpty: repo.commits.length === 0,
    defaultBranchRef: { name: 'main', target: { oid: repo.commits[repo.commits.length - 1]?.sha } },
    issues: part('issues', () => connectionOf(repo.issues, (one) => [one.updatedAt, one.id], five, changed)),
    pullRequests: part('pullRequests', () =>
      connectionOf(repo.pulls, (one) => [one.updatedAt, Number(one.id)], five, changed),
    ),
    releases: connectionOf(
      repo.releases,
      (one) => [one.at, Number(one.id)],
      five,
      (one) => ({
        databaseId: Number(one.id),
        updatedAt: stamp(one.at),
      }),
    ),
    deployments: part('deployments', () =>
      connectionOf(repo.deployments, (one) => [one.createdAt, idOf(one)], { first: 20, after: null }, deploymentNodeOf),
    ),
  };
}

function boardItems(site: GitHubSite, page: { readonly first: number; readonly after: string | null }): unknown {
  const items = [...site.repositories.values()].flatMap(({ issues }) =>
    issues.filter((one) => one.boardStatus !== null),
  );
  return connectionOf(
    items,
    (one) => [0, one.id],
    page,
    (one) => ({
      updatedAt: stamp(one.movedAt),
      creator: graphActor('opener'),
      content: { id: one.nodeId, repository: { nameWithOwner: one.repo } },
    }),
  );
}

function idsOf(
  repo: FakeRepository,
  query: string,
  page: { readonly first: number; readonly after: string | null },
): unknown {
  const ids = query.includes('list: issues')
    ? repo.issues.map(({ id }) => id)
    : query.includes('list: releases')
      ? repo.releases.map(({ id }) => Number(id))
      : repo.deployments.map(idOf);
  return connectionOf(
    ids,
    (id) => [0, id],
    page,
    (id) => ({ databaseId: id }),
  );
}

function bend(list: Connection): Connection {
  const [first] = list.nodes;
  return { ...list, nodes: [...list.nodes, ...(first === undefined ? [] : [first])].toReversed() };
}
