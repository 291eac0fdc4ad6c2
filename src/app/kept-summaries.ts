import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PortfolioStream } from '../api/store.ts';
import type { App } from './app.ts';
import { placeOf } from './kept-columns.ts';
import { nameOf, readChecked, rulesHash, writeChecked } from './kept-files.ts';
import type { AskedView } from './view.ts';

/**
 * Summaries beside the store, a file for each window of a stream that the portfolio was asked for, so that a start of the server shows it
 * at once. Derived, like the columns, and named by all that shapes them: facts, window, moment, filter, and the program's own rules.
 */
const SHAPED_BY = ['app', 'flow', 'flow/columns', 'flow/metrics', 'flow/series', 'flow/stream', 'statistics'];
/** Of one stream; the moment of looking moves on, and what nobody will ask for again has to go. */
const MOST_KEPT = 60;
const ENDING = '.summary';

/** What the portfolio says of a stream, seen through a window and a filter. */
export type PortfolioSummary = Omit<PortfolioStream, 'id' | 'name' | 'isSample'>;

/** Names a summary by what it depends on. */
export function summaryName({ open, window, filter }: AskedView): string {
  return `${open.stored.streamId} ${nameOf([open.key, window.from, window.to, window.asOf, filter])}`;
}

/** null when none is kept. */
export async function readSummary(app: App, asked: AskedView, name: string): Promise<PortfolioSummary | null> {
  if (asked.open.facts.version === 0) return null;
  const bytes = await readChecked(fileOf(app, asked, name));
  // Only `keepSummary` writes them, so they are trusted like any value inside.
  return bytes === null ? null : JSON.parse(bytes.toString());
}

export async function keepSummary(app: App, asked: AskedView, name: string, summary: PortfolioSummary): Promise<void> {
  const { facts } = asked.open;
  if (facts.version === 0) return;
  const file = fileOf(app, asked, name);
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeChecked(file, [Buffer.from(JSON.stringify(summary))]);
    await dropOldest(path.dirname(file), facts.streamId);
  } catch (error) {
    // A disk that is full costs speed, not answers.
    app.log.error({ stream: facts.streamId, error: String(error) }, 'a summary could not be kept');
  }
}

function fileOf(app: App, asked: AskedView, name: string): string {
  return `${placeOf(app, asked.open.facts)}.${nameOf([rulesHash(SHAPED_BY), name])}${ENDING}`;
}

async function dropOldest(folder: string, streamId: string): Promise<void> {
  const own = (await readdir(folder)).filter((file) => file.startsWith(`${streamId}.`) && file.endsWith(ENDING));
  if (own.length <= MOST_KEPT) return;
  const dated = await Promise.all(
    own.map(async (file) => ({ file, at: (await stat(path.join(folder, file))).mtimeMs })),
  );
  for (const { file } of dated.toSorted((a, b) => a.at - b.at).slice(0, own.length - MOST_KEPT)) {
    await rm(path.join(folder, file), { force: true });
  }
}
