import fc from 'fast-check';
import type { ItemFacts } from '../../src/flow/facts.ts';
import { anyAsOf, anyDocument, anyHistories } from '../../src/flow/histories.test-data.ts';
import type { ItemHistory, Status } from '../../src/flow/history.ts';
import type { Stream } from '../../src/flow/stream/compile.ts';
import { parseStream } from '../../src/flow/stream/parse.ts';
import { readCorpus } from '../golden/corpus.ts';
import { differences } from '../golden/differences.ts';
import { oracleFacts } from '../golden/oracle.ts';
import { type Engine, type ReadyCase, readyCase, runCase } from '../golden/run-case.ts';
import { daysByAnotherLibrary, expectedSums, intervalsByMoment, sortedInstants } from './models.ts';
import { moreFacts } from './more-facts.ts';
import { populationChecks } from './population-check.ts';

/** Something that a right engine passes: null, or what it found wrong. */
export interface Check {
  readonly name: string;
  readonly run: (engine: Engine) => string | null;
}

const RANDOM_CASES = 250;

/** The corpus, case by case, and random histories beside the second reading of the rules. */
export async function allChecks(): Promise<readonly Check[]> {
  const { files, streams } = readCorpus();
  const checks: Check[] = [];
  for (const golden of files.flatMap((file) => file.cases)) checks.push(caseCheck(await readyCase(golden, streams)));
  const sampled = fc.sample(fc.tuple(anyHistories, anyDocument, anyAsOf), { numRuns: RANDOM_CASES, seed: 2024 });
  sampled.forEach(([histories, document, asOf], index) => {
    const odd = histories.map((history, place) => oddly(history, index + place));
    checks.push(randomCheck(`random history ${index}`, odd, JSON.stringify(document), asOf));
  });
  checks.push(...populationChecks());
  checks.push({ name: 'intervals by moment', run: intervalsByMoment }, { name: 'days', run: daysByAnotherLibrary });
  checks.push({ name: 'instants', run: sortedInstants });
  return checks;
}

/** Some histories are cut short, and of some the source says what they are now. */
function oddly(history: ItemHistory, number: number): ItemHistory {
  const last = history.changes.findLast((change) => change.field === 'status');
  const held = last?.field === 'status' ? last.to : history.initial.status;
  const said: readonly (Status | null)[] = [
    null,
    held,
    { id: '7', name: held?.name ?? 'Idea' },
    { id: null, name: 'Idea' },
  ];
  return { ...history, isCutShort: number % 5 === 0, presentStatus: said[number % said.length] ?? null };
}

function caseCheck(ready: ReadyCase): Check {
  return { name: ready.golden.id, run: (engine) => runCase(ready, engine)[0] ?? null };
}

/** Facts beside the oracle's, which are asked for once; day sums beside the facts. */
function randomCheck(name: string, histories: readonly ItemHistory[], documentText: string, asOf: number): Check {
  const unchanged = parseStream(documentText);
  if (!unchanged.ok) throw new Error(`${name}: the document is refused`);
  const find = (item: string): ItemHistory | undefined => histories.find((one) => one.item === item);
  const expected = histories.map((history) => {
    const told = oracleFacts(history, unchanged.stream, asOf, find);
    if (told === null) return null;
    const { moves: _moves, ...more } = moreFacts(history, unchanged.stream, asOf, find, told);
    return { told, more };
  });
  return {
    name,
    run: (engine) => {
      const read = engine.parseStream(documentText);
      if (!read.ok) return 'the document is refused';
      const { stream } = read;
      const known: ItemFacts[] = [];
      for (const [index, timeline] of engine.foldAll(histories, stream).entries()) {
        const item = histories[index]?.item;
        const oracle = expected[index];
        const facts = engine.factsAt(timeline, stream, asOf);
        if (facts === null || oracle === null || oracle === undefined) {
          if (facts !== null || oracle !== null) return `${item}: one of the two knows nothing of it`;
          continue;
        }
        if (facts.moves.length !== oracle.told.moves) return `${item}: moves`;
        const [wrong] = differences(oracle.more, facts, item ?? '');
        if (wrong !== undefined) return wrong;
        known.push(facts);
      }
      return sumsDiffer(known, stream, engine);
    },
  };
}

function sumsDiffer(facts: readonly ItemFacts[], stream: Stream, engine: Engine): string | null {
  const sums = engine.collectDaySums(stream);
  for (const one of facts) sums.add(one);
  const rows = sums.rows();
  const shown = rows
    .map(({ team, kind, step, day, ...row }) => {
      const columns = [row.arrivals, row.departures, row.activeMs, row.waitingMs, row.completed, row.cancelled];
      return JSON.stringify([JSON.stringify([team, kind, step, day]), columns]);
    })
    .toSorted();
  const states = stream.steps.map((step) => step.state);
  if (shown.join('\n') !== expectedSums(facts, states, stream.document.flowItem)) return 'day sums';
  const loads = new Map<string, { day: string; load: number }>();
  for (const { team, kind, step, day, arrivals, departures, load } of rows) {
    const key = JSON.stringify([team, kind, step]);
    const before = loads.get(key) ?? { day: '', load: 0 };
    if (before.day >= day || before.load + arrivals - departures !== load) return 'load of day sums';
    loads.set(key, { day, load });
  }
  return null;
}
