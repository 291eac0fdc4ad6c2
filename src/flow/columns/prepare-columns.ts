import type { ItemFacts } from '../facts.ts';
import { type Completions, type Moves, type Prepared, type Stays, splitVisits } from '../metrics/prepare.ts';
import type { Stream } from '../stream/compile.ts';
import { ColumnFacts } from './column-facts.ts';
import type { ItemColumns } from './item-columns.ts';

/** Where the facts of a list come from: a row of the columns, or an object of its own (row -1) that the columns do not speak of. */
interface Rows {
  readonly items: readonly ItemFacts[];
  readonly rowOf: Int32Array;
  /** By row: the place in the list, -1 for none. */
  readonly placeOf: Int32Array;
  readonly columns: ItemColumns;
}

/**
 * The prepared form of a list of items, most of which are rows of columns: copied from them, touching objects only for the few others.
 * The same as preparing the list from its objects. Source: methods.md 2.
 */
export function prepareColumns(items: readonly ItemFacts[], columns: ItemColumns, stream: Stream): Prepared {
  const rows = rowsOf(items, columns);
  const completed = inOrder(rows, columns.completedOrder, columns.completedAt, (facts) => facts.completedAt);
  const committed = inOrder(rows, columns.committedOrder, columns.committedAt, (facts) => facts.committedAt);
  const cancelled = inOrder(rows, columns.cancelledOrder, columns.cancelledAt, (facts) => facts.cancelledAt);
  return {
    items,
    completed: completed.items,
    completedAt: completed.at,
    completedPlace: completed.places,
    committed: committed.items,
    committedAt: committed.at,
    endedAt: endsOf(rows, committed.places),
    cancelled: cancelled.items,
    cancelledAt: cancelled.at,
    ...visitsOf(rows, stream),
    committedOf: instantsOf(rows, columns.committedAt, (facts) => facts.committedAt),
    cancelledOf: instantsOf(rows, columns.cancelledAt, (facts) => facts.cancelledAt),
    moves: movesOf(rows),
    ...completionsOf(rows),
    ...firsts(rows),
  };
}

function rowsOf(items: readonly ItemFacts[], columns: ItemColumns): Rows {
  const rowOf = new Int32Array(items.length);
  const placeOf = new Int32Array(columns.count).fill(-1);
  items.forEach((facts, place) => {
    const row = facts instanceof ColumnFacts ? facts.row : -1;
    rowOf[place] = row;
    if (row !== -1) placeOf[row] = place;
  });
  return { items, rowOf, placeOf, columns };
}

interface Ordered {
  readonly items: readonly ItemFacts[];
  readonly at: Float64Array;
  /** Into the list. */
  readonly places: Int32Array;
}

/** Merges the rows, whose order is known, with the objects, which are few and sorted here. */
function inOrder(
  { items, rowOf, placeOf }: Rows,
  order: Int32Array,
  column: Float64Array,
  atOf: (facts: ItemFacts) => number | null,
): Ordered {
  const others: { readonly place: number; readonly at: number; readonly key: string }[] = [];
  for (let place = 0; place < items.length; place += 1) {
    if (rowOf[place] !== -1) continue;
    const facts = items[place];
    const at = facts === undefined ? null : atOf(facts);
    if (facts !== undefined && at !== null) others.push({ place, at, key: facts.item });
  }
  others.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  const places = new Int32Array(items.length);
  const at = new Float64Array(items.length);
  let length = 0;
  let next = 0;
  for (let index = 0; index <= order.length; index += 1) {
    const place = index === order.length ? -1 : (placeOf[order[index] ?? 0] ?? -1);
    if (place === -1 && index < order.length) continue;
    const instant = place === -1 ? Number.POSITIVE_INFINITY : (column[order[index] ?? 0] ?? 0);
    for (; next < others.length; next += 1) {
      const other = others[next];
      if (other === undefined || other.at > instant) break;
      if (other.at === instant && other.key > (items[place]?.item ?? '')) break;
      places[length] = other.place;
      at[length] = other.at;
      length += 1;
    }
    if (place === -1) continue;
    places[length] = place;
    at[length] = instant;
    length += 1;
  }
  const list: ItemFacts[] = [];
  for (let index = 0; index < length; index += 1) {
    const facts = items[places[index] ?? 0];
    if (facts !== undefined) list.push(facts);
  }
  return { items: list, at: at.slice(0, length), places: places.slice(0, length) };
}

