import type { z } from 'zod';
import { readEditVersions } from '../../storage/edits.ts';
import type { App } from '../app.ts';
import { instant } from '../rows.ts';

export interface VersionRow {
  readonly version: number;
  readonly savedAt: string;
  readonly author: string;
  readonly changes: string[];
}

/** Every version of one thing, oldest first, with the names of the fields that differ from the one before. */
export async function versionsOf(
  app: App,
  { kind, schema }: { readonly kind: string; readonly schema: z.ZodType<object> },
  id: string,
): Promise<VersionRow[]> {
  const versions = await readEditVersions(app.db, app.workspace, kind, id);
  const read = versions.map((one) => ({ ...one, fields: new Map(Object.entries(schema.parse(one.body))) }));
  return read.map(({ version, savedAt, author, fields }, place) => {
    const before = read[place - 1]?.fields;
    const changes =
      before === undefined
        ? []
        : [...fields]
            .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before.get(key)))
            .map(([key]) => key);
    return { version, savedAt: instant(savedAt), author, changes };
  });
}
