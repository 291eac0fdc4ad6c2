import path from 'node:path';
import { Command } from 'commander';
import { invalid } from '../../app/errors.ts';
import { rebuild } from '../../app/rebuild.ts';
import { backUpStore, type CopyReport, moveStore, restoreStore } from '../../app/store-copies.ts';
import { count } from '../../app/words.ts';
import { backUpThroughServer } from '../backup-through-server.ts';
import { readConfiguration, withSettings } from '../configuration.ts';
import { withProgress } from '../long-work.ts';
import { progressLine } from '../progress-line.ts';
import { runningServer } from '../running-server.ts';
import type { Flags } from '../settings.ts';
import { withApp } from '../with-app.ts';

export function rebuildCommand(): Command {
  const command = new Command('rebuild').description('compute everything derived anew from what was imported');
  return withSettings(command).action(async (flags: Flags) => {
    const { changedItems } = await withProgress((report) =>
      withApp(readConfiguration(flags), 'rebuild', ({ app }) => rebuild(app, report)),
    );
    const outcome =
      changedItems === 0
        ? 'no work item came out different'
        : `${count(changedItems, 'work item')} came out different, as this version reads them`;
    process.stdout.write(`Everything derived was computed anew; ${outcome}.\n`);
  });
}

export function backupCommand(): Command {
  const command = new Command('backup')
    .argument('<folder>', 'a new folder')
    .description('write the whole store into a folder');
  return withSettings(command).action(async (folder: string, flags: Flags) => {
    const place = folderNamed(folder);
    const configuration = readConfiguration(flags);
    const server = await runningServer(configuration);
    if (server !== null) {
      await withProgress((report) => backUpThroughServer(server, place, report));
      process.stdout.write(`The backup is in ${place}; the server at ${server.address} made it and goes on.\n`);
      return;
    }
    const rows = await withCopyProgress('backing up', (report) =>
      withApp(configuration, 'backup', ({ app }) => backUpStore(app, place, report)),
    );
    process.stdout.write(`${count(rows, 'row')} are in ${place}.\n`);
  });
}

export function restoreCommand(): Command {
  const command = new Command('restore')
    .argument('<folder>', 'a backup')
    .description('read a backup into an empty store');
  return withSettings(command).action(async (folder: string, flags: Flags) => {
    const place = folderNamed(folder);
    const rows = await withCopyProgress('restoring', (report) =>
      withApp(readConfiguration(flags), 'restore', ({ app }) => restoreStore(app, place, report)),
    );
    process.stdout.write(`${count(rows, 'row')} of ${place} are back.\n`);
  });
}

export function migrateStoreCommand(): Command {
  const command = new Command('migrate-store')
    .argument('<to>', 'postgres://… or a folder, empty')
    .description('copy the whole store into another one, from the embedded database to a server or back');
  return withSettings(command).action(async (to: string, flags: Flags) => {
    const target = /^postgres(ql)?:\/\//.test(to) ? { url: to } : { folder: folderNamed(to) };
    const rows = await withCopyProgress('copying', (report) =>
      withApp(readConfiguration(flags), 'migrate-store', ({ app }) => moveStore(app, target, report)),
    );
    process.stdout.write(`${count(rows, 'row')} are there, each table compared; the store here is as it was.\n`);
  });
}

/** An address of another kind of database must not become a folder of that name. */
function folderNamed(text: string): string {
  if (text.trim() === '') throw invalid('the name of the folder is empty; name one');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw invalid(
      'this address is no folder and does not begin with postgres://; name a folder or a PostgreSQL server',
    );
  }
  return path.resolve(text);
}

/** A signal ends a copy at once: none is kept that is not whole. */
async function withCopyProgress<Answer>(what: string, work: (report: CopyReport) => Promise<Answer>): Promise<Answer> {
  const line = progressLine();
  try {
    return await work(({ table, tablesDone, tableCount, rowsDone }) =>
      line.show({
        done: tablesDone,
        total: tableCount,
        message: what,
        detail: `${table} ${rowsDone.toLocaleString('en')}`,
      }),
    );
  } finally {
    line.end();
  }
}
