import type { Stage, State } from '../../flow/stream/document.ts';

/** States as the board names them, with what they mean for figures. */
export const STATE_CHOICES: readonly { readonly value: State; readonly label: string }[] = [
  { value: 'new', label: 'new' },
  { value: 'waiting', label: 'waiting' },
  { value: 'active', label: 'active' },
  { value: 'done', label: 'done' },
  { value: 'cancelled', label: 'cancelled' },
  { value: 'ignore', label: 'ignore' },
];

export const STATE_MEANINGS: Readonly<Record<State, string>> = {
  new: 'not accepted yet: the clock has not begun',
  waiting: 'accepted, and nobody works on it: the clock runs',
  active: 'somebody works on it: the clock runs',
  done: 'finished: the clock stands',
  cancelled: 'given up: counted as cancelled, not as finished',
  ignore: 'says nothing about progress: the item stays where it was',
};

export const STAGE_CHOICES: readonly { readonly value: Stage; readonly label: string }[] = [
  { value: 'discovery', label: 'discovery' },
  { value: 'delivery', label: 'delivery' },
  { value: 'operation', label: 'operation' },
  { value: 'support', label: 'support' },
];
