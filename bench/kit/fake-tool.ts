import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { largeCases } from '../../src/connectors/large-cases.test-data.ts';

/** A make-believe tool in a process of its own, so that what it costs is not taken for the program's. */
export interface FakeTool {
  readonly config: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  readonly items: number;
  /** People change one item in a hundred; gives the ids of their records. */
  readonly change: () => Promise<readonly string[]>;
  /** CPU time that it used so far. Unit: ms. */
  readonly cpuMs: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

const started = z.object({ config: z.unknown(), secrets: z.record(z.string(), z.string()), items: z.number() });
const deed = z.enum(['change', 'cpu']);

export async function startFakeTool(source: string, scale: number): Promise<FakeTool> {
  const child = fork(import.meta.filename, [source, String(scale)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ended = once(child, 'exit');
  const told = async (): Promise<unknown> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(() => {
        throw new Error(`bench: the make-believe ${source} ended`);
      }),
    ]);
    return message;
  };
  const ask = async (what: z.infer<typeof deed>): Promise<unknown> => {
    const answer = told();
    child.send(what);
    return answer;
  };
  const { config, secrets, items } = started.parse(await told());
  return {
    config,
    secrets,
    items,
    change: async () => z.array(z.string()).parse(await ask('change')),
    cpuMs: async () => z.number().parse(await ask('cpu')),
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}

async function serve(source: string, scale: number): Promise<void> {
  const one = largeCases.find((known) => known.source.id === source);
  if (one === undefined) throw new Error(`bench: there is no make-believe ${source}`);
  const { config, secrets, items, change } = await one.start({ scale });
  const tell = (message: unknown): void => {
    process.send?.(message);
  };
  process.on('message', (message) => {
    if (deed.parse(message) === 'change') return tell(change());
    const { user, system } = process.cpuUsage();
    tell((user + system) / 1000);
  });
  process.on('disconnect', () => process.exit());
  tell({ config, secrets, items });
}

if (process.argv[1] === import.meta.filename) await serve(process.argv[2] ?? '', Number(process.argv[3]));
