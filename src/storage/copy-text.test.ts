import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CopyValue, decodeCopyLine, encodeCopyRow } from './copy-text.ts';

/** By the text format of PostgreSQL's COPY: fields parted by tabs, \N for null, and \\ \t \n \r inside of a field. */
describe('a row in the text format of COPY', () => {
  const cases: readonly (readonly [string, readonly CopyValue[], string])[] = [
    ['fields are parted by tabs', ['a', 1, 2.5, true, false], 'a\t1\t2.5\tt\tf\n'],
    ['null and undefined are \\N', [null, undefined, ''], '\\N\t\\N\t\n'],
    ['a text that looks like null is a text', ['\\N', '\\.'], '\\\\N\t\\\\.\n'],
    ['what parts fields and rows is escaped', ['a\tb\nc\rd\\e'], 'a\\tb\\nc\\rd\\\\e\n'],
    ['an instant is written in UTC', [new Date(0)], '1970-01-01T00:00:00.000Z\n'],
    ['bytes are hexadecimal behind an escaped \\x', [new Uint8Array([0, 255])], '\\\\x00ff\n'],
    ['large whole numbers are exact', [9007199254740993n], '9007199254740993\n'],
    [
      'a list is escaped as a list and then as a field',
      [['a', 'b"c', 'd\\e', null]],
      '{"a","b\\\\"c","d\\\\\\\\e",NULL}\n',
    ],
    ['an empty list is not null', [[]], '{}\n'],
  ];
  test.each(cases)('%s', (_, row, line) => {
    expect(encodeCopyRow(row)).toBe(line);
  });

  test('is read back as it was written, whatever the text', () => {
    const field = fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[\\\t\n\rNa.]*$/)), {
      nil: null,
    });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 8 }), (row) => {
        const line = encodeCopyRow(row);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(decodeCopyLine(line.slice(0, -1))).toEqual(row);
      }),
    );
  });
});
