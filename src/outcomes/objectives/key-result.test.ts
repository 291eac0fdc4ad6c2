import { expect, test } from 'vitest';
import { checkInBody } from './check-in.ts';
import { cycleBody } from './cycle.ts';
import { iterationGoalBody } from './iteration-goal.ts';
import { keyResultBody } from './key-result.ts';

const base = { objective: 'o', title: 'k' };

test.each([
  ['a way up', { direction: 'up', baseline: 1, target: 2 }],
  ['a way down', { direction: 'down', baseline: 2, target: 1 }],
  ['a baseline to be found', { direction: 'up', target: 2 }],
  ['an outcome that brings its own target', { direction: 'up', outcome: 'x' }],
  ['a band open above', { direction: 'maintain', band: { low: 99 } }],
])('a key result may have %s', (_what, more) => {
  expect(keyResultBody.safeParse({ ...base, ...more }).success).toBe(true);
});

test.each([
  ['target equal to the baseline', { direction: 'up', baseline: 2, target: 2 }, 'equals the baseline'],
  ['target against the direction', { direction: 'up', baseline: 2, target: 1 }, 'below the baseline'],
  ['target against the direction, down', { direction: 'down', baseline: 1, target: 2 }, 'above the baseline'],
  ['no target', { direction: 'up', baseline: 2 }, 'name the target'],
  ['nothing to be maintained', { direction: 'maintain' }, 'stay in a band'],
  ['a band without edges', { direction: 'maintain', band: {} }, 'an upper edge'],
  ['a band turned round', { direction: 'maintain', band: { low: 2, high: 1 } }, 'above the upper one'],
  ['a band beside a target', { direction: 'up', target: 1, band: { low: 1 } }, 'only what is maintained'],
  ['an infinite target', { direction: 'up', target: Number.POSITIVE_INFINITY }, 'expected number'],
  ['a score above 1', { direction: 'up', target: 1, score: 1.1 }, '<=1'],
  ['a field nobody knows', { direction: 'up', target: 1, weight: 3 }, 'weight'],
])('a key result is refused with %s', (_what, more, says) => {
  const read = keyResultBody.safeParse({ ...base, ...more });
  expect(read.success).toBe(false);
  expect(read.error?.message).toContain(says);
});

test.each([
  [cycleBody, { name: 'Q', from: '2027-04-01', to: '2027-04-01' }, 'later day'],
  [cycleBody, { name: 'Q', from: '2027-01-01', to: '2033-01-01' }, 'five years'],
  [cycleBody, { name: 'Q', from: '2027-01-01', to: '2027-04-01', state: 'closed' }, 'names its day'],
  [cycleBody, { name: 'Q', from: '0027-01-01', to: '2027-04-01' }, 'must lie in'],
  [checkInBody, { keyResult: 'k', on: '2027-02-30' }, 'must be a day'],
  [checkInBody, { keyResult: 'k', on: '2027-02-01', confidence: 1.5 }, '<=1'],
  [
    iterationGoalBody,
    { stream: 's', from: '2027-01-01', to: '2027-01-14', statement: 'x', verdict: 'missed' },
    'say why',
  ],
])('what is not sound is refused in words: %#', (schema, body, says) => {
  expect(schema.safeParse(body).error?.message).toContain(says);
});
