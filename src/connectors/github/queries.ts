/**
 * The GraphQL questions. Accounts are asked for only where something is decided by them while reading: whether another
 * person answered, and whether a program acted. Each question has an operation name, which the fake knows it by.
 */

const MARKS = `
  nameWithOwner isEmpty
  defaultBranchRef { name target { oid } }
  issues(first: 5, orderBy: {field: UPDATED_AT, direction: DESC}) { totalCount nodes { number updatedAt } }
  pullRequests(first: 5, orderBy: {field: UPDATED_AT, direction: DESC}) { totalCount nodes { number updatedAt } }
  releases(first: 5, orderBy: {field: CREATED_AT, direction: DESC}) { totalCount nodes { databaseId updatedAt } }
  deployments(first: 20, orderBy: {field: CREATED_AT, direction: DESC}) {
    totalCount nodes { databaseId latestStatus { state updatedAt } }
  }`;

/** What is newest of each kind, in several repositories and projects at once, and the newest repositories of an organisation. */
export function marksQuery(repositories: number, projects: number, hasOrganisation: boolean): string {
  const repoArguments = Array.from({ length: repositories }, (_, at) => `$o${at}: String!, $n${at}: String!`);
  const projectArguments = Array.from({ length: projects }, (_, at) => `$p${at}: String!, $k${at}: Int!`);
  const login = hasOrganisation ? ['$login: String!'] : [];
  return `query Marks(${[...repoArguments, ...projectArguments, ...login].join(', ')}) {
  ${hasOrganisation ? 'organisation: organization(login: $login) { repositories(first: 100, orderBy: {field: CREATED_AT, direction: DESC}) { totalCount nodes { nameWithOwner } } }' : ''}
  ${Array.from({ length: repositories }, (_, at) => `r${at}: repository(owner: $o${at}, name: $n${at}) { ...Marks }`).join('\n  ')}
  ${Array.from({ length: projects }, (_, at) => `p${at}: repositoryOwner(login: $p${at}) { ... on ProjectV2Owner { projectV2(number: $k${at}) { id updatedAt } } }`).join('\n  ')}
}
fragment Marks on Repository {${MARKS}
}`;
}

export const repositoriesQuery = `query Repositories($login: String!, $after: String) {
  organization(login: $login) {
    repositories(first: 100, after: $after, orderBy: {field: PUSHED_AT, direction: DESC}) {
      totalCount pageInfo { hasNextPage endCursor } nodes { nameWithOwner }
    }
  }
}`;

const EVENTS = [
  ['CLOSED_EVENT', '... on ClosedEvent { createdAt stateReason }'],
  ['REOPENED_EVENT', '... on ReopenedEvent { createdAt }'],
  ['LABELED_EVENT', '... on LabeledEvent { createdAt label { name } }'],
  ['UNLABELED_EVENT', '... on UnlabeledEvent { createdAt label { name } }'],
  ['MILESTONED_EVENT', '... on MilestonedEvent { createdAt milestoneTitle }'],
  ['DEMILESTONED_EVENT', '... on DemilestonedEvent { createdAt milestoneTitle }'],
  ['RENAMED_TITLE_EVENT', '... on RenamedTitleEvent { createdAt previousTitle currentTitle }'],
  ['TRANSFERRED_EVENT', '... on TransferredEvent { createdAt fromRepository { nameWithOwner } }'],
] as const;

const NEWER_EVENTS = [
  [
    'PARENT_ISSUE_ADDED_EVENT',
    '... on ParentIssueAddedEvent { createdAt parent { number repository { nameWithOwner } } }',
  ],
  [
    'PARENT_ISSUE_REMOVED_EVENT',
    '... on ParentIssueRemovedEvent { createdAt parent { number repository { nameWithOwner } } }',
  ],
  ['ISSUE_TYPE_ADDED_EVENT', '... on IssueTypeAddedEvent { createdAt issueType { name } }'],
  ['ISSUE_TYPE_CHANGED_EVENT', '... on IssueTypeChangedEvent { createdAt issueType { name } prevIssueType { name } }'],
  ['ISSUE_TYPE_REMOVED_EVENT', '... on IssueTypeRemovedEvent { createdAt issueType { name } }'],
] as const;

const BOARD_EVENTS = [
  [
    'PROJECT_V2_ITEM_STATUS_CHANGED_EVENT',
    '... on ProjectV2ItemStatusChangedEvent { createdAt previousStatus status project { resourcePath } }',
  ],
  ['REMOVED_FROM_PROJECT_V2_EVENT', '... on RemovedFromProjectV2Event { createdAt project { resourcePath } }'],
] as const;

