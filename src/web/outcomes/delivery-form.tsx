import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OutcomePage } from '../../api/outcomes.ts';
import { ask } from '../client.ts';
import { ErrorNote } from '../parts/states.tsx';
import style from './outcome-page.module.css';
import { refreshOutcomes } from './outcome-queries.ts';

interface Props {
  readonly id: string;
  readonly page: OutcomePage;
  readonly onDone: () => void;
}

/** Days that the timeline does not tell, with the reason. */
export function DeliveryForm({ id, page, onDone }: Props): ReactNode {
  const queries = useQueryClient();
  const { body, version, row } = page;
  const [startedOn, setStartedOn] = useState(body.delivery?.startedOn ?? row.startedOn ?? '');
  const [deliveredOn, setDeliveredOn] = useState(body.delivery?.deliveredOn ?? row.deliveredOn ?? '');
  const [reason, setReason] = useState(body.delivery?.reason ?? '');
  const save = useMutation({
    mutationFn: (delivery: typeof body.delivery) =>
      ask('put /api/outcomes/{id}', { params: { id }, body: { body: { ...body, delivery }, basedOn: version } }),
    onSuccess: async () => {
      await refreshOutcomes(queries);
      onDone();
    },
  });
  const isBackward = startedOn !== '' && deliveredOn !== '' && deliveredOn < startedOn;
  const isReady = reason.trim() !== '' && (startedOn !== '' || deliveredOn !== '') && !isBackward;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    const dayOf = (text: string): string | null => (text === '' ? null : text);
    save.mutate({ startedOn: dayOf(startedOn), deliveredOn: dayOf(deliveredOn), reason: reason.trim() });
  };
  return (
    <form onSubmit={submit} className={style.stack}>
      <p className={style.quiet}>
        {row.subject === null
          ? 'This outcome stands alone, so no timeline tells when its work began and was delivered.'
          : `Otherwise both days are read from the timeline of ${row.subject.item}.`}{' '}
        The version that stood on the day of the start is the one that is judged.
      </p>
      <TextInput
        type="date"
        label="The work began on"
        value={startedOn}
        onChange={(event) => setStartedOn(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label="It was delivered on"
        value={deliveredOn}
        error={isBackward ? 'This lies before the start; put one of the two right' : undefined}
        onChange={(event) => setDeliveredOn(event.currentTarget.value)}
      />
      <Textarea
        label="Why it is set by hand"
        required
        withAsterisk={false}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={style.actions}>
        <Button type="submit" variant="filled" disabled={!isReady} loading={save.isPending}>
          Set the days
        </Button>
        {body.delivery !== null && (
          <Button loading={save.isPending} onClick={() => save.mutate(null)}>
            {row.subject === null ? 'Take the days away' : 'Read them from the timeline again'}
          </Button>
        )}
      </div>
      {save.error !== null && <ErrorNote error={save.error} what="The change" />}
    </form>
  );
}
