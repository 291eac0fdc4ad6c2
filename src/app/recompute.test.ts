import { expect, test } from 'vitest';
import { describeAppOnBothDatabases, SILENT } from '../../test/test-app.ts';
import { parseStream } from '../flow/stream/parse.ts';
import { simulateOrganisation } from '../sample/simulate-organisation.ts';
import { ensureSource } from '../storage/sources.ts';
import { writeHistories } from '../storage/work-items.ts';
import { measureHistories } from './measure-histories.ts';
import { measuresOf } from './measures.ts';
import { recomputeStream } from './recompute.ts';
import { createStream } from './streams.ts';
import { openView } from './view.ts';

const organisation = simulateOrganisation({ seed: 11, endOn: '2026-06-15', scale: 0.2 });
const NOTHING_NARROWED = { kind: [], team: [], label: [], epic: [] };

describeAppOnBothDatabases('figures from the store', (open) => {
  test('are those of the same histories measured without a store, from whatever moment', async () => {
    const { app } = await open({ now: () => Date.parse('2026-06-15T12:00:00Z') });
    await ensureSource(app.db, app.workspace, {
      sourceId: 'sample',
      kind: 'sample',
      name: 'sample',
      isSample: true,
      createdAt: 0,
    });
    const all = organisation.streams.flatMap((stream) => stream.histories);
    await writeHistories(app.db, app.workspace, 'sample', all);
    for (const { documentText } of organisation.streams) {
      const { id } = await createStream(app, documentText);
      await recomputeStream(app, id, SILENT);
      const read = parseStream(documentText);
      if (!read.ok) throw new Error('the sample document is not valid');
      // The present, a moment of the past at the end of its window, and one in the middle of a window.
      for (const [from, to, asOf] of [
        ['2026-03-23', '2026-06-15', undefined],
        ['2025-09-01', '2025-12-01', undefined],
        ['2025-09-01', '2025-12-01', '2025-10-15T09:30:00Z'],
      ] as const) {
        const view = await openView(app, id, {
          ...NOTHING_NARROWED,
          from,
          to,
          ...(asOf === undefined ? {} : { asOf }),
        });
        const direct = measureHistories(all, read.stream, {
          from,
          to,
          ...(asOf === undefined ? {} : { asOf: Date.parse(asOf) }),
        });
        expect(sorted((await measuresOf(app, view)).measures)).toEqual(sorted(direct.metrics));
      }
    }
  });
});

describeAppOnBothDatabases('a stream that names its sources', (open) => {
  test('is folded from them alone, and has the figures of their histories', async () => {
    const { app } = await open({ now: () => Date.parse('2026-06-15T12:00:00Z') });
    const [one, other] = organisation.streams;
    if (one === undefined || other === undefined) throw new Error('the sample has too few streams');
    for (const [sourceId, { histories }] of [
      ['Board', one],
      ['elsewhere', other],
    ] as const) {
      await ensureSource(app.db, app.workspace, {
        sourceId,
        kind: 'sample',
        name: sourceId,
        isSample: true,
        createdAt: 0,
      });
      await writeHistories(
        app.db,
        app.workspace,
        sourceId,
        histories.map((history) => ({ ...history, source: sourceId })),
      );
    }
    // A source is named without regard to case, like every name in a document.
    const { id } = await createStream(app, `${withoutItems(one.documentText)}\nitems:\n  - source: [board]\n`);
    const seen: (number | null)[] = [];
    await recomputeStream(app, id, async ({ done, total }) => {
      seen.push(done, total);
    });
    expect(Math.max(...seen.map(Number))).toBe(one.histories.length);
    const view = await openView(app, id, { ...NOTHING_NARROWED, from: '2026-03-23', to: '2026-06-15' });
    const direct = measureHistories(
      one.histories.map((history) => ({ ...history, source: 'Board' })),
      view.loaded.stream,
      { from: '2026-03-23', to: '2026-06-15' },
    );
    expect(sorted((await measuresOf(app, view)).measures)).toEqual(sorted(direct.metrics));
  });
});

/** A document without its `items:`, whatever stands under it. */
function withoutItems(text: string): string {
  return text.replace(/^items:.*\n(?:[ -].*\n)*/m, '').trimEnd();
}

/** Items behind a measure are a set; their order may differ between the ways. */
function sorted(metrics: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(
    JSON.stringify(metrics, (_key, value: unknown) =>
      Array.isArray(value) ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : value,
    ),
  );
}
