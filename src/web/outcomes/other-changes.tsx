import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formatDay } from '../format.ts';
import style from './outcome-page.module.css';

interface Change {
  readonly on: string;
  readonly name: string;
}

interface Props {
  /** Those that Millrace found by itself. */
  readonly named: readonly Change[];
  readonly changes: readonly Change[] | null;
  readonly onChange: (changes: Change[] | null) => void;
}

/** Other changes that could have moved the metric: those that are known, and those that somebody adds. */
export function OtherChanges({ named, changes, onChange }: Props): ReactNode {
  const [on, setOn] = useState('');
  const [name, setName] = useState('');
  const added = changes ?? [];
  const isReady = on !== '' && name.trim() !== '';
  const add = (): void => {
    onChange([...added, { on, name: name.trim() }]);
    setOn('');
    setName('');
  };
  return (
    <fieldset className={`${style.wide} ${style.stack}`} style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className={style.title}>Other changes that could have moved the metric</legend>
      {named.length > 0 && (
        <p className={style.quiet}>
          Known already: {named.map((one) => `${one.name} (${formatDay(one.on)})`).join(', ')}.
        </p>
      )}
      {added.length > 0 && (
        <ul className={style.list}>
          {added.map((one, place) => (
            <li key={`${one.on} ${one.name}`}>
              <span>
                {formatDay(one.on)} {one.name}
              </span>
              <Button
                size="compact-sm"
                aria-label={`Take off ${one.name}`}
                onClick={() => onChange(added.filter((_other, at) => at !== place))}
              >
                Take off
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={style.actions}>
        <TextInput
          type="date"
          size="xs"
          aria-label="Day of another change"
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          aria-label="What else changed"
          placeholder="What else changed"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button size="xs" disabled={!isReady} onClick={add}>
          Add the change
        </Button>
      </div>
    </fieldset>
  );
}
