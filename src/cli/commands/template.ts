import { Argument, Command, Option } from 'commander';
import { TEMPLATE_FORMS, TEMPLATES, templateText } from '../../flow/stream/templates.ts';

/** `millrace template stream|epic|objective`: starting points to fill in. */
export function templateCommand(): Command {
  return new Command('template')
    .description('print a starting point: a stream’s document, an epic with its outcome, an objective with key results')
    .addArgument(new Argument('<what>', 'what to begin').choices(TEMPLATES))
    .addOption(new Option('--form <form>', 'how it is written').choices(TEMPLATE_FORMS).default('yaml'))
    .action((what: string, asked: { form: string }) => {
      process.stdout.write(templateText(what, asked.form));
    });
}
