import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crashRounds } from '../crash-rounds.ts';
import { makeMigratedStore } from '../databases.ts';

const ROUNDS = 200;
/** A store is begun anew so often, that rounds stay short. */
const ROUNDS_A_STORE = 10;

/** 200 rounds of kill -9 on working stores. */
export async function run(report: (line: string) => void): Promise<void> {
  let acknowledged = 0;
  for (let done = 0; done < ROUNDS; done += ROUNDS_A_STORE) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'millrace-crash-'));
    try {
      await makeMigratedStore(folder);
      acknowledged += (await crashRounds(folder, ROUNDS_A_STORE, done)).acknowledged;
    } finally {
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
    report(`crash: ${done + ROUNDS_A_STORE} of ${ROUNDS} rounds, ${acknowledged} acknowledged things held`);
  }
}
