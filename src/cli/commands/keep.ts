import path from 'node:path';
import { Command } from 'commander';
import { rebuild } from '../../app/rebuild.ts';
import { backUpStore, moveStore, restoreStore } from '../../app/store-copies.ts';
import { count } from '../../app/words.ts';
import { type Flags, readConfiguration, withSettings } from '../configuration.ts';
import { progressLine } from '../progress-line.ts';
import { withApp } from '../with-app.ts';

export function rebuildCommand(): Command {
  const command = new Command('rebuild').description('compute everything derived anew from what was imported');
  return withSettings(command).action(async (flags: Flags) => {
    const line = progressLine();
    const { changedItems } = await withApp(readConfiguration(flags), 'rebuild', ({ app }) =>
      rebuild(app, async (progress) => line.show(progress)),
    );
    line.end();
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
    const place = path.resolve(folder);
    const rows = await withApp(readConfiguration(flags), 'backup', ({ app }) => backUpStore(app, place));
    process.stdout.write(`${count(rows, 'row')} are in ${place}.\n`);
  });
}

export function restoreCommand(): Command {
  const command = new Command('restore')
    .argument('<folder>', 'a backup')
    .description('read a backup into an empty store');
  return withSettings(command).action(async (folder: string, flags: Flags) => {
    const place = path.resolve(folder);
    const rows = await withApp(readConfiguration(flags), 'restore', ({ app }) => restoreStore(app, place));
    process.stdout.write(`${count(rows, 'row')} of ${place} are back.\n`);
  });
}

export function migrateStoreCommand(): Command {
  const command = new Command('migrate-store')
    .argument('<to>', 'postgres://… or a folder, empty')
    .description('copy the whole store into another one, from the embedded database to a server or back');
  return withSettings(command).action(async (to: string, flags: Flags) => {
    const rows = await withApp(readConfiguration(flags), 'migrate-store', ({ app }) => moveStore(app, to));
    process.stdout.write(`${count(rows, 'row')} are there, each table compared; the store here is as it was.\n`);
  });
}
