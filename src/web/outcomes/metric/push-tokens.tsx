import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ask } from '../../client.ts';
import { dayIn, formatDay } from '../../format.ts';
import { ErrorNote } from '../../parts/states.tsx';
import style from '../outcome-page.module.css';
import { tokensQuery } from '../outcome-queries.ts';

/** Tokens with which other programs push values of metrics. A token is shown once, when it is made. */
export function PushTokens(): ReactNode {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(tokensQuery);
  const [name, setName] = useState('');
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const make = useMutation({
    mutationFn: (named: string) => ask('post /api/tokens', { body: { name: named } }),
    onSuccess: async () => {
      setName('');
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => ask('delete /api/tokens/{id}', { params: { id } }),
    onSuccess: refresh,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') make.mutate(name.trim());
  };
  return (
    <div className={style.stack}>
      {error !== null && <ErrorNote error={error} what="The tokens" retry={() => void refetch()} />}
      {data?.tokens.length === 0 && <p className={style.quiet}>No token is there yet; nothing can call or push.</p>}
      {data !== undefined && data.tokens.length > 0 && (
        <ul className={style.list} aria-label="Tokens">
          {data.tokens.map((token) => (
            <li key={token.id}>
              <span>
                {token.name}, made {formatDay(dayIn(token.createdAt, 'UTC'))}
              </span>
              <Button
                size="compact-sm"
                aria-label={`Take back: ${token.name}`}
                loading={remove.isPending}
                onClick={() => remove.mutate(token.id)}
              >
                Take back
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className={style.actions}>
        <TextInput
          aria-label="What the token is for"
          placeholder="What it is for"
          size="xs"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" disabled={name.trim() === ''} loading={make.isPending}>
          Make a token
        </Button>
      </form>
      {make.data !== undefined && (
        <div role="status">
          <p className={style.quiet}>This is shown once. Keep it where the program reads it.</p>
          <pre className={style.text}>{make.data.token}</pre>
        </div>
      )}
      {(make.error ?? remove.error) !== null && <ErrorNote error={make.error ?? remove.error} what="The token" />}
    </div>
  );
}
