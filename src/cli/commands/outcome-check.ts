import { isUtf8 } from 'node:buffer';
import { Command } from 'commander';
import { invalid } from '../../app/errors.ts';
import { checkStatement } from '../../outcomes/statement/check-statement.ts';
import { statementFault } from '../../outcomes/statement/statement.ts';
import { statementInWords } from '../statement-in-words.ts';
import { parseDay } from './read-inputs.ts';

/** `millrace outcome check`: what a statement of an outcome says and leaves open; no store. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      'check whether a sentence states an outcome: metric, direction, target, date and for whom; without a store',
    )
    .argument('<text...>', 'the statement, or - to read it from standard input')
    .option('--today <day>', 'the day that dates without a year are read from', parseDay)
    .option('--json', 'verdict, findings and what was understood as JSON (docs/outcome-statements.md)')
    .action(async (given: readonly string[], { today, json }: { readonly today?: string; readonly json?: boolean }) => {
      const text = given.length === 1 && given[0] === '-' ? await readStandardInput() : given.join(' ');
      const fault = statementFault(text);
      if (fault !== null) throw invalid(fault);
      if (text.trim() === '') throw invalid('the statement is empty; write what should change, for whom, and by when');
      const check = checkStatement(text, {}, today ?? new Date().toISOString().slice(0, 10));
      process.stdout.write(json === true ? `${JSON.stringify(check, null, 1)}\n` : statementInWords(text, check));
      if (check.verdict === 'FAIL') process.exitCode = 1;
    });
}

/** No statement needs as much; beyond it reading stops. */
const MOST_BYTES = 64 * 1024 * 1024;

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > MOST_BYTES) throw invalid('standard input holds more than 64 MB; a statement is a sentence or two');
  }
  const bytes = Buffer.concat(chunks);
  if (!isUtf8(bytes)) throw invalid('standard input is no text in UTF-8; save it as UTF-8');
  return bytes
    .toString()
    .replace(/^\uFEFF/, '')
    .trimEnd();
}
