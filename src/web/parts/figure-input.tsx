import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { parseFigure } from './parse-figure.ts';

interface Props {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly description?: ReactNode;
  /** Shown behind the figure, e.g. `%`. */
  readonly unit?: string;
  readonly error?: ReactNode;
}

/** A figure as people type it: nothing is put right under their hands, and what is no figure is said. */
export function FigureInput({ label, value, onChange, description, unit, error }: Props): ReactNode {
  const [text, setText] = useState(value === null ? '' : String(value));
  const read = parseFigure(text);
  // Set from outside, such as by the sentence: the field shows that.
  if (read !== 'wrong' && read !== value) setText(value === null ? '' : String(value));
  return (
    <TextInput
      label={label}
      description={description}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      rightSection={unit === undefined || unit === '' ? undefined : <span>{unit}</span>}
      rightSectionWidth={unit === undefined ? undefined : Math.min(120, 18 + unit.length * 8)}
      rightSectionPointerEvents="none"
      error={read === 'wrong' ? `“${text}” is no figure; write it as 12.5` : error}
      onChange={(event) => {
        const next = event.currentTarget.value;
        const figure = parseFigure(next);
        setText(next);
        onChange(figure === 'wrong' ? null : figure);
      }}
    />
  );
}
