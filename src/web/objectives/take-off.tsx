import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ask } from '../client.ts';
import { ErrorNote } from '../parts/states.tsx';
import { refreshObjectives } from './objective-queries.ts';
import style from './objectives.module.css';

/** What can be taken off. `name` as the sentence says it: “The check-in of 3 Jun 2026”. */
export interface TakenOff {
  readonly kind: 'cycle' | 'objective' | 'key-result' | 'check-in' | 'iteration-goal';
  readonly id: string;
  readonly name: string;
}

function takeOff({ kind, id }: TakenOff): Promise<{ id: string }> {
  const params = { params: { id } };
  switch (kind) {
    case 'cycle':
      return ask('delete /api/cycles/{id}', params);
    case 'objective':
      return ask('delete /api/objectives/{id}', params);
    case 'key-result':
      return ask('delete /api/key-results/{id}', params);
    case 'check-in':
      return ask('delete /api/check-ins/{id}', params);
    case 'iteration-goal':
      return ask('delete /api/iteration-goals/{id}', params);
  }
}

interface TakeOff {
  readonly takeOff: (what: TakenOff) => void;
  /** What was taken off last and was not put back. */
  readonly taken: TakenOff | null;
  readonly isPending: boolean;
  readonly line: ReactNode;
}

/** Taking something off at once, and the line that offers to put it back: its versions are kept. */
export function useTakeOff(): TakeOff {
  const queries = useQueryClient();
  const [taken, setTaken] = useState<TakenOff | null>(null);
  const remove = useMutation({
    mutationFn: takeOff,
    onSuccess: async (_answer, what) => {
      setTaken(what);
      await refreshObjectives(queries);
    },
  });
  const putBack = useMutation({
    mutationFn: ({ kind, id }: TakenOff) => ask('post /api/objectives/put-back', { body: { kind, id } }),
    onSuccess: async () => {
      setTaken(null);
      await refreshObjectives(queries);
    },
  });
  const error = remove.error ?? putBack.error;
  const line = (
    <>
      {taken !== null && (
        <div className={style.actions} role="status">
          <span>{taken.name} was taken off.</span>
          <Button size="xs" loading={putBack.isPending} onClick={() => putBack.mutate(taken)}>
            Put it back
          </Button>
        </div>
      )}
      {error !== null && <ErrorNote error={error} what="The change" />}
    </>
  );
  return { takeOff: (what) => remove.mutate(what), taken, isPending: remove.isPending, line };
}