/** When committed items were completed or cancelled; Infinity while they are open. */
function endsOf({ items, rowOf, columns }: Rows, places: Int32Array): Float64Array {
  const ends = new Float64Array(places.length);
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] ?? 0;
    const row = rowOf[place] ?? -1;
    if (row === -1) {
      const facts = items[place];
      ends[index] = facts?.completedAt ?? facts?.cancelledAt ?? Number.POSITIVE_INFINITY;
      continue;
    }
    const completedAt = columns.completedAt[row] ?? Number.NaN;
    const endedAt = Number.isNaN(completedAt) ? (columns.cancelledAt[row] ?? Number.NaN) : completedAt;
    ends[index] = Number.isNaN(endedAt) ? Number.POSITIVE_INFINITY : endedAt;
  }
  return ends;
}

/** By place in the list: an instant, NaN where there is none. */
function instantsOf(
  { items, rowOf }: Rows,
  column: Float64Array,
  atOf: (facts: ItemFacts) => number | null,
): Float64Array {
  const instants = new Float64Array(items.length);
  for (let place = 0; place < items.length; place += 1) {
    const row = rowOf[place] ?? -1;
    if (row !== -1) instants[place] = column[row] ?? Number.NaN;
    else {
      const facts = items[place];
      instants[place] = (facts === undefined ? null : atOf(facts)) ?? Number.NaN;
    }
  }
  return instants;
}

/** The visits of all items, and of them the stays (waiting and active steps) and ideas (new steps). */
function visitsOf(
  { items, rowOf, columns }: Rows,
  stream: Stream,
): Pick<Prepared, 'visits' | 'visitStart' | 'stays' | 'ideas'> {
  const start = new Int32Array(items.length + 1);
  for (let place = 0; place < items.length; place += 1) {
    const row = rowOf[place] ?? -1;
    const count =
      row === -1
        ? (items[place]?.visits.length ?? 0)
        : (columns.visitStart[row + 1] ?? 0) - (columns.visitStart[row] ?? 0);
    start[place + 1] = (start[place] ?? 0) + count;
  }
  const length = start[items.length] ?? 0;
  const item = new Int32Array(length);
  const step = new Int32Array(length);
  const enterAt = new Float64Array(length);
  const exitAt = new Float64Array(length);
  for (let place = 0; place < items.length; place += 1) {
    const row = rowOf[place] ?? -1;
    let at = start[place] ?? 0;
    if (row === -1) {
      for (const visit of items[place]?.visits ?? []) {
        item[at] = place;
        step[at] = visit.step;
        enterAt[at] = visit.enterAt;
        exitAt[at] = visit.exitAt ?? Number.POSITIVE_INFINITY;
        at += 1;
      }
      continue;
    }
    const end = start[place + 1] ?? 0;
    for (let from = columns.visitStart[row] ?? 0; at < end; from += 1, at += 1) {
      const exit = columns.visitExitAt[from] ?? Number.NaN;
      item[at] = place;
      step[at] = columns.visitStep[from] ?? 0;
      enterAt[at] = columns.visitEnterAt[from] ?? 0;
      exitAt[at] = Number.isNaN(exit) ? Number.POSITIVE_INFINITY : exit;
    }
  }
  const visits: Stays = { length, item, step, enterAt, exitAt };
  const { stays, ideas } = splitVisits(visits, stream);
  return { visits, visitStart: start, stays, ideas };
}

