import { Command } from 'commander';
import { evaluateCommand } from './outcome-evaluate.ts';

/** `millrace outcome evaluate`. */
export function outcomeCommand(): Command {
  return new Command('outcome').description('judge what a release did to a metric').addCommand(evaluateCommand());
}
