/**
 * Imports histories, edits notes and documents and computes figures without end, saying each thing once it was acknowledged.
 * `work-on-store FOLDER ROUND`: the parent ends it at any moment.
 */
import fs from 'node:fs';
import path from 'node:path';
import { importFiles } from '../../src/app/import-files.ts';
import { saveNoteOf } from '../../src/app/notes.ts';
import { openApp } from '../../src/app/open-app.ts';
import { recomputeAll } from '../../src/app/recompute.ts';
import { createStream, documentOf, saveDocument } from '../../src/app/streams.ts';
import { eventsOf, STREAM_TEXT } from './crash-data.ts';

const [folder = '', round = '0'] = process.argv.slice(2);
const say = (line: string): void => {
  fs.writeSync(1, `${line}\n`);
};
const nothing = async (): Promise<void> => undefined;
const open = await openApp({
  folder,
  command: 'crash test',
  version: 'test',
  log: { info: () => undefined, error: () => undefined },
});
const { app } = open;
if ((await documentOf(app, 'crashing').catch(() => null)) === null) await createStream(app, STREAM_TEXT);
say('open');

const edits = async (): Promise<void> => {
  for (let edit = 0; ; edit += 1) {
    const note = await saveNoteOf(app, { stream: null, day: '2026-01-05', text: `note ${round}.${edit}` });
    say(`note ${note.id} ${note.text}`);
    if (edit % 5 !== 4) continue;
    const before = await documentOf(app, 'crashing');
    const version = await saveDocument(app, 'crashing', `${STREAM_TEXT}# ${round}.${edit}\n`, before.version);
    say(`document ${version} ${round}.${edit}`);
  }
};

const imports = async (): Promise<void> => {
  for (let number = 0; ; number += 1) {
    const file = path.join(folder, `events-${round}-${number}.csv`);
    fs.writeFileSync(file, eventsOf(`${round}-${number}`));
    await importFiles(app, { format: 'events', files: [file], source: 'events', timeZone: 'UTC' }, nothing);
    say(`import ${round}-${number}`);
    await recomputeAll(app, nothing);
    say(`computed ${round}-${number}`);
  }
};

await Promise.all([edits(), imports()]);
