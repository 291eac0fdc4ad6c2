import type { Sentence } from '../../api/view.ts';
import type { Stream } from '../../flow/stream/compile.ts';
import { formatCount } from '../format.ts';
import { placeStatuses, type SeenStatus } from './place-statuses.ts';

/** What a colleague would say of a map: where work is committed, where it is finished, and what it leaves out. */
export function mapSentence(stream: Stream, seen: readonly SeenStatus[]): Sentence {
  const steps = stream.steps.filter((step) => step.state !== 'ignore' && step.state !== 'cancelled');
  const committed = steps.find((step) => step.state === 'waiting' || step.state === 'active');
  const done = steps.find((step) => step.state === 'done');
  const clock =
    committed === undefined || done === undefined
      ? 'the clock never runs from beginning to end'
      : `the clock begins at ${committed.name} and stops at ${done.name}`;
  const { unmapped } = placeStatuses(stream, seen);
  const [first] = unmapped;
  const left =
    first === undefined
      ? seen.length === 0
        ? 'No status has been seen in its history yet.'
        : `All ${formatCount(seen.length, 'status')} of its history have their place.`
      : unmapped.length === 1
        ? `The status ${first.label}, in which ${formatCount(first.items, 'item')} once ${first.items === 1 ? 'was' : 'were'}, belongs to no step.`
        : `${formatCount(unmapped.length, 'status')} of its history belong to no step.`;
  return [{ text: `${stream.name} has ${formatCount(steps.length, 'step')}; ${clock}. ${left}` }];
}
