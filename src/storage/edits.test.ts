import type { Kysely } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../test/databases.ts';
import { readAllEditVersions, readEdits, readEditVersions, saveEdit } from './edits.ts';
import { readNote, readNotes, saveNote } from './notes.ts';
import { readView, readViews, saveView } from './saved-views.ts';
import { readSetting, readSettings, saveSetting } from './settings.ts';
import { newWorkspace, openStore } from './store.test-data.ts';
import {
  readStream,
  readStreamDocument,
  readStreamDocuments,
  readStreams,
  saveStreamDocument,
  saveStreamState,
} from './streams.ts';
import type { Database } from './tables.ts';
import { DEFAULT_WORKSPACE, ensureWorkspace, itemsRevisionOf } from './workspaces.ts';

const DOCUMENT = { streamId: 's', basedOn: 0, name: 'Stream', text: 'version: 1', author: 'local owner', savedAt: 5 };
const NOTE = {
  noteId: 'n',
  basedOn: 0,
  streamId: null,
  day: '2024-03-01',
  text: 'A third team joined',
  isDeleted: false,
  author: 'local owner',
  savedAt: 5,
};
const VIEW = {
  viewId: 'v',
  basedOn: 0,
  name: 'Defects',
  path: '/streams/s',
  query: 'kind=defect',
  isDeleted: false,
  author: 'local owner',
  savedAt: 5,
};

