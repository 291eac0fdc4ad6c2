import { Autocomplete, Button, Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { formatBytes, formatCount } from '../format.ts';
import { Card } from '../parts/card.tsx';
import { Lead } from '../parts/lead.tsx';
import { ownZone, ZoneSelect } from '../parts/zone-select.tsx';
import { streamsQuery } from '../queries.ts';
import { FORMAT_NAMES, FORMATS, type Format, type Guess, sourceNameFor, sourceNameProblem } from './guess-format.ts';
import style from './import.module.css';
import type { Sending } from './send-file.ts';

interface Props {
  readonly file: File;
  readonly guess: Guess;
  readonly onSend: (sending: Sending) => void;
  readonly onOther: () => void;
}

const CHOICES = FORMATS.map((format) => ({ value: format, label: FORMAT_NAMES[format] }));

/** Fields stand in one line, whatever is said of them. */
const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** What the file seems to be, and what must be known before it is read. */
export function ChosenFile({ file, guess, onSend, onOther }: Props): ReactNode {
  const { data } = useQuery(streamsQuery);
  const [format, setFormat] = useState<Format | null>(guess.format);
  const [source, setSource] = useState(() => sourceNameFor(guess.format, file.name));
  const [timeZone, setTimeZone] = useState(ownZone);
  const [isStrict, setStrict] = useState(false);
  const problem = sourceNameProblem(source);
  const known = data?.sources.find((one) => one.id === source);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (format !== null && problem === null) onSend({ format, source, timeZone, isStrict });
  };
  const choices = format === null ? [{ value: '', label: 'Choose what it is' }, ...CHOICES] : CHOICES;
  return (
    <>
      <Lead
        words={[
          {
            text:
              guess.format === null
                ? `What ${file.name} holds cannot be told. ${guess.why}`
                : `${file.name} looks like ${lowerFirst(FORMAT_NAMES[guess.format])}. ${guess.why}`,
          },
        ]}
        stream={null}
      />
      <Card label="Before it is read">
        <form className={style.form} onSubmit={submit}>
          <NativeSelect
            label="What it is"
            description={`${formatBytes(file.size)}${guess.doubt === null ? '' : `. ${guess.doubt}`}`}
            inputWrapperOrder={ORDER}
            value={format ?? ''}
            data={choices}
            onChange={(event) => {
              const chosen = FORMATS.find((one) => one === event.currentTarget.value) ?? null;
              setFormat(chosen);
              if (source === sourceNameFor(format, file.name)) setSource(sourceNameFor(chosen, file.name));
            }}
          />
          <Autocomplete
            label="Source"
            description={
              known === undefined
                ? 'A new one: name the tool that the history comes from'
                : `Holds ${formatCount(known.itemCount, 'item')}; items of this file take the place of those stored`
            }
            inputWrapperOrder={ORDER}
            value={source}
            error={problem}
            data={(data?.sources ?? []).filter((one) => !one.isSample).map((one) => one.id)}
            onChange={setSource}
          />
          <ZoneSelect
            label="Time zone"
            description="For times that name none, and for days"
            value={timeZone}
            onChange={setTimeZone}
          />
          <Checkbox
            className={style.whole}
            label="All or nothing: import only if no row is refused. Else refused rows are left out and kept in a file to mend."
            checked={isStrict}
            onChange={(event) => setStrict(event.currentTarget.checked)}
          />
          <div className={`${style.buttons} ${style.whole}`}>
            <Button type="submit" variant="filled" disabled={format === null || problem !== null}>
              Import
            </Button>
            <Button onClick={onOther}>Another file</Button>
          </div>
        </form>
      </Card>
    </>
  );
}

function lowerFirst(text: string): string {
  return text.startsWith('Jira') ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
