import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Note } from '../../api/store.ts';
import { ask } from '../client.ts';
import { ErrorNote } from '../parts/states.tsx';
import style from './notes.module.css';

interface Props {
  readonly stream: string;
  /** The note to change; null for a new one. */
  readonly note: Note | null;
  readonly day: string;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

const LONGEST = 500;

/** The form stands there to be written into; it comes after the drawer has taken the focus. */
function focusOnce(field: HTMLTextAreaElement | null): void {
  field?.focus();
}

/** A new note, or another wording of one that is there; its versions are kept. */
export function NoteForm({ stream, note, day, onSaved, onCancel }: Props): ReactNode {
  const [on, setOn] = useState(note?.day ?? day);
  const [text, setText] = useState(note?.text ?? '');
  const [isEverywhere, setEverywhere] = useState(note !== null && note.stream === null);
  const save = useMutation({
    mutationFn: () =>
      ask('post /api/notes', {
        body: {
          stream: isEverywhere ? null : stream,
          day: on,
          text: text.trim(),
          ...(note === null ? {} : { id: note.id }),
        },
      }),
    onSuccess: onSaved,
  });
  const isReady = on !== '' && text.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) save.mutate();
  };
  return (
    <form className={style.form} onSubmit={submit} aria-label={note === null ? 'A new note' : 'Change the note'}>
      <TextInput
        type="date"
        label="Day"
        withAsterisk={false}
        required
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <Textarea
        label="What happened"
        withAsterisk={false}
        required
        autosize
        minRows={2}
        maxLength={LONGEST}
        ref={focusOnce}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={style.foot}>
        <Checkbox
          label="Show it on every stream"
          checked={isEverywhere}
          onChange={(event) => setEverywhere(event.currentTarget.checked)}
        />
        <span className={style.buttons}>
          {note !== null && <Button onClick={onCancel}>Leave it as it was</Button>}
          <Button type="submit" variant="filled" disabled={!isReady} loading={save.isPending}>
            {note === null ? 'Pin the note' : 'Save the note'}
          </Button>
        </span>
      </div>
      {save.error !== null && (
        <div style={{ gridColumn: '1 / -1' }}>
          <ErrorNote error={save.error} what="The note" />
        </div>
      )}
    </form>
  );
}
