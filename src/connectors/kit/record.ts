import type { ItemHistory } from '../../flow/history.ts';
import type { HistoryFile } from './files.ts';

/** A status with the category its source gives it, e.g. Jira's `new`, `indeterminate`, `done`. For suggestions only. */
export interface StatusCategory {
  readonly id: string | null;
  readonly name: string;
  readonly category: string | null;
}

/** A type as the source describes it. For suggestions only. */
export interface TypeSeen {
  readonly name: string;
  readonly isSubtask: boolean;
}

interface Placed {
  /**
   * 1, 2, 3 … over all files of one reading, in their order; refused records count too. A reading of the same files
   * with `after: position` goes on behind it. The refused rows of one CSV item share its position.
   */
  readonly position: number;
  readonly file: string;
}

export interface TakenRecord extends Placed {
  readonly kind: 'history';
  readonly history: ItemHistory;
  /** What the mapper read and nothing else, as JSON text; `historyOfRaw` makes the same history of it. Empty with `withRaw: false`. */
  readonly raw: string;
  readonly categories: readonly StatusCategory[];
  readonly types: readonly TypeSeen[];
}

export interface RefusedRecord extends Placed {
  readonly kind: 'refused';
  /** First line of the record in its file; null where the format has no lines worth naming. */
  readonly line: number | null;
  /** Where it stands, in words: `line 12` or `byte 34567`. */
  readonly place: string;
  readonly item: string | null;
  /** What is wrong and what to do, without file and place, so that equal reasons can be counted. */
  readonly reason: string;
  /** The record in its own format, ready to be mended; null where it is too large to keep. */
  readonly rawText: string | null;
  /** CSV: the header line that `rawText` fits, the same for all records of a reading. */
  readonly header: string | null;
}

/** Something worth telling that refuses nothing, e.g. a column that is not read. */
export interface NoticeRecord extends Placed {
  readonly kind: 'notice';
  readonly line: number | null;
  readonly message: string;
}

export type HistoryRecord = TakenRecord | RefusedRecord | NoticeRecord;

export interface ReadOptions {
  /** Zone of instants written without one. */
  readonly timeZone: string;
  /** Name of the source in the histories; the format's name when left out. */
  readonly source?: string;
  /** Further fields to read, by name or id. Fields that hold people are never read. */
  readonly customFields?: readonly string[];
  /** Skip records up to and with this position. */
  readonly after?: number;
  /** false leaves `raw` empty, for readings that store nothing. */
  readonly withRaw?: boolean;
  /** Stages: the steps of the stream's document, which name the columns that are steps. */
  readonly steps?: readonly StepColumn[];
}

export interface StepColumn {
  readonly step: string;
  readonly statuses: readonly { readonly id: string | null; readonly name: string | null }[];
}

export interface Progress {
  readonly bytesRead: number;
  /** Bytes of all files as they lie on disk (compressed, where they are). */
  readonly bytesTotal: number;
}

/** A reading under way. It can be iterated once. A file that cannot be read on throws `UnreadableFile`. */
export interface HistoryReading extends AsyncIterable<HistoryRecord> {
  readonly progress: () => Progress;
}

/** A file format: one folder here, one line in `index.ts`. */
export interface FileFormat {
  readonly id: string;
  readonly name: string;
  readonly read: (files: readonly HistoryFile[], options: ReadOptions) => AsyncIterable<HistoryRecord>;
  /** The history of a stored raw record, for rebuilding. */
  readonly historyOfRaw: (raw: string, options: ReadOptions) => ItemHistory;
}
