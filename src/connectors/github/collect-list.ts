import type { CollectedPage } from '../kit/live-source.ts';
import { recentOf } from '../kit/recent.ts';
import type { ListState, RepoState } from './cursor.ts';
import { type KeptThing, recordIdOf } from './kept.ts';
import { isSettled, OVERLAP_MS, pageOf, type Run, stateOf } from './run.ts';

export interface Listed {
  readonly changedAt: number;
  /** Where it stands in the list, when that is not by its change. */
  readonly listedAt?: number;
  /** null: read and not wanted. */
  readonly thing: KeptThing | null;
}

export interface ListPage {
  readonly things: readonly Listed[];
  readonly after: string | null;
}

export interface ListReading {
  readonly part: 'issues' | 'pulls' | 'deployments' | 'releases' | 'runs';
  readonly repo: string;
  readonly what: string;
  /** What the newest looks like now; null: it is not known without reading. */
  readonly seen: string | null;
  /** Instant of the newest; null: there is none, or it is not known. */
  readonly newest: number | null;
  readonly total: number | null;
  /** Reading goes back at least to here, however new the last reading was. */
  readonly backTo?: number | null;
  readonly read: (after: string | null, since: number | null) => Promise<ListPage>;
}

/**
 * Reads a list newest first until it comes to what is kept. The marks of the newest are taken before the first page and
 * kept behind the last one, so that what changes meanwhile is read by the next run.
 */
export async function* collectList(run: Run, reading: ListReading): AsyncGenerator<CollectedPage> {
  const { part, repo, seen, newest } = reading;
  let state: ListState = stateOf(run, repo)[part];
  if (state.run === null) {
    if (seen !== null && seen === state.seen) return;
    const isKept = newest === null || isSettled(run, newest);
    state = { ...state, run: { top: newest ?? state.upTo ?? 0, seen: isKept ? seen : null, after: null, done: 0 } };
  }
  const isFirst = state.upTo === null;
  const known = new Map(state.recent);
  const floor = floorOf(state, reading.backTo ?? null);
  for (let going = state.run; going !== null; ) {
    const since = state.upTo === null ? null : state.upTo - OVERLAP_MS;
    const page = await reading.read(going.after, since);
    const wanted = page.things
      .filter(({ changedAt }) => since === null || changedAt >= since)
      .filter(({ thing, changedAt }) => thing === null || known.get(recordIdOf(thing)) !== changedAt);
    const isPast = floor !== null && page.things.some(({ changedAt, listedAt = changedAt }) => listedAt < floor);
    const isEnd = page.after === null || isPast;
    const top = Math.max(going.top, ...(newest === null ? page.things.map(({ changedAt }) => changedAt) : []));
    const done = going.done + wanted.length;
    going = isEnd ? null : { ...going, top, after: page.after, done };
    for (const { thing, changedAt } of wanted)
      if (thing !== null && isSettled(run, changedAt)) known.set(recordIdOf(thing), changedAt);
    const recent = recentOf(known, top - OVERLAP_MS);
    state = isEnd ? { upTo: top, seen: state.run?.seen ?? null, recent, run: null } : { ...state, recent, run: going };
    const kept: Partial<RepoState> = { [part]: state };
    const things = wanted.flatMap(({ thing }) => (thing === null ? [] : [thing]));
    yield pageOf(run, repo, kept, things, {
      done,
      total: isFirst ? reading.total : null,
      what: `${reading.what} of ${repo}`,
    });
  }
}

function floorOf({ upTo }: ListState, backTo: number | null): number | null {
  if (upTo === null) return null;
  return Math.min(upTo - OVERLAP_MS, backTo ?? upTo);
}
