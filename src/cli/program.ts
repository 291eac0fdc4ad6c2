import { Command } from 'commander';
import { forecastCommand } from './commands/forecast.ts';
import { importCommand } from './commands/import.ts';
import { keepCommands } from './commands/keep.ts';
import { measureCommand } from './commands/measure.ts';
import { streamCommand } from './commands/stream.ts';
import { templateCommand } from './commands/template.ts';
import { type Flags, readConfiguration, withSettings } from './configuration.ts';
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
  root.addCommand(importCommand());
  root.addCommand(measureCommand());
  root.addCommand(forecastCommand());
  root.addCommand(streamCommand());
  root.addCommand(templateCommand());
  for (const command of keepCommands()) root.addCommand(command);
  return root;
}
