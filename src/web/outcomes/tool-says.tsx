import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OutcomePage } from '../../api/outcomes.ts';
import { ask } from '../client.ts';
import { Card } from '../parts/card.tsx';
import { ErrorNote } from '../parts/states.tsx';
import style from './outcome-page.module.css';
import { refreshOutcomes } from './outcome-queries.ts';

interface Props {
  readonly id: string;
  readonly page: OutcomePage;
}

/** Where the fields of the tool and what stands here have both been changed: a person settles it, nothing is overwritten. */
export function ToolSays({ id, page }: Props): ReactNode {
  const queries = useQueryClient();
  const { toolSays, body, version } = page;
  const take = useMutation({
    mutationFn: (said: NonNullable<typeof toolSays>) =>
      ask('put /api/outcomes/{id}', { params: { id }, body: { body: said.taken, basedOn: version } }),
    onSuccess: () => refreshOutcomes(queries),
  });
  if (toolSays === null) return null;
  const { taken } = toolSays;
  const rows = [
    { name: 'Sentence', here: body.statement, there: taken.statement },
    { name: 'Owner', here: body.owner ?? 'nobody', there: taken.owner ?? 'nobody' },
    { name: 'Key result', here: body.keyResult ?? 'none', there: taken.keyResult ?? 'none' },
  ].filter(({ here, there }) => here !== there);
  return (
    <Card label="A difference to settle">
      <h2 className={style.title}>A difference to settle</h2>
      <p className={style.quiet}>
        It was changed here and in the tool that the work comes from. Take the tool’s words as a further version, or put
        the words from here into the tool; until then both stay.
      </p>
      {rows.map(({ name, here, there }) => (
        <dl key={name} className={style.facts}>
          <dt>{name}, here</dt>
          <dd>{here}</dd>
          <dt>{name}, in the tool</dt>
          <dd>{there}</dd>
        </dl>
      ))}
      <div className={style.actions}>
        <Button size="xs" loading={take.isPending} onClick={() => take.mutate(toolSays)}>
          Take what the tool says
        </Button>
      </div>
      {take.error !== null && <ErrorNote error={take.error} what="The change" />}
    </Card>
  );
}
