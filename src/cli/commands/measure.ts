import { Command, Option } from 'commander';
import { measureHistories } from '../../app/measure-histories.ts';
import { fileFormats } from '../../connectors/index.ts';
import { measureInWords } from '../measure-in-words.ts';
import { parseDay, parseInstant, readForMeasure, readStreamFile, refuseUsage } from './read-inputs.ts';

interface Asked {
  readonly history: string[];
  readonly format: string;
  readonly stream: string;
  readonly from: string;
  readonly to: string;
  readonly asOf?: number;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** `millrace measure`: history in, every measure out; no store. */
export function measureCommand(): Command {
  return new Command('measure')
    .description('measure a history without a store: every measure of the stream in a window')
    .requiredOption('--history <file...>', 'files of history')
    .addOption(formatOption())
    .requiredOption('--stream <file>', 'the value stream’s document')
    .requiredOption('--from <day>', 'first day, in the stream’s zone', parseDay)
    .requiredOption('--to <day>', 'first day left out', parseDay)
    .option('--as-of <instant>', 'what was known then; default: the end of the window', parseInstant)
    .option('--strict', 'refuse everything when anything is refused')
    .option('--json', 'the whole answer as JSON (docs/measure.md)')
    .action(async (asked: Asked, command: Command) => {
      if (!(asked.from < asked.to)) {
        refuseUsage(
          command,
          `--from ${asked.from} must be an earlier day than --to ${asked.to}, the first day left out`,
        );
      }
      const stream = await readStreamFile(asked.stream);
      const { histories } = await readForMeasure({ ...asked, isStrict: asked.strict === true }, stream);
      const report = measureHistories(histories, stream, {
        from: asked.from,
        to: asked.to,
        ...(asked.asOf === undefined ? {} : { asOf: asked.asOf }),
      });
      process.stdout.write(asked.json === true ? `${JSON.stringify(report, null, 1)}\n` : measureInWords(report));
    });
}

/** `--format`, with the formats of the registry. */
export function formatOption(): Option {
  return new Option('--format <format>', 'what the files are')
    .choices(fileFormats.map((format) => format.id))
    .makeOptionMandatory();
}
