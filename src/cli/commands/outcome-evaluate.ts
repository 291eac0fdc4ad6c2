import { Command, InvalidArgumentError, Option } from 'commander';
import { invalid } from '../../app/errors.ts';
import { csvTable, fileAt } from '../../connectors/index.ts';
import { checkInput, isDay } from '../../outcomes/evaluate/check-input.ts';
import { evaluateRelease } from '../../outcomes/evaluate/evaluate-release.ts';
import type { DatedValue, Direction, Evaluation } from '../../outcomes/evaluate/evaluation.ts';

interface Asked {
  readonly series: string;
  readonly release: string;
  readonly direction: Direction;
  readonly anticipated: number;
  readonly minimum?: number;
  readonly control?: string;
  readonly burnIn: number;
  readonly json?: boolean;
}

/** `millrace outcome evaluate`: what a release did to a metric; no store. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('say what a release did to a metric, how sure that is, and what it rests on; without a store')
    .requiredOption('--series <file>', 'the metric: CSV with the columns date and value')
    .requiredOption('--release <day>', 'the first day that counts as after', parseReleaseDay)
    .addOption(new Option('--direction <way>', 'where better lies').choices(['up', 'down']).makeOptionMandatory(true))
    .requiredOption('--anticipated <n>', 'the effect that was promised, above 0, in the metric’s unit', parseEffect)
    .option('--minimum <n>', 'the least that would be worthwhile; default: half of what was promised', parseEffect)
    .option('--control <file>', 'a series that the release cannot move, on the same days: CSV likewise')
    .option('--burn-in <n>', 'points after the release to leave out while it takes hold', parsePoints, 0)
    .option('--json', 'the whole answer as JSON (docs/outcomes-method.md)')
    .action(async ({ series, control, release, json, ...asked }: Asked) => {
      const input = {
        ...asked,
        releaseOn: release,
        series: await readSeries(series),
        ...(control === undefined ? {} : { control: await readSeries(control) }),
      };
      const problems = checkInput(input);
      if (problems.length > 0) throw invalid(problems.join('\n  '));
      const evaluation = evaluateRelease(input);
      process.stdout.write(json === true ? `${JSON.stringify(evaluation, null, 1)}\n` : inWords(evaluation));
    });
}

/** Throws Invalid that names the file, the line and what is allowed. Dates that stand twice are left to `checkInput`. */
async function readSeries(path: string): Promise<readonly DatedValue[]> {
  const { header, headerLine, rows } = await csvTable(await fileAt(path));
  const names = header.map((name) => name.toLowerCase());
  const [date, value] = [names.indexOf('date'), names.indexOf('value')];
  if (date === -1 || value === -1) {
    throw invalid(
      `${path}:${headerLine}: the first line must name the columns date and value, not "${header.join(',').slice(0, 80)}"`,
    );
  }
  const series: DatedValue[] = [];
  for await (const batch of rows) {
    for (const { line, cells } of batch) {
      const on = cells[date] ?? '';
      if (!isDay(on)) throw invalid(`${path}:${line}: "${on.slice(0, 40)}" is no day such as 2026-11-22`);
      series.push({ on, value: numberOf(cells[value] ?? '', `${path}:${line}`) });
    }
  }
  return series;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function numberOf(text: string, place: string): number {
  if (/^[+-]?(inf(inity)?|∞)$/i.test(text) || (DECIMAL.test(text) && !Number.isFinite(Number(text)))) {
    throw invalid(
      `${place}: the value "${text.slice(0, 40)}" is infinite; leave the line out where the value is not known`,
    );
  }
  if (DECIMAL.test(text)) return Number(text);
  throw invalid(
    text === ''
      ? `${place}: the value is missing; leave the line out where it is not known`
      : `${place}: the value "${text.slice(0, 40)}" is no number such as 12.5`,
  );
}

function parseEffect(text: string): number {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0 && Number.isFinite(value))) {
    throw new InvalidArgumentError('must be a number above 0; --direction says which way it goes');
  }
  return value;
}

/** Any day: series with known answers reach back further than work items do. */
function parseReleaseDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('must be a day such as 2026-11-22');
  return text;
}

function parsePoints(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('must be a whole number from 0 up');
  return value;
}

function inWords({ sentence, verdict, grade, reason, points, placebo, assumptions }: Evaluation): string {
  const lines = [
    sentence,
    '',
    `${verdict} (grade ${grade}; ${points.before} points before, ${points.after} after)`,
    `  because ${reason}`,
    placebo.asLarge === null
      ? '  no day before the release could be tried in its place'
      : `  tried at ${placebo.dates} days before the release, the same sum showed as much on ${placebo.asLarge} of them`,
    '',
    'It rests on:',
    ...assumptions.map(({ id, status, note }) => `  ${status.padEnd(7)}  ${id}: ${note}`),
  ];
  return `${lines.join('\n')}\n`;
}
