import type { Fields, ItemHistory } from '../../history.ts';
import { foldWord } from '../words.ts';
import { StatusCounts, type StatusSeen } from './status-counts.ts';

/** What a source says of statuses and types beside the histories, as connectors read it. */
export interface SaidBySource {
  readonly categories?: readonly {
    readonly id: string | null;
    readonly name: string;
    readonly category: string | null;
  }[];
  readonly types?: readonly { readonly name: string; readonly isSubtask: boolean }[];
}

export interface TypeSeen {
  readonly name: string;
  readonly items: number;
  /** Items of the type that have a parent. */
  readonly withParent: number;
  /** Items of the type whose parent is of which type, where both are known. */
  readonly parentTypes: ReadonlyMap<string, number>;
  readonly isSubtask: boolean;
}

/** What a history holds, counted: the ground of a first stream document. Unit: items. Source: methods.md 1.1–1.4, 2.3. */
export interface Survey {
  readonly items: number;
  /** In order of first appearance; statuses of one name are one, whatever their ids. */
  readonly statuses: readonly StatusSeen[];
  /** `before(a, b)`: items that first had the status at place `a` before they first had the one at place `b`. */
  readonly before: (a: number, b: number) => number;
  readonly types: readonly TypeSeen[];
  readonly projects: ReadonlyMap<string, number>;
  readonly resolutions: ReadonlyMap<string, number>;
  readonly linkTypes: ReadonlyMap<string, number>;
  readonly labels: ReadonlyMap<string, number>;
  readonly components: ReadonlyMap<string, number>;
  readonly teams: ReadonlyMap<string, number>;
  /** Items whose own flag (the events CSV's `blocked`, or a field named Flagged) was ever up. */
  readonly flagged: number;
}

/** Collects a survey, an item at a time; its memory grows with names, not with items. */
export interface SurveyCollector {
  readonly add: (history: ItemHistory, said?: SaidBySource) => void;
  readonly finish: () => Survey;
}

/** Beyond so many distinct names of one sort (labels, above all) only those already seen are counted. */
const MOST_NAMES = 5_000;
/** Types of parents are looked up among so many items; more say nothing new. */
const MOST_PARENTS = 100_000;

/** Counts over histories that are all at hand. */
export function collectSurvey(histories: Iterable<ItemHistory>, said?: SaidBySource): Survey {
  const collector = createSurvey();
  let first = said;
  for (const history of histories) {
    collector.add(history, first);
    first = undefined;
  }
  return collector.finish();
}

/** Starts a survey. Source: methods.md 1.4 (statuses by id, by name, or both). */
export function createSurvey(): SurveyCollector {
  const statuses = new StatusCounts();
  const types = new TypeCounts();
  const counts = {
    projects: new NameCounts(),
    resolutions: new NameCounts(),
    linkTypes: new NameCounts(),
    labels: new NameCounts(),
    components: new NameCounts(),
    teams: new NameCounts(),
  };
  let items = 0;
  let flagged = 0;
  return {
    add: (history, said) => {
      items += 1;
      for (const one of said?.categories ?? []) statuses.noteCategory(one, one.category);
      for (const one of said?.types ?? []) if (one.isSubtask) types.subtasks.add(one.name);
      statuses.add(history);
      const held = heldOver(history);
      types.add(history, held.type, held.parent);
      if (held.project !== null) counts.projects.add([held.project]);
      counts.resolutions.add(held.resolutions);
      counts.linkTypes.add(held.linkTypes);
      counts.labels.add(held.labels);
      counts.components.add(held.components);
      counts.teams.add(held.teams);
      if (held.isFlagged) flagged += 1;
    },
    finish: () => ({
      items,
      ...statuses.finish(),
      types: types.finish(),
      projects: counts.projects.counts,
      resolutions: counts.resolutions.counts,
      linkTypes: counts.linkTypes.counts,
      labels: counts.labels.counts,
      components: counts.components.counts,
      teams: counts.teams.counts,
      flagged,
    }),
  };
}

