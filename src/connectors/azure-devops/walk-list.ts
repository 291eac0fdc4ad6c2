import type { CollectedPage } from '../kit/live-source.ts';
import { type ListState, listStateOf } from './cursor.ts';
import type { KeptThing } from './kept.ts';
import { pageOf, type Run } from './run.ts';

/** A list whose newest come first and whose ids only grow. */
export interface NewestFirst<Row> {
  /** As people would say it. */
  readonly what: string;
  /** A page; `next` is empty for the first. */
  readonly ask: (next: string) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>;
  readonly idOf: (row: Row) => number;
  /** What it looks like; null where it does not change any more. */
  readonly signOf: (row: Row) => string | null;
  readonly keep: (rows: readonly Row[]) => Promise<readonly KeptThing[]>;
  /** Those that may still change and stood too far down to be seen. */
  readonly again: (ids: readonly number[]) => Promise<readonly Row[]>;
}

/** What is new in a list and what changed of those that were open, from the newest down to what is kept. */
export async function* walkList<Row>(run: Run, part: string, list: NewestFirst<Row>): AsyncGenerator<CollectedPage> {
  let state = listStateOf(run.cursor, part);
  const { high: kept } = state;
  const seen = new Set<number>();
  let done = 0;
  let going = state.run ?? { high: kept, next: '' };
  for (let isEnd = false; !isEnd; ) {
    const { rows, next } = await list.ask(going.next);
    const ids = rows.map(list.idOf);
    if (going.next === '') going = { ...going, high: Math.max(kept, ...ids) };
    const fresh = rows.filter((row, place) => {
      const id = list.idOf(row);
      return ids.indexOf(id) === place && !seen.has(id) && (id > kept || isOther(state, id, list.signOf(row)));
    });
    for (const id of ids) seen.add(id);
    isEnd = next === null || (kept > 0 && ids.some((id) => id <= kept));
    going = { ...going, next: next ?? '' };
    const reached = isEnd ? { high: going.high, run: null } : { run: going };
    state = { ...state, ...reached, open: opened(state.open, rows, list) };
    const things = await list.keep(fresh);
    done += fresh.length;
    const page = pageOf(run, { lists: { ...run.cursor.lists, [part]: state } }, things, {
      done,
      total: null,
      what: list.what,
    });
    if (!isEnd || things.length > 0) yield page;
  }
  const unseen = Object.keys(state.open).flatMap((id) => (seen.has(Number(id)) ? [] : [Number(id)]));
  if (unseen.length === 0) return;
  const rows = await list.again(unseen);
  const changed = rows.filter((row) => isOther(state, list.idOf(row), list.signOf(row)));
  if (changed.length === 0) return;
  state = { ...state, open: opened(state.open, changed, list) };
  const things = await list.keep(changed);
  done += changed.length;
  const lists = { ...run.cursor.lists, [part]: state };
  yield pageOf(run, { lists }, things, { done, total: done, what: list.what });
}

/** Whether a row is not as it was read last; one that was closed then and still is needs no look. */
function isOther({ open }: ListState, id: number, sign: string | null): boolean {
  return (open[String(id)] ?? null) !== sign;
}

function opened<Row>(open: ListState['open'], rows: readonly Row[], list: NewestFirst<Row>): ListState['open'] {
  const after = { ...open };
  for (const row of rows) {
    const sign = list.signOf(row);
    if (sign === null) delete after[String(list.idOf(row))];
    else after[String(list.idOf(row))] = sign;
  }
  return after;
}
