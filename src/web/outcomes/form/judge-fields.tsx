import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { OutcomeBody } from '../../../outcomes/outcome.ts';
import { KeyResultChooser } from '../../objectives/key-result-chooser.tsx';
import { FigureInput } from '../../parts/figure-input.tsx';
import { streamsQuery } from '../../queries.ts';
import { outcomeMetricsQuery } from '../outcome-queries.ts';
import { changeUnit } from '../outcome-words.ts';
import { type FieldProps, orNull } from './field-props.ts';
import style from './form.module.css';

const VALUE_TYPES = [
  { value: '', label: 'not said' },
  { value: 'customer', label: 'for customers' },
  { value: 'business', label: 'for the business' },
  { value: 'delivery', label: 'for the ability to deliver' },
] as const;

const OWNERS: Readonly<Record<string, string>> = {
  customer: 'For customer value often the product manager.',
  business: 'For business value often the product manager.',
  delivery: 'For the ability to deliver often the technical lead.',
};

/** Who answers for it, how sure they are, and how it will be judged. */
export function JudgeFields({ body, set, errors }: FieldProps): ReactNode {
  const { data } = useQuery(outcomeMetricsQuery);
  const { data: streams } = useQuery(streamsQuery);
  const controls = (data?.metrics ?? []).filter(({ id }) => id !== body.metric);
  return (
    <>
      <fieldset className={style.group}>
        <legend className={style.title}>Who answers for it, and how sure they are</legend>
        <NativeSelect
          label="Kind of value"
          value={body.valueType ?? ''}
          data={[...VALUE_TYPES]}
          onChange={(event) => {
            const said = VALUE_TYPES.find(({ value }) => value === event.currentTarget.value)?.value ?? '';
            set({ valueType: said === '' ? null : said });
          }}
        />
        <TextInput
          label="Owner"
          description={body.valueType === null ? undefined : OWNERS[body.valueType]}
          maxLength={200}
          value={body.owner ?? ''}
          error={errors.get('owner')}
          onChange={(event) => set({ owner: orNull(event.currentTarget.value) })}
        />
        <Stakeholders body={body} set={set} errors={errors} />
        <FigureInput
          label="Confidence"
          description="How likely the target is met by its day."
          unit="%"
          value={body.confidence === null ? null : Number((body.confidence * 100).toPrecision(12))}
          onChange={(percent) => set({ confidence: percent === null ? null : percent / 100 })}
          error={errors.get('confidence') === undefined ? undefined : 'This must lie between 0 and 100 %'}
        />
        <KeyResultChooser value={body.keyResult} onChange={(keyResult) => set({ keyResult })} />
        {body.subject === null && (
          <NativeSelect
            label="Stream"
            description="Where the work is done, if in one of them."
            value={body.stream ?? ''}
            data={[
              { value: '', label: 'none' },
              ...(streams?.streams ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => set({ stream: orNull(event.currentTarget.value) })}
          />
        )}
      </fieldset>
      <fieldset className={style.group}>
        <legend className={style.title}>How it will be judged</legend>
        <FigureInput
          label="Least worthwhile effect"
          description="Left empty, half of what is anticipated."
          unit={changeUnit(body.unit)}
          value={body.minimum}
          onChange={(minimum) => set({ minimum })}
          error={errors.get('minimum')}
        />
        <FigureInput
          label="Burn-in"
          description="Points after the release that are left out while the change takes hold."
          value={body.burnIn === 0 ? null : body.burnIn}
          onChange={(burnIn) => set({ burnIn: burnIn ?? 0 })}
          error={errors.get('burnIn')}
        />
        <NativeSelect
          label="Control series"
          description="A metric that this change cannot move."
          value={body.control ?? ''}
          error={errors.get('control')}
          data={[{ value: '', label: 'none' }, ...controls.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => set({ control: orNull(event.currentTarget.value) })}
        />
        <TextInput
          label="Adoption target"
          description="Who should use it, and how much."
          value={body.adoptionTarget ?? ''}
          error={errors.get('adoptionTarget')}
          onChange={(event) => set({ adoptionTarget: orNull(event.currentTarget.value) })}
        />
      </fieldset>
    </>
  );
}

function Stakeholders({ body, set, errors }: FieldProps): ReactNode {
  const [text, setText] = useState(body.stakeholders.map(({ name }) => name).join(', '));
  return (
    <TextInput
      label="Stakeholders"
      description="Who confirms the definition; names with commas between."
      value={text}
      error={errors.get('stakeholders')}
      onChange={(event) => {
        setText(event.currentTarget.value);
        set({ stakeholders: namedIn(event.currentTarget.value, body.stakeholders) });
      }}
    />
  );
}

/** Names in a line; one that has confirmed already keeps that. */
function namedIn(text: string, known: OutcomeBody['stakeholders']): OutcomeBody['stakeholders'] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  return names.map((name) => known.find((one) => one.name === name) ?? { name, confirmedOn: null });
}
