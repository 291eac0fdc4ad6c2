import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutcomeBody } from '../../../outcomes/outcome.ts';
import { FigureInput } from '../../parts/figure-input.tsx';
import type { FieldProps } from './field-props.ts';
import style from './form.module.css';

interface Typed {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number | null;
  readonly link: string;
}

/** What an experiment tool found: evidence of grade A. It counts as soon as all of it is there. */
export function ExperimentFields({ body, set, errors }: FieldProps): ReactNode {
  const [typed, setTyped] = useState<Typed>(
    body.experiment ?? { estimate: null, low: null, high: null, level: 0.95, link: '' },
  );
  const change = (part: Partial<Typed>): void => {
    const next = { ...typed, ...part };
    setTyped(next);
    set({ experiment: wholeOf(next) });
  };
  return (
    <details className={style.more} open={body.experiment !== null}>
      <summary>An experiment’s result</summary>
      <div className={style.group}>
        <FigureInput
          label="Effect"
          description="In the metric’s unit, as the experiment gives it."
          value={typed.estimate}
          onChange={(estimate) => change({ estimate })}
          error={errors.get('experiment')}
        />
        <FigureInput label="Interval from" value={typed.low} onChange={(low) => change({ low })} />
        <FigureInput label="Interval to" value={typed.high} onChange={(high) => change({ high })} />
        <FigureInput
          label="Level of the interval"
          unit="%"
          value={typed.level === null ? null : Number((typed.level * 100).toPrecision(12))}
          onChange={(percent) => change({ level: percent === null ? null : percent / 100 })}
        />
        <TextInput
          className={style.wide}
          label="Link to the experiment"
          value={typed.link}
          onChange={(event) => change({ link: event.currentTarget.value })}
        />
      </div>
    </details>
  );
}

function wholeOf({ estimate, low, high, level, link }: Typed): OutcomeBody['experiment'] {
  if (estimate === null || low === null || high === null || level === null || link.trim() === '') return null;
  return { estimate, low, high, level, link: link.trim() };
}
