import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openTestApps, SILENT, type TestApp } from '../../../test/test-app.ts';
import { largeCases } from '../../connectors/large-cases.test-data.ts';
import { readRawRecordsOf } from '../../storage/raw-records.ts';
import { saveLiveSource } from './kept-sources.ts';
import { syncSource } from './sync-source.ts';

const SIZE = { scale: 0.02, deliveries: 10 };
const open = openTestApps();
let opened: Promise<TestApp> | null = null;

/** Version of each row that is kept of a source, by its table and id: a row that is written gets another one, also where nothing in it changes. */
async function rowsOf({ app }: TestApp, source: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; version: string }>`
    select 'record ' || record_id as id, xmin::text as version from raw_record where source_id = ${source}
    union all select 'item ' || item, xmin::text from work_item where source_id = ${source}
    union all select kind || ' ' || record_id, xmin::text from delivery_record where source_id = ${source}`.execute(
    app.db,
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

test.each(largeCases.map((one) => [one.source.name, one] as const))(
  '%s: one item in a hundred changes, and its rows alone are written',
  async (_name, { source, start }) => {
    opened ??= open();
    const { app } = await opened;
    const rows = async (): Promise<ReadonlyMap<string, string>> => rowsOf(await (opened ?? open()), source.id);
    const fake = await start(SIZE);
    try {
      const body = { kind: source.id, config: Object(fake.config), perSecond: 1000 };
      await saveLiveSource(app, { id: source.id, basedOn: 0, body, secrets: { ...fake.secrets } });
      const sync = () => syncSource(app, source.id, 'changes', SILENT);
      await sync();
      const all = await rows();
      expect([...all.keys()].filter((id) => id.startsWith('item '))).toHaveLength(fake.items);

      const writes = app.changes();
      expect(await sync()).toMatchObject({ records: 0, newItems: 0, changedItems: 0, deliveryRecords: 0 });
      expect(app.changes()).toBe(writes);

      const changed = fake.change();
      expect(changed).toHaveLength(Math.round(fake.items / 100));
      const account = await sync();
      const after = await rows();
      const written = [...after].flatMap(([id, version]) => (all.get(id) === version ? [] : [id]));
      const records = await readRawRecordsOf(app.db, app.workspace, source.id, changed);
      const said = records
        .flatMap(({ payload }) => source.map(payload, source.id, fake.config))
        .map((one) => (one.kind === 'item' ? `item ${one.history.item}` : `${one.record.kind} ${one.record.id}`));
      expect(written.toSorted()).toEqual([...changed.map((id) => `record ${id}`), ...said].toSorted());
      expect(account).toMatchObject({ records: changed.length, newItems: 0, changedItems: changed.length });

      await sync();
      expect(await rows()).toEqual(after);
    } finally {
      await fake.close();
    }
  },
  60_000,
);
