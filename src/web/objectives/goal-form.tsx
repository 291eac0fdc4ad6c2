import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { StreamSummary } from '../../api/store.ts';
import { ask } from '../client.ts';
import { Findings } from '../outcomes/form/findings.tsx';
import { useStatementCheck } from '../outcomes/form/use-statement-check.ts';
import { fieldErrors } from '../parts/field-errors.ts';
import { ErrorNote } from '../parts/states.tsx';
import { orNull } from './key-result-draft.ts';
import { refreshObjectives } from './objective-queries.ts';
import { nextDay } from './objective-words.ts';
import style from './objectives.module.css';

/** The goal of an iteration, checked as it is typed by the same check as an outcome. */
export function GoalForm({ streams }: { readonly streams: readonly StreamSummary[] }): ReactNode {
  const queries = useQueryClient();
  const [stream, setStream] = useState(streams[0]?.id ?? '');
  const [team, setTeam] = useState('');
  const [from, setFrom] = useState('');
  const [last, setLast] = useState('');
  const [statement, setStatement] = useState('');
  const [override, setOverride] = useState('');
  const checked = useStatementCheck(statement, { by: last === '' ? null : last });
  const isFailing = checked?.check.verdict === 'FAIL';
  const save = useMutation({
    mutationFn: () =>
      ask('post /api/iteration-goals', {
        body: {
          stream,
          team: orNull(team),
          from,
          to: nextDay(last),
          statement: statement.trim(),
          override: isFailing ? orNull(override) : null,
        },
      }),
    onSuccess: async () => {
      setStatement('');
      setOverride('');
      await refreshObjectives(queries);
    },
  });
  const errors = fieldErrors(save.error);
  const isReady = statement.trim() !== '' && from !== '' && last >= from && (!isFailing || override.trim() !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) save.mutate();
  };
  return (
    <form className={style.form} onSubmit={submit} aria-label="A goal for an iteration">
      <Textarea
        className={style.wide}
        label="What this iteration should change"
        required
        withAsterisk={false}
        autosize
        value={statement}
        onChange={(event) => setStatement(event.currentTarget.value)}
        error={errors.get('statement')}
      />
      <div className={style.wide}>
        <Findings text={statement} check={checked?.check ?? null} onTake={(taken) => setStatement(taken.text)} />
      </div>
      {isFailing && (
        <TextInput
          className={style.wide}
          label="Why it stands all the same"
          value={override}
          onChange={(event) => setOverride(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label="Stream"
        value={stream}
        data={streams.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setStream(event.currentTarget.value)}
      />
      <TextInput label="Team" value={team} onChange={(event) => setTeam(event.currentTarget.value)} />
      <TextInput
        type="date"
        label="First day of the iteration"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label="Last day of the iteration"
        value={last}
        error={last !== '' && last < from ? 'This lies before the first day' : errors.get('to')}
        onChange={(event) => setLast(event.currentTarget.value)}
      />
      <div className={`${style.actions} ${style.wide}`}>
        <Button type="submit" variant="filled" disabled={!isReady} loading={save.isPending}>
          State the goal
        </Button>
      </div>
      {save.error !== null && (
        <div className={style.wide}>
          <ErrorNote error={save.error} what="The goal" />
        </div>
      )}
    </form>
  );
}
