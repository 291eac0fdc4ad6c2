import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { invalid } from '../../app/errors.ts';
import { type ReadHistories, readAll } from '../../app/measure-histories.ts';
import { readOrRefuse } from '../../app/streams.ts';
import { customFieldsOf, type Stream } from '../../flow/stream/compile.ts';

/** A stream's document from a file. Throws Invalid that names the file, the line and what is allowed. */
export async function readStreamFile(file: string): Promise<Stream> {
  return readOrRefuse(await readText(file)).stream;
}

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw invalid(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
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
  for (const notice of read.notices) process.stderr.write(`millrace: ${notice}\n`);
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

export function parseDay(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (!isDay || new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('must be a day such as 2026-11-22');
  }
  return text;
}

export function parseInstant(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at) || !/(Z|[+-]\d{2}:?\d{2})$/i.test(text)) {
    throw new InvalidArgumentError('must be an instant with its zone, such as 2026-11-22T12:00:00Z');
  }
  return at;
}

export function parseCount(text: string): number {
  const n = Number(text);
  if (!Number.isSafeInteger(n) || n < 1) throw new InvalidArgumentError('must be a whole number from 1 up');
  return n;
}
