import path from 'node:path';
import { Command } from 'commander';
import { type ImportAccount, type ImportRequest, importFiles } from '../../app/import-files.ts';
import { importGit } from '../../app/import-git.ts';
import { isSourceName } from '../../app/import-source.ts';
import { recomputeAll, recomputeBehind } from '../../app/recompute.ts';
import { readOrRefuse, streamIdOf } from '../../app/streams.ts';
import { count } from '../../app/words.ts';
import { fileFormats } from '../../connectors/index.ts';
import { customFieldsOf } from '../../flow/stream/compile.ts';
import { readConfiguration, withSettings } from '../configuration.ts';
import { importThroughServer } from '../import-through-server.ts';
import { withProgress } from '../long-work.ts';
import { requireFreePlace, writeRefusedRows } from '../refused-rows.ts';
import type { Flags } from '../settings.ts';
import { withApp } from '../with-app.ts';
import { parseTimeZone, readText, refuseUsage, requireReadable } from './read-inputs.ts';

interface Asked extends Flags {
  readonly source?: string;
  readonly repo?: string;
  readonly timeZone?: string;
  readonly stream?: string;
  readonly field?: string[];
  readonly refused?: string;
  readonly strict?: boolean;
}

/** `millrace import jira|events|stages|git …` into the store. */
export function importCommand(): Command {
  const command = new Command('import').description(
    'import a history into the store; repeated or interrupted, it goes on',
  );
  for (const format of fileFormats) {
    withSettings(
      command
        .command(`${format.id} <file...>`)
        .description(`${format.name} (docs/import.md)`)
        .option('--source <name>', 'name of the source that the items belong to', format.id)
        .option('--time-zone <zone>', 'zone of instants written without one', parseTimeZone, 'UTC')
        .option('--stream <file>', 'a stream’s document: its zone is used, and its further fields are read')
        .option('--field <name...>', 'further fields to read')
        .option('--refused <file>', 'a new file for refused rows, to be mended and imported')
        .option('--strict', 'refuse everything when anything is refused'),
    ).action((files: string[], asked: Asked, used: Command) => importHistory(format.id, files, asked, used));
  }
  withSettings(
    command
      .command('git <path>')
      .description('the changes and tags of a local repository, without anybody’s name')
      .option('--source <name>', 'name of the source; default: the folder’s name')
      .option('--repo <owner/name>', 'its name in documents; default: what the place it was cloned from calls it'),
  ).action(async (place: string, asked: Asked, used: Command) => {
    const source = sourceOf(asked.source ?? streamIdOf(path.basename(path.resolve(place))), used);
    const kept = await withProgress((report) =>
      withApp(readConfiguration(asked), 'import git', async ({ app }) => {
        const imported = await importGit(app, path.resolve(place), { source, repo: asked.repo }, report);
        await recomputeBehind(app, report);
        return imported;
      }),
    );
    process.stdout.write(
      `${count(kept.changes, 'change')} and ${count(kept.releases, 'release')} of ${kept.repo} are kept in ${source}, ${kept.written} of them new or changed.\nA stream that delivers them says so in its document: applications: [{name: …, repo: ${kept.repo}}]\n`,
    );
  });
  return command;
}

function sourceOf(name: string, command: Command): string {
  if (isSourceName(name)) return name;
  return refuseUsage(
    command,
    `--source "${name}" must be small letters, digits and dashes, such as jira or jira-cloud`,
  );
}

async function importHistory(format: string, files: readonly string[], asked: Asked, used: Command): Promise<void> {
  const document =
    asked.stream === undefined ? null : readOrRefuse(await readText(asked.stream), asked.stream).document;
  const request: ImportRequest = {
    format,
    files: files.map((file) => path.resolve(file)),
    source: sourceOf(asked.source ?? format, used),
    timeZone: document?.timeZone ?? asked.timeZone ?? 'UTC',
    isStrict: asked.strict === true,
    customFields: [...new Set([...(asked.field ?? []), ...(document === null ? [] : customFieldsOf(document))])],
    ...(document === null ? {} : { steps: document.steps }),
  };
  const refusedFile = asked.refused === undefined ? null : path.resolve(asked.refused);
  const configuration = readConfiguration(asked);
  await requireReadable(request.files);
  if (refusedFile !== null) await requireFreePlace(refusedFile);
  const account = await withProgress(async (report) => {
    const served = await importThroughServer(configuration, request, report);
    if (served !== null) return served;
    return withApp(configuration, `import ${format}`, async (open) => {
      const imported = await importFiles(open.app, request, report);
      await recomputeAll(open.app, report);
      await open.maintain();
      return imported;
    });
  });
  process.stdout.write(accountInWords(await withRefusedAt(account, refusedFile)));
}

/** The account with its refused rows where they were asked for. */
async function withRefusedAt(
  account: ImportAccount & { readonly refusedText?: string },
  target: string | null,
): Promise<ImportAccount> {
  if (target === null || account.refusedFile === null) return account;
  const { refusedText, refusedFile } = account;
  await writeRefusedRows(target, refusedText === undefined ? { file: refusedFile } : { text: refusedText });
  return { ...account, refusedFile: target };
}

function accountInWords(account: ImportAccount): string {
  const lines = [
    `${account.new} new, ${account.changed} changed, ${account.unchanged} unchanged, ${account.refused} refused${account.isResumed ? ' (gone on from where it was interrupted)' : ''}`,
  ];
  for (const { reason, count: times } of account.reasons.slice(0, 20)) lines.push(`  refused ${times}: ${reason}`);
  if (account.reasons.length > 20) lines.push(`  and ${account.reasons.length - 20} more reasons`);
  if (account.refusedFile !== null)
    lines.push(`The refused rows are in ${account.refusedFile}; mend them there and import that file.`);
  for (const notice of account.notices) lines.push(notice);
  return `${lines.join('\n')}\n`;
}
