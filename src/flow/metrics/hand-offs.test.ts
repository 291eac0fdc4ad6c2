import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { handOffs } from './hand-offs.ts';

const JANUARY = ['2026-01-01', '2026-02-01'] as const;
const RED = { team: 'Red' };

describe('hand-offs', () => {
  test('nothing finished is unmeasurable, and so is work of which no team is known', () => {
    const open = itemOf('K-1', ['2026-01-05T00:00Z Build'], RED);
    expect(handOffs.measure(inputOf([open], ...JANUARY))).toMatchObject({ status: 'unmeasurable' });
    const teamless = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done']);
    expect(handOffs.measure(inputOf([teamless], ...JANUARY))).toMatchObject({
      status: 'unmeasurable',
      reason: expect.stringContaining('No team is known'),
    });
  });

  test('one item that stayed with its team: zero, measured', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done'], RED);
    expect(handOffs.measure(inputOf([item], ...JANUARY))).toMatchObject({
      value: { perItem: 0, total: 0, withAny: 0, items: [] },
      n: 1,
    });
  });

  test('two hand-offs over two items are one per item; items of equal count keep their order', () => {
    const handed = (key: string) =>
      itemOf(key, ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z team=Blue', '2026-01-07T00:00Z Done'], RED);
    expect(handOffs.measure(inputOf([handed('K-1'), handed('K-2')], ...JANUARY))).toMatchObject({
      value: {
        perItem: 1,
        withAny: 2,
        items: [
          { item: 'K-1', handOffs: 1 },
          { item: 'K-2', handOffs: 1 },
        ],
      },
    });
  });

  test('there and back is two; getting a first team is none; losing and regaining the same is none', () => {
    const items = [
      itemOf(
        'there and back',
        [
          '2026-01-05T00:00Z Build',
          '2026-01-06T00:00Z team=Blue',
          '2026-01-07T00:00Z team=Red',
          '2026-01-08T00:00Z Done',
        ],
        RED,
      ),
      itemOf('first', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z team=Blue', '2026-01-08T00:00Z Done']),
      itemOf(
        'lost',
        ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z team=', '2026-01-07T00:00Z team=Red', '2026-01-08T00:00Z Done'],
        RED,
      ),
    ];
    expect(handOffs.measure(inputOf(items, ...JANUARY))).toMatchObject({ value: { total: 2, withAny: 1 }, n: 3 });
  });

  test('only from commitment up to completion: at commitment is in, at completion is out', () => {
    const item = itemOf(
      'K-1',
      [
        '2026-01-04T00:00Z Idea',
        '2026-01-04T12:00Z team=Green',
        '2026-01-05T00:00Z team=Blue',
        '2026-01-05T00:00Z Build',
        '2026-01-08T00:00Z Done',
        '2026-01-08T00:00Z team=Red',
      ],
      RED,
    );
    expect(handOffs.measure(inputOf([item], ...JANUARY))).toMatchObject({ value: { total: 1 } });
  });

  test('items without a team and never started ones are left out by name', () => {
    const items = [
      itemOf('with', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done'], RED),
      itemOf('without', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done']),
      itemOf('never', ['2026-01-05T00:00Z Idea', '2026-01-06T00:00Z Done'], RED),
    ];
    expect(handOffs.measure(inputOf(items, ...JANUARY))).toMatchObject({
      n: 1,
      excluded: [
        { item: 'never', reason: 'never-started' },
        { item: 'without', reason: 'no-team' },
      ],
    });
  });

  test('a reopened item that moved back counts the hand-offs of its whole span', () => {
    const item = itemOf(
      'K-1',
      [
        '2026-01-05T00:00Z Test',
        '2026-01-06T00:00Z Done',
        '2026-01-07T00:00Z team=Blue',
        '2026-01-08T00:00Z Build',
        '2026-01-09T00:00Z Done',
      ],
      RED,
    );
    expect(handOffs.measure(inputOf([item], ...JANUARY))).toMatchObject({ value: { total: 1 } });
  });

  test('both edges at midnights of the stream, on a day of 25 hours', () => {
    // Berlin, 25 October 2026: from 24 October 22:00Z to 25 October 23:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const done = (key: string, at: string) => itemOf(key, ['2026-10-01T00:00Z Build', `${at} Done`], RED);
    const items = [
      done('first', '2026-10-24T22:00Z'),
      done('last', '2026-10-25T22:59Z'),
      done('after', '2026-10-25T23:00Z'),
    ];
    const input = inputOf(items, '2026-10-25', '2026-10-26', { stream, asOf: '2026-11-01T00:00Z' });
    expect(handOffs.measure(input)).toMatchObject({ items: ['first', 'last'] });
  });
});
