import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CycleRow } from '../../api/objectives.ts';
import { ask } from '../client.ts';
import { formatShare, formatWindow } from '../format.ts';
import { fieldErrors } from '../parts/field-errors.ts';
import { FigureInput } from '../parts/figure-input.tsx';
import { ErrorNote } from '../parts/states.tsx';
import { refreshObjectives } from './objective-queries.ts';
import { nextDay } from './objective-words.ts';
import style from './objectives.module.css';

/** Every cycle, how the closed ones ended, and a form for the next. */
export function Cycles({ cycles, today }: { readonly cycles: readonly CycleRow[]; readonly today: string }): ReactNode {
  return (
    <div className={style.section}>
      {cycles.length > 0 && (
        <table className={style.table}>
          <thead>
            <tr>
              <th scope="col">Cycle</th>
              <th scope="col">Days</th>
              <th scope="col">Objectives</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {cycles.toReversed().map(({ id, body, objectives, report }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to="/cycles/$id" params={{ id }} className={style.link}>
                    {body.name}
                  </Link>
                </th>
                <td>{formatWindow(body.from, body.to)}</td>
                <td>{objectives}</td>
                <td>
                  {report !== null &&
                    `closed: ${report.share === null ? 'not known how it ended' : `${report.met} of ${report.met + report.notMet} met (${formatShare(report.share)})`}${report.unknown > 0 && report.share !== null ? `, ${report.unknown} not known` : ''}`}
                  {report === null && body.to > today && `open, check-ins every ${body.checkInEveryDays} days`}
                  {report === null && body.to <= today && (
                    <span className={style.signal}>over, waits to be closed</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <CycleForm />
    </div>
  );
}

/** A new cycle; its last day is asked for, as people say it. */
export function CycleForm(): ReactNode {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [from, setFrom] = useState('');
  const [last, setLast] = useState('');
  const [every, setEvery] = useState<number | null>(14);
  const save = useMutation({
    mutationFn: () =>
      ask('post /api/cycles', { body: { name: name.trim(), from, to: nextDay(last), checkInEveryDays: every ?? 14 } }),
    onSuccess: async () => {
      setName('');
      await refreshObjectives(queries);
    },
  });
  const errors = fieldErrors(save.error);
  const isReady = name.trim() !== '' && from !== '' && last !== '' && last >= from;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) save.mutate();
  };
  return (
    <form className={style.form} onSubmit={submit} aria-label="A new cycle">
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
          Make the cycle
        </Button>
      </div>
      {save.error !== null && (
        <div className={style.wide}>
          <ErrorNote error={save.error} what="The cycle" />
        </div>
      )}
    </form>
  );
}
