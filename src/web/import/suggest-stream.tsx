import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import type { SuggestionAnswer } from '../../api/store.ts';
import { addDays } from '../../flow/calendar.ts';
import { parseStream } from '../../flow/stream/parse.ts';
import { ask, RequestFailure } from '../client.ts';
import { dayIn, formatCount } from '../format.ts';
import page from '../pages/page.module.css';
import { download } from '../parts/csv.ts';
import { DocumentEditor } from '../parts/document-editor.tsx';
import { fileName } from '../parts/rows-table.tsx';
import { ErrorNote } from '../parts/states.tsx';
import { ownZone, ZoneSelect } from '../parts/zone-select.tsx';
import style from './import.module.css';

interface Props {
  readonly source: string;
  readonly zone: string | undefined;
}

/** A value stream suggested from a source's history: a document with a remark on each guess, to mend and to create. */
export function SuggestStream({ source, zone }: Props): ReactNode {
  const [name, setName] = useState('');
  const [timeZone, setTimeZone] = useState(zone ?? ownZone());
  const [text, setText] = useState<string | null>(null);
  const [made, setMade] = useState<Pick<SuggestionAnswer, 'projects' | 'lastChangeAt'> | null>(null);
  /** null: all of them. */
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const suggest = useMutation({
    mutationFn: () =>
      ask('post /api/streams/suggest', {
        body: {
          source,
          timeZone,
          ...(name.trim() === '' ? {} : { name: name.trim() }),
          ...(chosen === null ? {} : { projects: [...chosen] }),
        },
      }),
    onSuccess: (answer) => {
      setText(answer.text);
      setMade(answer);
    },
  });
  const projects = made?.projects ?? [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    suggest.mutate();
  };
  return (
    <section className={style.section}>
      <h2 className={page.subtitle}>A value stream from {source}</h2>
      <p className={page.serif}>
        Millrace can read the history and suggest how its statuses form a stream: steps in order, what waits and what
        works, kinds and levels.
      </p>
      <form className={style.form} onSubmit={submit}>
        <TextInput
          label="Name of the stream"
          description="Left empty, it is named after its project"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ZoneSelect
          label="Time zone of the stream"
          description="Its days begin and end there"
          value={timeZone}
          onChange={setTimeZone}
        />
        {projects.length > 1 && (
          <Checkbox.Group
            className={style.whole}
            label="Projects"
            description="One stream for each is usual where their work does not flow together: choose, and suggest again."
            value={[...(chosen ?? projects.map((one) => one.name))]}
            onChange={setChosen}
          >
            <div className={style.projects}>
              {projects.map((one) => (
                <Checkbox key={one.name} value={one.name} label={`${one.name} · ${formatCount(one.items, 'item')}`} />
              ))}
            </div>
          </Checkbox.Group>
        )}
        <div className={`${style.buttons} ${style.whole}`}>
          <Button
            type="submit"
            variant={text === null ? 'filled' : 'default'}
            loading={suggest.isPending}
            disabled={chosen?.length === 0}
          >
            {text === null ? 'Suggest a value stream from this' : 'Suggest again'}
          </Button>
          {text !== null && <span className={style.quiet}>Takes the place of the text below.</span>}
        </div>
      </form>
      {suggest.error !== null && <ErrorNote error={suggest.error} what="A suggestion" />}
      {text !== null && <Suggested text={text} onChange={setText} lastChangeAt={made?.lastChangeAt ?? null} />}
    </section>
  );
}

interface SuggestedProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** The latest change in the history; an old one is shown as it was then. */
  readonly lastChangeAt: string | null;
}

function Suggested({ text, onChange, lastChangeAt }: SuggestedProps): ReactNode {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const read = useMemo(() => parseStream(text), [text]);
  const create = useMutation({
    mutationFn: () => ask('post /api/streams', { body: { text } }),
    onSuccess: async ({ stream }) => {
      await queries.invalidateQueries({ queryKey: ['streams'] });
      void queries.invalidateQueries({ queryKey: ['portfolio'] });
      await navigate({
        to: '/streams/$stream',
        params: { stream: stream.id },
        search: windowFor(lastChangeAt, stream.timeZone),
      });
    },
  });
  const refused = create.error instanceof RequestFailure && read.ok ? create.error : null;
  return (
    <>
      <p className={style.quiet}>
        Each remark says why it was guessed so. Change what is wrong here, or later on the stream’s map, where each
        change is shown in figures before it is saved.
      </p>
      <DocumentEditor
        label="Document of the value stream"
        value={text}
        onChange={onChange}
        problems={read.ok ? [] : read.problems}
        warnings={read.ok ? read.warnings : []}
      />
      {refused !== null && <ErrorNote error={refused} what="The new stream" />}
      <div className={style.buttons}>
        <Button
          variant="filled"
          disabled={!read.ok}
          loading={create.isPending || create.isSuccess}
          onClick={() => create.mutate()}
        >
          Create the stream
        </Button>
        <Button
          onClick={() =>
            download(`${fileName(read.ok ? read.document.stream : 'stream')}.yaml`, text, 'application/yaml')
          }
        >
          Save as a file
        </Button>
        {!read.ok && <span className={style.quiet}>What the list above names must be mended first.</span>}
      </div>
    </>
  );
}

const WEEKS = 12;

/** A history that ended long ago is shown in its last weeks; else the page's usual window holds something to see. */
function windowFor(lastChangeAt: string | null, timeZone: string): { from?: string; to?: string } {
  if (lastChangeAt === null || Date.now() - Date.parse(lastChangeAt) < WEEKS * 7 * 86_400_000) return {};
  const to = addDays(dayIn(lastChangeAt, timeZone), 1);
  return { from: addDays(to, -7 * WEEKS), to };
}
