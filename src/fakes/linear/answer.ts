import type { FakeAnswer } from '../faulty-server.ts';
import { complexityOf } from './complexity.ts';
import type { FakeIssue } from './issue.ts';
import { ENTRY_PEOPLE, ISSUE_PEOPLE, IVO, ZORA } from './people.ts';
import type { FakeCycle, LinearSite } from './site.ts';

/** One question may cost no more. */
const MOST_COMPLEX = 10_000;

type Json = Readonly<Record<string, unknown>>;

export interface AnswerOptions {
  /** Pages come with things twice and in another order. */
  readonly isBent: boolean;
  readonly next: () => number;
}

/** Answers the questions of the connector, by the name of their operation. */
export function answerLinear(site: LinearSite, body: unknown, options: AnswerOptions): FakeAnswer {
  const { query, variables } = asked(body);
  const complexity = complexityOf(query, variables);
  const headers = { 'x-complexity': String(complexity) };
  if (complexity > MOST_COMPLEX) return refused('Query too complex', 'INPUT_ERROR', headers);
  const data = dataOf(site, /query (\w+)/.exec(query)?.[1] ?? '', query, variables, options);
  return data === null
    ? refused('The fake does not know this question', 'GRAPHQL_VALIDATION_FAILED', headers)
    : { status: 200, headers, body: { data } };
}

export function refused(message: string, code: string, headers: Readonly<Record<string, string>> = {}): FakeAnswer {
  return { status: 400, headers, body: { errors: [{ message, extensions: { code } }], data: null } };
}

