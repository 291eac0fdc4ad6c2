import { z } from 'zod';
import { instantShape as at } from '../kit/instant-shape.ts';
import type { GitHubConfig } from './config.ts';
import type { IssueEvent, KeptIssue } from './kept.ts';
import { namesIn } from './words.ts';

const named = z.object({ name: z.string() }).nullish();
const place = z.object({ number: z.number(), repository: z.object({ nameWithOwner: z.string() }) }).nullish();
export const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });

const timelineEvent = z.object({
  __typename: z.string(),
  createdAt: at.optional(),
  stateReason: z.string().nullish(),
  label: named,
  milestoneTitle: z.string().nullish(),
  previousTitle: z.string().nullish(),
  currentTitle: z.string().nullish(),
  fromRepository: z.object({ nameWithOwner: z.string() }).nullish(),
  parent: place,
  issueType: named,
  prevIssueType: named,
  previousStatus: z.string().nullish(),
  status: z.string().nullish(),
  project: z.object({ resourcePath: z.string() }).nullish(),
});

export const timelineShape = z.object({ pageInfo, nodes: z.array(timelineEvent.nullable()) });

export const issueNode = z.object({
  id: z.string(),
  databaseId: z.number().nullish(),
  fullDatabaseId: z.union([z.string(), z.number()]).nullish(),
  number: z.number(),
  title: z.string(),
  url: z.string().nullish(),
  createdAt: at,
  updatedAt: at,
  closedAt: at.nullish(),
  state: z.string(),
  stateReason: z.string().nullish(),
  body: z.string().nullish(),
  repository: z.object({ nameWithOwner: z.string() }),
  milestone: z.object({ title: z.string() }).nullish(),
  labels: z.object({ nodes: z.array(named) }).nullish(),
  issueType: named,
  parent: place,
  projectItems: z
    .object({
      nodes: z.array(
        z
          .object({
            project: z.object({ resourcePath: z.string() }).nullish(),
            fieldValueByName: z.object({ name: z.string().optional() }).nullish(),
          })
          .nullable(),
      ),
    })
    .nullish(),
  timelineItems: timelineShape,
});

export type IssueNode = z.infer<typeof issueNode>;
type TimelineEvent = z.infer<typeof timelineEvent>;

/** `/orgs/acme/projects/3` as people configure it: `acme/3`. */
function projectOf(resourcePath: string): string {
  const [, , owner = '', , number = ''] = resourcePath.split('/');
  return `${owner}/${number}`.toLowerCase();
}

/** An issue as GraphQL answers it, cut down to what is kept. `later`: events of further pages of its timeline. */
export function keptIssue(node: IssueNode, later: readonly (TimelineEvent | null)[], config: GitHubConfig): KeptIssue {
  const repo = node.repository.nameWithOwner;
  const boards = config.projects.map((project) => project.toLowerCase());
  const onBoards = (node.projectItems?.nodes ?? []).flatMap((item) => {
    const rank = item?.project ? boards.indexOf(projectOf(item.project.resourcePath)) : -1;
    return rank < 0 ? [] : [{ rank, status: item?.fieldValueByName?.name ?? null }];
  });
  const board = onBoards.toSorted((one, other) => one.rank - other.rank)[0];
  const events = [...node.timelineItems.nodes, ...later].filter((event) => event !== null);
  // An issue may stand on several boards: the first configured one that it stands on says its status.
  const leading = boards[board?.rank ?? -1] ?? firstBoardIn(events, boards);
  return {
    kind: 'issue',
    id: String(node.fullDatabaseId ?? node.databaseId ?? node.id),
    repo,
    number: node.number,
    title: node.title,
    url: node.url ?? null,
    createdAt: node.createdAt,
    closedAt: node.closedAt ?? null,
    isOpen: node.state.toLowerCase() === 'open',
    reason: node.stateReason?.toLowerCase() ?? null,
    type: node.issueType?.name ?? null,
    labels: (node.labels?.nodes ?? []).flatMap((label) => (label ? [label.name] : [])),
    milestone: node.milestone?.title ?? null,
    parent: keyOf(node.parent),
    status: board?.status ?? null,
    events: withDepartures(events.flatMap((event) => eventOf(event, leading))),
    names: isIncident(node, config) ? [...namesIn(repo, node.body ?? '')] : [],
  };
}

