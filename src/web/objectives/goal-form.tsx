import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { GoalRow } from '../../api/objectives.ts';
import type { StreamSummary } from '../../api/store.ts';
import { ask } from '../client.ts';
import { Findings } from '../outcomes/form/findings.tsx';
import { useStatementCheck } from '../outcomes/form/use-statement-check.ts';
import { fieldErrors } from '../parts/field-errors.ts';
import { ErrorNote } from '../parts/states.tsx';
import { orNull } from './key-result-draft.ts';
import { refreshObjectives } from './objective-queries.ts';
import { dayBefore, nextDay } from './objective-words.ts';
import style from './objectives.module.css';

interface Props {
  readonly streams: readonly StreamSummary[];
  /** One that is changed; null: a new one. */
  readonly goal: GoalRow | null;
  readonly onDone: () => void;
}

/** The goal of an iteration, checked as it is typed by the same check as an outcome. */
export function GoalForm({ streams, goal, onDone }: Props): ReactNode {
  const queries = useQueryClient();
  const [stream, setStream] = useState(goal?.body.stream ?? streams[0]?.id ?? '');
  const [team, setTeam] = useState(goal?.body.team ?? '');
  const [from, setFrom] = useState(goal?.body.from ?? '');
  const [last, setLast] = useState(goal === null ? '' : dayBefore(goal.body.to));
  const [statement, setStatement] = useState(goal?.body.statement ?? '');
  const [override, setOverride] = useState(goal?.body.override ?? '');
  const checked = useStatementCheck(statement, { by: last === '' ? null : last });
  const isFailing = checked?.check.verdict === 'FAIL';
  const save = useMutation({
    mutationFn: () => {
      const body = {
        stream,
        team: orNull(team),
        from,
        to: nextDay(last),
        statement: statement.trim(),
        override: isFailing ? orNull(override) : null,
        verdict: goal?.body.verdict ?? null,
        why: goal?.body.why ?? '',
      };
      if (goal === null) return ask('post /api/iteration-goals', { body });
      return ask('put /api/iteration-goals/{id}', { params: { id: goal.id }, body: { body, basedOn: goal.version } });
    },
    onSuccess: async () => {
      setStatement('');
      setOverride('');
      await refreshObjectives(queries);
      onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const isReady = statement.trim() !== '' && from !== '' && last >= from && (!isFailing || override.trim() !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) save.mutate();
  };
  return (
    <form
      className={style.form}
      onSubmit={submit}
      aria-label={goal === null ? 'A goal for an iteration' : 'Change the goal'}
    >
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
          {goal === null ? 'State the goal' : 'Keep as a further version'}
        </Button>
        {goal !== null && <Button onClick={onDone}>Leave it</Button>}
      </div>
      {save.error !== null && (
        <div className={style.wide}>
          <ErrorNote error={save.error} what="The goal" />
        </div>
      )}
    </form>
  );
}
