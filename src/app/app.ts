import type { Kysely } from 'kysely';
import type { ViewQuery } from '../api/view.ts';
import type { Status } from '../flow/history.ts';
import type { Stream } from '../flow/stream/compile.ts';
import type { StreamHead } from '../storage/stream-heads.ts';
import type { Database } from '../storage/tables.ts';
import type { PortfolioSummary } from './kept-summaries.ts';
import type { LatestMap } from './latest-map.ts';
import type { Epic } from './outcomes/epics.ts';
import type { StreamData } from './stream-data.ts';

/** Structured log; a line is an event with its facts. Never a secret. */
export interface Log {
  readonly info: (facts: Readonly<Record<string, unknown>>, message: string) => void;
  readonly error: (facts: Readonly<Record<string, unknown>>, message: string) => void;
}

/** A status of a stream's histories, and how many items were ever in it. */
export interface StatusSeen {
  readonly status: Status;
  readonly items: number;
}

/** What every verb of the product works on. */
export interface App {
  readonly db: Kysely<Database>;
  readonly workspace: string;
  /** The clock, ms UTC. */
  readonly now: () => number;
  /** Who edits; the local owner until there are accounts. */
  readonly author: string;
  readonly log: Log;
  /** Of the program. */
  readonly version: string;
  /** The store in words: `where` is a folder, or a server's address without its password. */
  readonly store: { readonly kind: 'embedded' | 'server'; readonly where: string; readonly schema: string };
  /** Addresses of databases that metrics are read from, by name. They hold passwords: never logged, never returned. */
  readonly connections: Readonly<Record<string, string>>;
  /** What credentials of sources are sealed with; null: a key kept in a file of the folder. Never logged, never returned. */
  readonly secretKey: string | null;
  /** Folder for files beside the database: refused rows, uploads. */
  readonly folder: string;
  /** Counts what was written to the store: the same number, the same rows. null where others write uncounted. */
  readonly changes: () => number | null;
  /** The present state of every stream; concurrent askers share a read that began after they asked. */
  readonly readHeads: () => Promise<readonly StreamHead[]>;
  /** Documents ready for folding, by stream and version. */
  readonly compiled: LatestMap<string, Stream>;
  /** Statuses seen in a stream's histories, by the state of its facts. */
  readonly statuses: LatestMap<string, Promise<readonly StatusSeen[]>>;
  /** Streams in memory, by stream and version of its facts. */
  readonly streams: LatestMap<string, StreamData>;
  /** Summaries for the portfolio, made or being made, by what they depend on. */
  readonly summaries: LatestMap<string, Promise<PortfolioSummary>>;
  /** Initiatives and epics of streams, by the state of their facts. */
  readonly epics: LatestMap<string, Promise<readonly Epic[]>>;
  /** What the portfolio was asked for lately. */
  readonly portfoliosAsked: LatestMap<string, ViewQuery>;
  /** Streams being read from the store, so that concurrent misses read once. */
  readonly loading: Map<string, Promise<StreamData>>;
}
