import { Command } from 'commander';
import { checkCommand } from './outcome-check.ts';
import { evaluateCommand } from './outcome-evaluate.ts';
import { listCommand, showCommand, valuesCommand } from './outcome-store.ts';

/** `millrace outcome check|evaluate|list|show|values`. */
export function outcomeCommand(): Command {
  return new Command('outcome')
    .description('check what an outcome says, judge what a release did to its metric, and look at those of the store')
    .addCommand(checkCommand())
    .addCommand(evaluateCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(valuesCommand());
}
