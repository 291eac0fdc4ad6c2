import { describe, expect, test } from 'vitest';
import {
  changeInWords,
  levelInWords,
  plainFigure,
  promiseInWords,
  roundFigure,
  verdictWithGrade,
} from './outcome-words.ts';

describe('figures of an outcome in words', () => {
  test.each([
    [68, '68'],
    [68.04, '68'],
    [12.55, '12.6'],
    [4.256, '4.26'],
    [0.01234, '0.0123'],
    [-4.4, '\u22124.4'],
    [12345.6, '12,346'],
  ])('%d reads %s', (value, said) => expect(plainFigure(value)).toBe(said));

  test('an estimate has no more digits than it deserves', () => {
    expect([1462.4, 8.82, 0.314, -0.0456].map(roundFigure)).toEqual(['1,462', '8.8', '0.31', '\u22120.046']);
  });

  test('a share moves by points, anything else by its own unit', () => {
    expect(changeInWords(-8, '%')).toBe('\u22128\u00a0points');
    expect(changeInWords(3, 'days')).toBe('+3\u00a0days');
    expect(changeInWords(3, null)).toBe('+3');
  });

  test('a level has its unit behind it', () => expect(levelInWords(60, '%')).toBe('60\u00a0%'));

  test('a promise says from and to, or what of it is known', () => {
    expect(promiseInWords({ baseline: 68, target: 60, unit: '%' })).toBe('68 to 60\u00a0%');
    expect(promiseInWords({ baseline: null, target: 60, unit: '%' })).toBe('to 60\u00a0%');
    expect(promiseInWords({ baseline: null, target: -15, unit: '% change' })).toBe('\u221215\u00a0%');
    expect(promiseInWords({ baseline: null, target: null, unit: '%' })).toBeNull();
  });

  test('a verdict stands with its grade, and its lack is said', () => {
    expect(verdictWithGrade('PARTLY-REALISED', 'C')).toBe('partly realised · grade C');
    expect(verdictWithGrade(null, null)).toBe('none yet');
  });
});
