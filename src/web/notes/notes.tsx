import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Note } from '../../api/store.ts';
import { ask } from '../client.ts';
import { dayIn, formatDay } from '../format.ts';
import { EmptyState, ErrorNote, Loading } from '../parts/states.tsx';
import { notesQuery, streamsQuery } from '../queries.ts';
import type { View } from '../search.ts';
import { NoteForm } from './note-form.tsx';
import style from './notes.module.css';

interface Props {
  readonly stream: string;
  readonly day: string | undefined;
  readonly view: View;
}

/** The notes of a stream: what happened on a day, shown on every chart that holds it. */
export function Notes({ stream, day, view }: Props): ReactNode {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(notesQuery(stream));
  const { data: streams } = useQuery(streamsQuery);
  const [editing, setEditing] = useState<Note | null>(null);
  const [taken, setTaken] = useState<Note | null>(null);
  const [pinned, setPinned] = useState(0);
  const known = streams?.streams.find((one) => one.id === stream);
  const refresh = (): void => void queries.invalidateQueries({ queryKey: ['notes'] });
  const remove = useMutation({
    mutationFn: (note: Note) => ask('delete /api/notes/{id}', { params: { id: note.id } }),
    onSuccess: (_answer, note) => {
      setTaken(note);
      refresh();
    },
  });
  const putBack = useMutation({
    mutationFn: ({ stream: of, day: on, text }: Note) =>
      ask('post /api/notes', { body: { stream: of, day: on, text } }),
    onSuccess: () => {
      setTaken(null);
      refresh();
    },
  });
  const today = dayIn(Date.now(), known?.timeZone ?? 'UTC');
  const shown = (data?.notes ?? []).toSorted((a, b) => (a.day < b.day ? 1 : -1));
  return (
    <div className={style.notes}>
      <h2 className={style.title}>Notes of {known?.name ?? stream}</h2>
      <p className={style.quiet}>
        A note says what happened on a day: a release freeze, a new team, a change of tools. It stands on every chart
        that holds the day, and explains what the numbers cannot.
      </p>
      <NoteForm
        key={editing?.id ?? `new ${pinned}`}
        stream={stream}
        note={editing}
        day={day ?? today}
        onSaved={() => {
          setEditing(null);
          setPinned(pinned + 1);
          refresh();
        }}
        onCancel={() => setEditing(null)}
      />
      {taken !== null && (
        <div className={style.buttons} role="status">
          <span>The note of {formatDay(taken.day)} was taken off.</span>
          <Button size="xs" loading={putBack.isPending} onClick={() => putBack.mutate(taken)}>
            Put it back
          </Button>
        </div>
      )}
      {remove.error !== null && <ErrorNote error={remove.error} what="The change" />}
      {error !== null && <ErrorNote error={error} what="The notes" retry={() => void refetch()} />}
      {error === null && data === undefined && <Loading height={120} label="The notes" />}
      {data !== undefined && shown.length === 0 && (
        <EmptyState title="No day has a note yet.">Pin the first one above.</EmptyState>
      )}
      {shown.length > 0 && (
        <ul className={style.list} aria-label="Notes, latest day first">
          {shown.map((note) => (
            <li key={note.id}>
              <time dateTime={note.day}>{formatDay(note.day)}</time>
              <p>
                {note.text}
                <span className={style.quiet}>{whereOf(note, view)}</span>
              </p>
              <span className={style.buttons}>
                <Button
                  size="compact-sm"
                  aria-label={`Change the note of ${formatDay(note.day)}: ${note.text}`}
                  onClick={() => setEditing(note)}
                >
                  Change
                </Button>
                <Button
                  size="compact-sm"
                  aria-label={`Take off the note of ${formatDay(note.day)}: ${note.text}`}
                  onClick={() => remove.mutate(note)}
                >
                  Take off
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What the charts shown now do with a note, where that is not plain. */
function whereOf(note: Note, { from, to, last }: View): string {
  const parts: string[] = [];
  if (note.stream === null) parts.push('on every stream');
  const isOutside = last === undefined && from !== undefined && to !== undefined && (note.day < from || note.day >= to);
  if (isOutside) parts.push('outside the window shown');
  return parts.length === 0 ? '' : ` · ${parts.join(', ')}`;
}
