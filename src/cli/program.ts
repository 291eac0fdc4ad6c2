import { Command } from 'commander';
import { settingsInWords } from './settings.ts';
import { VERSION } from './version.ts';

interface Verb {
  readonly name: string;
  readonly description: string;
  readonly load: () => Promise<Command>;
}

/** The verbs; each is loaded only when it is asked for, so that a short command starts quickly. */
const VERBS: readonly Verb[] = [
  {
    name: 'demo',
    description: 'serve a sample organisation, to look around',
    load: async () => (await import('./commands/serve.ts')).serveCommand('demo'),
  },
  {
    name: 'start',
    description: 'serve page and API on the store',
    load: async () => (await import('./commands/serve.ts')).serveCommand('start'),
  },
  {
    name: 'import',
    description: 'import a history into the store: jira, events, stages or git',
    load: async () => (await import('./commands/import.ts')).importCommand(),
  },
  {
    name: 'measure',
    description: 'measure a history without a store',
    load: async () => (await import('./commands/measure.ts')).measureCommand(),
  },
  {
    name: 'forecast',
    description: 'forecast from a history without a store',
    load: async () => (await import('./commands/forecast.ts')).forecastCommand(),
  },
  {
    name: 'stream',
    description: 'suggest, check, keep and show value stream documents',
    load: async () => (await import('./commands/stream.ts')).streamCommand(),
  },
  {
    name: 'source',
    description: 'live sources: keep, test, bring up to date, list',
    load: async () => (await import('./commands/source.ts')).sourceCommand(),
  },
  {
    name: 'outcome',
    description: 'check what an outcome says, and judge what a release did to its metric',
    load: async () => (await import('./commands/outcome.ts')).outcomeCommand(),
  },
  {
    name: 'objectives',
    description: 'take objectives in from a file, and write them to one',
    load: async () => (await import('./commands/objectives.ts')).objectivesCommand(),
  },
  {
    name: 'template',
    description: 'print a starting point: stream, epic or objective',
    load: async () => (await import('./commands/template.ts')).templateCommand(),
  },
  {
    name: 'fake',
    description: 'serve a make-believe tool to connect to, for trying: jira, github',
    load: async () => (await import('./commands/fake.ts')).fakeCommand(),
  },
  {
    name: 'rebuild',
    description: 'compute everything derived anew',
    load: async () => (await import('./commands/keep.ts')).rebuildCommand(),
  },
  {
    name: 'backup',
    description: 'write the whole store into a folder',
    load: async () => (await import('./commands/keep.ts')).backupCommand(),
  },
  {
    name: 'restore',
    description: 'read a backup into an empty store',
    load: async () => (await import('./commands/keep.ts')).restoreCommand(),
  },
  {
    name: 'migrate-store',
    description: 'copy the whole store into another one',
    load: async () => (await import('./commands/keep.ts')).migrateStoreCommand(),
  },
];

/** The command line for these words: the verb they name with all its flags, the others by name. */
export async function program(words: readonly string[]): Promise<Command> {
  const root = new Command('millrace')
    .description('Value stream management: how work flows, and whether it changed what it was meant to change.')
    .version(VERSION)
    .addHelpText(
      'after',
      () =>
        `\n${settingsInWords()}\n\nBegin with: millrace demo\nOr with a history of your own: millrace stream suggest --history FILE --format jira --out stream.yaml\nEvery command explains itself: millrace COMMAND --help`,
    );
  const asked = words.find((word) => !word.startsWith('-'));
  const named = asked === 'help' ? words[words.indexOf('help') + 1] : asked;
  for (const verb of VERBS) {
    root.addCommand(verb.name === named ? await verb.load() : new Command(verb.name).description(verb.description));
  }
  throwOnExit(root);
  return root;
}

/** The parser's own exits become exceptions, so that exit codes are decided in one place. */
function throwOnExit(command: Command): void {
  command.exitOverride();
  for (const one of command.commands) throwOnExit(one);
}
