import type { Stage, State } from '../document.ts';
import type { StatusGuess } from './guess-states.ts';

/** A step of the suggested map: statuses of one sort, that work passes as one. */
export interface StepGuess {
  readonly name: string;
  readonly stage: Stage;
  readonly state: State;
  readonly guesses: readonly StatusGuess[];
}

/** Source: methods.md 1.5 (over twelve steps: a process map). */
const MOST_STEPS = 12;

/**
 * Puts statuses into steps: inboxes first, then waiting and active ones in the order that items pass them, then one step of done and
 * one of cancelled. A reopened status joins the queue before the work; reviews in a row make one step.
 */
export function groupSteps(guesses: readonly StatusGuess[]): readonly StepGuess[] {
  const inState = (...states: readonly StatusGuess['state'][]) => guesses.filter(({ state }) => states.includes(state));
  const inboxes = inState('new').toSorted((a, b) => Number(a.meaning === 'parked') - Number(b.meaning === 'parked'));
  const done = inState('done');
  const cancelled = inState('cancelled');
  const ends = [done, cancelled].filter((guesses) => guesses.length > 0).map((one) => stepOf(one, 'delivery'));
  const inProcess = processSteps(inState('waiting', 'active'));
  const steps = [
    ...inboxes.map((one) => stepOf([one], 'discovery')),
    ...fewer(inProcess, MOST_STEPS - inboxes.length - ends.length),
    ...ends,
  ];
  return withOwnNames(steps);
}

function processSteps(guesses: readonly StatusGuess[]): readonly StepGuess[] {
  const reopened = guesses.filter(({ meaning }) => meaning === 'reopened');
  const rest = guesses.filter(({ meaning }) => meaning !== 'reopened');
  const firstActive = rest.findIndex(({ state, meaning }) => state === 'active' && meaning !== 'discovery');
  const beforeWork = firstActive === -1 ? rest : rest.slice(0, firstActive);
  const queue = beforeWork.findLast(({ meaning }) => meaning === 'queue' || meaning === 'start');
  // Finding out what to do is discovery where a queue for delivery follows it; else it is part of the delivery.
  const lastDiscovery =
    queue === undefined
      ? -1
      : beforeWork.slice(0, rest.indexOf(queue)).findLastIndex(({ meaning }) => meaning === 'discovery');
  const steps: StepGuess[] = reopened.length > 0 && queue === undefined ? [stepOf(reopened, 'delivery')] : [];
  rest.forEach((guess, index) => {
    const stage = index <= lastDiscovery ? 'discovery' : 'delivery';
    const before = steps.at(-1);
    if (guess === queue) steps.push(stepOf([guess, ...reopened], stage));
    else if (guess.meaning === 'review' && before !== undefined && isReview(before)) {
      steps[steps.length - 1] = stepOf([...before.guesses, guess], stage);
    } else steps.push(stepOf([guess], stage));
  });
  return steps;
}

function isReview({ guesses }: StepGuess): boolean {
  return guesses.every(({ meaning }) => meaning === 'review');
}

/** Joins neighbours of one state, the rarest first, until there are no more than `most`, or none are left to join. */
function fewer(steps: readonly StepGuess[], most: number): readonly StepGuess[] {
  let joined = [...steps];
  while (joined.length > most) {
    let rarest: number | null = null;
    joined.forEach((step, index) => {
      const next = joined[index + 1];
      if (next === undefined || next.state !== step.state || next.stage !== step.stage) return;
      const other = rarest === null ? undefined : joined[rarest];
      const otherNext = rarest === null ? undefined : joined[rarest + 1];
      if (other === undefined || otherNext === undefined || itemsIn(step, next) < itemsIn(other, otherNext))
        rarest = index;
    });
    if (rarest === null) return joined;
    joined = [...joined.slice(0, rarest), ...joinAt(joined, rarest), ...joined.slice(rarest + 2)];
  }
  return joined;
}

function joinAt(steps: readonly StepGuess[], index: number): readonly StepGuess[] {
  const [one, other] = steps.slice(index, index + 2);
  return one === undefined || other === undefined ? [] : [stepOf([...one.guesses, ...other.guesses], one.stage)];
}

function itemsIn(...steps: readonly StepGuess[]): number {
  return steps.reduce((sum, { guesses }) => guesses.reduce((inner, { status }) => inner + status.items, sum), 0);
}

function stepOf(guesses: readonly StatusGuess[], stage: Stage): StepGuess {
  const state = guesses[0]?.state ?? 'active';
  return { name: nameOf(guesses), stage, state: state === 'blocked' ? 'waiting' : state, guesses };
}

/** A step of one status is called as it; of several by what they share, else as the one that most items had. */
function nameOf(guesses: readonly StatusGuess[]): string {
  const [only, ...more] = guesses;
  if (only === undefined) return 'Step';
  if (more.length === 0) return only.status.name;
  if (only.state === 'done') return 'Done';
  if (only.state === 'cancelled') return 'Cancelled';
  const rest = guesses.filter(({ meaning }) => meaning !== 'reopened');
  if (rest.length === 0) return 'Reopened';
  if (rest.every(({ meaning }) => meaning === 'review')) return 'Review';
  if (rest.every(({ meaning }) => meaning === 'queue' || meaning === 'start')) return 'Ready';
  return rest.reduce((most, one) => (one.status.items > most.status.items ? one : most)).status.name;
}

/** Steps need names of their own. */
function withOwnNames(steps: readonly StepGuess[]): readonly StepGuess[] {
  const taken = new Set<string>();
  return steps.map((step) => {
    let name = step.name;
    for (let number = 2; taken.has(name); number += 1) name = `${step.name} ${number}`;
    taken.add(name);
    return { ...step, name };
  });
}
