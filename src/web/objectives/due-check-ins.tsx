import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { DueCheckIn } from '../../api/objectives.ts';
import { ask } from '../client.ts';
import { formatCount, formatDay } from '../format.ts';
import { ErrorNote, Loading } from '../parts/states.tsx';
import { checkInsQuery, refreshObjectives } from './objective-queries.ts';
import style from './objectives.module.css';

const GROUPS = [
  ['overdue', 'Overdue'],
  ['due', 'Due'],
  ['coming', 'Coming'],
] as const;

/** Who is to check in, and where reminders go. */
export function DueCheckIns(): ReactNode {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(checkInsQuery);
  const read = useMutation({
    mutationFn: () => ask('post /api/check-ins/from-metrics'),
    onSuccess: () => refreshObjectives(queries),
  });
  if (error !== null) return <ErrorNote error={error} what="The check-ins" retry={() => void refetch()} />;
  if (data === undefined) return <Loading height={220} label="The check-ins" />;
  return (
    <div className={style.section}>
      <div className={style.actions}>
        <Button size="xs" loading={read.isPending} onClick={() => read.mutate()}>
          Check in from the metrics
        </Button>
        {read.data !== undefined && (
          <span role="status">
            {formatCount(read.data.checkedIn.length, 'key result')} read from metrics; {read.data.left} wait for a
            person.
          </span>
        )}
      </div>
      {read.error !== null && <ErrorNote error={read.error} what="The check-ins" />}
      {data.due.length === 0 && <p className={style.quiet}>No check-in is due: no open cycle has a key result.</p>}
      {GROUPS.map(([state, name]) => {
        const rows = data.due.filter((one) => one.state === state);
        return rows.length === 0 ? null : <Group key={state} name={name} rows={rows} isSignal={state === 'overdue'} />;
      })}
      <Reminders host={data.webhook.host} lastSentOn={data.webhook.lastSentOn} />
    </div>
  );
}

function Group({
  name,
  rows,
  isSignal,
}: {
  readonly name: string;
  readonly rows: readonly DueCheckIn[];
  readonly isSignal: boolean;
}): ReactNode {
  return (
    <section>
      <h2 className={isSignal ? style.signal : undefined}>
        {name}: {formatCount(rows.length, 'check-in')}
      </h2>
      <ul className={style.list} aria-label={`${name} check-ins`}>
        {rows.map((one) => (
          <li key={one.keyResult}>
            <Link to="/objectives/$id" params={{ id: one.objective }} hash={one.keyResult} className={style.link}>
              {one.title}
            </Link>{' '}
            <span className={style.quiet}>
              {isSignal ? 'since' : 'by'} {formatDay(one.dueOn)}
            </span>
            <p className={style.quiet}>
              {[one.objectiveTitle, one.team, one.owner ?? 'no owner named']
                .filter((word) => word !== null)
                .join(' · ')}
              {one.lastOn !== null && ` · last on ${formatDay(one.lastOn)}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reminders({
  host,
  lastSentOn,
}: {
  readonly host: string | null;
  readonly lastSentOn: string | null;
}): ReactNode {
  const queries = useQueryClient();
  const [address, setAddress] = useState('');
  const save = useMutation({
    mutationFn: (to: string | null) => ask('put /api/check-ins/webhook', { body: { address: to } }),
    onSuccess: async () => {
      setAddress('');
      await refreshObjectives(queries);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (address.trim() !== '') save.mutate(address.trim());
  };
  return (
    <section className={style.section}>
      <h2>Reminders</h2>
      <p className={style.quiet}>
        <a href="/api/check-ins.ics">Subscribe to the dates in a calendar</a>, or take the{' '}
        <a href="/api/check-ins/digest">digest as text</a> for a mail.{' '}
        {host === null
          ? 'A webhook can be sent the digest as JSON once a day, when something is due.'
          : `The digest is sent to ${host} once a day, when something is due${lastSentOn === null ? '' : `; last on ${formatDay(lastSentOn)}`}. The rest of the address is not shown again.`}
      </p>
      <form className={style.form} onSubmit={submit} aria-label="Webhook">
        <TextInput
          label="Address of the webhook"
          type="url"
          placeholder="https://"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <div className={`${style.actions} ${style.wide}`}>
          <Button type="submit" disabled={address.trim() === ''} loading={save.isPending}>
            Send the digest there
          </Button>
          {host !== null && (
            <Button loading={save.isPending} onClick={() => save.mutate(null)}>
              Send it nowhere
            </Button>
          )}
        </div>
      </form>
      {save.error !== null && <ErrorNote error={save.error} what="The webhook" />}
    </section>
  );
}
