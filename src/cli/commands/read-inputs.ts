import { isUtf8 } from 'node:buffer';
import { open, readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { invalid } from '../../app/errors.ts';
import { fileFault } from '../../app/file-faults.ts';
import { noticesOf, type ReadHistories, readAll } from '../../app/measure-histories.ts';
import { readOrRefuse } from '../../app/streams.ts';
import { customFieldsOf, type Stream } from '../../flow/stream/compile.ts';
import { isTimeZone, unknownTimeZone } from '../../flow/stream/time-zones.ts';

/** A stream's document from a file. Throws Invalid that names the file, the line and what is allowed. */
export async function readStreamFile(file: string): Promise<Stream> {
  return readOrRefuse(await readText(file), file).stream;
}

export async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw invalid(`cannot read ${file}: ${fileFault(error)}`);
  });
  if (!isUtf8(bytes) || bytes.includes(0)) throw invalid(`${file}: is no text in UTF-8; save it as UTF-8`);
  return bytes.toString().replace(/^\uFEFF/, '');
}

/** Histories for a measure or forecast; what is refused is told on standard error, and refuses everything under `isStrict`. */
export async function readForMeasure(
  asked: { readonly history: readonly string[]; readonly format: string; readonly isStrict: boolean },
  stream: Stream,
): Promise<ReadHistories> {
  const read = await readAll({
    format: asked.format,
    files: asked.history,
    timeZone: stream.timeZone,
    stream,
    customFields: customFieldsOf(stream.document),
  });
  for (const notice of [...read.notices, ...(noticesOf(stream).notices ?? [])])
    process.stderr.write(`millrace: ${notice}\n`);
  if (read.refused.length === 0) return read;
  const shown = read.refused
    .slice(0, 10)
    .map((one) => `  ${one.file}${one.line === null ? '' : `:${one.line}`}: ${one.reason}`)
    .join('\n');
  const more = read.refused.length > 10 ? `\n  and ${read.refused.length - 10} more` : '';
  const text = `${read.refused.length} record${read.refused.length === 1 ? ' is' : 's are'} refused:\n${shown}${more}`;
  if (asked.isStrict) throw invalid(`${text}\nNothing was measured, as --strict asks.`);
  process.stderr.write(`millrace: ${text}\n`);
  return read;
}

/** Throws Invalid for a file that is missing or may not be read, before anything is begun. */
export async function requireReadable(files: readonly string[]): Promise<void> {
  for (const file of files) {
    try {
      const handle = await open(file);
      const isFolder = (await handle.stat()).isDirectory();
      await handle.close();
      if (!isFolder) continue;
    } catch (error) {
      throw invalid(`cannot read ${file}: ${fileFault(error)}`);
    }
    throw invalid(`${file} is a folder; name the files in it`);
  }
}

/** Ends a command that was asked for something that cannot be, as wrong usage. */
export function refuseUsage(command: Command, message: string): never {
  return command.error(`error: ${message}`, { code: 'millrace.usage' });
}

/** Days outside of these are slips of the hand. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

export function parseDay(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (!isDay || new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('must be a day such as 2026-11-22');
  }
  if (text < FIRST_DAY || text > LAST_DAY) throw new InvalidArgumentError(`must lie in ${FIRST_DAY} to ${LAST_DAY}`);
  return text;
}

export function parseInstant(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at) || !/(Z|[+-]\d{2}:?\d{2})$/i.test(text)) {
    throw new InvalidArgumentError('must be an instant with its zone, such as 2026-11-22T12:00:00Z');
  }
  parseDay(new Date(at).toISOString().slice(0, 10));
  return at;
}

export function parseCount(text: string): number {
  const n = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(n) || n < 1) {
    throw new InvalidArgumentError('must be a whole number from 1 up');
  }
  return n;
}

export function parseTimeZone(text: string): string {
  if (!isTimeZone(text)) throw new InvalidArgumentError(unknownTimeZone(text));
  return text;
}

/** A name that is given and not blank. */
export function parseName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('must not be empty');
  return text.trim();
}
