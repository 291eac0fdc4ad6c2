import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LiveSourceAnswer } from '../../api/sources.ts';
import { ask } from '../client.ts';
import { jobQuery } from '../queries.ts';
import { FailureNote } from './failure-note.tsx';
import { refreshSources } from './source-queries.ts';
import style from './sources.module.css';

interface Props {
  readonly source: LiveSourceAnswer;
  readonly isRunning: boolean;
  readonly onRun?: (job: string) => void;
  readonly onRemoved?: () => void;
}

/** What can be done with a source. */
export function SourceActions({ source, isRunning, onRun, onRemoved }: Props): ReactNode {
  const { id, version, body } = source;
  const queries = useQueryClient();
  const [isAsking, asking] = useDisclosure();
  const run = useMutation({
    mutationFn: (mode: 'changes' | 'sweep') => ask('post /api/sources/{id}/runs', { params: { id }, body: { mode } }),
    onSuccess: async (job) => {
      queries.setQueryData(jobQuery(job.id).queryKey, job);
      onRun?.(job.id);
      await refreshSources(queries);
    },
  });
  const pause = useMutation({
    mutationFn: (isPaused: boolean) =>
      ask('put /api/sources/{id}', {
        params: { id },
        body: { basedOn: version, body: { ...body, isPaused }, secrets: {} },
      }),
    onSettled: () => refreshSources(queries),
  });
  const remove = useMutation({
    mutationFn: () => ask('delete /api/sources/{id}', { params: { id } }),
    onSuccess: async () => {
      asking.close();
      onRemoved?.();
      await refreshSources(queries);
    },
  });
  const failed = run.error ?? pause.error;
  return (
    <>
      <div className={style.actions}>
        {!isRunning && (
          <>
            <Button size="xs" loading={run.isPending} onClick={() => run.mutate('changes')}>
              Bring up to date
            </Button>
            <Button size="xs" loading={run.isPending} onClick={() => run.mutate('sweep')}>
              Look for what is gone
            </Button>
          </>
        )}
        <Button size="xs" loading={pause.isPending} onClick={() => pause.mutate(!body.isPaused)}>
          {body.isPaused ? 'Go on' : 'Pause'}
        </Button>
        <Button size="xs" renderRoot={(props) => <Link to="/sources/$id/edit" params={{ id }} {...props} />}>
          Edit
        </Button>
        <Button size="xs" onClick={asking.open}>
          Read no more
        </Button>
      </div>
      {failed !== null && <FailureNote title="That could not be done." why={failed} />}
      <Modal
        opened={isAsking}
        onClose={asking.close}
        title={`Read no more from ${id}?`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <div className={style.section}>
          <p>
            {source.connector} is asked no more, and its credentials are forgotten. What it brought stays, and so do all
            figures.
          </p>
          <div className={style.actions}>
            <Button variant="filled" loading={remove.isPending} onClick={() => remove.mutate()}>
              Read no more
            </Button>
            <Button onClick={asking.close}>Keep it</Button>
          </div>
          {remove.error !== null && <FailureNote title="It is still read." why={remove.error} />}
        </div>
      </Modal>
    </>
  );
}
