import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import { backUp, type TableProgress } from './backup.ts';
import { EVERY_TABLE_FILLED, fillEveryTable, readEveryTable } from './every-table.test-data.ts';
import { readTimelines, writeFacts } from './facts.ts';
import { latestSchemaVersion, migrateToLatest } from './migrate.ts';
import { restoreBackup } from './restore.ts';
import { factOf, newWorkspace, openStore } from './store.test-data.ts';
import { StoreRefused } from './store-refused.ts';
import { requireEmpty, TABLES } from './table-list.ts';
import type { Database } from './tables.ts';
import { ensureWorkspace } from './workspaces.ts';

const MADE_AT = Date.UTC(2024, 1, 29, 12);

describeOnBothDatabases('backup and restore', (open) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'millrace-backup-'));
  const backup = path.join(folder, 'backup');
  let db: Kysely<Database>;

  beforeAll(async () => {
    db = await openStore(open);
    await fillEveryTable(db);
    await backUp(db, backup, { madeAt: MADE_AT });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A copy of the backup, changed by `change`. */
  const changed = async (name: string, change: (copy: string) => Promise<void>): Promise<string> => {
    const copy = path.join(folder, name);
    await cp(backup, copy, { recursive: true });
    await change(copy);
    return copy;
  };
  const inManifest = (from: string, to: string) => async (copy: string) => {
    const file = path.join(copy, 'manifest.json');
    const text = await readFile(file, 'utf8');
    expect(text).toContain(from);
    await writeFile(file, text.replace(from, to));
  };

  test('a restored store holds every row as it was', async () => {
    const { db: empty } = await open<Database>();
    const restored = await restoreBackup(empty, backup);
    expect(restored).toMatchObject({ schema: latestSchemaVersion(), madeAt: '2024-02-29T12:00:00.000Z' });
    expect(await readEveryTable(empty)).toEqual(EVERY_TABLE_FILLED);
  });

  test('each file is the table in the format that any PostgreSQL loads', async () => {
    const bytes = await readFile(path.join(backup, 'item_link.copy.gz'));
    expect(gunzipSync(bytes).toString()).toBe('w\ts\tK-2\tK-1\n');
    expect((await readdir(backup)).toSorted()).toEqual(
      [...TABLES.map((table) => `${table}.copy.gz`), 'manifest.json'].toSorted(),
    );
  });

  test('nobody else can read it', async () => {
    expect((await stat(backup)).mode & 0o077).toBe(0);
    for (const file of await readdir(backup)) {
      expect([file, (await stat(path.join(backup, file))).mode & 0o077]).toEqual([file, 0]);
    }
  });

  test('a store in which only the first start left a workspace counts as empty', async () => {
    const target = await openStore(open);
    await ensureWorkspace(target, 1);
    await restoreBackup(target, backup);
    expect(await readEveryTable(target)).toEqual(EVERY_TABLE_FILLED);
  });

  test('a store that holds something is not restored into', async () => {
    await expect(restoreBackup(db, backup)).rejects.toThrow(/already holds something/);
    expect(await readEveryTable(db)).toEqual(EVERY_TABLE_FILLED);
  });

  test('a backup does not overwrite anything', async () => {
    await expect(backUp(db, backup, { madeAt: MADE_AT })).rejects.toThrow(/not empty/);
    expect(existsSync(`${backup}.partial`)).toBe(false);
  });

  test('what an interrupted backup left is no backup, and does not stop the next one', async () => {
    const target = path.join(folder, 'again');
    await mkdir(`${target}.partial`);
    await writeFile(path.join(`${target}.partial`, 'note.copy.gz'), 'half');
    await expect(restoreBackup(db, `${target}.partial`)).rejects.toThrow(/no manifest.json/);
    await backUp(db, target, { madeAt: MADE_AT });
    expect(existsSync(`${target}.partial`)).toBe(false);
    expect(await readFile(path.join(target, 'note.copy.gz'))).toEqual(
      await readFile(path.join(backup, 'note.copy.gz')),
    );
  });

  test('a backup that fails leaves nothing behind', async () => {
    const target = path.join(folder, 'failed');
    const report = ({ table }: TableProgress): void => {
      if (table === 'fact') throw new Error('the power went');
    };
    await expect(backUp(db, target, { madeAt: MADE_AT, report })).rejects.toThrow('the power went');
    expect(existsSync(target) || existsSync(`${target}.partial`)).toBe(false);
  });

  describe('a damaged backup is refused and the store stays empty', () => {
    let target: Kysely<Database>;

    beforeAll(async () => {
      target = await openStore(open);
    });

    const note = (copy: string): string => path.join(copy, 'note.copy.gz');
    const damages: readonly [string, (copy: string) => Promise<void>, RegExp][] = [
      [
        'a file cut short',
        async (copy) => truncate(note(copy), (await stat(note(copy))).size - 1),
        /note.copy.gz has \d+ bytes instead of \d+/,
      ],
      [
        'a file with one bit changed',
        async (copy) => {
          const bytes = await readFile(note(copy));
          bytes[20] = (bytes[20] ?? 0) ^ 1;
          await writeFile(note(copy), bytes);
        },
        /note.copy.gz was altered/,
      ],
      ['a missing file', async (copy) => rmSync(note(copy)), /note.copy.gz is missing/],
      [
        'a manifest cut short',
        async (copy) => truncate(path.join(copy, 'manifest.json'), 200),
        /manifest.json is cut short or altered/,
      ],
      ['columns changed in the manifest', inManifest('"version",', '"day",'), /manifest.json was altered/],
      ['a count changed in the manifest', inManifest('"rows": 1', '"rows": 2'), /manifest.json was altered/],
      ['no manifest', async (copy) => rmSync(path.join(copy, 'manifest.json')), /there is no manifest.json/],
      ['a manifest of something else', async (copy) => writeFile(path.join(copy, 'manifest.json'), '{}'), /describe/],
    ];

    test.each(damages)('%s', async (name, damage, message) => {
      const copy = await changed(name.replaceAll(' ', '-'), damage);
      const refusal = await restoreBackup(target, copy).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(StoreRefused);
      expect(String(refusal)).toMatch(message);
      await requireEmpty(target, 'test');
    });
  });

  test('a store of many rows makes the way there and back', async () => {
    const source = await openStore(open);
    const workspace = await newWorkspace(source);
    const facts = Array.from({ length: 12_000 }, (_, index) => factOf(`K-${index}`));
    await writeFacts(source, workspace, 's', 1, facts);
    const target = path.join(folder, 'many');
    const reported: number[] = [];
    const report = ({ table, rowsDone }: TableProgress): void => {
      if (table === 'fact') reported.push(rowsDone);
    };
    await backUp(source, target, { madeAt: MADE_AT, report });
    expect(reported.at(-1)).toBe(12_000);
    const { db: empty } = await open<Database>();
    await restoreBackup(empty, target);
    expect(await readTimelines(empty, workspace, 's', 1)).toEqual(await readTimelines(source, workspace, 's', 1));
    expect(await migrateToLatest(empty)).toEqual([]);
  });
});
