import { type EventMove, eventMoves, withEvents } from '../../flow/delivery/history-with-events.ts';
import { itemStates } from '../../flow/delivery/item-states.ts';
import type { ItemHistory } from '../../flow/history.ts';
import type { Stream } from '../../flow/stream/compile.ts';
import { STEP_EVENTS, type StepEvent } from '../../flow/stream/step-events.ts';
import type { App } from '../app.ts';
import { loadOpened, type OpenStream } from '../load-stream.ts';
import { NO_FILTER } from '../stream-data.ts';
import { windowAsked } from '../view.ts';
import { type StreamDelivery, streamDelivery } from './stream-delivery.ts';

const EVER = Number.MAX_SAFE_INTEGER;

/** Events of delivery as a stream's steps take them. */
export interface StepEvents {
  /** The state of the delivery records that they come from; null where no step names an event, and none was read. */
  readonly version: string | null;
  /** A history with its moves by events. */
  readonly tell: (history: ItemHistory) => ItemHistory;
  readonly movesOf: (history: ItemHistory) => readonly EventMove[];
}

const NONE: StepEvents = { version: null, tell: (history) => history, movesOf: () => [] };

/** What moves a stream's items beside their statuses. Delivery is read and joined only where a step of the stream names an event. */
export async function stepEvents(app: App, stream: Stream): Promise<StepEvents> {
  if (stream.stepOfEvent.size === 0) return NONE;
  const found = await streamDelivery(app, stream, EVER);
  if (found === null) return NONE;
  const { of } = statesIn(found);
  return {
    version: found.version,
    tell: (history) => withEvents(history, stream, of(history.item)),
    movesOf: (history) => eventMoves(history, stream, of(history.item)),
  };
}

/** How many items of a stream each event happened to; none where the stream has no applications. */
export async function eventsSeen(
  app: App,
  stream: Stream,
  open: OpenStream,
): Promise<readonly { readonly event: StepEvent; readonly items: number }[]> {
  const found = await streamDelivery(app, stream, EVER);
  if (found === null) return [];
  const { of } = statesIn(found);
  const { data } = await loadOpened(app, open);
  const { all } = data.inputFor(windowAsked(stream.timeZone, {}, open.now), NO_FILTER);
  const counts = new Map<StepEvent, number>();
  for (const { item } of all) {
    const happened = of(item).flatMap(({ state, how }) => (how === 'happened' && state !== null ? state : []));
    for (const event of new Set(happened)) counts.set(event, (counts.get(event) ?? 0) + 1);
  }
  return STEP_EVENTS.map((event) => ({ event, items: counts.get(event) ?? 0 }));
}

const states = new WeakMap<StreamDelivery, ReturnType<typeof itemStates>>();

/** Joined once, looked up often. */
function statesIn(found: StreamDelivery): ReturnType<typeof itemStates> {
  const known = states.get(found) ?? itemStates(found.delivery);
  states.set(found, known);
  return known;
}
