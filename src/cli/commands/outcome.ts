import { Command } from 'commander';
import { checkCommand } from './outcome-check.ts';
import { evaluateCommand } from './outcome-evaluate.ts';

/** `millrace outcome check|evaluate`. */
export function outcomeCommand(): Command {
  return new Command('outcome')
    .description('check what an outcome says, and judge what a release did to its metric')
    .addCommand(checkCommand())
    .addCommand(evaluateCommand());
}
