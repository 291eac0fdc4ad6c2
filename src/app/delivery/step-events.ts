import { type EventMove, eventMoves, withEvents } from '../../flow/delivery/history-with-events.ts';
import { itemStates } from '../../flow/delivery/item-states.ts';
import type { ItemHistory } from '../../flow/history.ts';
import type { Stream } from '../../flow/stream/compile.ts';
import type { App } from '../app.ts';
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

const states = new WeakMap<StreamDelivery, ReturnType<typeof itemStates>>();

/** Joined once, looked up often. */
function statesIn(found: StreamDelivery): ReturnType<typeof itemStates> {
  const known = states.get(found) ?? itemStates(found.delivery);
  states.set(found, known);
  return known;
}
