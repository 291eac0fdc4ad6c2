import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { flowEfficiency } from './flow-efficiency.ts';

const WITHOUT_QUEUES = exampleStream({
  steps: [
    { step: 'Idea', state: 'new', statuses: ['Idea'] },
    { step: 'Build', state: 'active', statuses: ['Build'] },
    { step: 'Done', state: 'done', statuses: ['Done'] },
  ],
});

/** Ready for one day, Build for three. */
function oneToThree(item: string) {
  return itemOf(item, ['2026-01-05T00:00Z Ready', '2026-01-06T00:00Z Build', '2026-01-09T00:00Z Done']);
}

describe('flow efficiency', () => {
  test('nothing finished is unmeasurable', () => {
    const input = inputOf([oneToThree('K-1')], '2026-02-01', '2026-03-01');
    expect(flowEfficiency.measure(input)).toMatchObject({ status: 'unmeasurable' });
  });

  test('one item: three days of work in four are 0.75', () => {
    expect(flowEfficiency.measure(inputOf([oneToThree('K-1')], '2026-01-01', '2026-02-01'))).toEqual({
      status: 'measured',
      value: 0.75,
      n: 1,
      items: ['K-1'],
      excluded: [],
    });
  });

  test('items are added up first: a long one weighs more than a short one', () => {
    // 3 of 4 days and 0 of 4 days: 3/8; the mean of the two shares would be the same, so the second waits for 12: 3/16.
    const waited = itemOf('K-2', ['2026-01-05T00:00Z Ready', '2026-01-17T00:00Z Done']);
    const input = inputOf([oneToThree('K-1'), waited], '2026-01-01', '2026-02-01');
    expect(flowEfficiency.measure(input)).toMatchObject({ value: 3 / 16, n: 2 });
  });

  test('a blocked day in a waiting step waits once, a blocked day of work is no work', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Ready',
      '2026-01-05T12:00Z blocked',
      '2026-01-06T00:00Z Build',
      '2026-01-07T00:00Z unblocked',
      '2026-01-09T00:00Z Done',
    ]);
    // In process 4 days; waiting or blocked 5 Jan 00:00 – 7 Jan 00:00 = 2 days; A = 2.
    expect(flowEfficiency.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({ value: 0.5 });
  });

  test('without a waiting step and without known blocking it is unmeasurable, never 100 %', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-09T00:00Z Done']);
    const input = inputOf([item], '2026-01-01', '2026-02-01', { stream: WITHOUT_QUEUES });
    expect(flowEfficiency.measure(input)).toMatchObject({
      status: 'unmeasurable',
      reason: expect.stringContaining('map the queues as waiting steps'),
    });
  });

  test('without a waiting step, known blocking of any item makes it measurable', () => {
    const items = [
      itemOf('K-1', ['2026-01-05T00:00Z Build', '2026-01-09T00:00Z Done']),
      itemOf('K-2', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z blocked', '2026-01-07T00:00Z unblocked']),
    ];
    const input = inputOf(items, '2026-01-01', '2026-02-01', { stream: WITHOUT_QUEUES });
    expect(flowEfficiency.measure(input)).toMatchObject({ value: 1, n: 1 });
  });

  test('never started items are left out by name', () => {
    const items = [oneToThree('K-1'), itemOf('K-2', ['2026-01-05T00:00Z Idea', '2026-01-06T00:00Z Done'])];
    expect(flowEfficiency.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({
      value: 0.75,
      n: 1,
      excluded: [{ item: 'K-2', reason: 'never-started' }],
    });
  });

  test('an item that went through in no time has no share', () => {
    const item = itemOf('K-1', ['2026-01-05T00:00Z Idea', '2026-01-06T00:00Z Build', '2026-01-06T00:00Z Done']);
    expect(flowEfficiency.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({
      status: 'unmeasurable',
      reason: expect.stringContaining('no time'),
    });
  });

  test('pauses, and time done before a reopen, are neither work nor waiting', () => {
    const item = itemOf('K-1', [
      '2026-01-05T00:00Z Ready', // 1 day waiting
      '2026-01-06T00:00Z Build', // 1 day active
      '2026-01-07T00:00Z Idea', // paused
      '2026-01-10T00:00Z Build', // 1 day active
      '2026-01-11T00:00Z Done', // done, and reopened
      '2026-01-15T00:00Z Build', // 1 day active
      '2026-01-16T00:00Z Done',
    ]);
    expect(flowEfficiency.measure(inputOf([item], '2026-01-01', '2026-02-01'))).toMatchObject({ value: 0.75 });
  });

  test('moving backwards to a queue waits again; a skipped queue does not', () => {
    const items = [
      // 1 day active, 1 waiting, 1 active.
      itemOf('back', [
        '2026-01-05T00:00Z Build',
        '2026-01-06T00:00Z Ready',
        '2026-01-07T00:00Z Test',
        '2026-01-08T00:00Z Done',
      ]),
      // 1 day active.
      itemOf('skipped', ['2026-01-05T00:00Z Build', '2026-01-06T00:00Z Done']),
    ];
    expect(flowEfficiency.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({ value: 3 / 4 });
  });

  test('both window edges, at midnights of the stream around a clock change', () => {
    // Berlin: 29 March 2026 runs from 28 March 23:00Z to 29 March 22:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const done = (item: string, at: string) => itemOf(item, ['2026-03-01T00:00Z Build', `${at} Done`]);
    const items = [
      done('early', '2026-03-28T22:59:59.999Z'),
      done('first', '2026-03-28T23:00Z'),
      done('late', '2026-03-29T22:00Z'),
    ];
    const input = inputOf(items, '2026-03-29', '2026-03-30', { stream, asOf: '2026-04-01T00:00Z' });
    expect(flowEfficiency.measure(input)).toMatchObject({ items: ['first'], value: 1 });
  });

  test('items finished in one instant are all in', () => {
    const input = inputOf([oneToThree('K-1'), oneToThree('K-2')], '2026-01-01', '2026-02-01');
    expect(flowEfficiency.measure(input)).toMatchObject({ value: 0.75, n: 2 });
  });
});
