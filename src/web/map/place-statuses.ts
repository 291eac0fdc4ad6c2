import type { Stream } from '../../flow/stream/compile.ts';
import type { StatusRef } from '../../flow/stream/document.ts';
import { statusLookup } from '../../flow/stream/statuses.ts';
import { STEP_EVENTS, type StepEvent } from '../../flow/stream/step-events.ts';

/** A status of the history, with the number of items that were ever in it. */
export interface SeenStatus {
  readonly id: string | null;
  readonly name: string;
  readonly items: number;
}

/** An event of the stream's applications, with the number of items that it happened to. */
export interface SeenEvent {
  readonly event: StepEvent;
  readonly items: number;
}

/** A status as it stands on the board: what the document names, or what the history shows and the document does not. */
export interface PlacedStatus {
  readonly key: string;
  readonly ref: StatusRef;
  readonly label: string;
  /** Items that were ever in it; 0 where the history does not show it. */
  readonly items: number;
}

/** An event as it stands on the board beside the statuses. */
export interface PlacedEvent {
  readonly key: string;
  readonly event: StepEvent;
  readonly label: string;
  /** Items that it happened to; null where the applications are not saved yet, so that nothing was counted. */
  readonly items: number | null;
}

export type Placed = PlacedStatus | PlacedEvent;

export interface PlacedStatuses {
  /** By step, in the document's order: its statuses, then its events. */
  readonly steps: readonly (readonly Placed[])[];
  readonly blocked: readonly PlacedStatus[];
  /** Seen in the history and in no step, most used first. */
  readonly unmapped: readonly PlacedStatus[];
  /** Events that no step names; none where the stream has no applications. */
  readonly events: readonly PlacedEvent[];
}

const EVENT_LABELS: Readonly<Record<StepEvent, string>> = {
  'review opened': 'Review opened',
  merged: 'Merged',
  deployed: 'Deployed',
};

/** Where each status and event stands under a map. */
export function placeStatuses(
  stream: Stream,
  seen: readonly SeenStatus[],
  happened: readonly SeenEvent[] = [],
): PlacedStatuses {
  const { steps, blocked, applications } = stream.document;
  const placeEvent = (event: StepEvent): PlacedEvent => ({
    key: JSON.stringify(['event', event]),
    event,
    label: EVENT_LABELS[event],
    items: happened.find((one) => one.event === event)?.items ?? null,
  });
  const named = new Set(steps.flatMap(({ events = [] }) => events));
  const refs = steps.flatMap((step) => step.statuses);
  const items = countBy(refs, seen);
  const blockedItems = countBy(blocked.statuses, seen);
  const names = new Map<string, number>();
  for (const { name } of seen) names.set(name, (names.get(name) ?? 0) + 1);
  const place = (ref: StatusRef, count: number): PlacedStatus => {
    const name = ref.name ?? seen.find((one) => one.id === ref.id)?.name ?? `status ${ref.id ?? ''}`;
    const isOneOfMany = ref.id !== null && (names.get(name) ?? 0) > 1;
    return { key: keyOf(ref), ref, label: isOneOfMany ? `${name} (id ${ref.id})` : name, items: count };
  };
  let at = 0;
  return {
    steps: steps.map(({ statuses, events = [] }) => [
      ...statuses.map((ref) => {
        const count = items[at] ?? 0;
        at += 1;
        return place(ref, count);
      }),
      ...events.map(placeEvent),
    ]),
    events: applications === undefined ? [] : STEP_EVENTS.filter((event) => !named.has(event)).map(placeEvent),
    blocked: blocked.statuses.map((ref, index) => place(ref, blockedItems[index] ?? 0)),
    unmapped: seen
      .filter((status) => stream.stepOf(status) === -1 && !stream.isBlockedStatus(status))
      .map((status) => place({ id: status.id, name: status.name }, status.items)),
  };
}

/** Tells statuses apart on the board. */
export function keyOf(ref: StatusRef): string {
  return JSON.stringify([ref.id, ref.name]);
}

/** For each reference the items of the statuses that it takes, by the rules of the document. */
function countBy(refs: readonly StatusRef[], seen: readonly SeenStatus[]): readonly number[] {
  const lookup = statusLookup(refs.map((ref) => [ref]));
  const counts = refs.map(() => 0);
  for (const status of seen) {
    const index = lookup(status);
    if (index !== -1) counts[index] = (counts[index] ?? 0) + status.items;
  }
  return counts;
}
