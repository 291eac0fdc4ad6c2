import { describe, expect, test } from 'vitest';
import { writeCsv } from './csv.ts';

const body = (cell: string | number | null): string => writeCsv(['a'], [[cell]]).split('\r\n')[1] ?? '';

describe('CSV', () => {
  test('begins with a byte-order mark, ends each line with CR LF', () => {
    expect(writeCsv(['a', 'b'], [[1, 'x']])).toBe('\uFEFFa,b\r\n1,x\r\n');
  });
  test('commas, quotes and line breaks are quoted', () => {
    expect(body('one, "two"')).toBe('"one, ""two"""');
  });
  test('unknown is an empty cell, zero is 0', () => {
    expect(body(null)).toBe('');
    expect(body(0)).toBe('0');
  });
  test('a title that a spreadsheet would run is kept as text', () => {
    expect(body('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"');
    expect(body('-1 day')).toBe("'-1 day");
  });
  test('a negative number stays a number', () => {
    expect(body(-4)).toBe('-4');
  });
});
