import type { Fault } from '../fakes/faulty-server.ts';
import type { Http, HttpClock } from './kit/http.ts';
import { openHttp } from './kit/http.ts';
import type { CollectedPage, CollectMode, LiveSource, Mapped } from './kit/live-source.ts';
import { SourceFailure } from './kit/source-failure.ts';

/**
 * What a connector gives so that the contract can be held against it: a fake of its tool, and deeds on that fake.
 * A connector adds itself by `CONNECTOR/contract.test-data.ts` and a line in `contract-cases.test-data.ts`.
 */
export interface ContractCase {
  readonly source: LiveSource;
  readonly start: (options: ContractFakeOptions) => Promise<ContractFake>;
}

export interface ContractFakeOptions {
  readonly faultOf?: (index: number) => Fault | null;
  /** What the server’s Date header is ahead. Unit: ms. */
  readonly skewMs?: number;
  /** Pages come with issues twice and in another order, where the tool could do that. */
  readonly isBent?: boolean;
  /** Requests a second that the tool allows. */
  readonly perSecond?: number;
  /** Of the tool’s rate limit. */
  readonly now?: () => number;
}

export interface ContractFake {
  readonly config: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  readonly requests: readonly string[];
  /** Names of people that stand in every field of people. */
  readonly planted: readonly string[];
  /** What a clean reading of the same data says, by another way than the connector where there is one. */
  readonly truth: () => Promise<readonly Mapped[]> | readonly Mapped[];
  /** Makes what the connector mapped comparable with the truth, e.g. takes away what the other way does not say. */
  readonly comparable?: (mapped: Mapped) => Mapped;
  /** Changes one in a hundred things, at least two; gives the ids of their records. */
  readonly change: () => readonly string[];
  /** Records that come along with changed ones though nothing changed in them. */
  readonly comesAlong?: (id: string) => boolean;
  /** Deletes a thing; gives the id of its record. */
  readonly remove: () => string;
  /** Moves a thing to another project, so that its key changes; null where the tool cannot. */
  readonly move: (() => { readonly id: string; readonly from: string; readonly to: string }) | null;
  readonly close: () => Promise<void>;
}

/** What is kept of a source: records by id, and the cursor. */
export class Kept {
  readonly records = new Map<string, string>();
  readonly notices: string[] = [];
  cursor: unknown = null;

  keep(page: CollectedPage): void {
    for (const { id, payload } of page.records) this.records.set(id, payload);
    for (const id of page.gone) this.records.delete(id);
    this.notices.push(...(page.notices ?? []));
    // As the store does it: through JSON.
    this.cursor = JSON.parse(JSON.stringify(page.cursor));
  }

  mapped(source: LiveSource, fake: ContractFake): readonly Mapped[] {
    return [...this.records.values()]
      .flatMap((payload) => source.map(payload, source.id, fake.config))
      .map(fake.comparable ?? ((one) => one));
  }
}

/** A clock that moves only when somebody waits: to the earliest moment that anybody waits for, one after the other. */
export function virtualClock(): HttpClock {
  let now = Date.now();
  const waiting: { readonly until: number; readonly wake: () => void }[] = [];
  const move = (): void => {
    waiting.sort((one, other) => one.until - other.until);
    const first = waiting.shift();
    if (first === undefined) return;
    now = Math.max(now, first.until);
    first.wake();
    // Whoever was woken sends first.
    if (waiting.length > 0) setImmediate(move);
  };
  return {
    now: () => now,
    wait: (ms) =>
      new Promise((wake) => {
        waiting.push({ until: now + ms, wake });
        if (waiting.length === 1) setImmediate(move);
      }),
  };
}

export interface CollectOptions {
  readonly mode?: CollectMode;
  readonly clock?: HttpClock;
  /** Stops after so many pages. */
  readonly pages?: number;
  /** Sees each answer. */
  readonly seen?: (json: unknown) => void;
}

/** Where four requests are under way one of them may meet six faults: then a run ends, and the next one goes on. */
const MOST_RUNS = 4;

/** Collects and keeps, as a sync does; a failure that passes is followed by another run. Gives the pages. */
export async function collect(
  one: ContractCase,
  fake: ContractFake,
  kept: Kept,
  options: CollectOptions = {},
): Promise<readonly CollectedPage[]> {
  const collected: CollectedPage[] = [];
  for (let runs = 1; ; runs += 1) {
    try {
      await collectOnce(one, fake, kept, options, collected);
      return collected;
    } catch (error) {
      if (!(error instanceof SourceFailure) || !error.isPassing || runs === MOST_RUNS) throw error;
    }
  }
}

async function collectOnce(
  { source }: ContractCase,
  fake: ContractFake,
  kept: Kept,
  { mode = 'changes', clock = virtualClock(), pages = Number.POSITIVE_INFINITY, seen }: CollectOptions,
  collected: CollectedPage[],
): Promise<void> {
  const plain = openHttp({ ...source.connect(fake.config, fake.secrets), source: source.name, clock });
  const http: Http = {
    ...plain,
    ask: async (request) => {
      const answer = await plain.ask(request);
      seen?.(answer.json);
      return answer;
    },
  };
  const known = [...kept.records.keys()];
  for await (const page of source.collect({
    config: fake.config,
    http,
    cursor: kept.cursor,
    mode,
    clock,
    known: async function* () {
      yield* known;
    },
  })) {
    kept.keep(page);
    collected.push(page);
    if (collected.length >= pages) break;
  }
}

/** A collection into nothing, by a fake without faults. */
export async function cleanRun(one: ContractCase, fake: ContractFake): Promise<Kept> {
  const kept = new Kept();
  await collect(one, fake, kept);
  return kept;
}

/** Numbers from 0 to 1, the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Faults of about every fourth request, never more than three in a row. */
export function faultSchedule(seed: number): (index: number) => Fault | null {
  const next = chance(seed);
  let inRow = 0;
  return () => {
    if (inRow >= 3 || next() > 0.25) {
      inRow = 0;
      return null;
    }
    inRow += 1;
    const kinds: readonly Fault[] = [
      { kind: 'status', status: 500 },
      { kind: 'status', status: 502 },
      { kind: 'status', status: 503, retryAfterSeconds: 7 },
      { kind: 'status', status: 429, retryAfterSeconds: 30 },
      { kind: 'status', status: 429 },
      { kind: 'reset' },
      { kind: 'half' },
      { kind: 'truncated' },
      { kind: 'drip', pauseMs: 1 },
    ];
    return kinds[Math.floor(next() * kinds.length)] ?? null;
  };
}

/** The clock of the server in a schedule: right, ten minutes ahead, or ten behind. */
export function skewOf(seed: number): number {
  return ([0, 600_000, -600_000] as const)[seed % 3] ?? 0;
}

/** For comparing: mapped things in one order, as JSON. */
export function inOrder(mapped: readonly Mapped[]): readonly string[] {
  return mapped.map((one) => JSON.stringify(one)).toSorted();
}
