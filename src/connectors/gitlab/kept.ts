import { z } from 'zod';
import { commitShape, issueShape, pullShape, releaseShape } from '../github/kept.ts';

/** What is kept of each thing: the allow-list. Issues, merge requests, commits and releases are kept in the form of GitHub's. */
const deployment = z.object({
  kind: z.literal('deployment'),
  id: z.string(),
  repo: z.string(),
  environment: z.string(),
  sha: z.string().nullable(),
  status: z.string(),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  url: z.string().nullable(),
  /** Of a job: its name; null of a deployment that GitLab was told of. */
  job: z.string().nullable(),
});

const milestone = z.object({
  kind: z.literal('milestone'),
  id: z.string(),
  /** Path of the project or group that it belongs to. */
  of: z.string().nullable(),
  title: z.string(),
  startAt: z.number().nullable(),
  endAt: z.number().nullable(),
});

const iteration = milestone.extend({ kind: z.literal('iteration') });

export const keptThing = z.discriminatedUnion('kind', [
  issueShape.extend({ isIncident: z.boolean() }),
  pullShape,
  commitShape,
  deployment,
  releaseShape,
  milestone,
  iteration,
]);

export type KeptDeployment = z.infer<typeof deployment>;
export type KeptRelease = z.infer<typeof releaseShape>;
export type KeptMilestone = z.infer<typeof milestone>;
export type KeptIteration = z.infer<typeof iteration>;
export type KeptThing = z.infer<typeof keptThing>;

/** Id and payload under which a thing is kept. */
export function recordOf(thing: KeptThing): { readonly id: string; readonly payload: string } {
  return { id: idOf(thing), payload: JSON.stringify(keptThing.parse(thing)) };
}

function idOf(thing: KeptThing): string {
  if (thing.kind === 'commit') return `commit:${thing.repo}@${thing.sha}`;
  return `${thing.kind === 'deployment' && thing.job !== null ? 'job' : thing.kind}:${thing.id}`;
}
