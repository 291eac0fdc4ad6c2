import {
  type ContractCase,
  chance,
  collect,
  faultSchedule,
  inOrder,
  Kept,
  skewOf,
} from '../../src/connectors/contract.test-data.ts';
import { contractCases } from '../../src/connectors/contract-cases.test-data.ts';

const SCHEDULES = 200;

/** 200 schedules of faults against each live source, each cut off somewhere on the way and ending with the same facts as a clean reading. */
export async function run(report: (line: string) => void): Promise<void> {
  for (const one of contractCases) {
    let requests = 0;
    for (let seed = 1; seed <= SCHEDULES; seed += 1) requests += await schedule(one, 1_000 + seed);
    report(`${one.source.name}: ${SCHEDULES} schedules, ${requests} requests, each with the facts of a clean reading`);
  }
}

/** Gives the requests that it took. */
async function schedule(one: ContractCase, seed: number): Promise<number> {
  const next = chance(seed);
  const fake = await one.start({ faultOf: faultSchedule(seed), skewMs: skewOf(seed), isBent: seed % 2 === 0 });
  try {
    const kept = new Kept();
    for (let round = 0; round < 3; round += 1) {
      // Cut off after a page or two, as a restart does it; then to the end.
      await collect(one, fake, kept, { pages: 1 + Math.floor(next() * 3) });
      if (round > 0) fake.change();
    }
    // A reading that was cut off ends with what was there when it began; what changed since comes with the next one.
    for (let left = 5; left > 0 && (await collect(one, fake, kept)).length > 0; left -= 1);
    const found = inOrder(kept.mapped(one.source, fake));
    const wanted = inOrder(await fake.truth());
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      throw new Error(`${one.source.name}: schedule ${seed} ended with other facts than a clean reading`);
    }
    return fake.requests.length;
  } finally {
    await fake.close();
  }
}
