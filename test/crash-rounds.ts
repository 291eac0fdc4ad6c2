import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../src/app/app.ts';
import { importFiles } from '../src/app/import-files.ts';
import { listNotes } from '../src/app/notes.ts';
import { openApp } from '../src/app/open-app.ts';
import { rebuild } from '../src/app/rebuild.ts';
import { outdatedStreams, recomputeStream } from '../src/app/recompute.ts';
import { randomOf } from '../src/statistics/random.ts';
import { readTimelines } from '../src/storage/facts.ts';
import { countWorkItems } from '../src/storage/histories.ts';
import { readStreamFacts } from '../src/storage/stream-facts.ts';
import { readStreamDocuments } from '../src/storage/streams.ts';
import { ITEMS_AN_IMPORT } from './programs/crash-data.ts';
import { runProgram } from './run-program.ts';
import { SILENT } from './test-app.ts';

/**
 * Ends a working process with `kill -9` at a random moment, again and again on one store, and holds each time: everything that was
 * acknowledged is there, an interrupted import goes on to its end, and the facts equal those of a clean rebuild.
 */
export async function crashRounds(
  folder: string,
  rounds: number,
  seed: number,
  tell: (line: string) => void = () => undefined,
): Promise<{ readonly acknowledged: number }> {
  const random = randomOf(seed);
  const notes = new Map<string, string>();
  const documents = new Map<number, string>();
  const imported = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const program = runProgram('work-on-store', [folder, String(round)]);
    // Some work is under way; how much of it gets done before the end is up to the machine.
    await program.untilSaid(/^note /);
    await sleep(50 + random.integer(1_500));
    await program.kill();
    for (const line of program.lines()) {
      const [what = '', name = '', ...rest] = line.split(' ');
      if (what === 'note') notes.set(name, rest.join(' '));
      else if (what === 'document') documents.set(Number(name), rest.join(' '));
      else if (what === 'import') imported.add(name);
    }
    await holdEverything(folder, { notes, documents, imported });
    tell(
      `round ${round + 1} of ${rounds}: ${notes.size} notes, ${documents.size} documents, ${imported.size} imports held`,
    );
  }
  return { acknowledged: notes.size + documents.size + imported.size };
}

interface Acknowledged {
  readonly notes: ReadonlyMap<string, string>;
  readonly documents: ReadonlyMap<number, string>;
  readonly imported: Set<string>;
}

async function holdEverything(folder: string, told: Acknowledged): Promise<void> {
  const open = await openApp({
    folder,
    command: 'check',
    version: 'test',
    log: { info: () => undefined, error: () => undefined },
  });
  try {
    const { app } = open;
    const notes = new Map((await listNotes(app)).map((note) => [note.id, note.text]));
    for (const [id, text] of told.notes) assert.equal(notes.get(id), text, `acknowledged note ${id} is lost`);
    const documents = await readStreamDocuments(app.db, app.workspace, 'crashing');
    for (const [version, mark] of told.documents) {
      const kept = documents.find((document) => document.version === version);
      assert.ok(kept?.text.endsWith(`# ${mark}\n`), `acknowledged document ${version} is lost`);
    }
    await finishImports(app, folder, told.imported);
    assert.equal(await countWorkItems(app.db, app.workspace), told.imported.size * ITEMS_AN_IMPORT);
    for (const stream of await outdatedStreams(app)) await recomputeStream(app, stream, SILENT);
    const before = await factsOf(app);
    assert.equal(before.length, told.imported.size * ITEMS_AN_IMPORT);
    assert.equal((await rebuild(app, SILENT)).changedItems, 0);
    assert.deepEqual(await factsOf(app), before);
  } finally {
    await open.close();
  }
}

/** What was acknowledged brings nothing new when imported again; what was interrupted goes on to its end. */
async function finishImports(app: App, folder: string, imported: Set<string>): Promise<void> {
  for (const name of fs.readdirSync(folder)) {
    const batch = /^events-(.+)\.csv$/.exec(name)?.[1];
    if (batch === undefined) continue;
    const file = path.join(folder, name);
    if (fs.statSync(file).size === 0) {
      fs.rmSync(file);
      continue;
    }
    const account = await importFiles(
      app,
      { format: 'events', files: [file], source: 'events', timeZone: 'UTC' },
      SILENT,
    );
    if (imported.has(batch))
      assert.equal(account.new + account.changed, 0, `acknowledged import ${batch} was not whole`);
    imported.add(batch);
    fs.rmSync(file);
  }
}

async function factsOf(app: App): Promise<readonly unknown[]> {
  const facts = await readStreamFacts(app.db, app.workspace, 'crashing');
  return facts === null ? [] : readTimelines(app.db, app.workspace, 'crashing', facts.version);
}
