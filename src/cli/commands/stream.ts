import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { invalid, notFound } from '../../app/errors.ts';
import { fileFault } from '../../app/file-faults.ts';
import { readAll } from '../../app/measure-histories.ts';
import { recomputeStream } from '../../app/recompute.ts';
import { createStream, documentTextOf, readOrRefuse, saveDocument, streamIdOf } from '../../app/streams.ts';
import { suggestFrom } from '../../app/suggest.ts';
import { readConfiguration, withSettings } from '../configuration.ts';
import { withProgress } from '../long-work.ts';
import { runningServer } from '../running-server.ts';
import type { Flags } from '../settings.ts';
import { documentThroughServer, saveThroughServer } from '../streams-through-server.ts';
import { withApp } from '../with-app.ts';
import { checkDocument } from './check-document.ts';
import { formatOption } from './measure.ts';
import { parseName, parseTimeZone, readText } from './read-inputs.ts';

/** `millrace stream suggest|check|save|show`. */
export function streamCommand(): Command {
  const command = new Command('stream').description('write, check and keep value stream documents');
  command
    .command('suggest')
    .description('write a first document from a history, with a comment on each guess')
    .requiredOption('--history <file...>', 'files of history')
    .addOption(formatOption())
    .option('--name <name>', 'name of the stream', parseName)
    .option('--time-zone <zone>', 'zone of the stream', parseTimeZone, 'UTC')
    .option('--out <file>', 'write there instead of standard output')
    .action(suggestDocument);
  command
    .command('check <file>')
    .description('check a document, and with --history its modelling problems')
    .option('--history <file...>', 'files of history')
    .addOption(formatOption().makeOptionMandatory(false))
    .action(checkDocument);
  withSettings(
    command
      .command('save <file>')
      .description('keep a document in the store: a new stream, or a new version of the one of that name'),
  ).action(keepDocument);
  withSettings(command.command('show <stream>').description('print a stream’s document as it is kept')).action(
    async (stream: string, flags: Flags) => {
      const configuration = readConfiguration(flags);
      const id = streamIdOf(stream);
      const server = await runningServer(configuration);
      const kept =
        server === null
          ? await withApp(configuration, 'stream show', ({ app }) => documentTextOf(app, id))
          : await documentThroughServer(server, id);
      if (kept === null) throw notFound(`stream "${id}" does not exist`);
      process.stdout.write(kept.text);
    },
  );
  return command;
}

interface SuggestionAsked {
  readonly history: readonly string[];
  readonly format: string;
  readonly name?: string;
  readonly timeZone: string;
  readonly out?: string;
}

async function suggestDocument(asked: SuggestionAsked): Promise<void> {
  const read = await readAll({ format: asked.format, files: asked.history, timeZone: asked.timeZone });
  const text = suggestFrom(read, {
    timeZone: asked.timeZone,
    ...(asked.name === undefined ? {} : { name: asked.name }),
  });
  if (asked.out === undefined) {
    process.stdout.write(text);
    return;
  }
  await writeFile(asked.out, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw invalid(
      error.code === 'EEXIST'
        ? `${asked.out} exists already; name another file`
        : `cannot write ${asked.out}: ${fileFault(error)}`,
    );
  });
  process.stdout.write(
    `${asked.out} is written; read its comments, mend what is wrong, then: millrace stream check ${asked.out}\n`,
  );
}

async function keepDocument(file: string, flags: Flags): Promise<void> {
  const text = await readText(file);
  const { document } = readOrRefuse(text, file);
  const id = streamIdOf(document.stream);
  const configuration = readConfiguration(flags);
  const server = await runningServer(configuration);
  await withProgress((report) =>
    server === null
      ? withApp(configuration, 'stream save', async ({ app }) => {
          const before = await documentTextOf(app, id).catch(() => null);
          if (before === null) await createStream(app, text);
          else if (before.text !== text) await saveDocument(app, id, text, before.version);
          await recomputeStream(app, id, report);
        })
      : saveThroughServer(server, { id, text }, report),
  );
  process.stdout.write(`Stream ${document.stream} is kept.\n`);
}
