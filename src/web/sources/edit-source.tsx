import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ConnectorAnswer, LiveSourceAnswer } from '../../api/sources.ts';
import { ask } from '../client.ts';
import page from '../pages/page.module.css';
import { ConnectionFields } from './connection-fields.tsx';
import { FailureNote } from './failure-note.tsx';
import { PaceField } from './pace-field.tsx';
import { ProjectChooser } from './project-chooser.tsx';
import { bodyOf, chosenField, draftOf, missingIn, type SourceDraft } from './source-draft.ts';
import { refreshSources } from './source-queries.ts';
import style from './sources.module.css';
import { TestConnection } from './test-connection.tsx';

interface Props {
  readonly source: LiveSourceAnswer;
  readonly connector: ConnectorAnswer;
  readonly onDone: () => void;
}

/** Changes how a source is read. Credentials that are left empty stay as they are. */
export function EditSource({ source, connector, onDone }: Props): ReactNode {
  const { id, version, secrets } = source;
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(source, connector));
  // The connection that is kept, or the one that was tested last.
  const [connected, setConnected] = useState(draft);
  const [testedAs, setTestedAs] = useState(0);
  const change = (part: Partial<SourceDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const field = chosenField(connector);
  const missing = missingIn(draft, connector, secrets);
  const save = useMutation({
    mutationFn: () =>
      ask('put /api/sources/{id}', {
        params: { id },
        body: { basedOn: version, body: bodyOf(draft, connector), secrets: draft.secrets },
      }),
    onSuccess: async () => {
      await refreshSources(queries);
      onDone();
    },
  });
  return (
    <form
      className={style.form}
      aria-label="How it is read"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.length === 0) save.mutate();
      }}
    >
      <ConnectionFields
        connector={connector}
        draft={draft}
        kept={secrets}
        onChange={(part) => {
          // What was tested is another connection now.
          setTestedAs(testedAs + 1);
          change(part);
        }}
      />
      <TestConnection
        key={testedAs}
        connector={connector}
        id={id}
        draft={draft}
        isReady={missing.length === 0}
        isFirst={false}
        onTested={() => setConnected(draft)}
      />
      {field !== null && (
        <section className={style.section}>
          <h2 className={page.subtitle}>{field.label}</h2>
          <ProjectChooser
            connector={connector}
            field={field}
            id={id}
            draft={draft}
            connected={connected}
            onChange={change}
          />
        </section>
      )}
      <div className={style.fields}>
        <PaceField draft={draft} onChange={change} />
      </div>
      <p className={page.quiet}>
        When the address or what is read is another one, the next run reads everything again.
        {missing.length > 0 && ` Still to be filled: ${missing.join(', ')}.`}
      </p>
      <div className={style.actions}>
        <Button type="submit" variant="filled" disabled={missing.length > 0} loading={save.isPending}>
          Keep it
        </Button>
        <Button onClick={onDone}>Leave it as it was</Button>
      </div>
      {save.error !== null && <FailureNote title="The change could not be kept." why={save.error} />}
    </form>
  );
}
