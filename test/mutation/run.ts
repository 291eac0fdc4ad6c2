import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { randomOf } from '../../src/statistics/random.ts';
import { prepareChecks } from './checks.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { EVERYTHING, ROOT, type Source, sourcesOfEngine } from './sources.ts';
import type { Order, Outcome } from './worker.ts';

/**
 * Changes the flow engine a little, thousands of times, and asks each time whether the golden corpus or the second reading of the rules notices.
 * A change that nobody notices is a rule that no case holds, or says the same as before: `mutation-survivors.md` tells which.
 * Started by test/long/mutation.ts, which says how.
 */
const { values: options } = parseArgs({
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    without: { type: 'string' },
    unexplained: { type: 'boolean', default: false },
  },
});

/** What methods.md 0 to 2 say stands in these; texts, charts, suggestions and forecasts have tests of their own. */
const HELD = [
  /^src\/flow\/[a-z-]+\.ts$/,
  /^src\/flow\/metrics\/[a-z-]+\.ts$/,
  /^src\/flow\/data-quality\/[a-z-]+\.ts$/,
  /^src\/flow\/series\/(cumulative-flow|days-in)\.ts$/,
  /^src\/flow\/stream\/(compile|rules|statuses|words)\.ts$/,
];
/** A worker that has loaded this many copies of the engine has grown large. */
const COPIES = 300;
const LOAD_LIMIT_MS = 600_000;
/** An endless change that no loop counts is given up after this many times what the engine as it is takes, and no sooner than after the least. */
const PATIENCE = 20;
const LEAST_LIMIT_MS = 120_000;

interface Candidate {
  readonly source: Source;
  readonly name: string;
  readonly mutant: Mutant;
}

const prepared = await prepareChecks();
const accepted = explained();
const candidates = chosen([...sourcesOfEngine().values()].flatMap(candidatesOf));
const survivors: Candidate[] = [];
const perFile = new Map<string, { killed: number; survived: number }>();
let limitMs = LOAD_LIMIT_MS;
let asked = 0;
let judged = 0;
await expectUnchangedToPass();
await Promise.all(Array.from({ length: availableParallelism() }, judgeOneByOne));
tell();

/** Takes one change after the other, beside other judges that do the same; a worker that has grown large is replaced. */
async function judgeOneByOne(): Promise<void> {
  let judge = await startedJudge();
  for (let copies = 1; asked < candidates.length; copies += 1) {
    const candidate = candidates[asked];
    asked += 1;
    if (candidate === undefined) break;
    if (copies % COPIES === 0) {
      await judge.stop();
      judge = await startedJudge();
    }
    const { code } = candidate.source;
    const { start, end, replacement } = candidate.mutant;
    const changed = `${code.slice(0, start)}${replacement}${code.slice(end)}`;
    const outcome = await judge.ask({ id: copies, file: candidate.source.file, code: changed });
    if (outcome === 'too long') judge = await startedJudge();
    note(candidate, outcome === 'too long' || outcome.killedBy !== null);
  }
  await judge.stop();
}

function note(candidate: Candidate, isKilled: boolean): void {
  const counts = perFile.get(candidate.name) ?? { killed: 0, survived: 0 };
  perFile.set(candidate.name, counts);
  if (isKilled) counts.killed += 1;
  else {
    counts.survived += 1;
    survivors.push(candidate);
    // A run that is ended early has told what it found.
    if (!process.stdout.isTTY && explanationOf(candidate) === undefined)
      console.log(`not noticed: ${candidate.name}:${candidate.mutant.line} ${keyOf(candidate)}`);
  }
  judged += 1;
  const progress = `${judged} of ${candidates.length}, ${survivors.length} survived`;
  if (process.stdout.isTTY) process.stdout.write(`\r${progress} `);
  else if (judged % 50 === 0) console.log(progress);
}

/** Otherwise every change would seem noticed. */
async function expectUnchangedToPass(): Promise<void> {
  const judge = await startedJudge();
  // The second time is warm, as every later one is.
  for (const id of [-1, -2]) {
    const begunAt = performance.now();
    const outcome = await judge.ask({ id, file: EVERYTHING, code: '' });
    const wrong = outcome === 'too long' ? 'it takes too long' : outcome.killedBy;
    if (wrong !== null) throw new Error(`the engine as it is does not pass: ${wrong}`);
    limitMs = Math.max(LEAST_LIMIT_MS, PATIENCE * (performance.now() - begunAt));
  }
  console.log(`${candidates.length} changes; a judgement is given up after ${Math.round(limitMs / 1000)} s`);
  await judge.stop();
}

