import { describe, expect, test } from 'vitest';
import { guessFormat, sourceNameFor, sourceNameProblem } from './guess-format.ts';

describe('the format of a file', () => {
  test('JSON is Jira, and a missing change log is a doubt', () => {
    expect(guessFormat('a.ndjson', '{"key":"K-1","changelog":{"histories":[]}}')).toMatchObject({
      format: 'jira',
      doubt: null,
    });
    expect(guessFormat('a.json', '[{"key":"K-1"}]').doubt).toContain('expand=changelog');
  });

  test.each([
    ['item,at,status\nK-1,2014-01-06,Open', 'events'],
    ['\uFEFF"Status";"At";"Item"\nOpen;2014-01-06;K-1', 'events'],
    ['ID,Link,Name,Ready,Done\nK-1,,x,2014-01-06,', 'stages'],
    ['sep=;\nKey;Ready;Done\nK-1;2014-01-06;', 'stages'],
    ['Key\tReady\tDone\nK-1\t2014-01-06\t', 'stages'],
  ])('%s', (text, format) => {
    expect(guessFormat('a.csv', text)).toMatchObject({ format, doubt: null });
  });

  test('a table without a column for the item is doubted', () => {
    expect(guessFormat('a.csv', 'Ready,Done\n2014-01-06,2014-01-07')).toMatchObject({ format: 'stages' });
    expect(guessFormat('a.csv', 'Ready,Done\n2014-01-06,2014-01-07').doubt).toContain('names the item');
  });

  test.each([
    ['', 'empty'],
    ['PK\u0003\u0004 workbook', 'packed'],
    ['hello\nworld', 'names no columns'],
  ])('%j is none', (text, words) => {
    const guess = guessFormat('a.xlsx', text);
    expect(guess.format).toBeNull();
    expect(guess.why).toContain(words);
    expect(guess.doubt).not.toBeNull();
  });
});

test('a source is named after the tool or the file, in letters that an address can hold', () => {
  expect(sourceNameFor('jira', 'export.json')).toBe('jira');
  expect(sourceNameFor('events', 'Team Münster 2014.csv.gz')).toBe('team-m-nster-2014');
  expect(sourceNameFor('stages', '….csv')).toBe('history');
  for (const name of ['jira', 'team-2014']) expect(sourceNameProblem(name)).toBeNull();
  for (const name of ['', 'Jira', '-x', 'a b']) expect(sourceNameProblem(name)).not.toBeNull();
});
