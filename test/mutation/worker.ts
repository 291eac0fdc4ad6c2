import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { Engine } from '../golden/run-case.ts';
import { type Check, checksOf, type Prepared } from './checks.ts';
import { withLoopsCounted } from './mutants.ts';
import { affectedBy, ENGINE, EVERYTHING, sourcesOfEngine } from './sources.ts';

/** Runs the checks on a changed copy of the engine; what the change does not reach is loaded once. */
export interface Order {
  readonly id: number;
  /** The changed file, or `EVERYTHING`: a copy of all that is changed nowhere. */
  readonly file: string;
  readonly code: string;
}

export interface Outcome {
  readonly id: number;
  /** The check that noticed, or null: it survived. */
  readonly killedBy: string | null;
}

const sources = sourcesOfEngine();
/** No check takes a tenth of this many rounds of loops in the engine as it is. */
const MOST_ROUNDS = 2_500_000;
let rounds = 0;
const TICK = 'globalThis.countRound()';
Object.assign(globalThis, {
  countRound: () => {
    rounds += 1;
    if (rounds > MOST_ROUNDS) throw new Error('a loop does not end');
  },
});
const texts = new Map<string, string>();

function counted(file: string): string {
  const text = texts.get(file) ?? withLoopsCounted(sources.get(file)?.code ?? '', TICK);
  texts.set(file, text);
  return text;
}

let order: Order = { id: 0, file: '', code: '' };
let affected: ReadonlySet<string> = new Set();

registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    const isCopied = context.parentURL?.includes('?mutant=') === true && found.url.startsWith('file:');
    return isCopied && affected.has(fileURLToPath(found.url))
      ? { ...found, url: `${found.url}?mutant=${order.id}` }
      : found;
  },
  load: (url, context, next) => {
    if (!url.includes('?mutant=')) return next(url, context);
    const file = fileURLToPath(url.slice(0, url.indexOf('?')));
    const source = file === order.file ? withLoopsCounted(order.code, TICK) : counted(file);
    return { format: 'module', source, shortCircuit: true };
  },
});

const prepared: Prepared = workerData;
const checks: Check[] = [...checksOf(prepared)];

async function judge(given: Order): Promise<Outcome> {
  order = given;
  affected = given.file === EVERYTHING ? new Set(sources.keys()) : affectedBy(given.file, sources);
  try {
    const changed: Engine = await import(`${pathToFileURL(ENGINE).href}?mutant=${given.id}`);
    const engine: Engine = { ...changed, parseStream: readingOnce(changed.parseStream) };
    for (const [place, check] of checks.entries()) {
      const wrong = noticed(check, engine);
      if (wrong === null) continue;
      // What notices one change often notices the next in the same file.
      checks.splice(place, 1);
      checks.unshift(check);
      return { id: given.id, killedBy: `${check.name}: ${wrong}` };
    }
    return { id: given.id, killedBy: null };
  } catch (error) {
    return { id: given.id, killedBy: `it does not load: ${error instanceof Error ? error.message : String(error)}` };
  }
}

const readers = new WeakMap<Engine['parseStream'], Engine['parseStream']>();

/** Most changes do not reach the reading of documents: then each is read once, whatever the number of changes. */
function readingOnce(read: Engine['parseStream']): Engine['parseStream'] {
  const known = readers.get(read);
  if (known !== undefined) return known;
  const results = new Map<string, ReturnType<typeof read>>();
  const reader: typeof read = (text) => {
    const result = results.get(text) ?? read(text);
    results.set(text, result);
    return result;
  };
  readers.set(read, reader);
  return reader;
}

function noticed(check: Check, engine: Engine): string | null {
  rounds = 0;
  try {
    return check.run(engine);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

parentPort?.on('message', (given: Order) => {
  void judge(given).then((outcome) => parentPort?.postMessage(outcome));
});
parentPort?.postMessage({ id: -1, killedBy: null } satisfies Outcome);
