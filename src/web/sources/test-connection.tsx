import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ConnectionCheckAnswer, ConnectorAnswer } from '../../api/sources.ts';
import { ask } from '../client.ts';
import { Checks } from './checks.tsx';
import { FailureNote } from './failure-note.tsx';
import { bodyOf, type SourceDraft } from './source-draft.ts';
import style from './sources.module.css';

interface Props {
  readonly connector: ConnectorAnswer;
  readonly id: string;
  readonly draft: SourceDraft;
  readonly isReady: boolean;
  /** Whether it is the next thing to do. */
  readonly isFirst: boolean;
  readonly title?: string;
  readonly onTested: (checks: readonly ConnectionCheckAnswer[]) => void;
}

/** Asks the source what the credentials may do; keeps nothing. */
export function TestConnection({
  connector,
  id,
  draft,
  isReady,
  isFirst,
  title = 'Test the connection',
  onTested,
}: Props): ReactNode {
  const test = useMutation({
    mutationFn: () =>
      ask('post /api/source-tests', { body: { id, body: bodyOf(draft, connector), secrets: draft.secrets } }),
    onSuccess: ({ checks }) => onTested(checks),
  });
  return (
    <>
      <div className={style.actions}>
        <Button
          // As the next thing to do it is what Enter in a field does.
          type={isFirst ? 'submit' : 'button'}
          variant={isFirst ? 'filled' : 'default'}
          disabled={!isReady}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {title}
        </Button>
      </div>
      {test.error !== null && <FailureNote title={`${connector.name} could not be asked.`} why={test.error} />}
      {test.error === null && test.data !== undefined && <Checks checks={test.data.checks} />}
    </>
  );
}
