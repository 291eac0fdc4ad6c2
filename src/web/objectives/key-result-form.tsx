import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { KeyResultRow } from '../../api/objectives.ts';
import { ask } from '../client.ts';
import { fieldErrors } from '../parts/field-errors.ts';
import { ErrorNote } from '../parts/states.tsx';
import { draftOf, EMPTY_KEY_RESULT, ownBodyOf } from './key-result-draft.ts';
import { KeyResultFields } from './key-result-fields.tsx';
import { refreshObjectives } from './objective-queries.ts';
import style from './objectives.module.css';

interface Props {
  readonly objective: string;
  /** null: a new one. */
  readonly row: KeyResultRow | null;
  readonly onDone: () => void;
}

/** A key result of an objective that is there already: a new one, or another wording. */
export function KeyResultForm({ objective, row, onDone }: Props): ReactNode {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(row === null ? EMPTY_KEY_RESULT : draftOf(row.body));
  const save = useMutation({
    mutationFn: () => {
      const body = { ...ownBodyOf(draft, row?.body ?? null), objective };
      return row === null
        ? ask('post /api/key-results', { body })
        : ask('put /api/key-results/{id}', { params: { id: row.id }, body: { body, basedOn: row.version } });
    },
    onSuccess: async () => {
      await refreshObjectives(queries);
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (draft.title.trim() !== '') save.mutate();
  };
  return (
    <form
      className={style.form}
      onSubmit={submit}
      aria-label={row === null ? 'A new key result' : 'Change the key result'}
    >
      <KeyResultFields draft={draft} onChange={setDraft} errors={fieldErrors(save.error)} />
      <div className={`${style.actions} ${style.wide}`}>
        <Button type="submit" variant="filled" disabled={draft.title.trim() === ''} loading={save.isPending}>
          {row === null ? 'Add the key result' : 'Keep as a further version'}
        </Button>
        <Button onClick={onDone}>Leave it</Button>
      </div>
      {save.error !== null && (
        <div className={style.wide}>
          <ErrorNote error={save.error} what="The key result" />
        </div>
      )}
    </form>
  );
}