/** What an item is in the end, and every resolution, link, label, component and team that it ever had. */
interface Held {
  type: string | null;
  parent: string | null;
  project: string | null;
  isFlagged: boolean;
  readonly resolutions: Set<string>;
  readonly linkTypes: Set<string>;
  readonly labels: Set<string>;
  readonly components: Set<string>;
  readonly teams: Set<string>;
}

function heldOver({ initial, changes }: ItemHistory): Held {
  const held: Held = {
    type: initial.type,
    parent: initial.parent,
    project: initial.project,
    isFlagged: initial.blocked || isUp(initial.custom.Flagged),
    resolutions: setOf(initial.resolution),
    linkTypes: new Set(initial.links.map((link) => link.type)),
    labels: new Set(initial.labels),
    components: new Set(initial.components),
    teams: setOf(initial.team),
  };
  for (const change of changes) {
    if (change.field === 'type' || change.field === 'parent' || change.field === 'project')
      held[change.field] = change.to;
    else if (change.field === 'resolution' && change.to !== null) held.resolutions.add(change.to);
    else if (change.field === 'team' && change.to !== null) held.teams.add(change.to);
    else if (change.field === 'labels') for (const one of change.to) held.labels.add(one);
    else if (change.field === 'components') for (const one of change.to) held.components.add(one);
    else if (change.field === 'link') held.linkTypes.add(change.link.type);
    else if (change.field === 'blocked') held.isFlagged ||= change.to;
    else if (change.field === 'custom' && change.name === 'Flagged') held.isFlagged ||= isUp(change.to);
  }
  return held;
}

function isUp(values: Fields['custom'][string] | undefined): boolean {
  return values !== undefined && values.some((value) => value !== '');
}

function setOf(value: string | null): Set<string> {
  return new Set(value === null ? [] : [value]);
}

/** Items by name; names that differ in case alone count as the one seen first. */
class NameCounts {
  readonly counts = new Map<string, number>();
  private readonly first = new Map<string, string>();

  add(names: Iterable<string>): void {
    for (const name of names) {
      const key = foldWord(name);
      let shown = this.first.get(key);
      if (shown === undefined) {
        if (this.counts.size >= MOST_NAMES) continue;
        shown = name;
        this.first.set(key, name);
      }
      this.counts.set(shown, (this.counts.get(shown) ?? 0) + 1);
    }
  }
}

class TypeCounts {
  readonly subtasks = new Set<string>();
  private readonly seen = new Map<string, { items: number; withParent: number }>();
  private readonly typeOf = new Map<string, string>();
  private readonly parents: { type: string; parent: string }[] = [];

  add(history: ItemHistory, type: string | null, parent: string | null): void {
    if (type === null) return;
    const entry = this.seen.get(type) ?? { items: 0, withParent: 0 };
    if (!this.seen.has(type) && this.seen.size >= MOST_NAMES) return;
    this.seen.set(type, entry);
    entry.items += 1;
    if (this.typeOf.size < MOST_PARENTS) this.typeOf.set(history.item, type);
    if (parent === null) return;
    entry.withParent += 1;
    if (this.parents.length < MOST_PARENTS) this.parents.push({ type, parent });
  }

  finish(): readonly TypeSeen[] {
    const parentTypes = new Map([...this.seen.keys()].map((type) => [type, new Map<string, number>()]));
    for (const { type, parent } of this.parents) {
      const above = this.typeOf.get(parent);
      const counts = parentTypes.get(type);
      if (above !== undefined && counts !== undefined) counts.set(above, (counts.get(above) ?? 0) + 1);
    }
    return [...this.seen].map(([name, { items, withParent }]) => ({
      name,
      items,
      withParent,
      parentTypes: parentTypes.get(name) ?? new Map<string, number>(),
      isSubtask: this.subtasks.has(name),
    }));
  }
}