function movesOf({ items, rowOf, columns }: Rows): Moves {
  const { moveStart, moveFrom, moveTo, moveAt } = columns;
  let length = 0;
  for (let place = 0; place < items.length; place += 1) {
    const row = rowOf[place] ?? -1;
    length += row === -1 ? (items[place]?.moves.length ?? 0) : (moveStart[row + 1] ?? 0) - (moveStart[row] ?? 0);
  }
  const item = new Int32Array(length);
  const from = new Int32Array(length);
  const to = new Int32Array(length);
  const at = new Float64Array(length);
  let next = 0;
  for (let place = 0; place < items.length; place += 1) {
    const row = rowOf[place] ?? -1;
    if (row === -1) {
      for (const move of items[place]?.moves ?? []) {
        item[next] = place;
        from[next] = move.from;
        to[next] = move.to;
        at[next] = move.at;
        next += 1;
      }
      continue;
    }
    const end = moveStart[row + 1] ?? 0;
    for (let place2 = moveStart[row] ?? 0; place2 < end; place2 += 1) {
      item[next] = place;
      from[next] = moveFrom[place2] ?? 0;
      to[next] = moveTo[place2] ?? 0;
      at[next] = moveAt[place2] ?? 0;
      next += 1;
    }
  }
  return { length, item, from, to, at };
}

function completionsOf({ items, rowOf, columns }: Rows): Pick<Prepared, 'completions' | 'wasCancelled'> {
  const { stayStart, stayOutcome, stayLeft, stayBeginAt, stayEndAt } = columns;
  let most = 0;
  for (let place = 0; place < items.length; place += 1) {
    const row = rowOf[place] ?? -1;
    most += row === -1 ? (items[place]?.closedStays.length ?? 0) : (stayStart[row + 1] ?? 0) - (stayStart[row] ?? 0);
  }
  const item = new Int32Array(most);
  const beginAt = new Float64Array(most);
  const endAt = new Float64Array(most);
  const isReopened = new Uint8Array(most);
  const wasCancelled = new Uint8Array(items.length);
  let length = 0;
  const add = (place: number, begin: number, end: number, isAgain: boolean): void => {
    item[length] = place;
    beginAt[length] = begin;
    endAt[length] = Number.isNaN(end) ? Number.POSITIVE_INFINITY : end;
    isReopened[length] = isAgain ? 1 : 0;
    length += 1;
  };
  for (let place = 0; place < items.length; place += 1) {
    const row = rowOf[place] ?? -1;
    if (row === -1) {
      for (const stay of items[place]?.closedStays ?? []) {
        if (stay.outcome === 'cancelled') wasCancelled[place] = 1;
        else add(place, stay.beginAt, stay.endAt ?? Number.NaN, stay.left === 'reopened');
      }
      continue;
    }
    const end = stayStart[row + 1] ?? 0;
    for (let at = stayStart[row] ?? 0; at < end; at += 1) {
      // 0 is `completed` of OUTCOMES, and `reopened` of WAYS.
      if (stayOutcome[at] !== 0) wasCancelled[place] = 1;
      else add(place, stayBeginAt[at] ?? 0, stayEndAt[at] ?? Number.NaN, stayLeft[at] === 0);
    }
  }
  const completions: Completions = {
    length,
    item: item.subarray(0, length),
    beginAt: beginAt.subarray(0, length),
    endAt: endAt.subarray(0, length),
    isReopened: isReopened.subarray(0, length),
  };
  return { completions, wasCancelled };
}

function firsts({ items, rowOf, columns }: Rows): Pick<Prepared, 'firstCreatedAt' | 'knowsBlocking'> {
  let firstCreatedAt = Number.POSITIVE_INFINITY;
  let knowsBlocking = false;
  for (let place = 0; place < items.length; place += 1) {
    const row = rowOf[place] ?? -1;
    const createdAt = row === -1 ? items[place]?.createdAt : columns.createdAt[row];
    firstCreatedAt = Math.min(firstCreatedAt, createdAt ?? firstCreatedAt);
    knowsBlocking ||=
      row === -1
        ? (items[place]?.blocked.length ?? 0) > 0
        : (columns.blockedStart[row + 1] ?? 0) > (columns.blockedStart[row] ?? 0);
  }
  return { firstCreatedAt, knowsBlocking };
}
