import type { ItemFacts } from '../facts.ts';
import type { Completions, Moves, Prepared, Stays } from '../metrics/prepare.ts';
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
  const { stays, ideas } = staysOf(rows, stream);
  const completed = inOrder(rows, columns.completedOrder, columns.completedAt, (facts) => facts.completedAt);
  const committed = inOrder(rows, columns.committedOrder, columns.committedAt, (facts) => facts.committedAt);
  const cancelled = inOrder(rows, columns.cancelledOrder, columns.cancelledAt, (facts) => facts.cancelledAt);
  return {
    items,
    completed: completed.items,
    completedAt: completed.at,
    committed: committed.items,
    committedAt: committed.at,
    endedAt: endsOf(rows, committed.places),
    cancelled: cancelled.items,
    cancelledAt: cancelled.at,
    stays,
    ideas,
    moves: movesOf(rows),
    completions: completionsOf(rows),
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
    const facts = items[place];
    if (rowOf[place] !== -1 || facts === undefined) continue;
    const at = atOf(facts);
    if (at !== null) others.push({ place, at, key: facts.item });
  }
  others.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  const places = new Int32Array(items.length);
  const at = new Float64Array(items.length);
  const list: ItemFacts[] = [];
  const add = (place: number, instant: number): void => {
    const facts = items[place];
    if (facts === undefined) return;
    places[list.length] = place;
    at[list.length] = instant;
    list.push(facts);
  };
  let next = 0;
  for (const row of order) {
    const place = placeOf[row] ?? -1;
    if (place === -1) continue;
    const instant = column[row] ?? 0;
    for (; next < others.length; next += 1) {
      const other = others[next];
      if (other === undefined || other.at > instant) break;
      if (other.at === instant && other.key > (items[place]?.item ?? '')) break;
      add(other.place, other.at);
    }
    add(place, instant);
  }
  for (; next < others.length; next += 1) {
    const other = others[next];
    if (other !== undefined) add(other.place, other.at);
  }
  return { items: list, at: at.slice(0, list.length), places: places.slice(0, list.length) };
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

function staysOf(rows: Rows, stream: Stream): { readonly stays: Stays; readonly ideas: Stays } {
  const { items, rowOf, columns } = rows;
  const { visitStart, visitStep, visitEnterAt, visitExitAt } = columns;
  let most = 0;
  for (let place = 0; place < items.length; place += 1) {
    const row = rowOf[place] ?? -1;
    most += row === -1 ? (items[place]?.visits.length ?? 0) : (visitStart[row + 1] ?? 0) - (visitStart[row] ?? 0);
  }
  const stays = filling(most);
  const ideas = filling(most);
  const target = stream.steps.map(({ state }) =>
    state === 'waiting' || state === 'active' ? stays : state === 'new' ? ideas : null,
  );
  for (let place = 0; place < items.length; place += 1) {
    const row = rowOf[place] ?? -1;
    if (row === -1) {
      for (const visit of items[place]?.visits ?? []) {
        put(target[visit.step], place, visit.step, visit.enterAt, visit.exitAt ?? Number.NaN);
      }
      continue;
    }
    const end = visitStart[row + 1] ?? 0;
    for (let at = visitStart[row] ?? 0; at < end; at += 1) {
      const step = visitStep[at] ?? 0;
      put(target[step], place, step, visitEnterAt[at] ?? 0, visitExitAt[at] ?? Number.NaN);
    }
  }
  return { stays: filled(stays), ideas: filled(ideas) };
}

interface Filling {
  length: number;
  readonly item: Int32Array;
  readonly step: Int32Array;
  readonly enterAt: Float64Array;
  readonly exitAt: Float64Array;
}

function filling(most: number): Filling {
  return {
    length: 0,
    item: new Int32Array(most),
    step: new Int32Array(most),
    enterAt: new Float64Array(most),
    exitAt: new Float64Array(most),
  };
}

function put(to: Filling | null | undefined, item: number, step: number, enterAt: number, exitAt: number): void {
  if (to === null || to === undefined) return;
  const at = to.length;
  to.item[at] = item;
  to.step[at] = step;
  to.enterAt[at] = enterAt;
  to.exitAt[at] = Number.isNaN(exitAt) ? Number.POSITIVE_INFINITY : exitAt;
  to.length = at + 1;
}

function filled({ length, item, step, enterAt, exitAt }: Filling): Stays {
  return {
    length,
    item: item.subarray(0, length),
    step: step.subarray(0, length),
    enterAt: enterAt.subarray(0, length),
    exitAt: exitAt.subarray(0, length),
  };
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

function completionsOf({ items, rowOf, columns }: Rows): Completions {
  const { stayStart, stayOutcome, stayLeft, stayBeginAt, stayEndAt } = columns;
  const item: number[] = [];
  const beginAt: number[] = [];
  const endAt: number[] = [];
  const isReopened: number[] = [];
  const add = (place: number, begin: number, end: number | null, isAgain: boolean): void => {
    item.push(place);
    beginAt.push(begin);
    endAt.push(end === null || Number.isNaN(end) ? Number.POSITIVE_INFINITY : end);
    isReopened.push(isAgain ? 1 : 0);
  };
  for (let place = 0; place < items.length; place += 1) {
    const row = rowOf[place] ?? -1;
    if (row === -1) {
      for (const stay of items[place]?.closedStays ?? []) {
        if (stay.outcome === 'completed') add(place, stay.beginAt, stay.endAt, stay.left === 'reopened');
      }
      continue;
    }
    const end = stayStart[row + 1] ?? 0;
    for (let at = stayStart[row] ?? 0; at < end; at += 1) {
      // 0 is `completed` of OUTCOMES, and `reopened` of WAYS.
      if (stayOutcome[at] === 0) add(place, stayBeginAt[at] ?? 0, stayEndAt[at] ?? Number.NaN, stayLeft[at] === 0);
    }
  }
  return {
    length: item.length,
    item: new Int32Array(item),
    beginAt: new Float64Array(beginAt),
    endAt: new Float64Array(endAt),
    isReopened: new Uint8Array(isReopened),
  };
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
