import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { MetricBody } from '../../../outcomes/metric.ts';
import { ask } from '../../client.ts';
import { fieldErrors } from '../../parts/field-errors.ts';
import { ErrorNote } from '../../parts/states.tsx';
import style from '../form/form.module.css';
import { outcomeMetricsQuery, refreshOutcomes } from '../outcome-queries.ts';
import { MetricSource } from './metric-source.tsx';
import { Redefinitions } from './redefinitions.tsx';

interface Props {
  readonly begin?: Partial<MetricBody>;
  /** The metric to change; left out for a new one. */
  readonly known?: { readonly id: string; readonly version: number; readonly body: MetricBody };
  readonly onSaved: (metric: { readonly id: string; readonly unit: string }) => void;
}

const EMPTY: MetricBody = {
  name: '',
  unit: '',
  goodDirection: 'up',
  definition: '',
  owner: null,
  source: { kind: 'values' },
  redefinitions: [],
  isSample: false,
};

/** A metric and what it means; a template gives common ones a definition to fill in. */
export function MetricForm({ begin, known, onSaved }: Props): ReactNode {
  const queries = useQueryClient();
  const { data } = useQuery(outcomeMetricsQuery);
  const [body, setBody] = useState<MetricBody>({ ...EMPTY, ...begin, ...known?.body });
  const set = (part: Partial<MetricBody>): void => setBody((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () =>
      known === undefined
        ? ask('post /api/outcome-metrics', { body })
        : ask('put /api/outcome-metrics/{id}', { params: { id: known.id }, body: { body, basedOn: known.version } }),
    onSuccess: async ({ id }) => {
      await refreshOutcomes(queries);
      onSaved({ id, unit: body.unit });
    },
  });
  const errors = fieldErrors(save.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // The form may stand in another form's dialog; that one is not sent with it.
    event.stopPropagation();
    if (body.name.trim() !== '') save.mutate();
  };
  return (
    <form onSubmit={submit} className={style.form} aria-label={known === undefined ? 'A new metric' : 'The metric'}>
      <div className={style.group}>
        {known === undefined && (
          <NativeSelect
            className={style.wide}
            label="Begin from"
            defaultValue=""
            data={[
              { value: '', label: 'nothing' },
              ...(data?.templates ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => {
              const chosen = data?.templates.find(({ id }) => id === event.currentTarget.value);
              if (chosen === undefined) return;
              const { name, unit, goodDirection, definition } = chosen;
              set({ name, unit, goodDirection, definition });
            }}
          />
        )}
        <TextInput
          label="Name"
          required
          withAsterisk={false}
          maxLength={200}
          value={body.name}
          error={errors.get('name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label="Unit"
          maxLength={200}
          value={body.unit}
          error={errors.get('unit')}
          onChange={(event) => set({ unit: event.currentTarget.value })}
        />
        <NativeSelect
          label="Better is"
          value={body.goodDirection}
          data={[
            { value: 'up', label: 'higher' },
            { value: 'down', label: 'lower' },
          ]}
          onChange={(event) => set({ goodDirection: event.currentTarget.value === 'down' ? 'down' : 'up' })}
        />
        <TextInput
          label="Owner"
          maxLength={200}
          value={body.owner ?? ''}
          onChange={(event) => set({ owner: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
        <Textarea
          className={style.wide}
          label="Definition"
          description="What is counted, of whom, over what time: so that another person counts the same."
          autosize
          minRows={2}
          value={body.definition}
          error={errors.get('definition')}
          onChange={(event) => set({ definition: event.currentTarget.value })}
        />
        <MetricSource source={body.source} onChange={(source) => set({ source })} errors={errors} />
        {known !== undefined && (
          <Redefinitions redefinitions={body.redefinitions} onChange={(redefinitions) => set({ redefinitions })} />
        )}
      </div>
      <div className={style.foot}>
        <Button type="submit" variant="filled" disabled={body.name.trim() === ''} loading={save.isPending}>
          {known === undefined ? 'Make the metric' : 'Save as a further version'}
        </Button>
      </div>
      {save.error !== null && <ErrorNote error={save.error} what="The metric" />}
    </form>
  );
}