function dataOf(site: LinearSite, name: string, query: string, variables: Json, options: AnswerOptions): Json | null {
  const filter = objectIn(variables, 'filter');
  const teams = [...site.teams.values()].filter(({ key }) => !site.hidden.has(key));
  const issues = site.issues.filter((issue) => isMeant(issue, filter) && teams.includes(teamOf(site, issue)));
  const cycles = site.cycles.filter((cycle) => isMeant({ ...cycle, key: `${keyOf(cycle)}-0` }, filter));
  const lastChange = ({ updatedAt }: { readonly updatedAt: number }): number => updatedAt;
  const unsorted = (): number => 0;
  const list = <Thing extends { readonly id: string }>(
    things: readonly Thing[],
    node: (thing: Thing) => Json,
  ): Json => ({
    list: page(things, unsorted, variables, options, node),
  });
  switch (name) {
    case 'Viewer':
      return { viewer: { ...ZORA } };
    case 'Issues': {
      const first = Number(/history\(first: (\d+)/.exec(query)?.[1] ?? 50);
      return { issues: page(issues, lastChange, variables, options, (issue) => issueNode(site, issue, first)) };
    }
    case 'Entries': {
      const first = Number(/history\(first: (\d+)/.exec(query)?.[1] ?? 50);
      const found = site.issues.filter(({ id }) => id === variables.id);
      return { issues: { nodes: found.map((issue) => ({ history: entries(issue, first, variables.after) })) } };
    }
    case 'Cycles':
      return { cycles: page(cycles, lastChange, variables, options, cycleNode) };
    case 'CycleNames':
      return list(site.cycles, cycleNode);
    case 'CycleIds':
      return list(cycles, cycleNode);
    case 'IssueIds':
      return list(issues, ({ id, isTrashed }) => ({ id, trashed: isTrashed || null }));
    case 'States':
      return list([...site.states.values()], (one) => ({ ...one }));
    case 'Projects':
      return list([...site.projects.values()], (one) => ({ ...one, lead: IVO }));
    case 'Labels':
      return list([...site.labels.values()], (one) => ({ ...one, creator: ZORA }));
    case 'Teams':
      return list(teams, (one) => ({ ...one }));
    case 'TeamCounts':
      return list(teams, (one) => ({
        ...one,
        issueCount: site.issues.filter(({ team }) => team.id === one.id).length,
      }));
    default:
      return null;
  }
}

function teamOf(site: LinearSite, issue: FakeIssue) {
  return site.team(keyOf(issue));
}

function keyOf({ team }: { readonly team: { readonly id: string } }): string {
  return team.id.replace(/^team-/, '');
}

/** Whether a thing is meant by a filter; the parts that the connector uses. */
function isMeant(
  { id, updatedAt, key }: { readonly id: string; readonly updatedAt: number; readonly key: string },
  filter: Json,
): boolean {
  const { gte, lte } = objectIn(filter, 'updatedAt');
  const ids = objectIn(filter, 'id').in;
  const keys = objectIn(objectIn(filter, 'team'), 'key').in;
  return (
    (typeof gte !== 'string' || updatedAt >= Date.parse(gte)) &&
    (typeof lte !== 'string' || updatedAt <= Date.parse(lte)) &&
    (!Array.isArray(ids) || ids.includes(id)) &&
    (!Array.isArray(keys) || keys.includes(key.slice(0, key.lastIndexOf('-'))))
  );
}

/** A page, greatest first, going on behind a thing. */
function page<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  by: (thing: Thing) => number,
  { first, after }: Json,
  { isBent, next }: AnswerOptions,
  node: (thing: Thing) => Json,
): Json {
  const sorted = things.toSorted((one, other) => by(other) - by(one) || (one.id < other.id ? -1 : 1));
  const from = typeof after === 'string' ? sorted.findIndex(({ id }) => id === after) + 1 : 0;
  const taken = sorted.slice(from, from + Number(first ?? 50));
  const nodes = taken.map(node);
  return {
    pageInfo: { hasNextPage: from + taken.length < sorted.length, endCursor: taken.at(-1)?.id ?? null },
    nodes: isBent && nodes.length > 0 ? bent(nodes, next) : nodes,
  };
}

function bent(nodes: readonly Json[], next: () => number): readonly Json[] {
  const again = nodes.slice(0, 1);
  return [...nodes, ...again]
    .map((node) => ({ node, at: next() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ node }) => node);
}

function issueNode(site: LinearSite, issue: FakeIssue, first: number): Json {
  return {
    id: issue.id,
    identifier: issue.key,
    url: `${site.urlOf(issue.key)}/${issue.title.toLowerCase().replaceAll(/\W+/g, '-')}`,
    title: issue.title,
    createdAt: new Date(issue.createdAt).toISOString(),
    updatedAt: new Date(issue.updatedAt).toISOString(),
    trashed: issue.isTrashed || null,
    priority: issue.priority,
    estimate: issue.estimate,
    labelIds: issue.labels.map(({ id }) => id),
    state: { id: issue.state.id },
    team: { id: issue.team.id },
    project: issue.project === null ? null : { id: issue.project.id },
    cycle: issue.cycle === null ? null : { id: issue.cycle.id },
    parent: issue.parent === null ? null : { identifier: issue.parent.key },
    history: entries(issue, first, null),
    ...ISSUE_PEOPLE,
  };
}

/** Entries of a history, newest first. */
function entries(issue: FakeIssue, first: number, after: unknown): Json {
  const sorted = issue.entries.toReversed();
  const from = typeof after === 'string' ? sorted.findIndex(({ id }) => id === after) + 1 : 0;
  const taken = sorted.slice(from, from + first);
  return {
    pageInfo: { hasNextPage: from + taken.length < sorted.length, endCursor: taken.at(-1)?.id ?? null },
    nodes: taken.map((entry) => ({ ...entry, createdAt: new Date(entry.createdAt).toISOString(), ...ENTRY_PEOPLE })),
  };
}

function cycleNode(cycle: FakeCycle): Json {
  return {
    id: cycle.id,
    // One without a name goes by its number.
    name: cycle.name === `Cycle ${cycle.number}` ? null : cycle.name,
    number: cycle.number,
    startsAt: new Date(cycle.startsAt).toISOString(),
    endsAt: new Date(cycle.endsAt).toISOString(),
    completedAt: cycle.completedAt === null ? null : new Date(cycle.completedAt).toISOString(),
    updatedAt: new Date(cycle.updatedAt).toISOString(),
    team: { name: cycle.team.name },
  };
}

function asked(body: unknown): { readonly query: string; readonly variables: Json } {
  const json = isJson(body) ? body : {};
  return { query: typeof json.query === 'string' ? json.query : '', variables: objectIn(json, 'variables') };
}

function objectIn(json: Json, key: string): Json {
  const value = json[key];
  return isJson(value) ? value : {};
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
