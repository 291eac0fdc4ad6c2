import { z } from 'zod';

/**
 * What is kept of each thing: the allow-list. Nobody's account, name or words stand here; who acted was decided while
 * reading. A payload is one of these as JSON, and everything that is mapped comes from it.
 */
const instant = z.number();

const issueEvent = z.discriminatedUnion('what', [
  z.object({ what: z.literal('closed'), at: instant, reason: z.string().nullable() }),
  z.object({ what: z.literal('reopened'), at: instant }),
  z.object({ what: z.literal('label'), at: instant, name: z.string(), isAdded: z.boolean() }),
  z.object({
    what: z.literal('milestone'),
    at: instant,
    title: z.string(),
    /** Left out where the timeline does not say it. */
    id: z.string().optional(),
    isAdded: z.boolean(),
  }),
  z.object({ what: z.literal('iteration'), at: instant, title: z.string(), id: z.string(), isAdded: z.boolean() }),
  z.object({ what: z.literal('title'), at: instant, from: z.string(), to: z.string() }),
  z.object({ what: z.literal('type'), at: instant, from: z.string().nullable(), to: z.string().nullable() }),
  z.object({ what: z.literal('parent'), at: instant, issue: z.string(), isAdded: z.boolean() }),
  z.object({ what: z.literal('status'), at: instant, from: z.string().nullable(), to: z.string().nullable() }),
  z.object({ what: z.literal('repository'), at: instant, from: z.string() }),
]);

export const issueShape = z.object({
  kind: z.literal('issue'),
  id: z.string(),
  repo: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string().nullable(),
  createdAt: instant,
  closedAt: instant.nullable(),
  isOpen: z.boolean(),
  reason: z.string().nullable(),
  type: z.string().nullable(),
  labels: z.array(z.string()),
  milestone: z.string().nullable(),
  /** Left out where milestones are not read as iterations. */
  milestoneId: z.string().nullable().optional(),
  /** Left out where iterations are not known. */
  iteration: z.object({ id: z.string(), title: z.string() }).nullable().optional(),
  parent: z.string().nullable(),
  /** On the board, where one is read. */
  status: z.string().nullable(),
  /** In order of time. */
  events: z.array(issueEvent),
  /** Commits and pull requests that its text names; read of incidents only. */
  names: z.array(z.string()),
});

export const pullShape = z.object({
  kind: z.literal('pull'),
  id: z.string(),
  repo: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string().nullable(),
  base: z.string(),
  keys: z.array(z.string()),
  commits: z.array(z.string()),
  mergeCommit: z.string().nullable(),
  firstCommitAt: instant.nullable(),
  openedAt: instant,
  firstResponseAt: instant.nullable(),
  approvedAt: instant.nullable(),
  mergedAt: instant.nullable(),
  closedAt: instant.nullable(),
  additions: z.number().nullable(),
  deletions: z.number().nullable(),
  isRevert: z.boolean(),
  isBot: z.boolean(),
});

export const commitShape = z.object({
  kind: z.literal('commit'),
  repo: z.string(),
  sha: z.string(),
  parents: z.array(z.string()),
  committedAt: instant,
  authoredAt: instant,
  keys: z.array(z.string()),
  isRevert: z.boolean(),
  isBot: z.boolean(),
  paths: z.array(z.string()).nullable(),
});

const deployment = z.object({
  kind: z.literal('deployment'),
  id: z.string(),
  repo: z.string(),
  environment: z.string(),
  sha: z.string().nullable(),
  task: z.string().nullable(),
  createdAt: instant,
  /** In order of time, as GitHub names them, in lower case. */
  statuses: z.array(z.object({ state: z.string(), at: instant })),
  url: z.string().nullable(),
});

export const releaseShape = z.object({
  kind: z.literal('release'),
  id: z.string(),
  repo: z.string(),
  name: z.string(),
  sha: z.string().nullable(),
  at: instant,
  isPrerelease: z.boolean(),
  url: z.string().nullable(),
});

const run = z.object({
  kind: z.literal('run'),
  id: z.string(),
  repo: z.string(),
  workflow: z.string(),
  file: z.string(),
  sha: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  createdAt: instant,
  startedAt: instant,
  updatedAt: instant,
  url: z.string().nullable(),
  jobs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullable(),
      startedAt: instant.nullable(),
      completedAt: instant.nullable(),
    }),
  ),
});

export const keptThing = z.discriminatedUnion('kind', [
  issueShape,
  pullShape,
  commitShape,
  deployment,
  releaseShape,
  run,
]);

export type IssueEvent = z.infer<typeof issueEvent>;
export type KeptIssue = z.infer<typeof issueShape>;
export type KeptPull = z.infer<typeof pullShape>;
export type KeptCommit = z.infer<typeof commitShape>;
export type KeptDeployment = z.infer<typeof deployment>;
export type KeptRelease = z.infer<typeof releaseShape>;
export type KeptRun = z.infer<typeof run>;
export type KeptThing = z.infer<typeof keptThing>;

/** Id and payload under which a thing is kept. */
export function recordOf(thing: KeptThing): { readonly id: string; readonly payload: string } {
  return { id: recordIdOf(thing), payload: JSON.stringify(keptThing.parse(thing)) };
}

export function recordIdOf(thing: KeptThing): string {
  return thing.kind === 'commit' ? `commit:${thing.repo}@${thing.sha}` : `${thing.kind}:${thing.id}`;
}
