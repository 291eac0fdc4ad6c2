import type { z } from 'zod';
import type { DeliveryRecord } from '../../flow/delivery/records.ts';
import type { ItemHistory } from '../../flow/history.ts';
import type { Http, HttpClock, HttpOptions } from './http.ts';
import type { StatusCategory, TypeSeen } from './record.ts';

/** What a source can bring. */
export type Brings = 'work' | 'iterations' | 'changes' | 'deployments' | 'incidents';

/** A field of the set-up form. */
export interface SetUpField {
  readonly key: string;
  readonly label: string;
  /** One sentence: what to put there, where to find it. */
  readonly help: string;
  readonly isOptional?: boolean;
  readonly example?: string;
  /** A secret that may stand on screen while it is typed, e.g. an address. */
  readonly isShown?: boolean;
}

/** One thing as the source has it, cut down to the fields that the mapper reads: it holds no person. */
export interface SourceRecord {
  /** Stable while the thing lives, whatever project it moves to: by the source's own id where it has one, e.g. `issue:10001`. */
  readonly id: string;
  /** JSON text; the same thing gives the same text. `map` reads it again, also years later. */
  readonly payload: string;
}

/** What a record says, in Millrace's words. One record may say several things. */
export type Mapped =
  | {
      readonly kind: 'item';
      readonly history: ItemHistory;
      readonly categories: readonly StatusCategory[];
      readonly types: readonly TypeSeen[];
    }
  | { readonly kind: 'delivery'; readonly record: DeliveryRecord };

/** A part of a collection that is kept whole or not at all, together with where to go on. */
export interface CollectedPage {
  readonly records: readonly SourceRecord[];
  /** Ids of records that are gone at the source, or may not be seen any more. */
  readonly gone: readonly string[];
  /** Where the next page begins, in the connector's own form; JSON. Given back to `collect`, now or after a restart. */
  readonly cursor: unknown;
  /** Done and expected things of the present run, for people; null where the source does not say. */
  readonly progress: { readonly done: number; readonly total: number | null; readonly what: string };
  /** Worth telling, and refusing nothing, e.g. a part that these credentials may not read. */
  readonly notices?: readonly string[];
}

/**
 * `changes`: what changed since the cursor, the whole history without one. `sweep`: which records are gone; ends with the ids in `gone`.
 */
export type CollectMode = 'changes' | 'sweep';

export interface CollectRequest<Config> {
  readonly config: Config;
  readonly http: Http;
  /** As the last kept page gave it; null at the first time. */
  readonly cursor: unknown;
  readonly mode: CollectMode;
  /** Somebody waits for it: to be looked at is also what otherwise waits for its turn, so that a quiet run asks little. */
  readonly isThorough?: boolean;
  /** Sweep: ids of all records that are kept. */
  readonly known?: () => AsyncIterable<string>;
  readonly clock: HttpClock;
}

export interface ProjectFound {
  readonly id: string;
  readonly name: string;
}

/** One permission or reachability check. */
export interface ConnectionCheck {
  readonly what: string;
  readonly isHeld: boolean;
  /** What is missing and how to give it; empty where it is held. */
  readonly advice: string;
}

/** How a tool's webhooks say what they tell of. What their bodies say is not believed, so this is all that is looked at. */
export interface Calls {
  /** Header that names the event. */
  readonly header: string;
  /** Whether an event of this name may tell of something that is read. */
  readonly heeds: (event: string) => boolean;
  /** Whether it may tell of something that only a thorough run sees for sure. */
  readonly needsThorough: (event: string) => boolean;
}

/** A tool that Millrace reads by itself: one folder under connectors, one line in `live-sources.ts`. */
export interface LiveSource<Config = unknown> {
  readonly id: string;
  /** As people know it, e.g. `Jira Cloud`. */
  readonly name: string;
  readonly brings: readonly Brings[];
  /** Settings that are no secret, checked at every start. */
  readonly config: z.ZodType<Config>;
  /** The same while it is being set up, for `test` and `findProjects`; left out where `config` asks for nothing that is chosen later. */
  readonly begun?: z.ZodType<Config>;
  readonly fields: readonly SetUpField[];
  /** Secrets, kept encrypted and apart. */
  readonly secrets: readonly SetUpField[];
  /** Words of one sentence on how to get credentials that may only read. */
  readonly permissions: readonly string[];
  /** Base address, headers that carry the credentials, and further servers of the tool that they may go to, by a rule from the first. */
  readonly connect: (
    config: Config,
    secrets: Readonly<Record<string, string>>,
  ) => Pick<HttpOptions, 'baseUrl' | 'headers' | 'otherOrigins'>;
  /** Left out where a webhook's headers do not say what it tells of: then each begins a run. */
  readonly calls?: Calls;
  /** Requests a second when the source's settings name none. */
  readonly perSecond: number;
  /** What the credentials may do, one check after the other. Throws `SourceFailure` only where nothing can be asked at all. */
  readonly test: (config: Config, http: Http) => Promise<readonly ConnectionCheck[]>;
  /** Projects (repositories …) whose name or key holds the words; at most 50. */
  readonly findProjects: (config: Config, http: Http, words: string) => Promise<readonly ProjectFound[]>;
  /** Pages until nothing is left. A run without a change asks at most twice and yields no record. Throws `SourceFailure`. */
  readonly collect: (request: CollectRequest<Config>) => AsyncIterable<CollectedPage>;
  /** How many things a first run would fetch, in a request or two; null where the source does not say. */
  readonly estimate: (config: Config, http: Http) => Promise<number | null>;
  /** Pure: what a kept record says. */
  readonly map: (payload: string, source: string, config: Config) => readonly Mapped[];
}
