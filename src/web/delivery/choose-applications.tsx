import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { DeliveryAnswer } from '../../api/delivery.ts';
import { ask } from '../client.ts';
import { formatCount, formatNumber } from '../format.ts';
import { ErrorNote } from '../parts/states.tsx';
import { documentQuery } from '../queries.ts';
import style from './delivery.module.css';
import { addApplications, type Place, placesToTake } from './new-applications.ts';

interface Props {
  readonly stream: string;
  readonly places: DeliveryAnswer['elsewhere'];
}

/** Among hundreds of repositories those that name the stream's items come first. */
const SHOWN = 20;

/** Which of the repositories that sources told of deliver the stream: written into its document, which measures them from then on. */
export function ChooseApplications({ stream, places }: Props): ReactNode {
  const queries = useQueryClient();
  const [isWhole, setWhole] = useState(false);
  const [chosen, setChosen] = useState(() => placesToTake(places));
  const shown = isWhole ? places : places.slice(0, SHOWN);
  const save = useMutation({
    mutationFn: async () => {
      const { text, version } = await queries.fetchQuery(documentQuery(stream));
      const next = addApplications(text, chosen);
      return ask('put /api/streams/{stream}/document', { params: { stream }, body: { text: next, basedOn: version } });
    },
    onSuccess: async () => {
      void queries.invalidateQueries({ queryKey: documentQuery(stream).queryKey });
      await Promise.all([['streams'], ['stream', stream]].map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
  const toggle = (place: Place, isTaken: boolean): void =>
    setChosen((before) => (isTaken ? [...before, place] : before.filter((one) => !isSame(one, place))));
  return (
    <form
      className={style.choose}
      aria-label="What delivers this stream"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h2 className={style.title}>Which of these deliver this stream?</h2>
      <p className={style.quiet}>
        Sources told of them. Those whose changes name items of this stream are chosen already; each becomes an
        application of the stream’s{' '}
        <Link to="/streams/$stream/map" params={{ stream }} search={{ tab: 'document' }}>
          document
        </Link>
        , where it can be told apart further, by path or environment.
      </p>
      <ul className={style.places} aria-label="Repositories and applications">
        {shown.map((place) => (
          <li key={`${place.kind} ${place.name}`}>
            <Checkbox
              label={place.name}
              description={recordsInWords(place)}
              classNames={{ description: style.beside ?? '' }}
              checked={chosen.some((one) => isSame(one, place))}
              onChange={(event) => toggle(place, event.currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
      {shown.length < places.length && (
        <Button size="xs" onClick={() => setWhole(true)}>
          Show all {formatNumber(places.length)}
        </Button>
      )}
      <Button type="submit" variant="filled" disabled={chosen.length === 0} loading={save.isPending}>
        {chosen.length < 2 ? 'Measure its delivery' : `Measure the delivery of these ${chosen.length}`}
      </Button>
      {save.error !== null && <ErrorNote error={save.error} what="Their delivery" />}
    </form>
  );
}

function isSame(one: Place, other: Place): boolean {
  return one.kind === other.kind && one.name === other.name;
}

/** `5,012 records, 1,240 of them name items of this stream`. */
function recordsInWords({ records, naming, kind }: Place): string {
  const what = kind === 'application' ? 'an application by name; ' : '';
  const named =
    naming === 0 ? 'none names an item of this stream' : `${formatNumber(naming)} of them name items of this stream`;
  return `${what}${formatCount(records, 'record')}, ${named}`;
}
