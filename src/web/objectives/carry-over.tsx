import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CyclePage } from '../../api/check-ins.ts';
import { ask } from '../client.ts';
import { formatCount } from '../format.ts';
import { ErrorNote } from '../parts/states.tsx';
import { objectivesQuery, refreshObjectives } from './objective-queries.ts';
import { metInWords } from './objective-words.ts';
import style from './objectives.module.css';

/** Objectives to go on with in another cycle; each copy names where it came from. */
export function CarryOver({ page }: { readonly page: CyclePage }): ReactNode {
  const queries = useQueryClient();
  const { data } = useQuery(objectivesQuery);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [to, setTo] = useState('');
  const cycles = (data?.cycles ?? []).filter(({ id, body }) => id !== page.row.id && body.state === 'open');
  const target = to === '' ? (cycles.at(-1)?.id ?? '') : to;
  const carry = useMutation({
    mutationFn: () =>
      ask('post /api/cycles/{id}/carry-over', {
        params: { id: page.row.id },
        body: { to: target, objectives: [...chosen] },
      }),
    onSuccess: async () => {
      setChosen([]);
      await refreshObjectives(queries);
    },
  });
  const offered = cycles.length === 0 ? [] : page.objectives;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (chosen.length > 0 && target !== '') carry.mutate();
  };
  return (
    <form onSubmit={submit} className={style.section} aria-label="Carry over">
      <h2>Carry over</h2>
      <p className={style.quiet}>
        A copy goes on in the next cycle with its baseline and target; a key result that scored 1.0 stays behind.
        {cycles.length === 0 && ' There is no other open cycle; make one under Objectives › Cycles.'}
      </p>
      {offered.map((row) => (
        <Checkbox
          key={row.id}
          label={`${row.body.title} (${page.row.body.state === 'closed' ? metInWords(row.isMet) : 'open'})`}
          checked={chosen.includes(row.id)}
          onChange={(event) =>
            setChosen(event.currentTarget.checked ? [...chosen, row.id] : chosen.filter((one) => one !== row.id))
          }
        />
      ))}
      {cycles.length > 0 && (
        <NativeSelect
          label="Into the cycle"
          maw={320}
          value={target}
          data={cycles.map(({ id, body }) => ({ value: id, label: body.name }))}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      )}
      {cycles.length > 0 && (
        <div className={style.actions}>
          <Button type="submit" disabled={chosen.length === 0 || target === ''} loading={carry.isPending}>
            Carry over
          </Button>
          {carry.data !== undefined && (
            <span role="status">{formatCount(carry.data.objectives.length, 'objective')} carried over.</span>
          )}
        </div>
      )}
      {carry.error !== null && <ErrorNote error={carry.error} what="What was carried over" />}
    </form>
  );
}
