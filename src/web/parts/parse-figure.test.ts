import { expect, test } from 'vitest';
import { parseFigure } from './parse-figure.ts';

test.each([
  ['', null],
  ['  ', null],
  ['12', 12],
  ['12.5', 12.5],
  ['12,5', 12.5],
  ['1,200', 1200],
  ['1 200.5', 1200.5],
  ['\u22123', -3],
  ['12.', 12],
  ['-', 'wrong'],
  ['many', 'wrong'],
  ['1e5', 'wrong'],
  ['Infinity', 'wrong'],
])('“%s” is read as %s', (text, value) => expect(parseFigure(text)).toBe(value));
