import type { ItemHistory, Status } from '../../history.ts';
import { foldWord } from '../words.ts';

/** How the tool itself groups a status. Jira: new, indeterminate, done. */
export type Category = 'new' | 'indeterminate' | 'done';

/** A status as it was met, or several of one name: Jira gives each team's "To Do" an id of its own. */
export interface StatusSeen {
  /** The name seen most often. */
  readonly name: string;
  /** Ids with the name that each had most often; none where the source gives names alone. */
  readonly ids: readonly { readonly id: string; readonly name: string }[];
  /** Other names of the same ids: a status that was renamed. */
  readonly otherNames: readonly string[];
  /** What the source says most often; null where it says nothing. */
  readonly category: Category | null;
  /** Items that ever had the status, that began in it, that have it now. */
  readonly items: number;
  readonly began: number;
  readonly present: number;
}

export interface StatusesSeen {
  readonly statuses: readonly StatusSeen[];
  readonly before: (a: number, b: number) => number;
}

interface Entry {
  readonly id: string | null;
  readonly names: Map<string, number>;
  readonly votes: Map<Category, number>;
  items: number;
  began: number;
  present: number;
}

/** An item that went through more statuses than this tells no order. */
const MOST_AN_ITEM = 60;
/** A source with more statuses is not a source with statuses; the rest is not looked at. */
const MOST_STATUSES = 2_000;

/** Counts what statuses items had, and in which order they first had them. */
export class StatusCounts {
  private readonly entries: Entry[] = [];
  private readonly places = new Map<string, number>();
  private readonly pairs = new Map<number, number>();

  noteCategory(status: Status, category: string | null): void {
    const known = categoryOf(category);
    const entry = known === null ? undefined : this.entries[this.placeOf(status, false) ?? -1];
    if (known !== null && entry !== undefined) entry.votes.set(known, (entry.votes.get(known) ?? 0) + 1);
  }

  add(history: ItemHistory): void {
    const firsts: number[] = [];
    const seen = new Set<number>();
    let last: number | null = null;
    for (const status of statusesOf(history)) {
      const place = this.placeOf(status, true);
      if (place === null) continue;
      last = place;
      if (seen.has(place)) continue;
      seen.add(place);
      firsts.push(place);
    }
    for (const place of firsts) {
      const entry = this.entries[place];
      if (entry !== undefined) entry.items += 1;
    }
    const began = this.entries[firsts[0] ?? -1];
    if (began !== undefined) began.began += 1;
    const present = this.entries[last ?? -1];
    if (present !== undefined) present.present += 1;
    if (firsts.length > MOST_AN_ITEM) return;
    firsts.forEach((earlier, index) => {
      for (const later of firsts.slice(index + 1)) this.count(earlier, later);
    });
  }

  finish(): StatusesSeen {
    const families = new Map<string, number[]>();
    this.entries.forEach((entry, place) => {
      const key = foldWord(usualName(entry.names));
      families.set(key, [...(families.get(key) ?? []), place]);
    });
    const groups = [...families.values()].filter((places) =>
      places.some((place) => (this.entries[place]?.items ?? 0) > 0),
    );
    const pairAt = (a: number, b: number): number => this.pairs.get(a * MOST_STATUSES + b) ?? 0;
    return {
      statuses: groups.map((places) => seenOf(places.flatMap((place) => this.entries[place] ?? []))),
      before: (a, b) => {
        let sum = 0;
        for (const one of groups[a] ?? []) for (const other of groups[b] ?? []) sum += pairAt(one, other);
        return sum;
      },
    };
  }

  private count(earlier: number, later: number): void {
    const key = earlier * MOST_STATUSES + later;
    this.pairs.set(key, (this.pairs.get(key) ?? 0) + 1);
  }

  private placeOf(status: Status, countsName: boolean): number | null {
    const key = status.id === null ? `name:${foldWord(status.name)}` : `id:${status.id}`;
    let place = this.places.get(key);
    if (place === undefined) {
      if (this.entries.length >= MOST_STATUSES) return null;
      place = this.entries.length;
      this.places.set(key, place);
      this.entries.push({ id: status.id, names: new Map(), votes: new Map(), items: 0, began: 0, present: 0 });
    }
    const names = this.entries[place]?.names;
    if (names !== undefined) names.set(status.name, (names.get(status.name) ?? 0) + (countsName ? 1 : 0));
    return place;
  }
}

function statusesOf({ initial, changes, presentStatus }: ItemHistory): readonly Status[] {
  const moves = changes
    .filter((change) => change.field === 'status')
    .toSorted((a, b) => a.at - b.at || a.sequence - b.sequence);
  const first = initial.status ?? moves[0]?.from ?? presentStatus;
  return [first, ...moves.map((move) => move.to)].filter((status) => status !== null && status !== undefined);
}

function seenOf(entries: readonly Entry[]): StatusSeen {
  const names = merged(entries.map((entry) => entry.names));
  const name = usualName(names);
  const sum = (count: (entry: Entry) => number): number => entries.reduce((total, entry) => total + count(entry), 0);
  return {
    name,
    ids: entries.flatMap((entry) => (entry.id === null ? [] : [{ id: entry.id, name: usualName(entry.names) }])),
    otherNames: [...names.keys()].filter((other) => foldWord(other) !== foldWord(name)),
    category: mostFrequent(merged(entries.map((entry) => entry.votes))),
    items: sum((entry) => entry.items),
    began: sum((entry) => entry.began),
    present: sum((entry) => entry.present),
  };
}

function categoryOf(category: string | null): Category | null {
  return category === 'new' || category === 'indeterminate' || category === 'done' ? category : null;
}

function usualName(names: ReadonlyMap<string, number>): string {
  return mostFrequent(names) ?? '';
}

function merged<Key>(maps: readonly ReadonlyMap<Key, number>[]): ReadonlyMap<Key, number> {
  const sums = new Map<Key, number>();
  for (const map of maps) for (const [key, count] of map) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
}

/** Of equals the first. */
function mostFrequent<Key>(counts: ReadonlyMap<Key, number>): Key | null {
  let best: Key | null = null;
  let most = -1;
  for (const [key, count] of counts) {
    if (count <= most) continue;
    best = key;
    most = count;
  }
  return best;
}
