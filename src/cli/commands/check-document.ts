import type { Command } from 'commander';
import { addDays, calendarOf } from '../../flow/calendar.ts';
import { findProblems } from '../../flow/data-quality/index.ts';
import { foldAll, inputAt } from '../../flow/fold-all.ts';
import type { ItemHistory } from '../../flow/history.ts';
import type { Stream } from '../../flow/stream/compile.ts';
import { parseStream, showProblem } from '../../flow/stream/parse.ts';
import { windowOf } from '../../flow/window.ts';
import { readForMeasure, readText, refuseUsage } from './read-inputs.ts';

/** `millrace stream check`: what is wrong with a document, and what its map leaves open in a history. */
export async function checkDocument(
  file: string,
  asked: { readonly history?: string[]; readonly format?: string },
  command: Command,
): Promise<void> {
  const { history, format } = asked;
  if (history !== undefined && format === undefined) {
    refuseUsage(command, '--history needs --format: say what the files are');
  }
  const read = parseStream(await readText(file));
  if (!read.ok) {
    for (const problem of read.problems) process.stderr.write(`${showProblem(problem, file)}\n`);
    process.exitCode = 1;
    return;
  }
  for (const warning of read.warnings) process.stdout.write(`${showProblem(warning, file)}\n`);
  process.stdout.write(`${file} is a valid document of stream ${read.document.stream}.\n`);
  if (history === undefined || format === undefined) return;
  const { histories } = await readForMeasure({ history, format, isStrict: false }, read.stream);
  tellProblems(histories, read.stream);
}

function tellProblems(histories: readonly ItemHistory[], stream: Stream): void {
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
