import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ConnectorAnswer } from '../../api/sources.ts';
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
  return (
    <form
      className={style.form}
      aria-label="What is read"
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
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
          onTested={() => {}}
        />
      )}
      <div className={style.actions}>
        <Button type="submit" variant="filled">
          Go on
        </Button>
      </div>
    </form>
  );
}
