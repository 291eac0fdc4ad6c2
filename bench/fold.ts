import { factsAt } from '../src/flow/facts-at.ts';
import { foldTimeline } from '../src/flow/fold.ts';
import { contextOf } from '../src/flow/fold-all.ts';
import type { ItemHistory } from '../src/flow/history.ts';
import type { Stream } from '../src/flow/stream/compile.ts';
import { parseStream } from '../src/flow/stream/parse.ts';
import { simulateStream } from '../src/sample/simulate-stream.ts';

const ITEMS = 1_000_000;
/** Histories are made and held a batch at a time, as an import does; a million at once would measure the collector. */
const BATCH = 10_000;
const END_ON = '2026-01-01';
/** The first items run cold: the compiler is still at work. */
const WARM_UP = 10 * BATCH;
const AIM = 1_000_000;

/** Prints how many items a second one core folds into timelines and facts, beside a fold that only notes when each step was entered. */
export async function run(report: (line: string) => void): Promise<void> {
  const simulated = simulateStream({ seed: 1, items: ITEMS, endOn: END_ON });
  const read = parseStream(simulated.documentText);
  if (!read.ok) throw new Error('the simulated stream has no valid document');
  const { stream } = read;
  const asOf = Date.parse(`${END_ON}T00:00:00Z`);
  const context = contextOf(stream, () => undefined);
  const bare = bareFold(stream);

  let items = 0;
  let changes = 0;
  let bareMs = 0;
  let foldMs = 0;
  let finished = 0;
  let peakBytes = 0;
  for (const batch of batchesOf(simulated.histories)) {
    const begun = cpuMs();
    for (const history of batch) finished += bare(history);
    const between = cpuMs();
    // As in an import, facts are handed on and not kept.
    for (const history of batch) {
      if (factsAt(foldTimeline(history, stream, context), stream, asOf)?.state === 'done') finished -= 1;
    }
    const done = cpuMs();
    for (const history of batch) changes += history.changes.length;
    items += batch.length;
    peakBytes = Math.max(peakBytes, process.memoryUsage().heapUsed);
    if (items <= WARM_UP) continue;
    bareMs += between - begun;
    foldMs += done - between;
  }
  if (finished !== 0) throw new Error('the bare fold and the facts differ in what is finished');
  const timed = items - WARM_UP;
  const perSecond = (timed / foldMs) * 1000;
  const each = changes / items;
  report(
    `facts: ${thousands(items)} items, ${thousands(changes)} changes (${each.toFixed(1)} an item), ${thousands(BATCH)} histories in memory at a time, one thread`,
  );
  report(
    `  history to timeline to facts, every rule: ${thousands(perSecond)} items/s, ${thousands(perSecond * each)} changes/s of processor time ` +
      `(aim ${thousands(AIM)} items/s: ${perSecond >= AIM ? 'met' : 'missed'}); heap at most ${Math.round(peakBytes / 1_048_576)} MiB, most of it histories`,
  );
  report(
    `  a bare fold that only notes when each step was first entered: ${thousands((timed / bareMs) * 1000)} items/s, so every rule costs ` +
      `${(foldMs / bareMs).toFixed(1)} times as much; bound by allocation: visits, moves and facts are about 3 kB an item`,
  );
}

/** Processor time of all threads, the collector's too: on a machine that others use it says what the work costs, where a clock says how long it waited. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function* batchesOf(histories: Iterable<ItemHistory>): Generator<readonly ItemHistory[]> {
  let batch: ItemHistory[] = [];
  for (const history of histories) {
    batch.push(history);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** First entry to each step, and whether the last step is done: the least that any tool does. */
function bareFold(stream: Stream): (history: ItemHistory) => number {
  return (history) => {
    const entered = new Float64Array(stream.steps.length);
    let step = history.initial.status === null ? -1 : stream.stepOf(history.initial.status);
    if (step >= 0) entered[step] = history.createdAt;
    for (const change of history.changes) {
      if (change.field !== 'status' || change.to === null) continue;
      const next = stream.stepOf(change.to);
      if (next < 0 || next === step) continue;
      step = next;
      if (entered[step] === 0) entered[step] = change.at;
    }
    return stream.steps[step]?.state === 'done' ? 1 : 0;
  };
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en');
}
