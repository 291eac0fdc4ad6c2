import { z } from 'zod';

/** What is kept of Linear: the allow-list. No field holds a person. Instants are ms UTC. */

const state = z.object({ id: z.string(), name: z.string(), type: z.string().nullable() });
const cycle = z.object({ id: z.string(), name: z.string() });
const text = z.string().nullable();

const event = z.discriminatedUnion('what', [
  z.object({ what: z.literal('state'), at: z.number(), from: z.string().nullable(), to: z.string().nullable() }),
  z.object({ what: z.literal('team'), at: z.number(), from: text, to: text }),
  z.object({ what: z.literal('project'), at: z.number(), from: text, to: text }),
  z.object({ what: z.literal('parent'), at: z.number(), from: text, to: text }),
  z.object({ what: z.literal('title'), at: z.number(), from: z.string(), to: z.string() }),
  z.object({ what: z.literal('labels'), at: z.number(), added: z.array(z.string()), removed: z.array(z.string()) }),
  z.object({ what: z.literal('priority'), at: z.number(), from: text, to: text }),
  z.object({ what: z.literal('estimate'), at: z.number(), from: text, to: text }),
  z.object({ what: z.literal('cycle'), at: z.number(), from: cycle.nullable(), to: cycle.nullable() }),
]);

const issue = z.object({
  kind: z.literal('issue'),
  id: z.string(),
  /** As people say it; it changes when the issue moves to another team. */
  item: z.string(),
  url: z.string(),
  createdAt: z.number(),
  title: z.string(),
  /** Id of its state. */
  state: z.string(),
  team: text,
  project: text,
  parent: text,
  labels: z.array(z.string()),
  priority: text,
  estimate: text,
  cycle: cycle.nullable(),
  /** In order of time. */
  events: z.array(event),
  /** The states that it or its events name. */
  states: z.array(state),
});

const iteration = z.object({
  kind: z.literal('cycle'),
  id: z.string(),
  name: z.string(),
  team: text,
  startAt: z.number().nullable(),
  endAt: z.number().nullable(),
  completedAt: z.number().nullable(),
});

export const keptThing = z.discriminatedUnion('kind', [issue, iteration]);

export type KeptEvent = z.infer<typeof event>;
export type KeptIssue = z.infer<typeof issue>;
export type KeptState = z.infer<typeof state>;
export type KeptCycle = z.infer<typeof cycle>;
export type KeptThing = z.infer<typeof keptThing>;

/** Id and payload under which a thing is kept: by Linear's own id, which stays when an issue moves. */
export function recordOf(thing: KeptThing): { readonly id: string; readonly payload: string } {
  return { id: `${thing.kind}:${thing.id}`, payload: JSON.stringify(keptThing.parse(thing)) };
}
