import path from 'node:path';
import { Command } from 'commander';
import { invalid } from '../../app/errors.ts';
import { type ImportAccount, type ImportRequest, importFiles } from '../../app/import-files.ts';
import { importGit } from '../../app/import-git.ts';
import { recomputeAll } from '../../app/recompute.ts';
import { readOrRefuse, streamIdOf } from '../../app/streams.ts';
import { count } from '../../app/words.ts';
import { fileFormats } from '../../connectors/index.ts';
import { customFieldsOf } from '../../flow/stream/compile.ts';
import { type Flags, readConfiguration, withSettings } from '../configuration.ts';
import { importThroughServer } from '../import-through-server.ts';
import { progressLine } from '../progress-line.ts';
import { withApp } from '../with-app.ts';
import { readText } from './read-inputs.ts';

interface Asked extends Flags {
  readonly source?: string;
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
        .option('--time-zone <zone>', 'zone of instants written without one', 'UTC')
        .option('--stream <file>', 'a stream’s document: its zone is used, and its further fields are read')
        .option('--field <name...>', 'further fields to read')
        .option('--refused <file>', 'where refused rows go, to be mended and imported again')
        .option('--strict', 'refuse everything when anything is refused'),
    ).action((files: string[], asked: Asked) => importHistory(format.id, files, asked));
  }
  withSettings(
    command
      .command('git <path>')
      .description('the changes and tags of a local repository, without anybody’s name')
      .option('--source <name>', 'name of the source; default: the folder’s name'),
  ).action(async (place: string, asked: Asked) => {
    const line = progressLine();
    const source = asked.source ?? streamIdOf(path.basename(path.resolve(place)));
    const kept = await withApp(readConfiguration(asked), 'import git', ({ app }) =>
      importGit(app, path.resolve(place), source, async (progress) => line.show(progress)),
    );
    line.end();
    process.stdout.write(
      `${count(kept.changes, 'change')} and ${count(kept.releases, 'release')} of ${source} are kept.\n`,
    );
  });
  return command;
}

async function importHistory(format: string, files: readonly string[], asked: Asked): Promise<void> {
  const document = asked.stream === undefined ? null : readOrRefuse(await readText(asked.stream)).document;
  const source = asked.source ?? format;
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(source)) {
    throw invalid(`--source "${source}" must be small letters, digits and dashes, such as jira or jira-cloud`);
  }
  const request: ImportRequest = {
    format,
    files: files.map((file) => path.resolve(file)),
    source,
    timeZone: document?.timeZone ?? asked.timeZone ?? 'UTC',
    isStrict: asked.strict === true,
    customFields: [...new Set([...(asked.field ?? []), ...(document === null ? [] : customFieldsOf(document))])],
    ...(document === null ? {} : { steps: document.steps }),
    ...(asked.refused === undefined ? {} : { refusedFile: path.resolve(asked.refused) }),
  };
  const configuration = readConfiguration(asked);
  const line = progressLine();
  const report = async (progress: { done: number; total: number | null; message: string }): Promise<void> =>
    line.show(progress);
  const account = await importThroughServer(configuration, request, report).then(
    (done) =>
      done ??
      withApp(configuration, `import ${format}`, async (open) => {
        const imported = await importFiles(open.app, request, report);
        await recomputeAll(open.app, report);
        await open.maintain();
        return imported;
      }),
  );
  line.end();
  process.stdout.write(accountInWords(account));
}

function accountInWords(account: ImportAccount): string {
  const lines = [
    `${account.new} new, ${account.changed} changed, ${account.unchanged} unchanged, ${account.refused} refused${account.isResumed ? ' (gone on from where it was interrupted)' : ''}`,
  ];
  for (const { reason, count: times } of account.reasons.slice(0, 20)) lines.push(`  refused ${times}: ${reason}`);
  if (account.refusedFile !== null)
    lines.push(`The refused rows are in ${account.refusedFile}; mend them there and import that file.`);
  for (const notice of account.notices) lines.push(notice);
  return `${lines.join('\n')}\n`;
}
