import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask } from '../../client.ts';
import { ErrorNote } from '../../parts/states.tsx';
import style from '../outcome-page.module.css';
import { refreshOutcomes } from '../outcome-queries.ts';

/** Reads a metric from its source without waiting for the day's reading. */
export function ReadNow({ id }: { readonly id: string }): ReactNode {
  const queries = useQueryClient();
  const read = useMutation({
    mutationFn: () => ask('post /api/outcome-metrics/{id}/read', { params: { id } }),
    onSuccess: () => refreshOutcomes(queries),
  });
  const { data } = read;
  return (
    <>
      <div className={style.actions}>
        <Button size="xs" loading={read.isPending} onClick={() => read.mutate()}>
          Read it now
        </Button>
        <span role="status">
          {data === undefined ? '' : `${data.new} new, ${data.corrected} corrected, ${data.unchanged} as before.`}
        </span>
      </div>
      {read.error !== null && <ErrorNote error={read.error} what="The reading" />}
    </>
  );
}
