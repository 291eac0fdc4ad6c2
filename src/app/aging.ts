import type { AgingRow } from '../api/flow.ts';
import type { Sentence, ViewHeader } from '../api/view.ts';
import type { ItemFacts } from '../flow/facts.ts';
import { openAtAsOf } from '../flow/metrics/items-in.ts';
import { paceBands } from '../flow/metrics/pace-bands.ts';
import { passedBand } from '../flow/series/aging-work.ts';
import { rowOf, seconds } from './rows.ts';
import type { View } from './view.ts';
import { count, duration } from './words.ts';

const DAY_MS = 86_400_000;

/** Work in process, oldest first, with what is worth asking about: stalled, blocked, in a step over its limit, older than most. */
export function agingOf(view: View): { header: ViewHeader; sentence: Sentence; rows: AgingRow[] } {
  const { stream } = view.loaded;
  const { asOf } = view.window;
  const open = openAtAsOf(view.input);
  const measured = paceBands.measure(view.input);
  const bands = measured.status === 'measured' ? measured.value : [];
  const inStep = new Map<number, number>();
  for (const facts of open) inStep.set(facts.step, (inStep.get(facts.step) ?? 0) + 1);
  const stalledMs = stream.document.options.stalledAfterDays * DAY_MS;
  const rows = open.map((facts): AgingRow => {
    const step = stream.steps[facts.step];
    const limit = step?.limit ?? null;
    return {
      ...rowOf(facts, stream, asOf),
      isStalled: asOf - facts.lastMovedAt >= stalledMs,
      daysSinceMove: Math.floor((asOf - facts.lastMovedAt) / DAY_MS),
      isOverLimit: limit !== null && (inStep.get(facts.step) ?? 0) > limit,
      passedBand:
        facts.committedAt === null
          ? null
          : passedBand(
              seconds(asOf - facts.committedAt),
              bands.find((band) => band.step === step?.name),
            ),
    };
  });
  return { header: view.header, sentence: sentenceOf(rows, open, asOf), rows };
}

function sentenceOf(rows: readonly AgingRow[], open: readonly ItemFacts[], asOf: number): Sentence {
  const oldest = open[0];
  if (oldest === undefined) return [{ text: 'Nothing is under way: no item is committed and unfinished.' }];
  const stalled = rows.filter((row) => row.isStalled).length;
  const blocked = rows.filter((row) => row.isBlocked).length;
  const old = rows.filter((row) => (row.passedBand ?? 0) >= 85).length;
  const parts: Sentence = [
    {
      text: `${count(open.length, 'item')} ${open.length === 1 ? 'is' : 'are'} under way`,
      opens: { to: 'measure', metric: 'age' },
    },
    { text: `; the oldest, ${oldest.item}, for ${duration(asOf - (oldest.committedAt ?? asOf))}.` },
  ];
  if (old > 0) {
    parts.push(
      { text: ' ' },
      {
        text: `${count(old, 'item')} ${old === 1 ? 'is' : 'are'} older than 85 % of finished work was at the same step`,
        opens: { to: 'chart', chart: 'aging-work' },
        isSignal: true,
      },
      { text: '.' },
    );
  }
  const marks = [stalled > 0 ? `${stalled} stalled` : '', blocked > 0 ? `${blocked} blocked` : ''].filter(
    (one) => one !== '',
  );
  if (marks.length > 0) {
    parts.push({ text: ' ' }, { text: marks.join(', '), opens: { to: 'measure', metric: 'stalled' } }, { text: '.' });
  }
  return parts;
}
