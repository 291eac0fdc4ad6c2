import { z } from 'zod';
import type { ItemHistory } from '../flow/history.ts';
import { collectSurvey, createSurvey, suggestDocument } from '../flow/stream/suggest.ts';
import { allHistories } from '../storage/histories.ts';
import { readSetting, saveSetting } from '../storage/settings.ts';
import type { App } from './app.ts';
import { invalid } from './errors.ts';
import { lastMoveOf } from './last-move-of.ts';
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

/** A first stream document, and what it was made from. */
export interface Suggestion {
  readonly text: string;
  /** The latest change of a status in what it was made from. */
  readonly lastChangeAt: number;
  /** All projects of the source, also those that were left out, the largest first. */
  readonly projects: readonly { readonly name: string; readonly items: number }[];
}

/** A first stream document from a source's histories in the store, of all its projects or of some. Throws Invalid when there are none. */
export async function suggestStream(
  app: App,
  asked: {
    readonly source: string;
    readonly name?: string | undefined;
    readonly timeZone: string;
    readonly projects?: readonly string[] | undefined;
  },
): Promise<Suggestion> {
  const survey = createSurvey();
  const taken = asked.projects === undefined ? null : new Set(asked.projects);
  const projects = new Map<string, number>();
  let items = 0;
  let lastChangeAt = 0;
  let saying: SourceSays | undefined = await readSaid(app, asked.source);
  for await (const batch of allHistories(app.db, app.workspace, { sources: [asked.source] })) {
    for (const history of batch) {
      const project = projectOf(history);
      if (project !== null) projects.set(project, (projects.get(project) ?? 0) + 1);
      if (taken !== null && (project === null || !taken.has(project))) continue;
      survey.add(history, saying);
      saying = undefined;
      items += 1;
      lastChangeAt = Math.max(lastChangeAt, lastMoveOf(history));
    }
  }
  if (items === 0) throw invalid(emptyInWords(asked));
  const text = suggestDocument(survey.finish(), {
    timeZone: asked.timeZone,
    source: asked.source,
    ...(asked.name === undefined ? {} : { name: asked.name }),
  });
  const counted = [...projects].map(([name, count]) => ({ name, items: count }));
  return { text, lastChangeAt, projects: counted.toSorted((a, b) => b.items - a.items) };
}

function emptyInWords({
  source,
  projects,
}: {
  readonly source: string;
  readonly projects?: readonly string[] | undefined;
}) {
  return projects === undefined
    ? `suggest: source "${source}" has no items; import a history into it first`
    : `suggest: source "${source}" has no items in ${projects.length === 0 ? 'no project' : projects.join(', ')}; choose others`;
}

function projectOf({ initial, changes }: ItemHistory): string | null {
  const last = changes.findLast((change) => change.field === 'project');
  return last?.field === 'project' ? last.to : initial.project;
}

/** A first stream document from histories at hand. Throws Invalid when there are none. */
export function suggestFrom(
  read: ReadHistories,
  options: { readonly timeZone: string; readonly name?: string },
): string {
  if (read.histories.length === 0) throw invalid('suggest: the files hold no items that could be read');
  return suggestDocument(collectSurvey(read.histories, read), options);
}
