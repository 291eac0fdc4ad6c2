/**
 * The GraphQL questions. None asks for a person. What an entry of a history names is asked for by id, and looked up in lists that are
 * read once a run: asking for it in each entry would cost three times as much of Linear's complexity. Each question has an operation
 * name, which the fake knows it by.
 */

/** Issues a page: with their entries about 5,000 of the 10,000 points that one question may cost. */
export const ISSUES = 40;
/** Entries of a history that come with their issue; the others are asked for apart. */
export const ENTRIES = 20;
export const MORE_ENTRIES = 100;
export const LISTED = 250;

const PAGE = 'pageInfo { hasNextPage endCursor }';

const ENTRY = `id createdAt fromStateId toStateId fromTeamId toTeamId fromProjectId toProjectId fromCycleId toCycleId
  fromPriority toPriority fromEstimate toEstimate fromTitle toTitle addedLabelIds removedLabelIds
  fromParent { identifier } toParent { identifier }`;

const ISSUE = `id identifier url title createdAt updatedAt trashed priority estimate labelIds
  state { id } team { id } project { id } cycle { id } parent { identifier }
  history(first: ${ENTRIES}) { ${PAGE} nodes { ${ENTRY} } }`;

export const issuesQuery = `query Issues($first: Int!, $after: String, $filter: IssueFilter) {
  issues(first: $first, after: $after, filter: $filter, orderBy: updatedAt, includeArchived: true) {
    ${PAGE} nodes { ${ISSUE} }
  }
}`;

export const entriesQuery = `query Entries($id: ID!, $after: String) {
  issues(first: 1, filter: { id: { eq: $id } }, includeArchived: true) {
    nodes { history(first: ${MORE_ENTRIES}, after: $after) { ${PAGE} nodes { ${ENTRY} } } }
  }
}`;

export const cyclesQuery = `query Cycles($first: Int!, $after: String, $filter: CycleFilter) {
  cycles(first: $first, after: $after, filter: $filter, orderBy: updatedAt, includeArchived: true) {
    ${PAGE} nodes { id name number startsAt endsAt completedAt updatedAt team { name } }
  }
}`;

const LISTS = {
  workflowStates: ['States', 'id name type'],
  teams: ['Teams', 'id key name'],
  projects: ['Projects', 'id name'],
  issueLabels: ['Labels', 'id name'],
  cycles: ['CycleNames', 'id name number'],
} as const;

export type List = keyof typeof LISTS;

/** Names of everything of one kind, archived ones too: histories name what is gone. */
export function namesQuery(list: List): string {
  const [operation, fields] = LISTS[list];
  return `query ${operation}($first: Int!, $after: String) {
  list: ${list}(first: $first, after: $after, includeArchived: true) { ${PAGE} nodes { ${fields} } }
}`;
}

/** Ids of everything, for noticing what is gone. */
export const issueIdsQuery = `query IssueIds($first: Int!, $after: String, $filter: IssueFilter) {
  list: issues(first: $first, after: $after, filter: $filter, includeArchived: true) { ${PAGE} nodes { id trashed } }
}`;

export const cycleIdsQuery = `query CycleIds($first: Int!, $after: String, $filter: CycleFilter) {
  list: cycles(first: $first, after: $after, filter: $filter, includeArchived: true) { ${PAGE} nodes { id } }
}`;

export const viewerQuery = 'query Viewer { viewer { id } }';

export const teamCountsQuery = `query TeamCounts($first: Int!, $after: String) {
  list: teams(first: $first, after: $after) { ${PAGE} nodes { id key name issueCount(includeArchived: true) } }
}`;