/** Leaving a board says no status: it was the one before. */
function withDepartures(events: readonly IssueEvent[]): IssueEvent[] {
  let status: string | null = null;
  return events.map((event) => {
    if (event.what !== 'status') return event;
    const from = event.from ?? (event.to === null ? status : null);
    status = event.to;
    return { ...event, from };
  });
}

function isIncident(node: IssueNode, { incidentLabels }: GitHubConfig): boolean {
  return (node.labels?.nodes ?? []).some((label) => label && incidentLabels.includes(label.name));
}

function firstBoardIn(events: readonly TimelineEvent[], boards: readonly string[]): string | null {
  const seen = new Set(events.flatMap(({ project }) => (project ? [projectOf(project.resourcePath)] : [])));
  return boards.find((board) => seen.has(board)) ?? null;
}

function keyOf(issue: z.infer<typeof place>): string | null {
  return issue ? `${issue.repository.nameWithOwner}#${issue.number}` : null;
}

function eventOf(event: TimelineEvent, board: string | null): readonly IssueEvent[] {
  const { createdAt } = event;
  if (createdAt === undefined) return [];
  switch (event.__typename) {
    case 'ClosedEvent':
      return [{ what: 'closed', at: createdAt, reason: event.stateReason?.toLowerCase() ?? null }];
    case 'ReopenedEvent':
      return [{ what: 'reopened', at: createdAt }];
    case 'LabeledEvent':
    case 'UnlabeledEvent':
      if (!event.label) return [];
      return [{ what: 'label', at: createdAt, name: event.label.name, isAdded: event.__typename === 'LabeledEvent' }];
    case 'MilestonedEvent':
    case 'DemilestonedEvent':
      if (!event.milestoneTitle) return [];
      return [
        {
          what: 'milestone',
          at: createdAt,
          title: event.milestoneTitle,
          isAdded: event.__typename === 'MilestonedEvent',
        },
      ];
    case 'RenamedTitleEvent':
      return [{ what: 'title', at: createdAt, from: event.previousTitle ?? '', to: event.currentTitle ?? '' }];
    case 'TransferredEvent':
      return event.fromRepository
        ? [{ what: 'repository', at: createdAt, from: event.fromRepository.nameWithOwner }]
        : [];
    case 'ParentIssueAddedEvent':
    case 'ParentIssueRemovedEvent': {
      const issue = keyOf(event.parent);
      return issue === null
        ? []
        : [{ what: 'parent', at: createdAt, issue, isAdded: event.__typename === 'ParentIssueAddedEvent' }];
    }
    case 'IssueTypeAddedEvent':
      return [{ what: 'type', at: createdAt, from: null, to: event.issueType?.name ?? null }];
    case 'IssueTypeChangedEvent':
      return [
        { what: 'type', at: createdAt, from: event.prevIssueType?.name ?? null, to: event.issueType?.name ?? null },
      ];
    case 'IssueTypeRemovedEvent':
      return [{ what: 'type', at: createdAt, from: event.issueType?.name ?? null, to: null }];
    case 'ProjectV2ItemStatusChangedEvent':
      if (!event.project || projectOf(event.project.resourcePath) !== board) return [];
      return [{ what: 'status', at: createdAt, from: event.previousStatus || null, to: event.status || null }];
    case 'RemovedFromProjectV2Event':
      if (!event.project || projectOf(event.project.resourcePath) !== board) return [];
      return [{ what: 'status', at: createdAt, from: null, to: null }];
    default:
      return [];
  }
}
