import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { FigureInput } from '../../parts/figure-input.tsx';
import { changeUnit } from '../outcome-words.ts';
import { type FieldProps, orNull } from './field-props.ts';
import style from './form.module.css';
import { MetricChooser } from './metric-chooser.tsx';

const DIRECTIONS = [
  { value: '', label: 'not said' },
  { value: 'up', label: 'up' },
  { value: 'down', label: 'down' },
  { value: 'hold', label: 'keep it there' },
] as const;

interface Props extends FieldProps {
  /** The name of the metric as the sentence says it. */
  readonly metricSaid: string | null;
}

/** What the sentence says, in fields: filled in from it, and free to be set otherwise. */
export function PromiseFields({ body, set, errors, metricSaid }: Props): ReactNode {
  const unit = body.unit ?? '';
  return (
    <fieldset className={style.group}>
      <legend className={style.title}>As Millrace understands it</legend>
      <MetricChooser body={body} set={set} errors={errors} metricSaid={metricSaid} />
      <NativeSelect
        label="Direction"
        value={body.direction ?? ''}
        data={[...DIRECTIONS]}
        error={errors.get('direction')}
        onChange={(event) => {
          const said = event.currentTarget.value;
          set({ direction: said === 'up' || said === 'down' || said === 'hold' ? said : null });
        }}
      />
      <FigureInput
        label="Baseline"
        value={body.baseline}
        unit={unit}
        onChange={(baseline) => set({ baseline })}
        error={errors.get('baseline')}
      />
      <FigureInput
        label="Target"
        value={body.target}
        unit={unit}
        onChange={(target) => set({ target })}
        error={errors.get('target')}
      />
      <TextInput
        label="Unit"
        maxLength={200}
        value={unit}
        error={errors.get('unit')}
        onChange={(event) => set({ unit: orNull(event.currentTarget.value) })}
      />
      <TextInput
        type="date"
        label="By"
        value={body.by ?? ''}
        error={errors.get('by')}
        onChange={(event) => set({ by: orNull(event.currentTarget.value) })}
      />
      <TextInput
        label="Who is better off"
        maxLength={200}
        value={body.beneficiary ?? ''}
        error={errors.get('beneficiary')}
        onChange={(event) => set({ beneficiary: orNull(event.currentTarget.value) })}
      />
      <FigureInput
        label="Anticipated effect"
        description="Left empty, the way from baseline to target."
        value={body.anticipated}
        unit={changeUnit(body.unit)}
        onChange={(anticipated) => set({ anticipated })}
        error={errors.get('anticipated')}
      />
    </fieldset>
  );
}
