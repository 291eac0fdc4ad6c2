import { Command } from 'commander';
import { readConfiguration, withSettings } from '../configuration.ts';
import { serve } from '../serve.ts';
import type { Flags } from '../settings.ts';

/** `millrace demo` and `millrace start`. */
export function serveCommand(kind: 'demo' | 'start'): Command {
  const command = new Command(kind).description(
    kind === 'demo' ? 'serve a sample organisation, to look around' : 'serve page and API on the store',
  );
  const defaults = kind === 'demo' ? { data: '.millrace/demo' } : {};
  return withSettings(command, 'server', defaults).action((flags: Flags) =>
    serve(readConfiguration(flags, defaults), kind),
  );
}
