import { KINDS } from '../flow/facts.ts';
import { itemsAbove, NO_FILTER, NO_TEAM } from './stream-data.ts';
import type { View } from './view.ts';

/** More than this many are sought by typing, not by a list. */
const MOST_EPICS = 500;
const MOST_LABELS = 200;

/** What a stream can be narrowed by: what its items carry, whatever the present filter. */
export function facetsOf(view: View): {
  kinds: string[];
  teams: string[];
  labels: string[];
  epics: { item: string; title: string }[];
} {
  const input = view.loaded.data.inputFor(view.window, NO_FILTER);
  const kinds = new Set<string>();
  const teams = new Set<string>();
  const labels = new Map<string, number>();
  for (const facts of input.items) {
    kinds.add(facts.kind);
    teams.add(facts.team ?? NO_TEAM);
    for (const label of facts.labels) labels.set(label, (labels.get(label) ?? 0) + 1);
  }
  return {
    kinds: KINDS.filter((kind) => kinds.has(kind)),
    teams: [...teams].toSorted(),
    labels: [...labels]
      .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST_LABELS)
      .map(([label]) => label),
    epics: itemsAbove(input)
      .toSorted((a, b) => b.createdAt - a.createdAt)
      .slice(0, MOST_EPICS)
      .map((facts) => ({ item: facts.item, title: facts.title })),
  };
}
