import type { ReactNode } from 'react';
import type { ItemPage } from '../../api/flow.ts';
import { formatInstant } from '../format.ts';

type Delivery = NonNullable<ItemPage['delivery']>;

const EVENTS: Readonly<Record<Delivery['events'][number]['event'], string>> = {
  'first-commit': 'first commit',
  opened: 'pull request opened',
  'first-response': 'first response by somebody else',
  approved: 'approved',
  merged: 'merged',
  deployed: 'in production',
  incident: 'incident',
  restored: 'incident over',
};

const REASONS: Readonly<Record<NonNullable<Delivery['reason']>, string>> = {
  'no-changes': 'No known change names it.',
  waiting: 'Not all of its changes are in production yet.',
  baseline: 'It came to production with the first deployment that is known, or earlier: since when is not known.',
  unknown: 'Whether all of its changes are in production is not known.',
};

/** What happened to an item's changes on their way to customers, in order of time. */
export function ItemWay({
  delivery,
  timeZone,
  listClass,
}: {
  readonly delivery: Delivery;
  readonly timeZone: string;
  readonly listClass: string | undefined;
}): ReactNode {
  const { deliveredToProductionAt, reason, events } = delivery;
  return (
    <>
      <p>
        {deliveredToProductionAt !== null
          ? `All of its changes were in production on ${formatInstant(deliveredToProductionAt, timeZone)}.`
          : reason !== null && REASONS[reason]}
      </p>
      <ol className={listClass}>
        {events.map(({ event, at, record, application, isInferred }) => (
          <li key={`${event} ${record} ${application} ${at}`}>
            <time dateTime={new Date(at).toISOString()}>{formatInstant(at, timeZone)}</time> {EVENTS[event]} (
            {application}, {record}
            {isInferred ? ', inferred' : ''})
          </li>
        ))}
      </ol>
    </>
  );
}
