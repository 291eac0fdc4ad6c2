import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask } from '../client.ts';
import { ErrorNote } from '../parts/states.tsx';
import { viewsQuery } from '../queries.ts';
import { ViewLink } from './view-link.tsx';
import style from './views.module.css';

interface Props {
  readonly onGo?: () => void;
}

/** The saved views by name, each with a way to remove it. */
export function ViewsList({ onGo }: Props): ReactNode {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(viewsQuery);
  const remove = useMutation({
    mutationFn: (id: string) => ask('delete /api/views/{id}', { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  });
  if (error !== null) return <ErrorNote error={error} what="The saved views" retry={() => void refetch()} />;
  if (data === undefined) return <p className={style.note}>Saved views are loading.</p>;
  if (data.views.length === 0) {
    return (
      <p className={style.note}>No view is saved yet. A view is a page with its window and filters, under a name.</p>
    );
  }
  return (
    <>
      <ul className={style.list} aria-label="Saved views">
        {data.views.map((view) => (
          <li key={view.id}>
            <ViewLink address={view.address} onGo={onGo}>
              {view.name}
            </ViewLink>
            <Button
              size="compact-xs"
              aria-label={`Remove the view ${view.name}`}
              loading={remove.isPending && remove.variables === view.id}
              onClick={() => remove.mutate(view.id)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {remove.error !== null && <ErrorNote error={remove.error} what="The change" />}
    </>
  );
}
