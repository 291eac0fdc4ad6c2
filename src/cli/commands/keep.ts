import path from 'node:path';
import { Command } from 'commander';
import { rebuild } from '../../app/rebuild.ts';
import { backUpStore, moveStore, restoreStore } from '../../app/store-copies.ts';
import { count } from '../../app/words.ts';
import { type Flags, readConfiguration, withSettings } from '../configuration.ts';
import { progressLine } from '../progress-line.ts';
import { withApp } from '../with-app.ts';

/** `millrace rebuild`, `backup`, `restore` and `migrate-store`. */
export function keepCommands(): readonly Command[] {
  return [
    withSettings(new Command('rebuild').description('compute everything derived anew from what was imported')).action(
      async (flags: Flags) => {
        const line = progressLine();
        const { changedItems } = await withApp(readConfiguration(flags), 'rebuild', ({ app }) =>
          rebuild(app, async (progress) => line.show(progress)),
        );
        line.end();
        process.stdout.write(
          changedItems === 0
            ? 'Everything derived was computed anew; no work item came out different.\n'
            : `Everything derived was computed anew; ${count(changedItems, 'work item')} came out different, as this version reads them.\n`,
        );
      },
    ),
    withSettings(
      new Command('backup').argument('<folder>', 'a new folder').description('write the whole store into a folder'),
    ).action(async (folder: string, flags: Flags) => {
      const rows = await withApp(readConfiguration(flags), 'backup', ({ app }) =>
        backUpStore(app, path.resolve(folder)),
      );
      process.stdout.write(`${count(rows, 'row')} are in ${path.resolve(folder)}.\n`);
    }),
    withSettings(
      new Command('restore').argument('<folder>', 'a backup').description('read a backup into an empty store'),
    ).action(async (folder: string, flags: Flags) => {
      const rows = await withApp(readConfiguration(flags), 'restore', ({ app }) =>
        restoreStore(app, path.resolve(folder)),
      );
      process.stdout.write(`${count(rows, 'row')} of ${path.resolve(folder)} are back.\n`);
    }),
    withSettings(
      new Command('migrate-store')
        .argument('<to>', 'postgres://… or a folder, empty')
        .description('copy the whole store into another one, from the embedded database to a server or back'),
    ).action(async (to: string, flags: Flags) => {
      const rows = await withApp(readConfiguration(flags), 'migrate-store', ({ app }) => moveStore(app, to));
      process.stdout.write(`${count(rows, 'row')} are there, each table compared; the store here is as it was.\n`);
    }),
  ];
}
