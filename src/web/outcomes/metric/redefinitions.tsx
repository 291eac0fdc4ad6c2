import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { MetricBody } from '../../../outcomes/metric.ts';
import { formatDay } from '../../format.ts';
import style from '../form/form.module.css';

type Redefined = MetricBody['redefinitions'];

interface Props {
  readonly redefinitions: Redefined;
  readonly onChange: (redefinitions: Redefined) => void;
}

/** Days from which on the metric means something else than before. */
export function Redefinitions({ redefinitions, onChange }: Props): ReactNode {
  const [on, setOn] = useState('');
  const [what, setWhat] = useState('');
  return (
    <fieldset className={`${style.group} ${style.wide}`}>
      <legend className={style.title}>Redefined on</legend>
      {redefinitions.map((one, place) => (
        <div key={`${one.on} ${one.what}`} className={`${style.foot} ${style.wide}`}>
          <span>
            {formatDay(one.on)}: {one.what}
          </span>
          <Button
            size="compact-sm"
            aria-label={`Take off the redefinition of ${formatDay(one.on)}`}
            onClick={() => onChange(redefinitions.filter((_other, at) => at !== place))}
          >
            Take off
          </Button>
        </div>
      ))}
      <TextInput
        type="date"
        label="From this day on"
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <TextInput label="it means" value={what} onChange={(event) => setWhat(event.currentTarget.value)} />
      <div className={style.foot}>
        <Button
          size="xs"
          disabled={on === '' || what.trim() === ''}
          onClick={() => {
            onChange([...redefinitions, { on, what: what.trim() }].toSorted((a, b) => (a.on < b.on ? -1 : 1)));
            setOn('');
            setWhat('');
          }}
        >
          Add the redefinition
        </Button>
      </div>
    </fieldset>
  );
}
