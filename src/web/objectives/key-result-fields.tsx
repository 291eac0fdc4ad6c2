import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { outcomeMetricsQuery, outcomesQuery } from '../outcomes/outcome-queries.ts';
import { FigureInput } from '../parts/figure-input.tsx';
import type { KeyResultDraft } from './key-result-draft.ts';

interface Props {
  readonly draft: KeyResultDraft;
  readonly onChange: (draft: KeyResultDraft) => void;
  readonly hint?: string;
  readonly errors?: ReadonlyMap<string, string>;
}

const DIRECTIONS = [
  { value: 'up', label: 'rises' },
  { value: 'down', label: 'falls' },
  { value: 'maintain', label: 'stays in a band' },
] as const;
const COMMITMENTS = [
  { value: 'aspirational', label: 'aspirational: 0.7 is good' },
  { value: 'committed', label: 'committed: 1.0 is expected' },
] as const;

/** The fields of one key result: what is measured, from where to where, and who tells. */
export function KeyResultFields({ draft, onChange, hint, errors }: Props): ReactNode {
  const { data: metrics } = useQuery(outcomeMetricsQuery);
  const { data: outcomes } = useQuery(outcomesQuery);
  const set = (part: Partial<KeyResultDraft>): void => onChange({ ...draft, ...part });
  return (
    <>
      <TextInput
        label="What is measured"
        description={hint}
        value={draft.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
        error={errors?.get('title')}
      />
      <NativeSelect
        label="It"
        value={draft.direction}
        data={[...DIRECTIONS]}
        onChange={(event) => {
          const direction = DIRECTIONS.find(({ value }) => value === event.currentTarget.value)?.value;
          if (direction !== undefined) set({ direction });
        }}
      />
      {draft.direction === 'maintain' ? (
        <>
          <FigureInput
            label="Not below"
            value={draft.low}
            onChange={(low) => set({ low })}
            error={errors?.get('band')}
          />
          <FigureInput label="Not above" value={draft.high} onChange={(high) => set({ high })} />
        </>
      ) : (
        <>
          <FigureInput
            label="From (baseline)"
            value={draft.baseline}
            onChange={(baseline) => set({ baseline })}
            error={errors?.get('baseline')}
          />
          <FigureInput
            label="To (target)"
            value={draft.target}
            onChange={(target) => set({ target })}
            error={errors?.get('target')}
          />
        </>
      )}
      <TextInput label="Unit" value={draft.unit} onChange={(event) => set({ unit: event.currentTarget.value })} />
      <TextInput label="Owner" value={draft.owner} onChange={(event) => set({ owner: event.currentTarget.value })} />
      <NativeSelect
        label="Kind"
        value={draft.commitment}
        data={[...COMMITMENTS]}
        onChange={(event) => {
          const commitment = COMMITMENTS.find(({ value }) => value === event.currentTarget.value)?.value;
          if (commitment !== undefined) set({ commitment });
        }}
      />
      <NativeSelect
        label="Read from the metric"
        value={draft.metric}
        data={[
          { value: '', label: 'none: values are typed' },
          ...(metrics?.metrics ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => set({ metric: event.currentTarget.value })}
        error={errors?.get('metric')}
      />
      <NativeSelect
        label="Served by the outcome"
        value={draft.outcome}
        data={[
          { value: '', label: 'none' },
          ...(outcomes?.outcomes ?? []).map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(event) => set({ outcome: event.currentTarget.value })}
        error={errors?.get('outcome')}
      />
      <TextInput
        type="date"
        label="By"
        description="Empty: the end of the cycle"
        value={draft.by}
        onChange={(event) => set({ by: event.currentTarget.value })}
      />
    </>
  );
}
