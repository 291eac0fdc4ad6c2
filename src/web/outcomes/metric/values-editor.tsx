import { Button, FileButton, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ask, send } from '../../client.ts';
import { FigureInput } from '../../parts/figure-input.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import style from '../form/form.module.css';
import { refreshOutcomes } from '../outcome-queries.ts';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
}

interface Kept {
  readonly new: number;
  readonly corrected: number;
  readonly unchanged: number;
}

const CSV = 'date,value\n2026-11-02,68.1\n2026-11-09,67.4';

/** Values one by one, or many as CSV: pasted or from a file, all of it or nothing. */
export function ValuesEditor({ id, name, unit }: Props): ReactNode {
  const queries = useQueryClient();
  const [day, setDay] = useState('');
  const [value, setValue] = useState<number | null>(null);
  const [text, setText] = useState('');
  const refresh = (): Promise<void> => refreshOutcomes(queries);
  const one = useMutation({
    mutationFn: (typed: { readonly day: string; readonly value: number | null }) =>
      ask('post /api/outcome-metrics/{id}/values', { params: { id }, body: { values: [typed] } }),
    onSuccess: async () => {
      setValue(null);
      await refresh();
    },
  });
  const many = useMutation({
    mutationFn: async (csv: string): Promise<Kept> => {
      const response = await send(`/api/outcome-metrics/${encodeURIComponent(id)}/csv`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: csv,
      });
      return response.json();
    },
    onSuccess: async () => {
      setText('');
      await refresh();
    },
  });
  const type = (event: FormEvent): void => {
    event.preventDefault();
    if (day !== '' && value !== null) one.mutate({ day, value });
  };
  return (
    <>
      <form className={style.foot} onSubmit={type} aria-label={`A value of ${name}`} style={{ alignItems: 'end' }}>
        <TextInput type="date" label="Day" value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        <FigureInput label="Value" unit={unit} value={value} onChange={setValue} />
        <Button type="submit" disabled={day === '' || value === null} loading={one.isPending}>
          Keep the value
        </Button>
        <Button disabled={day === ''} loading={one.isPending} onClick={() => one.mutate({ day, value: null })}>
          Take the day’s value back
        </Button>
      </form>
      <Textarea
        label="Many at once, as CSV"
        description="With the columns date and value; what differs from before is kept as a correction."
        placeholder={CSV}
        autosize
        minRows={3}
        maxRows={12}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={style.foot}>
        <Button disabled={text.trim() === ''} loading={many.isPending} onClick={() => many.mutate(text)}>
          Keep these values
        </Button>
        <FileButton
          accept=".csv,text/csv"
          onChange={(file) => {
            if (file === null) return;
            const read = async (): Promise<void> => many.mutate(await file.text());
            read().catch((error: unknown) => console.error('the file could not be read', error));
          }}
        >
          {(props) => <Button {...props}>Choose a CSV file</Button>}
        </FileButton>
        <span role="status">{saidOf(many.data ?? one.data)}</span>
      </div>
      {one.error !== null && <ErrorNote error={one.error} what="The value" />}
      {many.error !== null && <ErrorNote error={many.error} what="The values" />}
    </>
  );
}

function saidOf(kept: Kept | undefined): string {
  if (kept === undefined) return '';
  return `${kept.new} new, ${kept.corrected} corrected, ${kept.unchanged} as before.`;
}
