import { expect, test } from 'vitest';
import { departuresByWeek } from './departures-by-week.ts';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';

const BERLIN = exampleStream({ timeZone: 'Europe/Berlin' });

/** Departures from Build in each week, for items that leave it at the instants. */
function fromBuild(leaveAt: readonly string[], from: string, to: string, weeksBefore: number) {
  const items = leaveAt.map((at) => itemOf(at, ['2026-01-01T00:00Z Build', `${at} Done`]));
  const { weeks, counts } = departuresByWeek(inputOf(items, from, to, { stream: BERLIN }), weeksBefore);
  const build = BERLIN.steps.findIndex((step) => step.name === 'Build');
  return weeks.map((week, index) => [week, counts[index * BERLIN.steps.length + build]]);
}

test('the first and the last instant of a week belong to it, after clocks went back', () => {
  // Berlin: the week of 19 October 2026 begins on 18 October 22:00Z and ends on 25 October 23:00Z, an hour late.
  const leave = ['2026-10-18T22:00Z', '2026-10-25T22:30Z', '2026-10-25T23:00Z', '2026-11-01T22:59:59.999Z'];
  expect(fromBuild(leave, '2026-10-19', '2026-11-02', 0)).toEqual([
    ['2026-10-19', 2],
    ['2026-10-26', 2],
  ]);
});

test('the same after clocks went forward', () => {
  // The week of 23 March 2026 ends on 29 March 22:00Z, an hour early.
  const leave = ['2026-03-22T23:00Z', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00Z', '2026-04-05T21:59:59.999Z'];
  expect(fromBuild(leave, '2026-03-23', '2026-04-06', 0)).toEqual([
    ['2026-03-23', 2],
    ['2026-03-30', 2],
  ]);
});

test('weeks before the window are looked at, part weeks at its ends are not', () => {
  // Wednesday 14 January to Thursday 29 January: whole are the weeks of 12 (cut, yet whole before the window) and 19 January.
  const leave = ['2026-01-06T12:00Z', '2026-01-13T12:00Z', '2026-01-20T12:00Z', '2026-01-27T12:00Z'];
  expect(fromBuild(leave, '2026-01-14', '2026-01-29', 1)).toEqual([
    ['2026-01-05', 1],
    ['2026-01-12', 1],
    ['2026-01-19', 1],
  ]);
});

test('without a whole week there is nothing to count', () => {
  expect(fromBuild(['2026-01-06T12:00Z'], '2026-01-06', '2026-01-09', 0)).toEqual([]);
});
