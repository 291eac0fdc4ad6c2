import type { Kysely } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import { readCorrections, readMetricSpans, readMetricValues, saveMetricValues } from './metric-values.ts';
import { newWorkspace, openStore } from './store.test-data.ts';
import type { Database } from './tables.ts';

const BY = { author: 'local owner', savedAt: 10 };

describeOnBothDatabases('values of a metric', (open) => {
  let db: Kysely<Database>;
  let workspace: string;

  beforeAll(async () => {
    db = await openStore(open);
  });
  beforeEach(async () => {
    workspace = await newWorkspace(db);
  });

  test('are kept by day and read as they were given, to the last digit', async () => {
    const values = [
      { day: '2026-01-12', value: 0.1 + 0.2 },
      { day: '2026-01-05', value: -1e-300 },
      { day: '2026-01-19', value: 123_456_789.123_456_78 },
    ];
    expect(await saveMetricValues(db, workspace, 'm', values, BY)).toEqual({ new: 3, corrected: 0 });
    expect(await readMetricValues(db, workspace, 'm')).toEqual([values[1], values[0], values[2]]);
    expect(await readMetricValues(db, workspace, 'other')).toEqual([]);
  });

  test('the same values again write nothing; others are corrections, and the earlier ones stay', async () => {
    await saveMetricValues(db, workspace, 'm', [{ day: '2026-01-05', value: 5 }], BY);
    expect(await saveMetricValues(db, workspace, 'm', [{ day: '2026-01-05', value: 5 }], BY)).toEqual({
      new: 0,
      corrected: 0,
    });
    const later = { author: 'local owner', savedAt: 20 };
    const corrected = [
      { day: '2026-01-05', value: 6 },
      { day: '2026-01-12', value: 7 },
    ];
    expect(await saveMetricValues(db, workspace, 'm', corrected, later)).toEqual({ new: 1, corrected: 1 });
    expect(await readMetricValues(db, workspace, 'm')).toEqual(corrected);
    expect(await readMetricValues(db, workspace, 'm', 10)).toEqual([{ day: '2026-01-05', value: 5 }]);
    expect(await readCorrections(db, workspace, 'm')).toEqual([
      { day: '2026-01-05', version: 1, value: 5, author: 'local owner', savedAt: 10 },
      { day: '2026-01-05', version: 2, value: 6, author: 'local owner', savedAt: 20 },
    ]);
  });

  test('a value that is taken back is gone from the series and not from the record', async () => {
    await saveMetricValues(db, workspace, 'm', [{ day: '2026-01-05', value: 5 }], BY);
    await saveMetricValues(db, workspace, 'm', [{ day: '2026-01-05', value: null }], { ...BY, savedAt: 11 });
    expect(await readMetricValues(db, workspace, 'm')).toEqual([]);
    expect(await readCorrections(db, workspace, 'm')).toHaveLength(2);
    // To say of an unknown day that it is unknown says nothing.
    expect(await saveMetricValues(db, workspace, 'm', [{ day: '2026-02-05', value: null }], BY)).toEqual({
      new: 0,
      corrected: 0,
    });
  });

  test('two workspaces know nothing of each other', async () => {
    const other = await newWorkspace(db);
    await saveMetricValues(db, workspace, 'm', [{ day: '2026-01-05', value: 5 }], BY);
    await saveMetricValues(db, other, 'm', [{ day: '2026-01-06', value: 9 }], BY);
    expect(await readMetricValues(db, workspace, 'm')).toEqual([{ day: '2026-01-05', value: 5 }]);
    expect(await readMetricSpans(db, other)).toEqual(
      new Map([['m', { days: 1, first: '2026-01-06', last: '2026-01-06' }]]),
    );
  });
});
