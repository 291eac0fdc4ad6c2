import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { importFiles } from '../src/app/import-files.ts';
import { openApp } from '../src/app/open-app.ts';
import { recomputeAll } from '../src/app/recompute.ts';
import { createStream } from '../src/app/streams.ts';
import { customFieldsOf } from '../src/flow/stream/compile.ts';
import { copyInto } from '../src/storage/copy.ts';
import { openDatabase } from '../src/storage/database.ts';
import { fileOfSimulated, type IssueFile } from './kit/issues.ts';
import { inTemporaryFolder } from './kit/temporary.ts';
import { ms, type Taken, thousands, timed, verdict } from './kit/timing.ts';

const ISSUES = 20_000;
const AIM_PER_SECOND = 2500;

/** Prints how quickly Jira JSON becomes facts in the embedded store, beside parsing it and beside the database's own COPY. */
export async function run(report: (line: string) => void): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const issues = await fileOfSimulated(folder, ISSUES);
    const megabytes = statSync(issues.file).size / 1e6;
    report(
      `import: ${issues.what}, ${megabytes.toFixed(0)} MB of Jira JSON, into an empty embedded store that syncs every batch`,
    );
    const { imported, computed } = await importAndCompute(path.join(folder, 'store'), issues);
    const wallMs = imported.wallMs + computed.wallMs;
    const rate = (ISSUES / wallMs) * 1000;
    report(
      `  JSON to facts: ${thousands(rate)} issues/s of wall time (aim ${thousands(AIM_PER_SECOND)} at least: ${verdict(rate, AIM_PER_SECOND, 'at least')}), ` +
        `${ms(wallMs)} in all: import ${inWords(imported)}, facts ${inWords(computed)}; bound by one database thread and one program thread in turn`,
    );
    const parsed = await timed(() => parse(issues.file));
    report(
      `  JSON.parse of the same file: ${inWords(parsed)}; the import takes ${(wallMs / parsed.wallMs).toFixed(1)} times as long`,
    );
    const copied = await copyLines(path.join(folder, 'peer'), issues.file);
    report(
      `  the database's own COPY of the same ${megabytes.toFixed(0)} MB into a table of one column: ${inWords(copied)}; ` +
        `the import takes ${(wallMs / copied.wallMs).toFixed(1)} times as long`,
    );
  });
}

async function importAndCompute(
  folder: string,
  { file, documentFile, stream }: IssueFile,
): Promise<{ readonly imported: Taken; readonly computed: Taken }> {
  const open = await openApp({
    folder,
    command: 'bench',
    version: 'bench',
    log: { info: () => undefined, error: (facts, message) => console.error(message, facts) },
  });
  const silent = async (): Promise<void> => undefined;
  try {
    await createStream(open.app, readFileSync(documentFile, 'utf8'));
    const customFields = customFieldsOf(stream.document);
    const request = { format: 'jira', files: [file], source: 'jira', timeZone: stream.timeZone, customFields };
    const imported = await timed(() => importFiles(open.app, request, silent));
    const computed = await timed(() => recomputeAll(open.app, silent));
    return { imported, computed };
  } finally {
    await open.close();
  }
}

function parse(file: string): number {
  let count = 0;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    JSON.parse(line);
    count += 1;
  }
  return count;
}

async function copyLines(folder: string, file: string): Promise<Taken> {
  const database = await openDatabase<{ copied: { line: string } }>({ folder, command: 'bench' });
  try {
    await sql`create table copied (line text not null)`.execute(database.db);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    return await timed(() =>
      copyInto(
        database.db,
        'copied',
        ['line'],
        lines.map((line) => [line]),
      ),
    );
  } finally {
    await database.close();
  }
}

function inWords({ wallMs, cpuMs }: Taken): string {
  return `${ms(wallMs)} (${ms(cpuMs)} of CPU)`;
}
