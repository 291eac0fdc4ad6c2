import { Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';

interface Props {
  readonly label: string;
  readonly description: string;
  readonly placeholder?: string;
  readonly entries: readonly string[];
  readonly onChange: (entries: readonly string[]) => void;
}

/** A list as text: an entry a line, or several with commas between. */
export function ListField({ entries, onChange, ...field }: Props): ReactNode {
  const [text, setText] = useState(() => entries.join('\n'));
  return (
    <Textarea
      {...field}
      autosize
      minRows={1}
      maxRows={12}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(entriesIn(event.currentTarget.value));
      }}
    />
  );
}

function entriesIn(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => (line.trimStart().startsWith('{') ? [line] : line.split(',')))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
