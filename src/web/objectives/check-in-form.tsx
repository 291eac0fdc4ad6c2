import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { KeyResultPage, KeyResultRow } from '../../api/objectives.ts';
import type { Ask } from '../../outcomes/objectives/check-in.ts';
import { ask } from '../client.ts';
import { fieldErrors } from '../parts/field-errors.ts';
import { FigureInput } from '../parts/figure-input.tsx';
import { ErrorNote } from '../parts/states.tsx';
import { refreshObjectives } from './objective-queries.ts';
import style from './objectives.module.css';

interface Props {
  readonly row: KeyResultRow;
  readonly today: string;
  /** One that is corrected; without it a new one. */
  readonly checkIn?: KeyResultPage['checkIns'][number];
  readonly onDone: () => void;
}

/** A check-in: where it stands, how sure people are, what they ask of others. */
export function CheckInForm({ row, today, checkIn, onDone }: Props): ReactNode {
  const queries = useQueryClient();
  const [on, setOn] = useState(checkIn?.body.on ?? today);
  const [value, setValue] = useState<number | null>(checkIn?.body.value ?? null);
  const [percent, setPercent] = useState<number | null>(percentOf(checkIn?.body.confidence ?? null));
  const [note, setNote] = useState(checkIn?.body.note ?? '');
  const [asks, setAsks] = useState<readonly Ask[]>(checkIn?.body.asks ?? row.asks);
  const save = useMutation({
    mutationFn: () => {
      const body = {
        keyResult: row.id,
        on,
        value,
        confidence: percent === null ? null : percent / 100,
        note: note.trim(),
        asks: asks.filter(({ team, what }) => team.trim() !== '' && what.trim() !== ''),
      };
      if (checkIn === undefined) return ask('post /api/check-ins', { body });
      return ask('put /api/check-ins/{id}', { params: { id: checkIn.id }, body: { body, basedOn: checkIn.version } });
    },
    onSuccess: async () => {
      await refreshObjectives(queries);
      onDone();
    },
  });
  const errors = fieldErrors(save.error);
  const isPercent = percent === null || (percent >= 0 && percent <= 100);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (on !== '' && isPercent) save.mutate();
  };
  return (
    <form
      className={style.form}
      onSubmit={submit}
      aria-label={checkIn === undefined ? `Check in on ${row.body.title}` : 'Correct the check-in'}
    >
      <TextInput
        type="date"
        label="On"
        max={today}
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
        error={errors.get('on')}
      />
      <FigureInput
        label="Where it stands"
        description={row.metricName === null ? 'Empty: not known' : `Empty: the latest value of ${row.metricName}`}
        unit={row.unit}
        value={value}
        onChange={setValue}
      />
      <FigureInput
        label="How sure it will be met"
        description="Looking ahead, apart from progress"
        unit="%"
        value={percent}
        onChange={setPercent}
        error={isPercent ? errors.get('confidence') : 'from 0 to 100'}
      />
      <Textarea
        className={style.wide}
        label="What happened"
        autosize
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {asks.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added at the end
        <fieldset key={place} className={style.part}>
          <legend>Asked of another team</legend>
          <TextInput
            label="Team"
            value={one.team}
            onChange={(event) => setAsks(asks.with(place, { ...one, team: event.currentTarget.value }))}
          />
          <TextInput
            label="What is asked"
            value={one.what}
            onChange={(event) => setAsks(asks.with(place, { ...one, what: event.currentTarget.value }))}
          />
          <Checkbox
            label="Nothing goes on without it"
            checked={one.isBlocking}
            onChange={(event) => setAsks(asks.with(place, { ...one, isBlocking: event.currentTarget.checked }))}
          />
        </fieldset>
      ))}
      <div className={`${style.actions} ${style.wide}`}>
        <Button type="submit" variant="filled" disabled={on === '' || !isPercent} loading={save.isPending}>
          {checkIn === undefined ? 'Check in' : 'Keep as a further version'}
        </Button>
        <Button onClick={() => setAsks([...asks, { team: '', what: '', isBlocking: false }])}>
          Ask another team for something
        </Button>
        <Button onClick={onDone}>Leave it</Button>
      </div>
      {save.error !== null && (
        <div className={style.wide}>
          <ErrorNote error={save.error} what="The check-in" />
        </div>
      )}
    </form>
  );
}

function percentOf(share: number | null): number | null {
  return share === null ? null : Number((share * 100).toPrecision(12));
}
