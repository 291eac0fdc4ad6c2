import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { OutcomeRow } from '../../api/outcomes.ts';
import type { App } from '../../app/app.ts';
import { invalid } from '../../app/errors.ts';
import { fileFault } from '../../app/file-faults.ts';
import { type Configuration, readConfiguration, withSettings } from '../configuration.ts';
import { runningServer } from '../running-server.ts';
import type { Flags } from '../settings.ts';

/** `millrace outcome list`: every outcome of the store and where it stands. */
export function listCommand(): Command {
  const command = new Command('list')
    .description('list the outcomes of the store and where each stands')
    .option('--json', 'as the HTTP API gives them (GET /api/outcomes)');
  return withSettings(command).action(async ({ json, ...flags }: Flags & { readonly json?: boolean }) => {
    const configuration = readConfiguration(flags);
    const server = await runningServer(configuration);
    const { outcomeRoutes } = await import('../../api/outcomes.ts');
    const answer = outcomeRoutes.outcomes.responses[200].content['application/json'].schema;
    const found =
      server === null
        ? await inStore(configuration, 'list', async (app) =>
            (await import('../../app/outcomes/outcomes.ts')).listOutcomes(app),
          )
        : await server.ask('/api/outcomes', answer);
    process.stdout.write(json === true ? `${JSON.stringify(found, null, 1)}\n` : inWords(found.outcomes));
  });
}

/** `millrace outcome show`: one outcome as a page of Markdown. */
export function showCommand(): Command {
  const command = new Command('show')
    .argument('<id>', 'the outcome, as outcome list names it')
    .description('print an outcome as a page of Markdown: what was promised, what happened, how sure that is');
  return withSettings(command).action(async (id: string, flags: Flags) => {
    const configuration = readConfiguration(flags);
    const server = await runningServer(configuration);
    const { outcomeRoutes } = await import('../../api/outcomes.ts');
    const answer = outcomeRoutes.share.responses[200].content['application/json'].schema;
    const { markdown } =
      server === null
        ? await inStore(configuration, 'show', async (app) =>
            (await import('../../app/outcomes/share.ts')).shareOutcome(app, id),
          )
        : await server.ask(`/api/outcomes/${encodeURIComponent(id)}/share`, answer);
    process.stdout.write(markdown);
  });
}

/** `millrace outcome values`: the values of a metric from a CSV file, all of it or nothing. */
export function valuesCommand(): Command {
  const command = new Command('values')
    .argument('<metric>', 'the metric, by its id on its page')
    .argument('<file>', 'CSV with the columns date and value')
    .description('keep the values of a metric from a CSV file');
  return withSettings(command).action(async (metric: string, file: string, flags: Flags) => {
    const text = await readText(file);
    const configuration = readConfiguration(flags);
    const server = await runningServer(configuration);
    const { metricRoutes } = await import('../../api/outcome-metrics.ts');
    const answer = metricRoutes.importValues.responses[200].content['application/json'].schema;
    const kept =
      server === null
        ? await inStore(configuration, 'values', async (app) =>
            (await import('../../app/outcomes/metrics.ts')).importValues(app, metric, text),
          )
        : await server.ask(`/api/outcome-metrics/${encodeURIComponent(metric)}/csv`, answer, {
            method: 'POST',
            headers: { 'content-type': 'text/csv' },
            body: text,
          });
    process.stdout.write(`${kept.new} new, ${kept.corrected} corrected, ${kept.unchanged} unchanged\n`);
  });
}

/** The store is loaded only by the commands that need it: `check` and `evaluate` start quickly. */
async function inStore<Answer>(
  configuration: Configuration,
  verb: string,
  work: (app: App) => Promise<Answer>,
): Promise<Answer> {
  const { withApp } = await import('../with-app.ts');
  return withApp(configuration, `outcome ${verb}`, ({ app }) => work(app));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw invalid(`cannot read ${file}: ${fileFault(error)}`);
  }
}

function inWords(outcomes: readonly OutcomeRow[]): string {
  if (outcomes.length === 0) return 'No outcome is stated yet.\n';
  const lines = outcomes.map(({ id, title, stage, verdict, grade, nextReview }) => {
    const judged = verdict === null ? stage : `${verdict}${grade === null ? '' : ` (grade ${grade})`}`;
    const next =
      nextReview === null ? '' : `, review at month ${nextReview.look} ${nextReview.state} ${nextReview.dueOn}`;
    return `${id}  ${title}: ${judged}${next}`;
  });
  return `${lines.join('\n')}\n`;
}
