import type { ItemHistory } from '../flow/history.ts';
import { events } from './events/index.ts';
import { jira } from './jira/index.ts';
import { fileAt, type HistoryFile, metered } from './kit/files.ts';
import type { FileFormat, HistoryReading, HistoryRecord, ReadOptions } from './kit/record.ts';
import { UnreadableFile } from './kit/unreadable-file.ts';
import { stages } from './stages/index.ts';

/** The file formats, a line each. */
const FORMATS = {
  jira,
  events,
  stages,
} as const satisfies Readonly<Record<string, FileFormat>>;

export type FileFormatId = keyof typeof FORMATS;

/** Ids and names of the formats, for help texts and pages. */
export const fileFormats: readonly { readonly id: string; readonly name: string }[] = Object.values(FORMATS);

export function isFileFormat(id: string): id is FileFormatId {
  return Object.hasOwn(FORMATS, id);
}

/**
 * Reads the histories in files, one record at a time. Files are read in the order given; where a Jira issue stands in
 * several, the later record is the one that holds. Throws `UnreadableFile`: at once for a format that is not known, while
 * iterating for a file that cannot be read on.
 */
export function readHistories(
  format: string,
  files: readonly (string | HistoryFile)[],
  options: ReadOptions,
): HistoryReading {
  const { read } = formatOf(format);
  let bytesRead = 0;
  let bytesTotal = 0;
  async function* records(): AsyncGenerator<HistoryRecord> {
    const found: HistoryFile[] = [];
    for (const file of files) found.push(typeof file === 'string' ? await fileAt(file) : file);
    bytesTotal = found.reduce((sum, file) => sum + file.size, 0);
    const counted = found.map((file) =>
      metered(file, (bytes) => {
        bytesRead += bytes;
      }),
    );
    yield* read(counted, options);
  }
  return { [Symbol.asyncIterator]: records, progress: () => ({ bytesRead, bytesTotal }) };
}

/** The history of a stored raw record. The options must be those of the import, the zone above all. */
export function historyOfRaw(format: string, raw: string, options: ReadOptions): ItemHistory {
  return formatOf(format).historyOfRaw(raw, options);
}

function formatOf(format: string): FileFormat {
  if (isFileFormat(format)) return FORMATS[format];
  throw new UnreadableFile(
    'import',
    `the format "${format}" is not known; known are ${Object.keys(FORMATS).join(', ')}`,
  );
}

export { type GitChange, type GitHistory, type GitRelease, readGit } from './git/index.ts';
export { gitRecords, mapGit } from './git/kept.ts';
export { csvTable } from './kit/csv-table.ts';
export { fileAt, fileOf, type HistoryFile } from './kit/files.ts';
export { formatRefused } from './kit/format-refused.ts';
export {
  type Http,
  type HttpClock,
  type HttpOptions,
  type HttpSpent,
  openHttp,
} from './kit/http.ts';
export type {
  CollectedPage,
  CollectMode,
  CollectRequest,
  ConnectionCheck,
  LiveSource,
  Mapped,
  ProjectFound,
  SetUpField,
  SourceRecord,
} from './kit/live-source.ts';
export type {
  HistoryReading,
  HistoryRecord,
  NoticeRecord,
  Progress,
  ReadOptions,
  RefusedRecord,
  StatusCategory,
  StepColumn,
  TakenRecord,
  TypeSeen,
} from './kit/record.ts';
export { type FailureKind, SourceFailure } from './kit/source-failure.ts';
export { liveSourceOf, liveSources } from './live-sources.ts';
export {
  mapPushed,
  type PushBody,
  pushBody,
  pushedDeliveries,
  pushedWork,
  withEvents,
  workRecordId,
} from './push/index.ts';
export { UnreadableFile };
