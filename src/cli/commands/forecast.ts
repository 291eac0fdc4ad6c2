import { Command } from 'commander';
import { forecastHistories } from '../../app/forecast-histories.ts';
import { formatOption } from './measure.ts';
import { parseCount, parseDay, parseInstant, readForMeasure, readStreamFile, refuseUsage } from './read-inputs.ts';

interface Asked {
  readonly history: string[];
  readonly format: string;
  readonly stream: string;
  readonly items?: number;
  readonly until?: string;
  readonly epic?: string;
  readonly team?: string;
  readonly asOf?: number;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** `millrace forecast`: when N items, how many until a day, or when an epic; no store. */
export function forecastCommand(): Command {
  return new Command('forecast')
    .description('forecast from a history without a store: when N items, how many until a day, or when an epic')
    .requiredOption('--history <file...>', 'files of history')
    .addOption(formatOption())
    .requiredOption('--stream <file>', 'the value stream’s document')
    .option('--items <n>', 'when N items will be finished', parseCount)
    .option('--until <day>', 'how many will be finished by the end of that day', parseDay)
    .option('--epic <key>', 'when what remains of an epic will be finished')
    .option('--team <name>', 'only this team’s work')
    .option('--as-of <instant>', 'stand at that instant; default: the last change in the history', parseInstant)
    .option('--strict', 'refuse everything when anything is refused')
    .option('--json', 'the whole answer as JSON (docs/forecast.md)')
    .action(async (asked: Asked, command: Command) => {
      const questions = [asked.items, asked.until, asked.epic].filter((one) => one !== undefined).length;
      if (questions !== 1) refuseUsage(command, 'ask for one of --items N, --until DAY and --epic KEY');
      const stream = await readStreamFile(asked.stream);
      const { histories } = await readForMeasure({ ...asked, isStrict: asked.strict === true }, stream);
      const { sentence, ...told } = forecastHistories(histories, stream, asked);
      if (asked.json === true) {
        const answer = { stream: { name: stream.name, timeZone: stream.timeZone }, ...told };
        process.stdout.write(`${JSON.stringify(answer, null, 1)}\n`);
      } else process.stdout.write(`${sentence}\n`);
    });
}
