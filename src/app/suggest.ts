import { z } from 'zod';
import { collectSurvey, createSurvey, suggestDocument } from '../flow/stream/suggest.ts';
import { allHistories } from '../storage/histories.ts';
import { readSetting, saveSetting } from '../storage/settings.ts';
import type { App } from './app.ts';
import { invalid } from './errors.ts';
import type { ReadHistories } from './measure-histories.ts';

const said = z.object({
  categories: z.array(z.object({ id: z.string().nullable(), name: z.string(), category: z.string().nullable() })),
  types: z.array(z.object({ name: z.string(), isSubtask: z.boolean() })),
});

/** What a source says of its statuses and types beside the histories; kept with every import, for suggestions only. */
export type SourceSays = z.infer<typeof said>;

export async function keepSaid(app: App, source: string, kept: SourceSays): Promise<void> {
  if (kept.categories.length === 0 && kept.types.length === 0) return;
  const before = await readSaid(app, source);
  const categories = new Map([...before.categories, ...kept.categories].map((one) => [one.id ?? one.name, one]));
  const types = new Map([...before.types, ...kept.types].map((one) => [one.name, one]));
  const value = { categories: [...categories.values()], types: [...types.values()] };
  if (JSON.stringify(value) === JSON.stringify(before)) return;
  await saveSetting(app.db, app.workspace, { key: `said:${source}`, value, author: app.author, savedAt: app.now() });
}

async function readSaid(app: App, source: string): Promise<SourceSays> {
  const kept = said.safeParse((await readSetting(app.db, app.workspace, `said:${source}`))?.value);
  return kept.success ? kept.data : { categories: [], types: [] };
}

/** A first stream document from a source's histories in the store. Throws Invalid when there are none. */
export async function suggestStream(
  app: App,
  asked: { readonly source: string; readonly name?: string | undefined; readonly timeZone: string },
): Promise<string> {
  const survey = createSurvey();
  let items = 0;
  let saying: SourceSays | undefined = await readSaid(app, asked.source);
  for await (const batch of allHistories(app.db, app.workspace, { sources: [asked.source] })) {
    for (const history of batch) {
      survey.add(history, saying);
      saying = undefined;
      items += 1;
    }
  }
  if (items === 0) throw invalid(`suggest: source "${asked.source}" has no items; import a history into it first`);
  return suggestDocument(survey.finish(), {
    timeZone: asked.timeZone,
    ...(asked.name === undefined ? {} : { name: asked.name }),
  });
}

/** A first stream document from histories at hand. Throws Invalid when there are none. */
export function suggestFrom(
  read: ReadHistories,
  options: { readonly timeZone: string; readonly name?: string },
): string {
  if (read.histories.length === 0) throw invalid('suggest: the files hold no items that could be read');
  return suggestDocument(collectSurvey(read.histories, read), options);
}
