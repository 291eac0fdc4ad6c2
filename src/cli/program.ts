import { Command } from 'commander';
import { type Flags, readConfiguration, SETTINGS } from './configuration.ts';
import { serve } from './serve.ts';
import { VERSION } from './version.ts';

/** The command line: every verb with its flags. */
export function program(): Command {
  const root = new Command('millrace')
    .description('Value stream management: how work flows, and whether it changed what it was meant to change.')
    .version(VERSION)
    .showHelpAfterError('(millrace --help lists every command)');
  withSettings(root.command('demo').description('serve a sample organisation, to look around')).action((flags: Flags) =>
    serve(readConfiguration(flags, { data: '.millrace/demo' }), 'demo'),
  );
  withSettings(root.command('start').description('serve page and API on the store')).action((flags: Flags) =>
    serve(readConfiguration(flags), 'start'),
  );
  return root;
}

function withSettings(command: Command): Command {
  for (const { flag, meaning, environment, byDefault } of SETTINGS) {
    command.option(flag, `${meaning} (${environment}; ${byDefault})`);
  }
  return command;
}
