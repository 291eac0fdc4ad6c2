import { randomUUID } from 'node:crypto';
import type { SavedView as ViewAnswer } from '../api/store.ts';
import { readView, readViews, type SavedView, saveView } from '../storage/saved-views.ts';
import type { App } from './app.ts';
import { conflict, notFound } from './errors.ts';
import { instant } from './rows.ts';

/** Saved views by name. */
export async function listViews(app: App): Promise<ViewAnswer[]> {
  return (await readViews(app.db, app.workspace)).map(answerOf);
}

/** Keeps an address of the page, with its window and filters, under a name; a name that is there is replaced. */
export async function saveViewOf(
  app: App,
  edit: { readonly name: string; readonly address: string },
): Promise<ViewAnswer> {
  const before = (await readViews(app.db, app.workspace)).find((view) => view.name === edit.name);
  const [path = '/', query = ''] = edit.address.split(/\?(.*)/s);
  const view = {
    viewId: before?.viewId ?? randomUUID(),
    name: edit.name,
    path,
    query,
    isDeleted: false,
    author: app.author,
    savedAt: app.now(),
  };
  const saved = await saveView(app.db, app.workspace, { ...view, basedOn: before?.version ?? 0 });
  if (!saved.saved) throw conflict(`view "${edit.name}" was changed by somebody else in between; look at it again`);
  return answerOf({ ...view, version: saved.version });
}

/** Removes a view; its versions are kept. */
export async function removeView(app: App, id: string): Promise<{ id: string }> {
  const view = await readView(app.db, app.workspace, id);
  if (view === null || view.isDeleted) throw notFound(`view "${id}" does not exist`);
  const { version, ...rest } = view;
  const saved = await saveView(app.db, app.workspace, {
    ...rest,
    isDeleted: true,
    author: app.author,
    savedAt: app.now(),
    basedOn: version,
  });
  if (!saved.saved) throw conflict(`view "${view.name}" was changed by somebody else in between; look at it again`);
  return { id };
}

function answerOf(view: SavedView): ViewAnswer {
  return {
    id: view.viewId,
    name: view.name,
    address: view.query === '' ? view.path : `${view.path}?${view.query}`,
    savedAt: instant(view.savedAt),
  };
}
