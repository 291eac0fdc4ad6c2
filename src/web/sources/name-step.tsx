import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ConnectorAnswer } from '../../api/sources.ts';
import { ask } from '../client.ts';
import { jobQuery } from '../queries.ts';
import { Estimate } from './estimate.tsx';
import { FailureNote } from './failure-note.tsx';
import { PaceField } from './pace-field.tsx';
import { bodyOf, freeName, newNameProblem, type SourceDraft, UNNAMED } from './source-draft.ts';
import { refreshSources } from './source-queries.ts';
import style from './sources.module.css';

interface Props {
  readonly connector: ConnectorAnswer;
  readonly draft: SourceDraft;
  readonly taken: readonly string[];
  readonly onChange: (part: Partial<SourceDraft>) => void;
  readonly onDone: (id: string, job: string) => void;
}

/** The last step: how much there is, a name, how often; keeping it begins the first run. */
export function NameStep({ connector, draft, taken, onChange, onDone }: Props): ReactNode {
  const queries = useQueryClient();
  const [name, setName] = useState(() => freeName(connector.id, taken));
  const problem = newNameProblem(name, taken);
  const save = useMutation({
    mutationFn: async () => {
      await ask('put /api/sources/{id}', {
        params: { id: name },
        body: { basedOn: 0, body: bodyOf(draft, connector), secrets: draft.secrets },
      });
      // Keeping it began a run; this follows that one.
      return ask('post /api/sources/{id}/runs', { params: { id: name }, body: { mode: 'changes' } });
    },
    onSuccess: async (job) => {
      queries.setQueryData(jobQuery(job.id).queryKey, job);
      await refreshSources(queries);
      onDone(name, job.id);
    },
  });
  return (
    <form
      className={style.form}
      aria-label="Name and pace"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null) save.mutate();
      }}
    >
      <Estimate connector={connector} id={UNNAMED} draft={draft} />
      <div className={style.fields}>
        <TextInput
          label="Name of the source"
          description="Small letters, digits and hyphens. Streams name the source so; it stays."
          value={name}
          error={problem}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PaceField draft={draft} onChange={onChange} />
      </div>
      <div className={style.actions}>
        <Button type="submit" variant="filled" disabled={problem !== null} loading={save.isPending}>
          Keep it and begin to read
        </Button>
      </div>
      {save.error !== null && <FailureNote title="The source could not be kept." why={save.error} />}
    </form>
  );
}
