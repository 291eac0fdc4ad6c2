import { describe, expect, it } from 'vitest';
import type { StreamDocumentInput } from '../stream/document.ts';
import { finished, finishedDaily, knownAt, open } from './days.test-data.ts';
import { type DayHistory, historyOfDays, summaryOf } from './history-of-days.ts';

function known(history: ReturnType<typeof historyOfDays>): DayHistory {
  if ('status' in history) throw new Error(history.reason);
  return history;
}
const daysOff: Partial<StreamDocumentInput> = { daysOff: { weekdays: ['Saturday', 'Sunday'] } };

describe('the days of a history', () => {
  it('are the 84 whole days before the day of asOf, zeros kept', () => {
    const input = knownAt([finished('A', '2025-01-01T00:00Z', '2026-03-01T12:00Z')], '2026-03-26T10:00Z');
    const history = known(historyOfDays(input));
    // 84 days back from 26 March 2026: 26 + 28 + 30 of January = 1 January.
    expect([history.from, history.to, history.days.length]).toEqual(['2026-01-01', '2026-03-26', 84]);
    expect(summaryOf(history)).toEqual({
      from: '2026-01-01',
      to: '2026-03-26',
      workingDays: 84,
      daysOff: 0,
      daysWithoutCompletion: 83,
      finished: 1,
      carried: 0,
    });
    expect(history.items).toEqual(['A']);
  });

  it('hold what was finished from the first instant of the first day to the last before the end', () => {
    const at = (item: string, when: string) => finished(item, '2025-01-01T00:00Z', when);
    const input = knownAt(
      [
        at('before', '2026-02-28T23:59:59.999Z'),
        at('first', '2026-03-01T00:00Z'),
        at('last', '2026-03-02T23:59:59.999Z'),
        at('after', '2026-03-03T00:00Z'),
      ],
      '2026-03-05T00:00Z',
    );
    const history = known(historyOfDays({ ...input, history: { from: '2026-03-01', to: '2026-03-03' } }));
    expect(history.items).toEqual(['first', 'last']);
    expect([...history.counts]).toEqual([1, 1]);
  });

  it('never hold the day that has not passed', () => {
    const input = knownAt(finishedDaily('2026-03-01', [1, 1, 1]), '2026-03-03T23:00Z');
    const history = known(historyOfDays({ ...input, history: { from: '2026-03-01', to: '2026-04-01' } }));
    expect(history.days).toEqual(['2026-03-01', '2026-03-02']);
  });

  it('begin with the first item: before it nothing is known, which is not zero', () => {
    const input = knownAt(finishedDaily('2026-03-01', [0, 1, 0]), '2026-03-04T00:00Z');
    const history = known(historyOfDays(input));
    expect([history.from, [...history.counts]]).toEqual(['2026-03-01', [0, 1, 0]]);
  });

  it('belong to the zone of the stream', () => {
    // 23:30 on 1 March in UTC is 00:30 on 2 March in Berlin.
    const input = knownAt([finished('A', '2026-02-27T23:00Z', '2026-03-01T23:30Z')], '2026-03-03T12:00Z', {
      timeZone: 'Europe/Berlin',
    });
    const history = known(historyOfDays(input));
    expect(history.days).toEqual(['2026-02-28', '2026-03-01', '2026-03-02']);
    expect([...history.counts]).toEqual([0, 0, 1]);
  });

  it('keep their count over a clock change and a leap day', () => {
    // Berlin changes its clock on 29 March 2026; 2028 has a 29 February.
    const berlin = knownAt(finishedDaily('2026-03-27', [1, 1, 1, 1, 1]), '2026-04-01T10:00Z', {
      timeZone: 'Europe/Berlin',
    });
    expect([...known(historyOfDays(berlin)).counts]).toEqual([1, 1, 1, 1, 1]);
    const leap = known(historyOfDays(knownAt(finishedDaily('2028-02-28', [1, 2, 3]), '2028-03-02T00:00Z')));
    expect(leap.days).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect([...leap.counts]).toEqual([1, 2, 3]);
  });

  it('leave out a day that the zone skipped', () => {
    // Samoa had no 30 December 2011.
    const input = knownAt([finished('A', '2011-12-29T12:00Z', '2011-12-31T20:00Z')], '2012-01-02T22:00Z', {
      timeZone: 'Pacific/Apia',
    });
    expect(known(historyOfDays(input)).days).toEqual(['2011-12-29', '2011-12-31', '2012-01-01', '2012-01-02']);
    const before = historyOfDays({ ...input, history: { from: '2011-12-29', to: '2011-12-31' } });
    expect(known(before).days).toEqual(['2011-12-29']);
  });
});

