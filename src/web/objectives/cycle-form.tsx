import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CycleRow } from '../../api/objectives.ts';
import { ask } from '../client.ts';
import { fieldErrors } from '../parts/field-errors.ts';
import { FigureInput } from '../parts/figure-input.tsx';
import { ErrorNote } from '../parts/states.tsx';
import { refreshObjectives } from './objective-queries.ts';
import { dayBefore, nextDay } from './objective-words.ts';
import style from './objectives.module.css';

interface Props {
  /** One that is changed; null: a new one. */
  readonly cycle: Pick<CycleRow, 'id' | 'version' | 'body'> | null;
  readonly onDone: () => void;
}

/** A cycle; its last day is asked for, as people say it. */
export function CycleForm({ cycle, onDone }: Props): ReactNode {
  const queries = useQueryClient();
  const [name, setName] = useState(cycle?.body.name ?? '');
  const [from, setFrom] = useState(cycle?.body.from ?? '');
  const [last, setLast] = useState(cycle === null ? '' : dayBefore(cycle.body.to));
  const [every, setEvery] = useState<number | null>(cycle?.body.checkInEveryDays ?? 14);
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), from, to: nextDay(last), checkInEveryDays: every ?? 14 };
      if (cycle === null) return ask('post /api/cycles', { body });
      return ask('put /api/cycles/{id}', { params: { id: cycle.id }, body: { body, basedOn: cycle.version } });
    },
    onSuccess: async () => {
      setName('');
      await refreshObjectives(queries);
      onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const isReady = name.trim() !== '' && from !== '' && last !== '' && last >= from;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) save.mutate();
  };
  return (
    <form className={style.form} onSubmit={submit} aria-label={cycle === null ? 'A new cycle' : 'Change the cycle'}>
      <TextInput
        label="Name of the cycle"
        placeholder="Q1 2027"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.get('name')}
      />
      <TextInput
        type="date"
        label="First day"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        error={errors.get('from')}
      />
      <TextInput
        type="date"
        label="Last day"
        value={last}
        onChange={(event) => setLast(event.currentTarget.value)}
        error={last !== '' && last < from ? 'This lies before the first day' : errors.get('to')}
      />
      <FigureInput
        label="Check in every"
        description="Without a check-in in this time, a key result is unknown"
        unit="days"
        value={every}
        onChange={setEvery}
        error={errors.get('checkInEveryDays')}
      />
      <div className={`${style.actions} ${style.wide}`}>
        <Button type="submit" variant="filled" disabled={!isReady} loading={save.isPending}>
          {cycle === null ? 'Make the cycle' : 'Keep as a further version'}
        </Button>
        {cycle !== null && <Button onClick={onDone}>Leave it</Button>}
      </div>
      {save.error !== null && (
        <div className={style.wide}>
          <ErrorNote error={save.error} what="The cycle" />
        </div>
      )}
    </form>
  );
}
