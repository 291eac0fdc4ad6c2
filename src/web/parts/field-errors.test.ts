import { expect, test } from 'vitest';
import { RequestFailure } from '../client.ts';
import { fieldErrors } from './field-errors.ts';

const of = (message: string, code: 'invalid' | 'conflict' = 'invalid') => [
  ...fieldErrors(new RequestFailure(code, message)),
];

test('each field that a refusal names has its own words', () => {
  expect(of('target: the target equals the baseline; body.by: no day')).toEqual([
    ['target', 'the target equals the baseline'],
    ['by', 'no day'],
  ]);
});
test('a place inside a field belongs to the field', () => {
  expect(of('body.delivery.reason: say why')).toEqual([['delivery', 'say why']]);
});
test('words that go on behind a semicolon stay with their field', () => {
  expect(of('outcome: it fails; mend it')).toEqual([['outcome', 'it fails; mend it']]);
});
test('what is no refusal of a field names none', () => {
  expect(of('target: x', 'conflict')).toEqual([]);
  expect([...fieldErrors(new Error('target: x'))]).toEqual([]);
});
