import type { CollectedPage, SourceRecord } from '../kit/live-source.ts';
import { changesFrom, type LinearCursor, type ListState, type Part, recentWith } from './cursor.ts';
import type { Run } from './run.ts';

export interface Listed<Node> {
  readonly id: string;
  /** `updatedAt`. Unit: ms. */
  readonly at: number;
  readonly node: Node;
}

export interface ListReading<Node> {
  readonly part: Part;
  readonly what: string;
  readonly total: number | null;
  readonly ask: (
    bounds: Bounds,
  ) => Promise<{ readonly things: readonly Listed<Node>[]; readonly after: string | null }>;
  readonly recordsOf: (
    nodes: readonly Node[],
  ) => Promise<{ readonly records: readonly SourceRecord[]; readonly gone: readonly string[] }>;
}

export interface Bounds {
  /** Not changed before. Unit: ms. */
  readonly from: number | null;
  /** Not changed after. Unit: ms. */
  readonly below: number | null;
  readonly after: string | null;
}

/**
 * Reads a list by its last change, newest first. Paging is by the instant of the last thing, so that a page can be asked for after a
 * restart and things that change meanwhile hide none; within one instant it is by Linear's own place. What changes meanwhile is later
 * than the newest that was seen: a reading that took long, or was cut off before, is followed by another one.
 */
export async function* collectList<Node>(run: Run, reading: ListReading<Node>): AsyncGenerator<CollectedPage> {
  const { run: cutOff, upTo } = run.cursor[reading.part];
  yield* readOnce(run, reading);
  const isLate = cutOff !== null || upTo === null;
  if (isLate && run.cursor[reading.part].upTo !== null) yield* readOnce(run, reading);
}

async function* readOnce<Node>(run: Run, reading: ListReading<Node>): AsyncGenerator<CollectedPage> {
  const { part } = reading;
  let state: ListState = run.cursor[part];
  const known = new Map(state.recent);
  const isFirst = state.upTo === null;
  let going = state.run ?? {
    from: changesFrom(state, run.clock.now()),
    top: null,
    below: null,
    after: null,
    done: 0,
  };
  for (let isLast = false; !isLast; ) {
    const page = await reading.ask(going);
    isLast = page.after === null;
    const fresh = [...new Map(page.things.map((thing) => [thing.id, thing])).values()].filter(
      ({ id, at }) => known.get(id) !== at,
    );
    for (const { id, at } of fresh) known.set(id, at);
    const instants = page.things.map(({ at }) => at);
    const top = greatest([...instants, ...(going.top === null ? [] : [going.top])]);
    const oldest = instants.length === 0 ? null : Math.min(...instants);
    const isFurther = oldest !== null && (going.below === null || oldest < going.below);
    const done = going.done + fresh.length;
    going = { ...going, top, done, ...(isFurther ? { below: oldest, after: null } : { after: page.after }) };
    const recent = recentWith(
      state.recent,
      fresh.map(({ id, at }) => [id, at] as const),
      greatest([top, state.upTo].flatMap((one) => one ?? [])),
    );
    const next: ListState = isLast ? ended(state, recent, top, run.clock.now()) : { ...state, recent, run: going };
    const isChanged = fresh.length > 0 || JSON.stringify(next) !== JSON.stringify(state);
    state = next;
    if (!isChanged) continue;
    const { records, gone } = await reading.recordsOf(fresh.map(({ node }) => node));
    run.cursor = { ...run.cursor, [part]: state } satisfies LinearCursor;
    yield {
      records,
      // What was never kept is not told as gone.
      gone: isFirst ? [] : gone,
      cursor: run.cursor,
      progress: { done, total: isFirst ? reading.total : null, what: reading.what },
      ...takeNotices(run),
    };
  }
}

function ended(state: ListState, recent: ListState['recent'], top: number | null, now: number): ListState {
  const upTo = greatest([top, state.upTo].flatMap((one) => one ?? []));
  return { upTo, seenAt: upTo === state.upTo ? state.seenAt : now, recent, run: null };
}

function greatest(instants: readonly number[]): number | null {
  return instants.length === 0 ? null : Math.max(...instants);
}

function takeNotices(run: Run): { readonly notices?: readonly string[] } {
  const notices = run.notices.splice(0);
  return notices.length === 0 ? {} : { notices };
}
