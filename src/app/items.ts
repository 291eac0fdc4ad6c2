import type { ItemRow } from '../api/flow.ts';
import type { ViewHeader } from '../api/view.ts';
import { addDays } from '../flow/calendar.ts';
import type { ItemFacts } from '../flow/facts.ts';
import { itemsInBand } from '../flow/series/cumulative-flow.ts';
import { itemsInProcessAt } from '../flow/series/load.ts';
import { itemsWithProblem } from './problems.ts';
import { rowOf } from './rows.ts';
import type { View } from './view.ts';

export interface ItemsAsked {
  readonly keys?: string | undefined;
  readonly state?: string | undefined;
  readonly step?: string | undefined;
  /** Id of a modelling problem: the items that show it. */
  readonly problem?: string | undefined;
  /** Items in process at the end of that day; with `step` in that step, with `band` in that band of the cumulative flow. */
  readonly day?: string | undefined;
  readonly band?: string | undefined;
  readonly search?: string | undefined;
  readonly limit: number;
}

/** Flow items of a view by key, state, step or words in key and title; open ones oldest first, then the latest finished. */
export function itemsOf(view: View, asked: ItemsAsked): { header: ViewHeader; rows: ItemRow[]; total: number } {
  const { stream } = view.loaded;
  const keys = keysAsked(view, asked);
  const words = (asked.search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const pool = keys === null ? view.input.items : view.input.all;
  const found = pool.filter(
    (facts) =>
      (keys === null || keys.has(facts.item)) &&
      (asked.state === undefined || facts.state === asked.state) &&
      (asked.step === undefined || asked.day !== undefined || stream.steps[facts.step]?.name === asked.step) &&
      words.every((word) => facts.item.toLowerCase().includes(word) || facts.title.toLowerCase().includes(word)),
  );
  return {
    header: view.header,
    total: found.length,
    rows: found
      .toSorted(openFirst)
      .slice(0, asked.limit)
      .map((facts) => rowOf(facts, stream, view.window.asOf)),
  };
}

function keysAsked(view: View, { keys, problem, day, band, step }: ItemsAsked): ReadonlySet<string> | null {
  if (keys !== undefined) return new Set(keys.split(','));
  if (day !== undefined) {
    const { calendar, endAt } = view.window;
    const at = Math.min(calendar.startOf(addDays(day, 1)), endAt);
    return new Set(band === undefined ? itemsInProcessAt(view.input, at, step) : itemsInBand(view.input, band, at));
  }
  return problem === undefined ? null : new Set(itemsWithProblem(view, problem));
}

/** Rows of the items that a measure or mark names, in the order it names them. */
export function rowsOf(view: View, keys: readonly string[]): ItemRow[] {
  const wanted = new Map(keys.map((key, index) => [key, index]));
  return view.input.all
    .filter((facts) => wanted.has(facts.item))
    .toSorted((a, b) => (wanted.get(a.item) ?? 0) - (wanted.get(b.item) ?? 0))
    .map((facts) => rowOf(facts, view.loaded.stream, view.window.asOf));
}

function openFirst(a: ItemFacts, b: ItemFacts): number {
  const aEnd = a.completedAt ?? a.cancelledAt;
  const bEnd = b.completedAt ?? b.cancelledAt;
  if (aEnd === null && bEnd === null) return (a.committedAt ?? a.createdAt) - (b.committedAt ?? b.createdAt);
  if (aEnd === null) return -1;
  if (bEnd === null) return 1;
  return bEnd - aEnd;
}
