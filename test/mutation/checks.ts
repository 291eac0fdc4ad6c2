import fc from 'fast-check';
import type { ItemFacts } from '../../src/flow/facts.ts';
import { anyAsOf, anyDocument, anyHistories } from '../../src/flow/histories.test-data.ts';
import type { ItemHistory, Status } from '../../src/flow/history.ts';
import type { Stream } from '../../src/flow/stream/compile.ts';
import { readCorpus } from '../golden/corpus.ts';
import { differences } from '../golden/differences.ts';
import * as engineAsItIs from '../golden/engine.ts';
import { oracleFacts } from '../golden/oracle.ts';
import { type Engine, type ReadyCase, readyCase, runCase } from '../golden/run-case.ts';
import { fieldsOfDocuments, sourcesOfDocuments, stagesOfDocuments } from './document-models.ts';
import { departuresAtEdges, sharesByMoment, toldWhere } from './load-models.ts';
import {
  daysByAnotherLibrary,
  expectedSums,
  intervalsByMoment,
  namesInWords,
  placesOfDays,
  placesOfSpans,
  refusals,
  sortedInstants,
  twoMaps,
} from './models.ts';
import { moreFacts } from './more-facts.ts';
import { loadOfNoTime, periodsDayByDay } from './period-models.ts';
import { type Expectation, expectations, populationCheck } from './population-check.ts';

/** Something that a right engine passes: null, or what it found wrong. */
export interface Check {
  readonly name: string;
  readonly run: (engine: Engine) => string | null;
}

/** As one object, so that its parts can be asked for by name. */
const unchanged: Engine = { ...engineAsItIs };
const RANDOM_CASES = 250;

/** What the checks rest on, worked out once for all workers: plain data. */
export interface Prepared {
  readonly cases: readonly ReadyCase[];
  readonly random: readonly RandomCase[];
  readonly expectations: readonly Expectation[];
}

interface RandomCase {
  readonly name: string;
  readonly histories: readonly ItemHistory[];
  readonly documentText: string;
  readonly asOf: number;
  /** By history; null: it is not known then, or not the stream's. */
  readonly expected: readonly (Readonly<Record<string, unknown>> | null)[];
}

/** The corpus, and random histories with what the second reading of the rules says of them. */
export async function prepareChecks(): Promise<Prepared> {
  const { files, streams } = readCorpus();
  const cases: ReadyCase[] = [];
  for (const golden of files.flatMap((file) => file.cases)) cases.push(await readyCase(golden, streams));
  const sampled = fc.sample(fc.tuple(anyHistories, anyDocument, anyAsOf), { numRuns: RANDOM_CASES, seed: 2024 });
  const random = sampled.map(([histories, document, asOf], index) => {
    const odd = histories.map((history, place) => oddly(history, index + place));
    return randomCase(`random history ${index}`, odd, JSON.stringify(document), asOf);
  });
  return { cases, random, expectations: expectations() };
}

/** Every check, the quickest sorts first. */
export function checksOf({ cases, random, expectations: known }: Prepared): readonly Check[] {
  return [
    { name: 'intervals by moment', run: intervalsByMoment },
    { name: 'days', run: daysByAnotherLibrary },
    { name: 'instants', run: sortedInstants },
    { name: 'refusals', run: refusals },
    { name: 'two maps', run: twoMaps },
    { name: 'places of days', run: placesOfDays },
    { name: 'places of spans', run: placesOfSpans },
    { name: 'names in words', run: namesInWords },
    { name: 'periods', run: periodsDayByDay },
    { name: 'fields of documents', run: fieldsOfDocuments },
    { name: 'shares of time', run: sharesByMoment },
    { name: 'told where', run: toldWhere },
    { name: 'departures at edges', run: departuresAtEdges },
    { name: 'sources of documents', run: sourcesOfDocuments },
    { name: 'stages of documents', run: stagesOfDocuments },
    { name: 'load of no time', run: loadOfNoTime },
    ...known.map(populationCheck),
    ...random.map(randomCheck),
    ...cases.map(caseCheck),
  ];
}

/** Some histories are cut short, some stand in no order of time, and of some the source says what they are now. */
function oddly(history: ItemHistory, number: number): ItemHistory {
  const last = history.changes.findLast((change) => change.field === 'status');
  const held = last?.field === 'status' ? last.to : history.initial.status;
  const said: readonly (Status | null)[] = [
    null,
    held,
    { id: '7', name: held?.name ?? 'Idea' },
    { id: null, name: 'Idea' },
  ];
  const isMixed = number % 3 === 0;
  const changes = isMixed ? history.changes.toSorted((a, b) => a.sequence - b.sequence) : history.changes;
  return { ...history, changes, isCutShort: number % 5 === 0, presentStatus: said[number % said.length] ?? null };
}

function caseCheck(ready: ReadyCase): Check {
  return { name: ready.golden.id, run: (engine) => runCase(ready, engine)[0] ?? null };
}

/** The oracle is asked once. */
function randomCase(name: string, histories: readonly ItemHistory[], documentText: string, asOf: number): RandomCase {
  const { stream } = streamOf(unchanged, documentText);
  const find = (item: string): ItemHistory | undefined => histories.find((one) => one.item === item);
  const expected = histories.map((history) => {
    const told = oracleFacts(history, stream, asOf, find);
    return told === null ? null : moreFacts(history, stream, asOf, find, told);
  });
  return { name, histories, documentText, asOf, expected };
}

function streamOf(engine: Engine, documentText: string): { readonly stream: Stream } {
  const read = engine.parseStream(documentText);
  if (!read.ok) throw new Error('the document is refused');
  return read;
}

const FACTS_PARTS = ['foldAll', 'factsAt', 'collectDaySums', 'compileStream', 'calendarOf'] as const;

/** Facts beside the oracle's; day sums beside the facts. Not asked where a change does not reach them. */
function randomCheck({ name, histories, documentText, asOf, expected }: RandomCase): Check {
  return {
    name,
    run: (engine) => {
      if (FACTS_PARTS.every((part) => engine[part] === unchanged[part])) return null;
      const { stream } = streamOf(engine, documentText);
      const known: ItemFacts[] = [];
      for (const [index, timeline] of engine.foldAll(histories, stream).entries()) {
        const item = histories[index]?.item;
        const oracle = expected[index];
        const facts = engine.factsAt(timeline, stream, asOf);
        if (facts === null || oracle === null || oracle === undefined) {
          if (facts !== null || oracle !== null) return `${item}: one of the two knows nothing of it`;
          continue;
        }
        const [wrong] = differences(oracle, { ...facts, moves: facts.moves.length }, item ?? '');
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
