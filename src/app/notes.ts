import { randomUUID } from 'node:crypto';
import type { Note as NoteAnswer } from '../api/store.ts';
import { type Note, readNote, readNotes, saveNote } from '../storage/notes.ts';
import { readStream } from '../storage/streams.ts';
import type { App } from './app.ts';
import { conflict, notFound } from './errors.ts';
import { instant } from './rows.ts';

/** Context notes of a stream and of all streams, by day. */
export async function listNotes(app: App, streamId?: string): Promise<NoteAnswer[]> {
  return (await readNotes(app.db, app.workspace, streamId)).map(answerOf);
}

/** Pins a note, or keeps a new version of one; earlier versions stay. */
export async function saveNoteOf(
  app: App,
  edit: {
    readonly id?: string | undefined;
    readonly stream: string | null;
    readonly day: string;
    readonly text: string;
  },
): Promise<NoteAnswer> {
  if (edit.stream !== null && (await readStream(app.db, app.workspace, edit.stream)) === null) {
    throw notFound(`note: stream "${edit.stream}" does not exist; leave it out to pin the note to all streams`);
  }
  const before = edit.id === undefined ? null : await standing(app, edit.id);
  return keep(app, {
    noteId: before?.noteId ?? randomUUID(),
    streamId: edit.stream,
    day: edit.day,
    text: edit.text,
    isDeleted: false,
    basedOn: before?.version ?? 0,
  });
}

/** Takes a note off the charts; that too is a version. */
export async function removeNote(app: App, id: string): Promise<{ id: string }> {
  const before = await standing(app, id);
  await keep(app, { ...before, isDeleted: true, basedOn: before.version });
  return { id };
}

async function standing(app: App, id: string): Promise<Note> {
  const note = await readNote(app.db, app.workspace, id);
  if (note === null || note.isDeleted) throw notFound(`note "${id}" does not exist`);
  return note;
}

async function keep(
  app: App,
  note: Pick<Note, 'noteId' | 'streamId' | 'day' | 'text' | 'isDeleted'> & { readonly basedOn: number },
): Promise<NoteAnswer> {
  const kept = { ...note, author: app.author, savedAt: app.now() };
  const saved = await saveNote(app.db, app.workspace, kept);
  if (!saved.saved) throw conflict(`note "${note.noteId}" was changed by somebody else in between; look at it again`);
  return answerOf({ ...kept, version: saved.version });
}

function answerOf(note: Note): NoteAnswer {
  return {
    id: note.noteId,
    stream: note.streamId,
    day: note.day,
    text: note.text,
    version: note.version,
    savedAt: instant(note.savedAt),
  };
}
