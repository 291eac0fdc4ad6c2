import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { invalid } from '../../app/errors.ts';
import { fileFault } from '../../app/file-faults.ts';
import {
  exportObjectives,
  type FileFormat,
  importObjectives,
  type ObjectivesImported,
} from '../../app/objectives/import-objectives.ts';
import { readConfiguration, withSettings } from '../configuration.ts';
import { type RunningServer, runningServer } from '../running-server.ts';
import type { Flags } from '../settings.ts';
import { withApp } from '../with-app.ts';
import { readText, refuseUsage } from './read-inputs.ts';

type Asked = Flags & { readonly format?: FileFormat; readonly out?: string };

/** `millrace objectives import|export`: straight into the store, or through the server that has it open. */
export function objectivesCommand(): Command {
  const command = new Command('objectives').description('take objectives in from a file, and write them to one');
  withSettings(
    command
      .command('import <file>')
      .description('take cycles, objectives, key results, check-ins and iteration goals in: all of the file or nothing')
      .addOption(formatOption('told from the name of the file')),
  ).action(takeIn);
  withSettings(
    command
      .command('export')
      .description('write everything to standard output')
      .addOption(formatOption('yaml'))
      .option('--out <file>', 'write there instead'),
  ).action(writeOut);
  return command;
}

function formatOption(byDefault: string): Option {
  return new Option('--format <format>', `yaml or csv; by default ${byDefault}`).choices(['yaml', 'csv']);
}

async function takeIn(file: string, asked: Asked, command: Command): Promise<void> {
  const format = asked.format ?? formatOf(file);
  if (format === null) refuseUsage(command, `say --format yaml or --format csv: the name of ${file} does not tell`);
  const text = await readText(file);
  const configuration = readConfiguration(asked);
  const server = await runningServer(configuration);
  const done =
    server === null
      ? await withApp(configuration, 'objectives import', ({ app }) => importObjectives(app, text, format))
      : await throughServer(server, text, format);
  for (const notice of done.notices) process.stderr.write(`millrace: ${notice}\n`);
  process.stdout.write(`${done.new} new, ${done.changed} changed, ${done.unchanged} as they were.\n`);
}

async function throughServer(server: RunningServer, text: string, format: FileFormat): Promise<ObjectivesImported> {
  const { objectivesImported } = await import('../../api/objectives.ts');
  return server.ask(`/api/objectives/import?format=${format}`, objectivesImported, { method: 'POST', body: text });
}

async function writeOut(asked: Asked): Promise<void> {
  const format = asked.format ?? 'yaml';
  const configuration = readConfiguration(asked);
  const server = await runningServer(configuration);
  const text =
    server === null
      ? await withApp(configuration, 'objectives export', ({ app }) => exportObjectives(app, format))
      : await server.askText(`/api/objectives/export?format=${format}`);
  if (asked.out === undefined) {
    process.stdout.write(text);
    return;
  }
  const { out } = asked;
  await writeFile(out, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw invalid(
      error.code === 'EEXIST' ? `${out} exists already; name another file` : `cannot write ${out}: ${fileFault(error)}`,
    );
  });
  process.stdout.write(`${out} is written.\n`);
}

function formatOf(file: string): FileFormat | null {
  if (/\.ya?ml$/i.test(file)) return 'yaml';
  return /\.csv$/i.test(file) ? 'csv' : null;
}
