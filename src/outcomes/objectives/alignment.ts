import type { KeyResultBody } from './key-result.ts';
import { ADVISED_KEY_RESULTS, LEVELS, type ObjectiveBody, type ObjectiveLevel } from './objective.ts';

/** Objectives and key results as they hang on each other: an objective on a key result, that on its objective. */
export interface Links {
  /** The parent key result of an objective; null or missing: none. */
  readonly parentOf: ReadonlyMap<string, string | null>;
  /** The objective of a key result. */
  readonly objectiveOf: ReadonlyMap<string, string>;
}

/**
 * The objectives that stand above one, nearest first. Ends where an objective has no parent, where the parent is not known, and before one
 * that was named already. Source: methods.md 6.3.
 */
export function aboveOf(objective: string, { parentOf, objectiveOf }: Links): readonly string[] {
  const above: string[] = [];
  let at = next(objective);
  while (at !== null && at !== objective && !above.includes(at)) {
    above.push(at);
    at = next(at);
  }
  return above;

  function next(id: string): string | null {
    const parent = parentOf.get(id) ?? null;
    return parent === null ? null : (objectiveOf.get(parent) ?? null);
  }
}

/** The first objective that would stand above itself, or null. An organisation's goals lead down, never round. Source: methods.md 6.3. */
export function loopIn(links: Links): string | null {
  const sound = new Set<string>();
  for (const start of links.parentOf.keys()) {
    const path = new Set<string>();
    let at: string | null = start;
    while (at !== null && !sound.has(at)) {
      if (path.has(at)) return at;
      path.add(at);
      const parent: string | null = links.parentOf.get(at) ?? null;
      at = parent === null ? null : (links.objectiveOf.get(parent) ?? null);
    }
    for (const id of path) sound.add(id);
  }
  return null;
}

/** Whether an objective below the organisation names no key result above. Shown, not forbidden. Source: methods.md 6.3. */
export function isOrphan({ level, parent }: Pick<ObjectiveBody, 'level' | 'parent'>): boolean {
  return level !== 'organisation' && parent === null;
}

/** A key result that waits to be written. */
export interface EmptyKeyResult {
  readonly title: string;
  readonly hint: string;
}

/** An objective to be finished by the team that takes a key result up. */
export interface Draft {
  readonly objective: ObjectiveBody;
  readonly keyResults: readonly EmptyKeyResult[];
}

const HINTS: readonly string[] = [
  'What would people do differently, and how often?',
  'What would they notice sooner, faster or more cheaply?',
  'What must not get worse meanwhile?',
  'What would show early that it works?',
  'What would show that it lasts?',
];

/**
 * The first draft of explicit alignment: a parent key result becomes the objective of whoever takes it up, one level below, with key results
 * of its own to be written, three where nothing else is asked. Nothing is copied from the parent's figures: a part of it is not the
 * whole. Source: methods.md 6.3.
 */
export function draftFrom(
  parent: { readonly id: string; readonly title: string; readonly level: ObjectiveLevel; readonly cycle: string },
  asked: {
    readonly team?: string | null;
    readonly stream?: string | null;
    readonly cycle?: string;
    readonly level?: ObjectiveLevel;
    readonly keyResults?: number;
  } = {},
): Draft {
  const below = LEVELS[Math.min(LEVELS.indexOf(parent.level) + 1, LEVELS.length - 1)] ?? 'team';
  const wanted = asked.keyResults ?? ADVISED_KEY_RESULTS.from;
  const count = Math.min(ADVISED_KEY_RESULTS.to, Math.max(ADVISED_KEY_RESULTS.from, wanted));
  return {
    objective: {
      title: parent.title,
      why: '',
      level: asked.level ?? below,
      owner: null,
      cycle: asked.cycle ?? parent.cycle,
      parent: parent.id,
      stream: asked.stream ?? null,
      team: asked.team ?? null,
      carriedFrom: null,
    },
    keyResults: HINTS.slice(0, count).map((hint) => ({ title: '', hint })),
  };
}

/** What is advised about the number of key results, in words; null where there are three to five. Source: methods.md 6.3. */
export function adviceOn(keyResults: readonly Pick<KeyResultBody, 'title'>[]): string | null {
  const { from, to } = ADVISED_KEY_RESULTS;
  const n = keyResults.length;
  if (n >= from && n <= to) return null;
  if (n === 0) return `It has no key result yet; ${from} to ${to} would show whether it comes true.`;
  return `It has ${n} key result${n === 1 ? '' : 's'}; ${from} to ${to} are advised.`;
}
