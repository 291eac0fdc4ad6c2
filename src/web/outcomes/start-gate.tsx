import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { OutcomePage } from '../../api/outcomes.ts';
import { ask } from '../client.ts';
import { formatDay } from '../format.ts';
import { ErrorNote } from '../parts/states.tsx';
import style from './outcome-page.module.css';
import { refreshOutcomes } from './outcome-queries.ts';

interface Props {
  readonly id: string;
  readonly page: OutcomePage;
}

/** What the stream agrees on before work begins. Work begun without it is counted, and never held up. */
export function StartGate({ id, page }: Props): ReactNode {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const agree = useMutation({
    mutationFn: (criterion: string) =>
      ask('post /api/outcomes/{id}/gate', { params: { id }, body: { criterion, name: name.trim() } }),
    onSuccess: () => refreshOutcomes(queries),
  });
  const { startGate } = page;
  if (startGate === null || startGate.length === 0) return null;
  const isOpen = startGate.some(({ agreedBy }) => agreedBy === null);
  return (
    <section>
      <h2 className={style.title}>Before the work begins</h2>
      <p className={style.quiet}>This stream agrees on these first. Work that begins without them is counted.</p>
      {isOpen && (
        <TextInput
          label="Who agrees"
          size="xs"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <ul className={style.list} aria-label="What is agreed before the work begins">
        {startGate.map(({ criterion, agreedBy, agreedOn }) => (
          <li key={criterion}>
            <span>{criterion}</span>
            {agreedBy === null ? (
              <Button
                size="compact-sm"
                disabled={name.trim() === ''}
                loading={agree.isPending}
                aria-label={`Agree: ${criterion}`}
                onClick={() => agree.mutate(criterion)}
              >
                Agree
              </Button>
            ) : (
              <span className={style.quiet}>
                agreed by {agreedBy}
                {agreedOn === null ? '' : `, ${formatDay(agreedOn)}`}
              </span>
            )}
          </li>
        ))}
      </ul>
      {agree.error !== null && <ErrorNote error={agree.error} what="The agreement" />}
    </section>
  );
}
