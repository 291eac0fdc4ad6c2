import { existsSync } from 'node:fs';
import path from 'node:path';
import { readHistories } from '../../src/connectors/index.ts';
import type { ItemHistory } from '../../src/flow/history.ts';
import type { Stream } from '../../src/flow/stream/compile.ts';
import { parseStream } from '../../src/flow/stream/parse.ts';

/** Where real data that nobody ships lies, for tests that read it where it is and say so where it is not. */
export const DATA = process.env.MILLRACE_TEST_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data');
export const hasData = existsSync(path.join(DATA, 'jira'));
/** For the name of a test that is skipped. */
export const orSkipped = hasData ? '' : ` (skipped: no data in ${DATA})`;

/** Histories of a Jira export of the real data; throws where one is refused. */
export async function jiraHistories(file: string): Promise<readonly ItemHistory[]> {
  const histories: ItemHistory[] = [];
  for await (const record of readHistories('jira', [path.join(DATA, 'jira', file)], {
    timeZone: 'UTC',
    withRaw: false,
  })) {
    if (record.kind !== 'history') throw new Error(`${file}: ${JSON.stringify(record)}`);
    histories.push(record.history);
  }
  return histories;
}

/** A stream from its document's text. */
export function streamOf(text: string): Stream {
  const read = parseStream(text);
  if (!read.ok) throw new Error(read.problems.map((problem) => `${problem.line}: ${problem.message}`).join('\n'));
  return read.stream;
}
