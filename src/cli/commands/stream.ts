import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { invalid } from '../../app/errors.ts';
import { readAll } from '../../app/measure-histories.ts';
import { recomputeStream } from '../../app/recompute.ts';
import { createStream, documentOf, readOrRefuse, saveDocument, streamIdOf } from '../../app/streams.ts';
import { suggestFrom } from '../../app/suggest.ts';
import { addDays, calendarOf } from '../../flow/calendar.ts';
import { findProblems } from '../../flow/data-quality/index.ts';
import { foldAll, inputAt } from '../../flow/fold-all.ts';
import { parseStream, showProblem } from '../../flow/stream/parse.ts';
import { windowOf } from '../../flow/window.ts';
import { type Flags, readConfiguration, withSettings } from '../configuration.ts';
import { progressLine } from '../progress-line.ts';
import { withApp } from '../with-app.ts';
import { formatOption } from './measure.ts';
import { readForMeasure, readText } from './read-inputs.ts';

/** `millrace stream suggest|check|save|show`. */
export function streamCommand(): Command {
  const command = new Command('stream').description('write, check and keep value stream documents');
  command
    .command('suggest')
    .description('write a first document from a history, with a comment on each guess')
    .requiredOption('--history <file...>', 'files of history')
    .addOption(formatOption())
    .option('--name <name>', 'name of the stream')
    .option('--time-zone <zone>', 'zone of the stream', 'UTC')
    .option('--out <file>', 'write there instead of standard output')
    .action(async (asked: { history: string[]; format: string; name?: string; timeZone: string; out?: string }) => {
      const read = await readAll({ format: asked.format, files: asked.history, timeZone: asked.timeZone });
      const text = suggestFrom(read, {
        timeZone: asked.timeZone,
        ...(asked.name === undefined ? {} : { name: asked.name }),
      });
      if (asked.out === undefined) process.stdout.write(text);
      else {
        await writeFile(asked.out, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
          throw invalid(
            error.code === 'EEXIST'
              ? `${asked.out} exists already; name another file`
              : `cannot write ${asked.out}: ${error.message}`,
          );
        });
        process.stdout.write(
          `${asked.out} is written; read its comments, mend what is wrong, then: millrace stream check ${asked.out}\n`,
        );
      }
    });
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
  ).action(async (file: string, flags: Flags) => {
    const text = await readText(file);
    const { document } = readOrRefuse(text);
    const line = progressLine();
    await withApp(readConfiguration(flags), 'stream save', async ({ app }) => {
      const id = streamIdOf(document.stream);
      const before = await documentOf(app, id).catch(() => null);
      if (before === null) await createStream(app, text);
      else if (before.text !== text) await saveDocument(app, id, text, before.version);
      await recomputeStream(app, id, async (progress) => line.show(progress));
    });
    line.end();
    process.stdout.write(`Stream ${document.stream} is kept.\n`);
  });
  withSettings(command.command('show <stream>').description('print a stream’s document as it is kept')).action(
    async (stream: string, flags: Flags) => {
      const { text } = await withApp(readConfiguration(flags), 'stream show', ({ app }) =>
        documentOf(app, streamIdOf(stream)),
      );
      process.stdout.write(text);
    },
  );
  return command;
}

async function checkDocument(file: string, asked: { history?: string[]; format?: string }): Promise<void> {
  const read = parseStream(await readText(file));
  if (!read.ok) {
    for (const problem of read.problems) process.stderr.write(`${showProblem(problem, file)}\n`);
    process.exitCode = 1;
    return;
  }
  for (const warning of read.warnings) process.stdout.write(`${showProblem(warning, file)}\n`);
  process.stdout.write(`${file} is a valid document of stream ${read.document.stream}.\n`);
  if (asked.history === undefined) return;
  if (asked.format === undefined) throw invalid('--history needs --format: say what the files are');
  const { stream } = read;
  const { histories } = await readForMeasure({ history: asked.history, format: asked.format, isStrict: false }, stream);
  const lastAt = histories.reduce(
    (last, one) => one.changes.reduce((at, change) => Math.max(at, change.at), Math.max(last, one.createdAt)),
    0,
  );
  const day = calendarOf(stream.timeZone).dayOf(lastAt);
  const problems = findProblems(
    inputAt(foldAll(histories, stream), stream, windowOf(stream.timeZone, day, addDays(day, 1), lastAt)),
  );
  if (problems.length === 0) process.stdout.write('The history shows no modelling problem.\n');
  for (const one of problems) {
    process.stdout.write(`\n${one.name} (${one.count})\n  ${one.advice}\n`);
    if (one.detail !== undefined) process.stdout.write(`  ${one.detail}\n`);
    if (one.items.length > 0) {
      process.stdout.write(
        `  ${one.items.slice(0, 8).join(', ')}${one.items.length > 8 ? ` and ${one.items.length - 8} more` : ''}\n`,
      );
    }
  }
}
