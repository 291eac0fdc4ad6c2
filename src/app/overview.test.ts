import { describe, expect, test } from 'vitest';
import { foldAll, inputAt } from '../flow/fold-all.ts';
import { exampleStream, itemOf } from '../flow/metrics/example.test-data.ts';
import { windowOf } from '../flow/window.ts';
import { attentionOf } from './attention.ts';
import { sentenceOf } from './overview.ts';

const stream = exampleStream();
const timelines = foldAll(
  [
    itemOf('A-1', ['2014-03-03T10:00Z Ready', '2014-03-04T10:00Z Build', '2014-03-06T10:00Z Done']),
    itemOf('A-2', ['2014-03-10T10:00Z Ready', '2014-03-12T10:00Z Build']),
  ],
  stream,
);
const input = (from: string, to: string) => inputAt(timelines, stream, windowOf('UTC', from, to));
const said = (from: string, to: string) => sentenceOf(input(from, to));
const text = (from: string, to: string): string =>
  said(from, to)
    .map((part) => part.text)
    .join('');

describe('the sentence of a stream', () => {
  test('a window in which nothing changed any more leads to the weeks in which the history ends', () => {
    expect(text('2026-08-31', '2026-11-23')).toBe(
      'Nothing has changed in Example since 12 Mar 2014. Its last twelve weeks are where its figures are.',
    );
    // 12 March 2014 is a Wednesday; its week begins on the 10th, and the eleven weeks before on 23 December 2013.
    expect(said('2026-08-31', '2026-11-23')[1]?.opens).toEqual({
      to: 'window',
      from: '2013-12-23',
      before: '2014-03-13',
    });
    expect(attentionOf(input('2026-08-31', '2026-11-23'))).toEqual([]);
  });

  test('a window in which something changed tells of it, though nothing was finished', () => {
    expect(text('2014-03-12', '2014-03-20')).toContain('Example finished nothing in 8 days');
    expect(text('2014-03-03', '2014-03-10')).toContain('Example finished 1 item in one week');
  });
});
