import { describe, expect, test } from 'vitest';
import { factsAt } from '../src/flow/facts-at.ts';
import { foldAll } from '../src/flow/fold-all.ts';
import type { ItemHistory } from '../src/flow/history.ts';
import type { Stream } from '../src/flow/stream/compile.ts';
import { simulateStream } from '../src/sample/simulate-stream.ts';
import { oracleFacts } from './golden/oracle.ts';
import { hasData, jiraHistories, orSkipped, streamOf } from './golden/real-data.ts';

const DAY_MS = 86_400_000;

const JIRA = (options: string): string => `version: 1
stream: Any Jira project
timeZone: America/Halifax
flowItem: story
levels: [{type: [Sub-task, Technical task], level: task}, {level: story}]
kinds: [{type: Bug, kind: defect}, {kind: feature}]
steps:
  - {step: Received, state: new, statuses: [Received, Open]}
  - {step: Again, state: waiting, statuses: [Reopened]}
  - {step: In progress, state: active, statuses: [In Progress]}
  - {step: Review, state: waiting, statuses: [In Review, Patch Available]}
  - {step: Resolved, state: done, statuses: [Resolved]}
  - {step: Closed, state: done, statuses: [Closed]}
resolutions: {cancelled: ["Won't Fix", Duplicate, "Cannot Reproduce", Invalid]}
blocked: {links: [is blocked by, depends upon, is duplicated by]}
options: ${options}
`;

/** Compares engine and oracle item by item, seen from many moments; gives how many facts were compared. */
function compareAll(histories: readonly ItemHistory[], stream: Stream, moments: readonly number[]): number {
  const byKey = new Map(histories.map((history) => [history.item, history]));
  const timelines = foldAll(histories, stream);
  let compared = 0;
  for (const asOf of moments) {
    for (const [index, timeline] of timelines.entries()) {
      const history = histories[index];
      if (history === undefined) continue;
      const facts = factsAt(timeline, stream, asOf);
      const oracle = oracleFacts(history, stream, asOf, (item) => byKey.get(item));
      if (facts === null || oracle === null) {
        expect(facts).toBe(oracle);
        continue;
      }
      compared += 1;
      const { moves, ...rest } = facts;
      expect({ ...rest, moves: moves.length }).toMatchObject(oracle);
    }
  }
  return compared;
}

function everyDays(days: number, from: string, to: string): readonly number[] {
  const first = Date.parse(from);
  return Array.from(
    { length: Math.ceil((Date.parse(to) - first) / DAY_MS / days) },
    (_, n) => first + n * days * DAY_MS,
  );
}

describe.skipIf(!hasData)(
  `a slow second reading of the rules gives the same facts on real histories${orSkipped}`,
  () => {
    test.each([
      ['islandora.ndjson.gz', '{}', 981],
      ['islandora.ndjson.gz', '{restartOnReturnToNew: true}', 981],
      ['apache.ndjson.gz', '{}', 501],
      ['apache.ndjson.gz', '{restartOnReturnToNew: true}', 501],
    ])('%s with options %s', async (file, options, items) => {
      const histories = await jiraHistories(file);
      expect(histories).toHaveLength(items);
      const moments = [...everyDays(397, '2009-06-01', '2015-01-01'), Date.parse('2020-01-01')];
      expect(compareAll(histories, streamOf(JIRA(options)), moments)).toBeGreaterThan(items);
    });
  },
);

describe('a slow second reading of the rules gives the same facts on a simulated stream', () => {
  test('600 items seen from ten moments', () => {
    const simulated = simulateStream({ seed: 7, items: 600, endOn: '2026-01-01', months: 6 });
    const stream = streamOf(simulated.documentText);
    const moments = everyDays(19, '2025-07-05', '2026-01-02');
    expect(compareAll([...simulated.histories], stream, moments)).toBeGreaterThan(2000);
  });
});
