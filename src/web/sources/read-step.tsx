import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ConnectorAnswer } from '../../api/sources.ts';
import { RequestFailure } from '../client.ts';
import { estimateQuery } from './estimate.tsx';
import { FailureNote } from './failure-note.tsx';
import { ProjectChooser } from './project-chooser.tsx';
import { chosenField, type SourceDraft, UNNAMED } from './source-draft.ts';
import style from './sources.module.css';
import { TestConnection } from './test-connection.tsx';

interface Props {
  readonly connector: ConnectorAnswer;
  readonly draft: SourceDraft;
  readonly onChange: (part: Partial<SourceDraft>) => void;
  readonly onNext: () => void;
}

/** The third step: projects or repositories, searched for at the source. */
export function ReadStep({ connector, draft, onChange, onNext }: Props): ReactNode {
  const field = chosenField(connector);
  const chosen = field === null ? [] : (draft.lists[field.key] ?? []);
  const queries = useQueryClient();
  // Some tools read all where nothing is chosen, and some need a choice: which of them this is, its own settings say.
  const look = useMutation({
    mutationFn: () => queries.fetchQuery(estimateQuery(connector, UNNAMED, draft)),
    onSuccess: onNext,
    onError: (error) => {
      if (!isRefusal(error)) onNext();
    },
  });
  return (
    <form
      className={style.form}
      aria-label="What is read"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0) onNext();
        else look.mutate();
      }}
    >
      {field === null ? (
        <p>{connector.name} is read whole, as far as its credentials allow.</p>
      ) : (
        <ProjectChooser
          connector={connector}
          field={field}
          id={UNNAMED}
          draft={draft}
          connected={draft}
          onChange={onChange}
        />
      )}
      {field !== null && chosen.length > 0 && (
        <TestConnection
          key={chosen.join(' ')}
          connector={connector}
          id={UNNAMED}
          draft={draft}
          isReady
          isFirst={false}
          title="Test what is chosen"
          onTested={() => {}}
        />
      )}
      <div className={style.actions}>
        <Button type="submit" variant="filled" loading={look.isPending}>
          Go on
        </Button>
      </div>
      {chosen.length === 0 && isRefusal(look.error) && <FailureNote title="Nothing is chosen yet." why={look.error} />}
    </form>
  );
}

function isRefusal(error: unknown): boolean {
  return error instanceof RequestFailure && error.code === 'invalid';
}
