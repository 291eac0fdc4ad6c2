import { describe, expect, it } from 'vitest';
import { mergeLines } from './merge-lines.ts';

const lines = (text: string): readonly string[] => text.split('|');

describe('mergeLines', () => {
  it.each([
    ['unchanged lines keep their layout', 'a   1|b  2', 'a 1|b 2', 'a 1|b 3', 'a   1|b 3'],
    ['a new line stands where the change put it', 'a   1|b  2', 'a 1|b 2', 'a 1|n|b 2', 'a   1|n|b  2'],
    ['a line that goes is gone', 'a   1|b  2|c   3', 'a 1|b 2|c 3', 'a 1|c 3', 'a   1|c   3'],
    ['blank lines of the text alone stay', 'a   1||b  2', 'a 1|b 2', 'a 1|b 3', 'a   1||b 3'],
    ['a run laid out in other lines stays whole', 'a: # x|b  2', 'a:|# x|b 2', 'a:|# x|b 3', 'a: # x|b 3'],
    ['a run laid out in other lines is replaced whole', 'a: # x|b  2', 'a:|# x|b 2', 'n:|# x|b 2', 'n:|# x|b  2'],
    ['the whole may be new', 'a', 'a', 'b|c', 'b|c'],
  ])('%s', (_name, text, before, after, merged) => {
    expect(mergeLines(lines(text), lines(before), lines(after))).toEqual(lines(merged));
  });

  it('gives up on texts too long to compare', () => {
    const long = (prefix: string) => Array.from({ length: 3000 }, (_, index) => `${prefix}${index}`);
    expect(mergeLines(long('a'), long('b'), long('c'))).toBeNull();
  });
});
