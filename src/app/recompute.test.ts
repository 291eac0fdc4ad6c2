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
        expect(sorted(measuresOf(view).measures)).toEqual(sorted(direct.metrics));
      }
    }
  });
});

/** Items behind a measure are a set; their order may differ between the ways. */
function sorted(metrics: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(
    JSON.stringify(metrics, (_key, value: unknown) =>
      Array.isArray(value) ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : value,
    ),
  );
}