describeOnBothDatabases('edits', (open) => {
  let db: Kysely<Database>;

  beforeAll(async () => {
    db = await openStore(open);
  });

  test('the default workspace is made once', async () => {
    expect(await ensureWorkspace(db, 1)).toBe(DEFAULT_WORKSPACE);
    await ensureWorkspace(db, 2);
    expect(await itemsRevisionOf(db, DEFAULT_WORKSPACE)).toBe(0);
    const made = db.selectFrom('workspace').select('created_at').where('workspace_id', '=', DEFAULT_WORKSPACE);
    expect(await made.execute()).toEqual([{ created_at: 1 }]);
  });

  test('every version of a document stays, with its author', async () => {
    const workspace = await newWorkspace(db);
    expect(await saveStreamDocument(db, workspace, { ...DOCUMENT, isSample: true })).toEqual({
      saved: true,
      version: 1,
    });
    const second = {
      ...DOCUMENT,
      basedOn: 1,
      name: 'Renamed',
      text: 'version: 1 # two',
      author: 'Someone',
      savedAt: 6,
    };
    expect(await saveStreamDocument(db, workspace, second)).toEqual({ saved: true, version: 2 });
    expect(await readStreamDocument(db, workspace, 's')).toEqual({
      streamId: 's',
      version: 2,
      name: 'Renamed',
      text: 'version: 1 # two',
      author: 'Someone',
      savedAt: 6,
    });
    expect(await readStreamDocument(db, workspace, 's', 1)).toMatchObject({ version: 1, text: 'version: 1' });
    expect(await readStreamDocument(db, workspace, 's', 3)).toBe(null);
    expect((await readStreamDocuments(db, workspace, 's')).map((one) => one.version)).toEqual([2, 1]);
    expect(await readStream(db, workspace, 's')).toEqual({
      streamId: 's',
      isSample: true,
      isArchived: false,
      createdAt: 5,
      name: 'Renamed',
      documentVersion: 2,
      savedAt: 6,
      author: 'Someone',
    });
  });

  test('a document saved on top of an older version is refused, and names the latest', async () => {
    const workspace = await newWorkspace(db);
    await saveStreamDocument(db, workspace, DOCUMENT);
    await saveStreamDocument(db, workspace, { ...DOCUMENT, basedOn: 1 });
    expect(await saveStreamDocument(db, workspace, { ...DOCUMENT, basedOn: 1 })).toEqual({ saved: false, latest: 2 });
    expect(await saveStreamDocument(db, workspace, { ...DOCUMENT, basedOn: 0 })).toEqual({ saved: false, latest: 2 });
    const unknown = { ...DOCUMENT, streamId: 'unknown', basedOn: 1 };
    expect(await saveStreamDocument(db, workspace, unknown)).toEqual({ saved: false, latest: 0 });
  });

  test('of savers on top of the same version one is saved', async () => {
    const workspace = await newWorkspace(db);
    await saveStreamDocument(db, workspace, DOCUMENT);
    const saved = await Promise.all(
      Array.from({ length: 5 }, () => saveStreamDocument(db, workspace, { ...DOCUMENT, basedOn: 1 })),
    );
    expect(saved.filter((one) => one.saved)).toHaveLength(1);
    const notes = await Promise.all(Array.from({ length: 5 }, () => saveNote(db, workspace, NOTE)));
    expect(notes.filter((one) => one.saved)).toHaveLength(1);
    const views = await Promise.all(Array.from({ length: 5 }, () => saveView(db, workspace, VIEW)));
    expect(views.filter((one) => one.saved)).toHaveLength(1);
    const settings = await Promise.all(
      Array.from({ length: 5 }, (_, value) =>
        saveSetting(db, workspace, { key: 'k', value, author: 'local owner', savedAt: 1 }),
      ),
    );
    expect(settings.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
  });

  test('a stream is put aside and back', async () => {
    const workspace = await newWorkspace(db);
    await saveStreamDocument(db, workspace, { ...DOCUMENT, streamId: 'b', name: 'B' });
    await saveStreamDocument(db, workspace, { ...DOCUMENT, streamId: 'a', name: 'C' });
    const archive = (isArchived: boolean) =>
      saveStreamState(db, workspace, { streamId: 'b', isArchived, author: 'local owner', savedAt: 6 });
    await archive(true);
    const shown = async () => (await readStreams(db, workspace)).map((stream) => [stream.streamId, stream.isArchived]);
    expect(await shown()).toEqual([
      ['b', true],
      ['a', false],
    ]);
    await archive(false);
    expect(await shown()).toEqual([
      ['b', false],
      ['a', false],
    ]);
  });

  test('a note is edited and deleted by versions', async () => {
    const workspace = await newWorkspace(db);
    expect(await readNote(db, workspace, 'n')).toBe(null);
    await saveNote(db, workspace, NOTE);
    await saveNote(db, workspace, { ...NOTE, basedOn: 1, day: '2024-03-02' });
    expect(await saveNote(db, workspace, { ...NOTE, basedOn: 1 })).toEqual({ saved: false, latest: 2 });
    const { basedOn: _basedOn, ...note } = NOTE;
    expect(await readNotes(db, workspace)).toEqual([{ ...note, version: 2, day: '2024-03-02' }]);
    expect(await saveNote(db, workspace, { ...NOTE, basedOn: 2, isDeleted: true })).toEqual({
      saved: true,
      version: 3,
    });
    expect(await readNotes(db, workspace)).toEqual([]);
    expect(await readNote(db, workspace, 'n')).toMatchObject({ version: 3, isDeleted: true });
  });

  test('a stream shows its own notes and those of all streams, by day', async () => {
    const workspace = await newWorkspace(db);
    await saveNote(db, workspace, { ...NOTE, noteId: 'all', day: '2024-03-03' });
    await saveNote(db, workspace, { ...NOTE, noteId: 'own', streamId: 's', day: '2024-03-02' });
    await saveNote(db, workspace, { ...NOTE, noteId: 'other', streamId: 't', day: '2024-03-01' });
    const idsOf = async (streamId?: string) => (await readNotes(db, workspace, streamId)).map((note) => note.noteId);
    expect(await idsOf('s')).toEqual(['own', 'all']);
    expect(await idsOf()).toEqual(['other', 'own', 'all']);
  });

  test('a view is kept, renamed and deleted by versions', async () => {
    const workspace = await newWorkspace(db);
    await saveView(db, workspace, VIEW);
    await saveView(db, workspace, { ...VIEW, viewId: 'a', name: 'Aging' });
    await saveView(db, workspace, { ...VIEW, basedOn: 1, name: 'Bugs' });
    expect((await readViews(db, workspace)).map((view) => [view.name, view.version])).toEqual([
      ['Aging', 1],
      ['Bugs', 2],
    ]);
    await saveView(db, workspace, { ...VIEW, basedOn: 2, isDeleted: true });
    expect((await readViews(db, workspace)).map((view) => view.viewId)).toEqual(['a']);
    expect(await readView(db, workspace, 'v')).toMatchObject({ version: 3, isDeleted: true });
    expect(await readView(db, workspace, 'unknown')).toBe(null);
  });

  test('a setting reads as its latest value', async () => {
    const workspace = await newWorkspace(db);
    expect(await readSetting(db, workspace, 'demo-end')).toBe(null);
    const demoEnd = { key: 'demo-end', author: 'local owner', savedAt: 1 };
    await saveSetting(db, workspace, { ...demoEnd, value: '2024-03-01' });
    await saveSetting(db, workspace, { ...demoEnd, value: { day: '2024-03-02' } });
    await saveSetting(db, workspace, { ...demoEnd, key: 'another', value: null });
    expect(await readSetting(db, workspace, 'demo-end')).toEqual({
      ...demoEnd,
      value: { day: '2024-03-02' },
      version: 2,
    });
    expect((await readSettings(db, workspace)).map((one) => [one.key, one.value, one.version])).toEqual([
      ['another', null, 1],
      ['demo-end', { day: '2024-03-02' }, 2],
    ]);
  });

  test('what people state and decide keeps every version of it', async () => {
    const workspace = await newWorkspace(db);
    const outcome = { id: 'o', body: { statement: 'less' }, isDeleted: false, author: 'local owner', savedAt: 5 };
    expect(await saveEdit(db, workspace, 'outcome', { ...outcome, basedOn: 0 })).toEqual({ saved: true, version: 1 });
    expect(await saveEdit(db, workspace, 'outcome', { ...outcome, basedOn: 0 })).toEqual({ saved: false, latest: 1 });
    const second = { ...outcome, body: { statement: 'more' }, savedAt: 6 };
    await saveEdit(db, workspace, 'outcome', { ...second, basedOn: 1 });
    await saveEdit(db, workspace, 'review', { ...outcome, basedOn: 0 });
    expect(await readEdits(db, workspace, 'outcome')).toEqual([{ ...second, version: 2 }]);
    expect(await readEditVersions(db, workspace, 'outcome', 'o')).toEqual([
      { ...outcome, version: 1 },
      { ...second, version: 2 },
    ]);
    await saveEdit(db, workspace, 'outcome', { ...second, isDeleted: true, basedOn: 2 });
    expect(await readEdits(db, workspace, 'outcome')).toEqual([]);
    expect(await readAllEditVersions(db, workspace, 'outcome')).toHaveLength(3);
    expect(await readEdits(db, await newWorkspace(db), 'outcome')).toEqual([]);
  });
});
