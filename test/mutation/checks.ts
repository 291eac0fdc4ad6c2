import fc from 'fast-check';
import { anyAsOf, anyDocument, anyHistories } from '../../src/flow/histories.test-data.ts';
import type { ItemHistory } from '../../src/flow/history.ts';
import { readCorpus } from '../golden/corpus.ts';
import { oracleFacts } from '../golden/oracle.ts';
import { type Engine, type ReadyCase, readyCase, runCase } from '../golden/run-case.ts';

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
    checks.push(randomCheck(`random history ${index}`, histories, JSON.stringify(document), asOf));
  });
  return checks;
}

function caseCheck(ready: ReadyCase): Check {
  return { name: ready.golden.id, run: (engine) => runCase(ready, engine)[0] ?? null };
}

/** Facts beside the oracle's, and day sums beside the facts. */
function randomCheck(name: string, histories: readonly ItemHistory[], documentText: string, asOf: number): Check {
  return {
    name,
    run: (engine) => {
      const read = engine.parseStream(documentText);
      if (!read.ok) return 'the document is refused';
      const { stream } = read;
      const sums = engine.collectDaySums(stream);
      let load = 0;
      for (const [index, timeline] of engine.foldAll(histories, stream).entries()) {
        const history = histories[index];
        if (history === undefined) continue;
        const facts = engine.factsAt(timeline, stream, asOf);
        const oracle = oracleFacts(history, stream, asOf, (item) => histories.find((one) => one.item === item));
        if (facts === null || oracle === null) {
          if (facts !== null || oracle !== null) return `${history.item}: one of the two knows nothing of it`;
          continue;
        }
        const found: Readonly<Record<string, unknown>> = { ...facts, moves: facts.moves.length };
        for (const [key, value] of Object.entries(oracle)) if (found[key] !== value) return `${history.item}: ${key}`;
        sums.add(facts);
        const state = stream.steps[facts.step]?.state;
        const isIn = facts.cancelledAt === null && (state === 'waiting' || state === 'active');
        if (facts.level === stream.document.flowItem && isIn) load += 1;
      }
      const last = new Map(
        sums
          .rows()
          .filter((row) => row.step === -1)
          .map((row) => [`${row.team} ${row.kind}`, row.load]),
      );
      const summed = [...last.values()].reduce((total, one) => total + one, 0);
      return summed === load ? null : 'the load of the day sums';
    },
  };
}
