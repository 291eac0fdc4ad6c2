import { expect, test } from 'vitest';
import { stretchesOf } from './marked-text.ts';

const read = (...asked: Parameters<typeof stretchesOf>) =>
  stretchesOf(...asked).map(({ text, severity }) => ({ text, severity }));

const at = (from: number, to: number, severity: 'WARN' | 'FAIL' = 'WARN') => ({ span: [from, to] as const, severity });

test('a sentence without findings is one stretch', () => {
  expect(read('abcdef', [])).toEqual([{ text: 'abcdef', severity: null }]);
});
test('nothing typed has no stretches', () => expect(read('', [])).toEqual([]));
test('the words of a finding stand apart', () => {
  expect(read('abcdef', [at(2, 4)])).toEqual([
    { text: 'ab', severity: null },
    { text: 'cd', severity: 'WARN' },
    { text: 'ef', severity: null },
  ]);
});
test('where findings lie on each other the worse one shows', () => {
  expect(read('abcdef', [at(0, 4), at(2, 5, 'FAIL')])).toEqual([
    { text: 'ab', severity: 'WARN' },
    { text: 'cd', severity: 'FAIL' },
    { text: 'e', severity: 'FAIL' },
    { text: 'f', severity: null },
  ]);
});
test('a finding about the whole sentence marks nothing', () => {
  expect(read('abcdef.', [at(0, 6)])).toEqual([{ text: 'abcdef.', severity: null }]);
});
test('stretches lie behind each other and lose nothing', () => {
  const stretches = stretchesOf('abcdef', [at(0, 4), at(2, 5, 'FAIL')]);
  expect(stretches.map(({ from }) => from)).toEqual([0, 2, 4, 5]);
  expect(stretches.map(({ text }) => text).join('')).toBe('abcdef');
});
