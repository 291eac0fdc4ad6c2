import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SourceDraft } from './source-draft.ts';
import { everyInWords } from './source-words.ts';

interface Props {
  readonly draft: SourceDraft;
  readonly onChange: (part: Partial<SourceDraft>) => void;
}

const MINUTES = [1, 5, 15, 30, 60, 240, 720, 1440];

/** How often a source is asked. */
export function PaceField({ draft, onChange }: Props): ReactNode {
  const own = Number(draft.everyMinutes);
  const all = MINUTES.includes(own) ? MINUTES : [...MINUTES, own].toSorted((a, b) => a - b);
  return (
    <NativeSelect
      label="How often it is asked"
      description="A round in which nothing has changed is one request or two."
      value={draft.everyMinutes}
      data={all.map((minutes) => ({ value: String(minutes), label: everyInWords(minutes) }))}
      onChange={(event) => onChange({ everyMinutes: event.currentTarget.value })}
    />
  );
}
