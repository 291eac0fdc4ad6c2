import { Command } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';
import { connectionCheck, liveSourceAnswer, syncRun } from '../../api/sources.ts';
import { job } from '../../api/store.ts';
import { invalid } from '../../app/errors.ts';
import { recomputeBehind } from '../../app/recompute.ts';
import { testSource } from '../../app/sources/ask-source.ts';
import { liveSourceKept, saveLiveSource } from '../../app/sources/kept-sources.ts';
import { listSourceStates, runAnswer } from '../../app/sources/source-state.ts';
import { syncRunsOf, syncSource } from '../../app/sources/sync-source.ts';
import { environmentVariable, readConfiguration, withSettings } from '../configuration.ts';
import { withProgress } from '../long-work.ts';
import { asJson, type RunningServer, runningServer, untilJobEnds } from '../running-server.ts';
import type { Flags } from '../settings.ts';
import { withApp } from '../with-app.ts';
import { readText } from './read-inputs.ts';

type Asked = Flags & { readonly sweep?: boolean };

const file = z.looseObject({ kind: z.string(), secrets: z.record(z.string(), z.string()).default({}) });

/** `millrace source …`: live sources without the page; straight into the store, or through the server that has it open. */
export function sourceCommand(): Command {
  const command = new Command('source').description('live sources: keep, test, bring up to date, list');
  withSettings(command.command('list').description('every live source and how it is')).action(list);
  withSettings(
    command
      .command('save <name> <file>')
      .description(
        'keep a source from a YAML file: kind, config, everyMinutes …; secrets name environment variables, $NAME',
      ),
  ).action(save);
  withSettings(command.command('test <name>').description('what its credentials may do')).action(test);
  withSettings(
    command
      .command('sync <name>')
      .description('bring it up to date now')
      .option('--sweep', 'look for what is gone instead'),
  ).action(sync);
  withSettings(command.command('runs <name>').description('its runs, the latest first')).action(runs);
  return command;
}

async function list(asked: Asked): Promise<void> {
  const configuration = readConfiguration(asked);
  const server = await runningServer(configuration);
  const { sources } =
    server === null
      ? { sources: await withApp(configuration, 'source list', ({ app }) => listSourceStates(app, () => null)) }
      : await server.ask('/api/sources', z.object({ sources: z.array(liveSourceAnswer) }));
  if (sources.length === 0) process.stdout.write('No live source is kept. See millrace source save --help.\n');
  for (const { id, connector, changedAt, failure, body } of sources) {
    const state = body.isPaused
      ? 'paused'
      : (failure ?? (changedAt === null ? 'nothing came yet' : `last brought something ${changedAt}`));
    process.stdout.write(`${id}  ${connector}  ${state}\n`);
  }
}

async function save(name: string, path: string, asked: Asked): Promise<void> {
  const read = file.safeParse(parsed(await readText(path)));
  if (!read.success) throw invalid(`source: ${path} must hold kind, config and secrets; see docs/sources.md`);
  const { secrets: named, ...body } = read.data;
  const secrets = Object.fromEntries(Object.entries(named).map(([key, value]) => [key, fromEnvironment(key, value)]));
  const configuration = readConfiguration(asked);
  const server = await runningServer(configuration);
  if (server === null) {
    await withApp(configuration, 'source save', async ({ app }) => {
      const before = await liveSourceKept(app, name).catch(() => null);
      await saveLiveSource(app, { id: name, basedOn: before?.version ?? 0, body, secrets });
    });
  } else {
    const known = (await sourcesOf(server)).find(({ id }) => id === name);
    await server.ask(
      `/api/sources/${name}`,
      z.object({ id: z.string() }),
      asJson('PUT', { basedOn: known?.version ?? 0, body, secrets }),
    );
  }
  process.stdout.write(`${name} is kept. Bring it up to date with: millrace source sync ${name}\n`);
}

/** null: no YAML; told like YAML of another shape. */
function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // Its message would quote the file, in which somebody may have written a credential.
    return null;
  }
}

/** A file is copied and committed; a credential is not written into it. */
function fromEnvironment(key: string, value: string): string {
  const name = /^\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?$/.exec(value)?.[1];
  if (name === undefined) {
    throw invalid(
      `source: secrets.${key} holds a credential itself; name an environment variable instead, such as $JIRA_TOKEN`,
    );
  }
  const secret = environmentVariable(name);
  if (secret === null) throw invalid(`source: the environment variable ${name} (secrets.${key}) is not set`);
  return secret;
}

async function test(name: string, asked: Asked): Promise<void> {
  const configuration = readConfiguration(asked);
  const server = await runningServer(configuration);
  const checks = await (server === null
    ? withApp(configuration, 'source test', async ({ app }) =>
        testSource(app, { id: name, body: (await liveSourceKept(app, name)).body, secrets: {} }),
      )
    : testThrough(server, name));
  for (const { what, isHeld, advice } of checks) {
    process.stdout.write(`${isHeld ? 'ok     ' : 'missing'} ${what}${isHeld ? '' : `: ${advice}`}\n`);
  }
  if (checks.some(({ isHeld }) => !isHeld)) process.exitCode = 1;
}

async function testThrough(server: RunningServer, name: string) {
  const source = (await sourcesOf(server)).find(({ id }) => id === name);
  if (source === undefined)
    throw invalid(`source: "${name}" does not exist; millrace source list shows those there are`);
  const { checks } = await server.ask(
    '/api/source-tests',
    z.object({ checks: z.array(connectionCheck) }),
    asJson('POST', { id: name, body: source.body, secrets: {} }),
  );
  return checks;
}

async function sync(name: string, asked: Asked): Promise<void> {
  const mode = asked.sweep === true ? 'sweep' : 'changes';
  const configuration = readConfiguration(asked);
  const server = await runningServer(configuration);
  if (server === null) {
    await withApp(configuration, 'source sync', ({ app }) =>
      withProgress(async (report) => {
        const done = await syncSource(app, name, mode, report, { isThorough: true });
        if (done.records + done.goneRecords > 0) await recomputeBehind(app, report);
        tell(runAnswer(done));
      }),
    );
    return;
  }
  const begun = await server.ask(`/api/sources/${name}/runs`, job, asJson('POST', { mode }));
  const ended = await withProgress((report) => untilJobEnds(server, begun.id, report));
  if (ended.state !== 'done') throw invalid(ended.message);
  process.stdout.write(`${name} is up to date; millrace source runs ${name} shows what came.\n`);
}

async function runs(name: string, asked: Asked): Promise<void> {
  const configuration = readConfiguration(asked);
  const server = await runningServer(configuration);
  const found =
    server === null
      ? await withApp(configuration, 'source runs', async ({ app }) => (await syncRunsOf(app, name)).map(runAnswer))
      : (await server.ask(`/api/sources/${name}/runs`, z.object({ runs: z.array(syncRun) }))).runs;
  if (found.length === 0) process.stdout.write('No run changed anything or failed so far.\n');
  for (const run of found) tell(run);
}

function tell(run: ReturnType<typeof runAnswer>): void {
  process.stdout.write(
    `${run.startedAt}  ${run.mode}  ${run.state}: ${run.new} new, ${run.changed} changed, ${run.gone} gone, ${run.delivery} of delivery; ${run.requests} requests, ${run.bytes} bytes${run.message === null ? '' : `; ${run.message}`}\n`,
  );
}

async function sourcesOf(server: RunningServer) {
  return (await server.ask('/api/sources', z.object({ sources: z.array(liveSourceAnswer) }))).sources;
}
