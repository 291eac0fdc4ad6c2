import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { StoreRefused } from './store-refused.ts';
import { TABLES } from './table-list.ts';

/**
 * A backup is a folder: a file a table in COPY's text format, gzipped, so that any PostgreSQL can load it; and this manifest, which is
 * written last and says what belongs to the backup.
 */
export const MANIFEST_FILE = 'manifest.json';

const content = z.object({
  format: z.literal('millrace-backup'),
  version: z.literal(1),
  /** The store's shape: the name of its last migration. */
  schema: z.string().min(1),
  madeAt: z.iso.datetime(),
  tables: z.array(
    z.object({
      table: z.enum(TABLES),
      file: z.string().regex(/^[a-z_]+\.copy\.gz$/),
      columns: z.array(z.string()).min(1),
      rows: z.int().nonnegative(),
      bytes: z.int().nonnegative(),
      sha256: z.string(),
    }),
  ),
});
const sealed = content.extend({ seal: z.string() });

export type BackupContent = z.output<typeof content>;
export type BackedUpTable = BackupContent['tables'][number];

/** The manifest's text: its content and a hash of it, so that a change to the manifest itself is seen too. */
export function writeManifest(backup: BackupContent): string {
  return `${JSON.stringify({ ...backup, seal: sealOf(backup) }, null, 2)}\n`;
}

/** Reads a backup's manifest and every byte of its files. Refuses what is missing, cut short or altered. */
export async function readVerifiedBackup(folder: string): Promise<BackupContent> {
  const backup = await readManifest(folder);
  for (const table of backup.tables) {
    const file = path.join(folder, table.file);
    const found = await stat(file).catch(() => null);
    if (found === null) throw damaged(folder, `${table.file} is missing`);
    if (found.size !== table.bytes) {
      throw damaged(folder, `${table.file} has ${found.size} bytes instead of ${table.bytes}`);
    }
    const digest = createHash('sha256');
    await pipeline(createReadStream(file), digest);
    if (digest.digest('hex') !== table.sha256) throw damaged(folder, `${table.file} was altered`);
  }
  return backup;
}

export function damaged(folder: string, what: string, cause?: unknown): StoreRefused {
  return new StoreRefused(
    'damaged',
    `backup ${folder}: ${what}; nothing was changed; use another backup, or copy this one again from where it was made`,
    { cause },
  );
}

async function readManifest(folder: string): Promise<BackupContent> {
  const text = await readFile(path.join(folder, MANIFEST_FILE), 'utf8').catch((cause: unknown) => {
    throw new StoreRefused(
      'not-a-backup',
      `backup ${folder}: there is no ${MANIFEST_FILE} in it; name the folder that "millrace backup" made`,
      { cause },
    );
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw damaged(folder, `${MANIFEST_FILE} is cut short or altered`, cause);
  }
  const parsed = sealed.safeParse(json);
  if (!parsed.success) throw damaged(folder, `${MANIFEST_FILE} does not describe a backup`, parsed.error);
  const { seal, ...backup } = parsed.data;
  if (seal !== sealOf(backup)) throw damaged(folder, `${MANIFEST_FILE} was altered`);
  return backup;
}

function sealOf(backup: BackupContent): string {
  return hash('sha256', JSON.stringify(content.parse(backup)), 'hex');
}
