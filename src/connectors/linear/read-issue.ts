import { z } from 'zod';
import type { Linear } from './client.ts';
import type { KeptCycle, KeptEvent, KeptIssue } from './kept.ts';
import { type Names, pageInfo } from './names.ts';
import { entriesQuery } from './queries.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const id = z.string().nullish();
const named = z.object({ id: z.string() }).nullish();
const identified = z.object({ identifier: z.string() }).nullish();

const entryNode = z.object({
  id: z.string(),
  createdAt: instant,
  fromStateId: id,
  toStateId: id,
  fromTeamId: id,
  toTeamId: id,
  fromProjectId: id,
  toProjectId: id,
  fromCycleId: id,
  toCycleId: id,
  fromParent: identified,
  toParent: identified,
  fromPriority: z.number().nullish(),
  toPriority: z.number().nullish(),
  fromEstimate: z.number().nullish(),
  toEstimate: z.number().nullish(),
  fromTitle: z.string().nullish(),
  toTitle: z.string().nullish(),
  addedLabelIds: z.array(z.string()).nullish(),
  removedLabelIds: z.array(z.string()).nullish(),
});
type EntryNode = z.infer<typeof entryNode>;

const history = z.object({ pageInfo, nodes: z.array(entryNode) });

export const issueNode = z.object({
  id: z.string(),
  identifier: z.string(),
  url: z.string(),
  title: z.string(),
  createdAt: instant,
  updatedAt: instant,
  trashed: z.boolean().nullish(),
  priority: z.number().nullish(),
  estimate: z.number().nullish(),
  labelIds: z.array(z.string()).default([]),
  state: z.object({ id: z.string() }),
  team: named,
  project: named,
  cycle: named,
  parent: identified,
  history,
});
export type IssueNode = z.infer<typeof issueNode>;

const PRIORITIES = ['No priority', 'Urgent', 'High', 'Medium', 'Low'] as const;

/** An issue with its whole history, cut down to what is kept. */
export async function readIssue(linear: Linear, issue: IssueNode, names: Names): Promise<KeptIssue> {
  const entries = await entriesOf(linear, issue);
  const events = entries.flatMap((entry) => eventsOf(entry, names));
  const stateIds = new Set([
    issue.state.id,
    ...entries.flatMap(({ fromStateId, toStateId }) => [fromStateId, toStateId].flatMap((one) => one ?? [])),
  ]);
  return {
    kind: 'issue',
    id: issue.id,
    item: issue.identifier,
    // Without the words of the title, which follow.
    url: issue.url.replace(/(\/issue\/[^/]+)\/.*$/, '$1'),
    createdAt: issue.createdAt,
    title: issue.title,
    state: issue.state.id,
    team: nameIn(names.teams, issue.team?.id),
    project: nameIn(names.projects, issue.project?.id),
    parent: issue.parent?.identifier ?? null,
    labels: labelsOf(issue.labelIds, names),
    priority: priorityOf(issue.priority),
    estimate: issue.estimate == null ? null : String(issue.estimate),
    cycle: cycleOf(issue.cycle?.id, names),
    events,
    states: [...stateIds].toSorted().map((one) => names.states.get(one) ?? { id: one, name: one, type: null }),
  };
}

/** Its entries, each once, in order of time. */
async function entriesOf(linear: Linear, issue: IssueNode): Promise<readonly EntryNode[]> {
  const entries = new Map(issue.history.nodes.map((entry) => [entry.id, entry]));
  const shape = z.object({ issues: z.object({ nodes: z.array(z.object({ history })) }) });
  for (let info: z.infer<typeof pageInfo> = issue.history.pageInfo; info.hasNextPage && info.endCursor != null; ) {
    const answer: z.infer<typeof shape> = await linear.ask(
      entriesQuery,
      { id: issue.id, after: info.endCursor },
      shape,
    );
    const [found] = answer.issues.nodes;
    // It was deleted meanwhile; the next sweep says so.
    if (found === undefined) break;
    for (const entry of found.history.nodes) entries.set(entry.id, entry);
    info = found.history.pageInfo;
  }
  return [...entries.values()].toSorted(
    (one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1),
  );
}

/** What an entry says; it may hold several changes of one moment. */
function eventsOf(entry: EntryNode, names: Names): readonly KeptEvent[] {
  const { createdAt: at } = entry;
  const events: KeptEvent[] = [];
  if (entry.fromStateId != null || entry.toStateId != null)
    events.push({ what: 'state', at, from: entry.fromStateId ?? null, to: entry.toStateId ?? null });
  if (entry.fromTeamId != null || entry.toTeamId != null)
    events.push({
      what: 'team',
      at,
      from: nameIn(names.teams, entry.fromTeamId),
      to: nameIn(names.teams, entry.toTeamId),
    });
  if (entry.fromProjectId != null || entry.toProjectId != null)
    events.push({
      what: 'project',
      at,
      from: nameIn(names.projects, entry.fromProjectId),
      to: nameIn(names.projects, entry.toProjectId),
    });
  if (entry.fromParent != null || entry.toParent != null)
    events.push({
      what: 'parent',
      at,
      from: entry.fromParent?.identifier ?? null,
      to: entry.toParent?.identifier ?? null,
    });
  if (entry.fromTitle != null && entry.toTitle != null)
    events.push({ what: 'title', at, from: entry.fromTitle, to: entry.toTitle });
  const added = labelsOf(entry.addedLabelIds ?? [], names);
  const removed = labelsOf(entry.removedLabelIds ?? [], names);
  if (added.length + removed.length > 0) events.push({ what: 'labels', at, added, removed });
  if (entry.fromPriority != null || entry.toPriority != null)
    events.push({ what: 'priority', at, from: priorityOf(entry.fromPriority), to: priorityOf(entry.toPriority) });
  if (entry.fromEstimate != null || entry.toEstimate != null)
    events.push({ what: 'estimate', at, from: numberText(entry.fromEstimate), to: numberText(entry.toEstimate) });
  if (entry.fromCycleId != null || entry.toCycleId != null)
    events.push({
      what: 'cycle',
      at,
      from: cycleOf(entry.fromCycleId, names),
      to: cycleOf(entry.toCycleId, names),
    });
  return events;
}

/** What may not be seen goes by its id. */
function nameIn(names: ReadonlyMap<string, string>, one: string | null | undefined): string | null {
  return one == null ? null : (names.get(one) ?? one);
}

function labelsOf(ids: readonly string[], { labels }: Names): string[] {
  return [...new Set(ids.map((one) => labels.get(one) ?? one))].toSorted();
}

function cycleOf(one: string | null | undefined, { cycles }: Names): KeptCycle | null {
  return one == null ? null : (cycles.get(one) ?? { id: one, name: one });
}

/** Linear counts 0 for none, then from urgent to low. */
function priorityOf(priority: number | null | undefined): string | null {
  return priority == null || priority === 0 ? null : (PRIORITIES[priority] ?? String(priority));
}

function numberText(value: number | null | undefined): string | null {
  return value == null ? null : String(value);
}