describe('days off', () => {
  it('are removed, and what was finished on them counts on the next working day', () => {
    // Friday 6 March 2026 to Tuesday 10 March; items on Friday, Saturday, Sunday and Tuesday.
    const input = knownAt(finishedDaily('2026-03-06', [1, 2, 1, 0, 1]), '2026-03-11T09:00Z', daysOff);
    const history = known(historyOfDays(input));
    expect(history.days).toEqual(['2026-03-06', '2026-03-09', '2026-03-10']);
    expect([...history.counts]).toEqual([1, 3, 1]);
    expect(summaryOf(history)).toMatchObject({ daysOff: 2, carried: 3, finished: 5, daysWithoutCompletion: 0 });
  });

  it('at the end of the history carry back, so that nothing is lost', () => {
    const input = knownAt(finishedDaily('2026-03-05', [1, 0, 2]), '2026-03-08T09:00Z', daysOff);
    const history = known(historyOfDays(input));
    expect(history.days).toEqual(['2026-03-05', '2026-03-06']);
    expect([...history.counts]).toEqual([1, 2]);
  });

  it('that are all there is leave no history', () => {
    const input = knownAt(finishedDaily('2026-03-07', [1, 1]), '2026-03-09T00:00Z', daysOff);
    expect(historyOfDays(input)).toMatchObject({ status: 'unmeasurable' });
  });
});

describe('teams', () => {
  const histories = [
    ...finishedDaily('2026-03-01', [1, 0, 2], 'A'),
    ...finishedDaily('2026-03-02', [3, 1], 'B'),
    ...finishedDaily('2026-03-01', [0, 1, 0]),
  ];
  const input = knownAt(histories, '2026-03-04T00:00Z');

  it('count only their own items; without one, the items of no team', () => {
    expect([...known(historyOfDays(input, ['A'])).counts]).toEqual([1, 0, 2]);
    expect([...known(historyOfDays(input, [null])).counts]).toEqual([0, 1, 0]);
    // All of the stream: 1 + 0 + 0, 0 + 3 + 1, 2 + 1 + 0.
    expect([...known(historyOfDays(input)).counts]).toEqual([1, 4, 3]);
  });

  it('together stand side by side, a row a day, from when all of them had an item', () => {
    const history = known(historyOfDays(input, ['A', 'B']));
    expect(history.days).toEqual(['2026-03-02', '2026-03-03']);
    expect([...history.counts]).toEqual([0, 3, 2, 1]);
    expect(summaryOf(history)).toMatchObject({ daysWithoutCompletion: 0, finished: 6 });
  });

  it('that have no item have no history', () => {
    expect(historyOfDays(input, ['C'])).toEqual({
      status: 'unmeasurable',
      reason: 'There is no item of team C, so there is no history to forecast from.',
    });
  });
});

it('a reopened item is not finished, one finished again counts on the later day only', () => {
  const again = finished('A', '2026-03-01T00:00Z', '2026-03-01T12:00Z');
  const sequence = again.changes.length;
  const status = (at: string, name: string, place: number) =>
    ({ field: 'status', at: Date.parse(at), sequence: place, from: null, to: { id: null, name } }) as const;
  const reopened = { ...again, changes: [...again.changes, status('2026-03-02T12:00Z', 'Build', sequence)] };
  const finishedAgain = {
    ...reopened,
    changes: [...reopened.changes, status('2026-03-03T12:00Z', 'Done', sequence + 1)],
  };
  expect([...known(historyOfDays(knownAt([reopened], '2026-03-05T00:00Z'))).counts]).toEqual([0, 0, 0, 0]);
  expect([...known(historyOfDays(knownAt([finishedAgain], '2026-03-05T00:00Z'))).counts]).toEqual([0, 0, 1, 0]);
});

it('nothing at all, and a history of no whole day, say why', () => {
  expect(historyOfDays(knownAt([], '2026-03-05T00:00Z'))).toMatchObject({ status: 'unmeasurable' });
  const today = knownAt([open('A', '2026-03-05T08:00Z', null)], '2026-03-05T12:00Z');
  expect(historyOfDays(today)).toMatchObject({ status: 'unmeasurable' });
});
