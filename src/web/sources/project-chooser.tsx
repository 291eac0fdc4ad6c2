import { Button, Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ConnectorAnswer, SetUpFieldAnswer } from '../../api/sources.ts';
import { ask } from '../client.ts';
import page from '../pages/page.module.css';
import { FailureNote } from './failure-note.tsx';
import { bodyOf, type SourceDraft } from './source-draft.ts';
import style from './sources.module.css';

interface Props {
  readonly connector: ConnectorAnswer;
  readonly field: SetUpFieldAnswer;
  /** The name under which credentials are kept, or the one that a new source has as long as it has none. */
  readonly id: string;
  readonly draft: SourceDraft;
  /** The connection to ask through; no address that is being typed gets credentials. */
  readonly connected: SourceDraft;
  readonly onChange: (part: Partial<SourceDraft>) => void;
}

/** The source answers with no more than these; among thousands one finds by typing on. */
const MOST_FOUND = 50;

/** Chooses projects or repositories by searching for them at the source. */
export function ProjectChooser({ connector, field, id, draft, connected, onChange }: Props): ReactNode {
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), 250);
  const chosen = draft.lists[field.key] ?? [];
  const body = bodyOf({ ...connected, lists: { ...connected.lists, [field.key]: [] } }, connector);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['source-projects', id, body, asked],
    queryFn: ({ signal }) =>
      ask('post /api/source-projects', { body: { id, body, secrets: connected.secrets, words: asked }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
  const set = (entries: readonly string[]): void => onChange({ lists: { ...draft.lists, [field.key]: entries } });
  const found = data?.projects ?? [];
  const isWrittenFound = words.trim() === '' || [...found.map((one) => one.id), ...chosen].includes(words.trim());
  const noun = field.label.toLowerCase();
  return (
    <section className={style.section} aria-label={field.label}>
      {chosen.length === 0 ? (
        <p className={page.quiet}>{field.help}</p>
      ) : (
        <ul className={style.chosen} aria-label={`Chosen ${noun}`}>
          {chosen.map((entry) => (
            <li key={entry}>
              {entry}
              <button
                type="button"
                aria-label={`Take out ${entry}`}
                onClick={() => set(chosen.filter((one) => one !== entry))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextInput
        label={`Search ${noun}`}
        placeholder="Part of a name"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          // A search is no reason to go on with the form.
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {error !== null && (
        <FailureNote title={`The ${noun} could not be searched.`} why={error} retry={() => void refetch()} />
      )}
      {error === null && (
        <p className={page.quiet} role="status">
          {data === undefined ? 'Searching.' : foundInWords(found.length, asked, noun, isFetching)}
        </p>
      )}
      {found.length > 0 && (
        <ul className={style.found} aria-label={`Found ${noun}`}>
          {found.map(({ id: entry, name }) => (
            <li key={entry}>
              <Checkbox
                label={name}
                checked={chosen.includes(entry)}
                onChange={(event) =>
                  set(event.currentTarget.checked ? [...chosen, entry] : chosen.filter((one) => one !== entry))
                }
              />
            </li>
          ))}
        </ul>
      )}
      {!isWrittenFound && (
        <div>
          <Button size="xs" onClick={() => set([...chosen, words.trim()])}>
            Take “{words.trim()}” as it is written
          </Button>
        </div>
      )}
    </section>
  );
}

function foundInWords(count: number, asked: string, noun: string, isFetching: boolean): string {
  if (isFetching) return 'Searching.';
  if (count >= MOST_FOUND) return `The first ${MOST_FOUND}; type more of the name to find others.`;
  if (count === 0) return asked === '' ? `No ${noun} can be seen.` : `None of the ${noun} is called so.`;
  return count === 1 ? 'One is found.' : `${count} are found.`;
}
