import { expect, test } from 'vitest';
import { piecesOf } from './yaml-pieces.ts';

const marked = (line: string): string =>
  piecesOf(line)
    .map(({ text, as }) => (as === 'text' ? text : as === 'key' ? `<${text}>` : `(${text})`))
    .join('');

test.each([
  ['stream: Checkout', '<stream>: Checkout'],
  ['  - {step: Ready, state: waiting} # a guess', '  - {<step>: Ready, state: waiting} (# a guess)'],
  ['# all of it', '(# all of it)'],
  ['flag: "a # b" # c', '<flag>: "a # b" (# c)'],
  ["cancelled: [Won't Fix] # apostrophes are no quotes", "<cancelled>: [Won't Fix] (# apostrophes are no quotes)"],
  ['just text', 'just text'],
  ['label: a#b', '<label>: a#b'],
])('%s', (line, shown) => {
  expect(marked(line)).toBe(shown);
});

test('nothing of a line is lost', () => {
  for (const line of ['', '  ', 'a: "b', "'it' # x", '- {id: "1", name: Open}, # y']) {
    expect(
      piecesOf(line)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(line);
  }
});