function candidatesOf(source: Source): readonly Candidate[] {
  const name = path.relative(ROOT, source.file);
  const wanted = options.only === undefined || options.only.split(',').some((one) => name.includes(one));
  const unwanted = options.without !== undefined && options.without.split(',').some((one) => name.includes(one));
  if (!HELD.some((form) => form.test(name)) || !wanted || unwanted) return [];
  const all = mutantsOf(source.code).map((mutant): Candidate => ({ source, name, mutant }));
  return options.unexplained ? all.filter((one) => explanationOf(one) === undefined) : all;
}

function chosen(all: readonly Candidate[]): readonly Candidate[] {
  if (options.sample === undefined) return all;
  const random = randomOf(Number(options.seed));
  const left = [...all];
  const drawn: Candidate[] = [];
  while (drawn.length < Number(options.sample) && left.length > 0)
    drawn.push(...left.splice(random.integer(left.length), 1));
  return drawn;
}

function byPlace(a: Candidate, b: Candidate): number {
  return a.name.localeCompare(b.name) || a.mutant.start - b.mutant.start;
}

/** What a survivor is known by: its file, the line as written, and the change. Lines may move. */
function keyOf({ name, source, mutant }: Candidate): string {
  const line = source.text.split('\n')[mutant.line - 1]?.trim() ?? '';
  return `\`${name.replace('src/flow/', '')}\` · \`${line}\` · \`${mutant.what}\``;
}

/** Explained survivors by their key; the line is `*` where any line will do, and so is the file. */
function explained(): ReadonlySet<string> {
  const text = readFileSync(path.join(ROOT, 'test/long/mutation-survivors.md'), 'utf8');
  return new Set([...text.matchAll(/^- (`.+` · `.+` · `.+`)$/gm)].map((match) => match[1] ?? ''));
}

function explanationOf(candidate: Candidate): string | undefined {
  const key = keyOf(candidate);
  const [file, , what] = key.split(' · ');
  return [key, `${file} · \`*\` · ${what}`, `\`*\` · \`*\` · ${what}`].find((one) => accepted.has(one));
}

function tell(): void {
  console.log('');
  let killed = 0;
  let survived = 0;
  for (const [name, counts] of [...perFile].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`${String(counts.killed).padStart(5)} killed ${String(counts.survived).padStart(4)} survived  ${name}`);
    killed += counts.killed;
    survived += counts.survived;
  }
  const unexplained = survivors.filter((one) => explanationOf(one) === undefined);
  for (const one of unexplained.toSorted(byPlace)) console.log(`\n${one.name}:${one.mutant.line}\n- ${keyOf(one)}`);
  const found = new Set(survivors.map(explanationOf));
  const stale =
    options.sample === undefined && options.only === undefined && options.without === undefined && !options.unexplained
      ? [...accepted].filter((key) => !found.has(key))
      : [];
  for (const key of stale) console.log(`\nno longer a survivor, take it from mutation-survivors.md:\n- ${key}`);
  const rate = ((killed / (killed + survived)) * 100).toFixed(1);
  console.log(
    `\n${killed + survived} changes: ${killed} noticed (${rate} %), ${survived} not, of these ${survived - unexplained.length} explained, ${unexplained.length} not explained`,
  );
  process.exitCode = unexplained.length + stale.length === 0 ? 0 : 1;
}

interface Judge {
  readonly ask: (order: Order) => Promise<Outcome | 'too long'>;
  readonly stop: () => Promise<unknown>;
}

/** A worker that is ready. One that runs for too long is ended, and another one must be started. */
async function startedJudge(): Promise<Judge> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: prepared,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const next = (withinMs: number): Promise<Outcome | 'too long'> =>
    new Promise((resolve) => {
      const giveUp = (): void => {
        void worker.terminate().then(() => resolve('too long'));
      };
      const timer = setTimeout(giveUp, withinMs);
      // Memory that runs out ends a worker, too.
      worker.once('error', giveUp);
      worker.once('message', (outcome: Outcome) => {
        clearTimeout(timer);
        worker.removeListener('error', giveUp);
        resolve(outcome);
      });
    });
  if ((await next(LOAD_LIMIT_MS)) === 'too long') throw new Error('a judge does not start');
  return {
    ask: (order) => {
      worker.postMessage(order);
      return next(limitMs);
    },
    stop: () => worker.terminate(),
  };
}