/** What an issue is asked for. `isPlain`: without what older Enterprise servers do not know. */
export interface IssueWants {
  readonly isPlain: boolean;
  readonly withBoard: boolean;
  readonly withBody: boolean;
}

function timelineOf({ isPlain, withBoard }: IssueWants, after: string): string {
  const events = [...EVENTS, ...(isPlain ? [] : NEWER_EVENTS), ...(withBoard ? BOARD_EVENTS : [])];
  return `timelineItems(first: 100${after}, itemTypes: [${events.map(([type]) => type).join(', ')}]) {
    pageInfo { hasNextPage endCursor }
    nodes { __typename ${events.map(([, part]) => part).join(' ')} }
  }`;
}

function issueFields(wants: IssueWants): string {
  return `id databaseId number title url createdAt updatedAt closedAt state stateReason
  repository { nameWithOwner } milestone { title } labels(first: 100) { nodes { name } }
  ${wants.isPlain ? '' : 'fullDatabaseId issueType { name } parent { number repository { nameWithOwner } }'}
  ${wants.withBody ? 'body' : ''}
  ${wants.withBoard ? 'projectItems(first: 20) { nodes { project { resourcePath } fieldValueByName(name: "Status") { ... on ProjectV2ItemFieldSingleSelectValue { name } } } }' : ''}
  ${timelineOf(wants, '')}`;
}

export function issuesQuery(wants: IssueWants): string {
  return `query Issues($owner: String!, $name: String!, $first: Int!, $after: String, $since: DateTime) {
  repository(owner: $owner, name: $name) {
    issues(first: $first, after: $after, orderBy: {field: UPDATED_AT, direction: DESC}, filterBy: {since: $since}) {
      pageInfo { hasNextPage endCursor }
      nodes { ${issueFields(wants)} }
    }
  }
}`;
}

export function issuesByIdQuery(wants: IssueWants): string {
  return `query IssuesById($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { ${issueFields(wants)} } } }`;
}

export function timelineQuery(wants: IssueWants): string {
  return `query Timeline($id: ID!, $after: String) {
  node(id: $id) { ... on Issue { ${timelineOf(wants, ', after: $after')} } }
}`;
}

const PULL_COMMITS = `pageInfo { hasNextPage endCursor } nodes { commit { oid authoredDate message } }`;

export function pullsQuery(isPlain: boolean): string {
  return `query Pulls($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(first: $first, after: $after, orderBy: {field: UPDATED_AT, direction: DESC}) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id databaseId ${isPlain ? '' : 'fullDatabaseId'} number title url createdAt updatedAt closedAt mergedAt
        baseRefName headRefName additions deletions
        author { __typename login } mergeCommit { oid } repository { nameWithOwner }
        commits(first: 100) { ${PULL_COMMITS} }
        reviews(first: 50) { nodes { author { __typename login } state submittedAt } }
        comments(first: 30) { nodes { author { __typename login } createdAt } }
        closingIssuesReferences(first: 10) { nodes { number repository { nameWithOwner } } }
      }
    }
  }
}`;
}

export const pullCommitsQuery = `query PullCommits($id: ID!, $after: String) {
  node(id: $id) { ... on PullRequest { commits(first: 100, after: $after) { ${PULL_COMMITS} } } }
}`;

export const deploymentsQuery = `query Deployments($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    deployments(first: $first, after: $after, orderBy: {field: CREATED_AT, direction: DESC}) {
      pageInfo { hasNextPage endCursor }
      nodes {
        databaseId createdAt environment commitOid task
        statuses(first: 30) { nodes { state createdAt } }
      }
    }
  }
}`;

export const releasesQuery = `query Releases($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    releases(first: $first, after: $after, orderBy: {field: CREATED_AT, direction: DESC}) {
      pageInfo { hasNextPage endCursor }
      nodes { databaseId tagName name isDraft isPrerelease createdAt publishedAt url tagCommit { oid } }
    }
  }
}`;

/** Items of a board with the time of their last change, to find those whose status moved. */
export const boardQuery = `query Board($id: ID!, $first: Int!, $after: String) {
  node(id: $id) {
    ... on ProjectV2 {
      items(first: $first, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { updatedAt content { ... on Issue { id repository { nameWithOwner } } } }
      }
    }
  }
}`;

/** Ids of everything of one kind, for noticing what is gone. */
export function idsQuery(kind: 'issues' | 'releases' | 'deployments', isPlain: boolean): string {
  const id = kind === 'issues' && !isPlain ? 'databaseId fullDatabaseId' : 'databaseId';
  return `query Ids($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    list: ${kind}(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${id} } }
  }
}`;
}
