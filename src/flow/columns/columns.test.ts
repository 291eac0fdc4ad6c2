import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulateOrganisation } from '../../sample/simulate-organisation.ts';
import type { ItemFacts } from '../facts.ts';
import { foldAll, inputAt } from '../fold-all.ts';
import { anyHistories, anyStream, FIRST_AT, TICK_MS, TICKS } from '../histories.test-data.ts';
import type { MeasureInput } from '../measure.ts';
import { measureAll } from '../measure-all.ts';
import { prepare, prepareBy } from '../metrics/prepare.ts';
import type { Stream } from '../stream/compile.ts';
import { parseStream } from '../stream/parse.ts';
import type { Timeline } from '../timeline.ts';
import { type Window, windowOf } from '../window.ts';
import { ColumnFacts } from './column-facts.ts';
import { makeItemStore } from './items-at.ts';
import { makeColumns } from './make-columns.ts';
import { prepareColumns } from './prepare-columns.ts';

/** The input by columns, beside the one from the facts of each item. */
function inputByColumns(timelines: readonly Timeline[], stream: Stream, window: Window): MeasureInput {
  const { columns, words } = makeColumns(timelines, stream);
  const store = makeItemStore(columns, words, stream, (row) => {
    const timeline = timelines[row];
    if (timeline === undefined) throw new Error(`no timeline ${row}`);
    return timeline;
  });
  const all = store.itemsAt(window.asOf);
  const items = all.filter((facts) => facts.level === stream.document.flowItem);
  prepareBy(items, (asked) => prepareColumns(items, columns, asked));
  return { stream, window, all, items };
}

/** Every field, read one by one, so that getters and plain objects compare; of a visit only what facts promise. */
function plain(facts: ItemFacts): Record<string, unknown> {
  const fields = FIELDS.map((field) => [field, facts[field]]);
  const visits = facts.visits.map(({ step, enterAt, exitAt }) => ({ step, enterAt, exitAt }));
  return { ...Object.fromEntries(fields), visits };
}

const FIELDS: readonly (keyof ItemFacts)[] = [
  ...(['source', 'item', 'url', 'title', 'type', 'level', 'kind', 'team', 'project', 'parent', 'resolution'] as const),
  ...(['labels', 'components', 'createdAt', 'deletedAt', 'state', 'step', 'committedAt', 'completedAt'] as const),
  ...(['cancelledAt', 'isNeverStarted', 'flowTimeMs', 'inProcessMs', 'activeMs', 'waitingMs', 'blockedMs'] as const),
  ...(['notActiveMs', 'blocked', 'moves', 'closedStays', 'reopens', 'backflows', 'revivals', 'handedOffAt'] as const),
  ...(['lastMovedAt', 'isBlocked', 'isPaused', 'problems'] as const),
];

test('columns say of every item what its facts say, at any moment', () => {
  fc.assert(
    fc.property(anyHistories, anyStream, fc.integer({ min: 0, max: TICKS + 2 }), (histories, stream, tick) => {
      const timelines = foldAll(histories, stream);
      const asOf = FIRST_AT + tick * TICK_MS;
      const window = windowOf(stream.timeZone, '2024-02-20', '2024-03-20', asOf);
      const expected = inputAt(timelines, stream, window);
      const input = inputByColumns(timelines, stream, window);
      expect(input.all.map(plain)).toEqual(expected.all.map(plain));
      for (const facts of expected.all) expect(Object.keys(facts).toSorted()).toEqual([...FIELDS, 'visits'].toSorted());
      expect(input.items.map((facts) => facts.item)).toEqual(expected.items.map((facts) => facts.item));
    }),
    { numRuns: 300 },
  );
});

test('what is prepared from columns is what is prepared from facts', () => {
  fc.assert(
    fc.property(anyHistories, anyStream, fc.integer({ min: 0, max: TICKS + 2 }), (histories, stream, tick) => {
      const timelines = foldAll(histories, stream);
      const window = windowOf(stream.timeZone, '2024-02-20', '2024-03-20', FIRST_AT + tick * TICK_MS);
      const { items, completed, committed, cancelled, ...columns } = prepare(inputByColumns(timelines, stream, window));
      const expected = prepare(inputAt(timelines, stream, window));
      for (const [own, others] of [
        [items, expected.items],
        [completed, expected.completed],
        [committed, expected.committed],
        [cancelled, expected.cancelled],
      ] as const) {
        expect(own.map((facts) => facts.item)).toEqual(others.map((facts) => facts.item));
      }
      const { items: _i, completed: _d, committed: _c, cancelled: _x, ...expectedColumns } = expected;
      expect(columns).toEqual(expectedColumns);
    }),
    { numRuns: 300 },
  );
});

test('every measure of the sample organisation is the same by columns, as known at several moments', () => {
  const { streams } = simulateOrganisation({ seed: 3, endOn: '2026-06-15', scale: 0.1 });
  for (const { documentText, histories } of streams) {
    const parsed = parseStream(documentText);
    if (!parsed.ok) throw new Error('the sample has a document that is not valid');
    const { stream } = parsed;
    const timelines = foldAll(histories, stream);
    for (const to of ['2026-06-15', '2026-03-02', '2025-09-01']) {
      const window = windowOf(stream.timeZone, '2025-06-02', to);
      const input = inputByColumns(timelines, stream, window);
      expect(input.all.some((facts) => facts instanceof ColumnFacts)).toBe(true);
      expect(measureAll(input)).toEqual(measureAll(inputAt(timelines, stream, window)));
    }
  }
});

test('facts from columns are carried whole in JSON', () => {
  const [sample] = simulateOrganisation({ seed: 3, endOn: '2026-06-15', scale: 0.05 }).streams;
  const parsed = parseStream(sample?.documentText ?? '');
  if (!parsed.ok || sample === undefined) throw new Error('the sample has no stream');
  const timelines = foldAll(sample.histories, parsed.stream);
  const window = windowOf(parsed.stream.timeZone, '2026-03-02', '2026-06-15');
  const input = inputByColumns(timelines, parsed.stream, window);
  expect(JSON.parse(JSON.stringify(input.all))).toEqual(
    JSON.parse(JSON.stringify(inputAt(timelines, parsed.stream, window).all)),
  );
});
