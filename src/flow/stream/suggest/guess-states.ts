import type { State } from '../document.ts';
import { orderStatuses } from './order-statuses.ts';
import type { StatusesSeen, StatusSeen } from './status-counts.ts';
import { type Meaning, meaningOf } from './status-words.ts';

/** What a status is likely to be, and why: the reason becomes the remark beside it. */
export interface StatusGuess {
  readonly status: StatusSeen;
  /** `blocked` belongs under blocked.statuses, into no step. */
  readonly state: State | 'blocked';
  readonly meaning: Meaning | null;
  readonly because: string;
}

/** Below so many items, where they stand now says nothing of what a status is for. */
const FEWEST_FOR_STORE = 20;
/** A beginning that so large a share of items never left holds a store of ideas, not a queue. */
const STORE_SHARE = 0.4;
/** A status that so large a share of items stayed in is an end. */
const END_SHARE = 0.5;

/**
 * States of all statuses, in the order that items usually pass them. A clear name decides; then the tool's own category; then
 * where the status stands. Source: methods.md 1.4, 2.1 (waiting commits an item).
 */
export function guessStates(seen: StatusesSeen): readonly StatusGuess[] {
  const order = orderStatuses(seen);
  const statuses = order.flatMap((place) => seen.statuses[place] ?? []);
  const meanings = statuses.map((status) => meaningOf(status.name));
  const isClosed = statuses.map((status, index) => isEnd(status, meanings[index] ?? null));
  const guesses = statuses.map((status, index) => {
    const meaning = meanings[index] ?? null;
    const closedBefore = statuses.findIndex(
      (_, other) => isClosed[other] === true && seen.before(order[other] ?? -1, order[index] ?? -1) * 2 > status.items,
    );
    const closed = closedBefore === -1 || closedBefore === index ? null : (statuses[closedBefore]?.name ?? null);
    return guess(status, meaning, closed);
  });
  return decideStarts(guesses);
}

function isEnd(status: StatusSeen, meaning: Meaning | null): boolean {
  return status.category === 'done' || (status.category === null && meaning === 'done');
}

/** `closed`: the closed status that most items with this one had before it. */
function guess(status: StatusSeen, meaning: Meaning | null, closed: string | null): StatusGuess {
  const { category } = status;
  const is = (state: StatusGuess['state'], because: string, as = meaning): StatusGuess => ({
    status,
    state,
    meaning: as,
    because,
  });
  if (meaning === 'cancelled') return is('cancelled', 'by its name, work that is not wanted any more');
  if (category === 'done') return is('done', 'the tool counts it as done', 'done');
  switch (meaning) {
    case 'blocked':
      return is(
        'blocked',
        'by its name, work is held up here: it stays in the step where it was, and the time counts as blocked',
      );
    case 'parked':
      return is('new', 'by its name, set aside for later; an item that is in process when it comes here is paused');
    case 'reopened':
      return is('waiting', 'finished work that came back and waits to be taken up again');
    case 'new':
      return is('new', 'by its name, not accepted yet');
    case 'start':
      return is('waiting', '');
    case 'queue':
      return is('waiting', 'by its name, accepted and waiting for work to begin');
    case 'waiting':
      return is('waiting', 'by its name, waiting for the next step');
    case 'review':
      return is(
        'waiting',
        'most time in a review is spent waiting for somebody to look; make it active if that is not so',
      );
    case 'handed-over':
      return closed !== null || isLeftByFew(status)
        ? is('done', closed === null ? 'items that come here stay' : `it follows ${closed}`, 'done')
        : is('waiting', 'one step is finished, the next has not begun');
    case 'discovery':
      return is('active', 'by its name, somebody finds out what to do', 'discovery');
    case 'active':
      return is('active', 'by its name, somebody works on it');
    case 'done':
      return guessDone(status, is);
    case null:
      return guessByPlace(status, closed, is);
  }
}

type Is = (state: StatusGuess['state'], because: string, as?: Meaning | null) => StatusGuess;

/** The name says done; the tool says that it is not, or nothing. */
function guessDone(status: StatusSeen, is: Is): StatusGuess {
  if (status.category === null) return is('done', 'by its name');
  if (isLeftByFew(status))
    return is('done', 'by its name, and items that come here stay, although the tool does not count it as done');
  return is(
    'waiting',
    'by its name done, but the tool does not count it as done and most items go on: a wait to be accepted',
    'waiting',
  );
}

/** The name says nothing. */
function guessByPlace(status: StatusSeen, closed: string | null, is: Is): StatusGuess {
  if (status.category === 'indeterminate')
    return is('active', 'the tool counts it as in progress; nothing in its name says waiting');
  if (closed !== null) return is('waiting', `most items had ${closed} before it: they came back and wait`, 'reopened');
  if (status.category === 'new') return is('new', 'the tool counts it as not begun');
  if (status.began * 2 > status.items) return is('waiting', '', 'start');
  if (isLeftByFew(status)) return is('done', 'its name says nothing; items that come here stay', 'done');
  return is('active', 'a guess: its name says nothing, and items pass through it');
}

function isLeftByFew(status: StatusSeen): boolean {
  return status.present > status.items * END_SHARE;
}

/**
 * Open, To Do and the like: a queue that commits, or an inbox. The last one before work begins commits, unless another queue follows;
 * one that a large share of items never left is a store.
 */
function decideStarts(guesses: readonly StatusGuess[]): readonly StatusGuess[] {
  const work = guesses.findIndex(({ state, meaning }) => state === 'active' && meaning !== 'discovery');
  const beforeWork = work === -1 ? guesses.length : work;
  return guesses.map((guess, index) =>
    guess.meaning === 'start'
      ? {
          ...guess,
          ...decideStart(
            guess.status,
            guesses.slice(0, index),
            guesses.slice(index + 1, beforeWork),
            index > beforeWork,
          ),
        }
      : guess,
  );
}

/** `earlier` and `later`: the statuses around it, the later ones only as far as work begins. */
function decideStart(
  status: StatusSeen,
  earlier: readonly StatusGuess[],
  later: readonly StatusGuess[],
  isAfterWork: boolean,
): Pick<StatusGuess, 'state' | 'because'> {
  if (isAfterWork) return { state: 'waiting', because: 'most items come here after work on them began: they wait' };
  const next = later.find(({ meaning }) => meaning === 'queue' || meaning === 'start');
  if (next !== undefined) {
    return { state: 'new', because: `an inbox: ${next.status.name} follows, and says that an item was chosen` };
  }
  const chosen = earlier.find(({ meaning }) => meaning === 'queue');
  if (chosen !== undefined) {
    return { state: 'waiting', because: `items were chosen in ${chosen.status.name} already, and wait here` };
  }
  if (status.items >= FEWEST_FOR_STORE && status.present > status.items * STORE_SHARE) {
    const share = Math.round((100 * status.present) / status.items);
    const because = `an inbox: ${share} % of its items never went on; make it waiting if being here means that the work is accepted`;
    return { state: 'new', because };
  }
  const because =
    'no status before the work says that an item was chosen, so this one commits it; make it new if it is only an inbox';
  return { state: 'waiting', because };
}
