import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { metricBody } from '../../outcomes/metric.ts';
import { outcomeBody } from '../../outcomes/outcome.ts';
import { reviewBody } from '../../outcomes/review.ts';
import { type Edit, readAllEditVersions, readEdits, readEditVersions, saveEdit } from '../../storage/edits.ts';
import type { App } from '../app.ts';
import { conflict, invalid, notFound } from '../errors.ts';

/** Something that people state or decide, and how its versions read. */
interface Kind<Schema extends z.ZodType> {
  readonly kind: string;
  readonly noun: string;
  readonly schema: Schema;
}

export const OUTCOME = { kind: 'outcome', noun: 'outcome', schema: outcomeBody } as const;
export const METRIC = { kind: 'metric', noun: 'metric', schema: metricBody } as const;
/** What may push values; only the token's hash is kept. */
const tokenBody = z.strictObject({ name: z.string().min(1).max(200), hash: z.string() });

export const TOKEN = { kind: 'token', noun: 'token', schema: tokenBody } as const;
export const REVIEW = { kind: 'review', noun: 'review', schema: reviewBody } as const;

export type Kept<Body> = Omit<Edit, 'body'> & { readonly body: Body };

/** Everything of a kind as it stands. */
export async function listKept<Schema extends z.ZodType>(
  app: App,
  { kind, schema }: Kind<Schema>,
): Promise<readonly Kept<z.output<Schema>>[]> {
  const edits = await readEdits(app.db, app.workspace, kind);
  return edits.map((edit) => ({ ...edit, body: schema.parse(edit.body) }));
}

/** Every version of everything of a kind that stands, by id. */
export async function listKeptVersions<Schema extends z.ZodType>(
  app: App,
  { kind, schema }: Kind<Schema>,
): Promise<ReadonlyMap<string, readonly Kept<z.output<Schema>>[]>> {
  const byId = new Map<string, Kept<z.output<Schema>>[]>();
  for (const edit of await readAllEditVersions(app.db, app.workspace, kind)) {
    const kept = { ...edit, body: schema.parse(edit.body) };
    const versions = byId.get(edit.id);
    if (versions === undefined) byId.set(edit.id, [kept]);
    else versions.push(kept);
  }
  for (const [id, versions] of byId) if (versions.at(-1)?.isDeleted === true) byId.delete(id);
  return byId;
}

/** One thing as it stands. Throws NotFound. */
export async function keptOf<Schema extends z.ZodType>(
  app: App,
  { kind, noun, schema }: Kind<Schema>,
  id: string,
): Promise<Kept<z.output<Schema>>> {
  const latest = (await readEditVersions(app.db, app.workspace, kind, id)).at(-1);
  if (latest === undefined || latest.isDeleted) throw notFound(`${noun} "${id}" does not exist`);
  return { ...latest, body: schema.parse(latest.body) };
}

/**
 * Keeps something new, or a further version on top of the one that was looked at. Throws Invalid for a body that is not valid, Conflict
 * when somebody saved in between.
 */
export async function keep<Schema extends z.ZodType>(
  app: App,
  { kind, noun, schema }: Kind<Schema>,
  edit: { readonly id?: string; readonly body: unknown; readonly basedOn: number; readonly isDeleted?: boolean },
): Promise<{ id: string; version: number }> {
  const read = schema.safeParse(edit.body);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw invalid(`${noun}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`);
  }
  const id = edit.id ?? randomUUID();
  const saved = await saveEdit(app.db, app.workspace, kind, {
    id,
    body: read.data,
    isDeleted: edit.isDeleted ?? false,
    author: app.author,
    savedAt: app.now(),
    basedOn: edit.basedOn,
  });
  if (saved.saved) return { id, version: saved.version };
  throw conflict(
    saved.latest === 0
      ? `${noun} "${id}" does not exist`
      : `${noun} "${id}" was changed by somebody else in between (it is at version ${saved.latest}); look at it again`,
  );
}

/** Whether there is, or ever was, something of this id. */
export async function isKnown(app: App, { kind }: { readonly kind: string }, id: string): Promise<boolean> {
  return (await readEditVersions(app.db, app.workspace, kind, id)).length > 0;
}

/** Keeps the first version of something; one that is there already stays, so that an interrupted start can go on. */
export async function keepOnce<Schema extends z.ZodType>(
  app: App,
  kind: Kind<Schema>,
  { id, body }: { readonly id: string; readonly body: unknown },
): Promise<void> {
  if (!(await isKnown(app, kind, id))) await keep(app, kind, { id, body, basedOn: 0 });
}

/** Takes something away; its versions stay. Throws NotFound. */
export async function remove<Schema extends z.ZodType>(
  app: App,
  kind: Kind<Schema>,
  id: string,
): Promise<{ id: string }> {
  const { body, version } = await keptOf(app, kind, id);
  await keep(app, kind, { id, body, basedOn: version, isDeleted: true });
  return { id };
}
