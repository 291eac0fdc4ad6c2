import { describe, expect, test } from 'vitest';
import { cancelledShare } from './cancelled-share.ts';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';

const JANUARY = ['2026-01-01', '2026-02-01'] as const;

function dropped(item: string, at = '2026-01-06T00:00Z') {
  return itemOf(item, ['2026-01-05T00:00Z Build', `${at} Dropped`]);
}

function done(item: string, at = '2026-01-06T00:00Z') {
  return itemOf(item, ['2026-01-05T00:00Z Build', `${at} Done`]);
}

describe('cancelled share', () => {
  test('nothing ended is unmeasurable', () => {
    const input = inputOf([itemOf('K-1', ['2026-01-05T00:00Z Build'])], ...JANUARY);
    expect(cancelledShare.measure(input)).toMatchObject({ status: 'unmeasurable' });
  });

  test('one of four that ended in the same instant was cancelled', () => {
    const items = [dropped('K-1'), done('K-2'), done('K-3'), done('K-4')];
    expect(cancelledShare.measure(inputOf(items, ...JANUARY))).toEqual({
      status: 'measured',
      value: { share: 0.25, cancelled: 1, completed: 3 },
      n: 4,
      items: ['K-1'],
      excluded: [],
    });
  });

  test('one finished item is a share of zero', () => {
    expect(cancelledShare.measure(inputOf([done('K-1')], ...JANUARY))).toMatchObject({ value: { share: 0 } });
  });

  test('a resolution that counts as cancelled, and a deletion while unfinished, are cancellations', () => {
    const items = [
      itemOf('resolution', [
        '2026-01-05T00:00Z Build',
        "2026-01-06T00:00Z resolution=Won't Fix",
        '2026-01-06T00:00Z Done',
      ]),
      itemOf('deleted', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z deleted']),
      done('K-1'),
    ];
    expect(cancelledShare.measure(inputOf(items, ...JANUARY))).toMatchObject({ value: { cancelled: 2, completed: 1 } });
  });

  test('closed by housekeeping stays cancelled at its first moment; revived is not cancelled', () => {
    const items = [
      itemOf('housekeeping', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Dropped', '2026-02-06T00:00Z Done']),
      itemOf('revived', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Dropped', '2026-01-07T00:00Z Build']),
    ];
    const input = inputOf(items, ...JANUARY, { asOf: '2026-03-01T00:00Z' });
    expect(cancelledShare.measure(input)).toMatchObject({ value: { share: 1 }, items: ['housekeeping'] });
  });

  test('reopened, skipping and moving back make no difference to an end', () => {
    const items = [
      itemOf('reopened', [
        '2026-01-05T00:00Z Build',
        '2026-01-06T00:00Z Done',
        '2026-01-07T00:00Z Build',
        '2026-01-08T00:00Z Dropped',
      ]),
      itemOf('skipped', ['2026-01-05T00:00Z Idea', '2026-01-06T00:00Z Dropped']),
      itemOf('back', ['2026-01-05T00:00Z Test', '2026-01-06T00:00Z Build', '2026-01-07T00:00Z Done']),
    ];
    expect(cancelledShare.measure(inputOf(items, ...JANUARY))).toMatchObject({ value: { cancelled: 2, completed: 1 } });
  });

  test('both edges at midnights of the stream, on the day that clocks go forward', () => {
    // Berlin, 29 March 2026: from 28 March 23:00Z to 29 March 22:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const items = [
      dropped('before', '2026-03-28T22:59:59.999Z'),
      dropped('first', '2026-03-28T23:00Z'),
      done('last', '2026-03-29T21:59:59.999Z'),
      done('after', '2026-03-29T22:00Z'),
    ];
    const input = inputOf(items, '2026-03-29', '2026-03-30', { stream, asOf: '2026-04-01T00:00Z' });
    expect(cancelledShare.measure(input)).toMatchObject({ value: { share: 0.5 }, items: ['first'] });
  });

  test('the weekly value is null in a week in which nothing ended', () => {
    expect(cancelledShare.weekly?.of(inputOf([done('K-1')], '2026-01-12', '2026-01-19'))).toBeNull();
  });
});
