import type { Status } from '../history.ts';

/**
 * What repositories and deployments tell of an item that a step may name beside statuses: its review was opened, all of its changes that
 * were in review are merged, all of them are in production. Source: methods.md 1.4, 4.1; issue 4 section 3.
 */
export const STEP_EVENTS = ['review opened', 'merged', 'deployed'] as const;
export type StepEvent = (typeof STEP_EVENTS)[number];

/** No store keeps this sign in a text, so no source can give a status that begins with it. */
const RESERVED = '\u0000';

/** The status that stands for a step as such: what an event moves an item to. No source can give one like it. */
export function statusOfStep(index: number): Status {
  return { id: `${RESERVED}${index}`, name: `${RESERVED}${index}` };
}

/** The step that a status stands for by `statusOfStep`; null for every status of a source. */
export function stepInStatus({ id }: Status): number | null {
  return id?.startsWith(RESERVED) === true ? Number(id.slice(RESERVED.length)) : null;
}
