import { randomUUID } from 'node:crypto';
import { gitRecords, mapGit, readGit } from '../connectors/index.ts';
import type { App } from './app.ts';
import { invalid } from './errors.ts';
import { openSource } from './import-source.ts';
import type { Report } from './report.ts';
import { keepPage } from './sources/keep-page.ts';

/** Kind of sources that are local repositories. */
export const GIT = 'git';

const BATCH = 2_000;

/**
 * Keeps a local repository's changes and tags as records of delivery, without anybody's name; repeated, it keeps only what is new.
 * `repo`: its name in streams' documents, by default what the place it was cloned from calls it. Throws Invalid.
 */
export async function importGit(
  app: App,
  place: string,
  { source, repo }: { readonly source: string; readonly repo?: string | undefined },
  report: Report,
): Promise<{ readonly repo: string; readonly changes: number; readonly releases: number; readonly written: number }> {
  const git = await readGit(place).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'UnreadableFile') throw invalid(error.message);
    throw error;
  });
  const name = repo ?? git.repo;
  const records = gitRecords(git, name);
  await openSource(app, { id: source, kind: GIT });
  const run = randomUUID();
  let written = 0;
  for (let from = 0; from < records.length; from += BATCH) {
    const page = { records: records.slice(from, from + BATCH), gone: [], cursor: null };
    written += (await keepPage(app, { id: source, map: mapGit }, page, run)).deliveryRecords;
    await report({
      done: Math.min(from + BATCH, records.length),
      total: records.length,
      message: `importing ${source}`,
    });
  }
  return { repo: name, changes: git.changes.length, releases: git.releases.length, written };
}
