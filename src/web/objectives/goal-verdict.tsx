import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { GoalRow } from '../../api/objectives.ts';
import { ask } from '../client.ts';
import { ErrorNote } from '../parts/states.tsx';
import { refreshObjectives } from './objective-queries.ts';
import style from './objectives.module.css';

interface Props {
  readonly goal: GoalRow;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onDone: () => void;
  readonly onChange: () => void;
  readonly onTakeOff: () => void;
}

const VERDICTS = [
  { value: 'reached', label: 'reached' },
  { value: 'partly', label: 'partly reached' },
  { value: 'missed', label: 'missed' },
  { value: 'unknown', label: 'cannot be told' },
] as const;

/** How an iteration’s goal came out, with the reason. */
export function GoalVerdict({ goal, isOpen, onOpen, onDone, onChange, onTakeOff }: Props): ReactNode {
  const queries = useQueryClient();
  const [verdict, setVerdict] = useState(goal.body.verdict ?? 'reached');
  const [why, setWhy] = useState(goal.body.why);
  const save = useMutation({
    mutationFn: () =>
      ask('put /api/iteration-goals/{id}', {
        params: { id: goal.id },
        body: { body: { ...goal.body, verdict, why: why.trim() }, basedOn: goal.version },
      }),
    onSuccess: async () => {
      await refreshObjectives(queries);
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (why.trim() !== '') save.mutate();
  };
  const give = goal.body.verdict === null ? 'Give the verdict' : 'Change the verdict';
  if (!isOpen) {
    return (
      <div className={style.actions}>
        {goal.state !== 'coming' && (
          <Button size="xs" aria-label={`${give} on: ${goal.body.statement}`} onClick={onOpen}>
            {give}
          </Button>
        )}
        <Button size="xs" aria-label={`Change: ${goal.body.statement}`} onClick={onChange}>
          Change
        </Button>
        <Button size="xs" aria-label={`Take off: ${goal.body.statement}`} onClick={onTakeOff}>
          Take off
        </Button>
      </div>
    );
  }
  return (
    <form className={style.form} onSubmit={submit} aria-label="The verdict">
      <NativeSelect
        label="It was"
        value={verdict}
        data={[...VERDICTS]}
        onChange={(event) => {
          const chosen = VERDICTS.find(({ value }) => value === event.currentTarget.value)?.value;
          if (chosen !== undefined) setVerdict(chosen);
        }}
      />
      <Textarea
        className={style.wide}
        label="Why"
        required
        withAsterisk={false}
        autosize
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <div className={`${style.actions} ${style.wide}`}>
        <Button type="submit" variant="filled" disabled={why.trim() === ''} loading={save.isPending}>
          Keep the verdict
        </Button>
        <Button onClick={onDone}>Leave it</Button>
      </div>
      {save.error !== null && (
        <div className={style.wide}>
          <ErrorNote error={save.error} what="The verdict" />
        </div>
      )}
    </form>
  );
}
