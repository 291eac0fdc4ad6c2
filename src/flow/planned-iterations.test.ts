import { expect, test } from 'vitest';
import { calendarOf } from './calendar.ts';
import type { IterationRecord } from './delivery/records.ts';
import { NO_FIELDS, NO_HISTORY } from './history.test-data.ts';
import type { Change, ItemHistory } from './history.ts';
import { planIterations } from './planned-iterations.ts';

const at = (text: string): number => Date.parse(`2026-03-${text}:00Z`);

const sprint = (id: string, from: string | null, to: string | null, more: Partial<IterationRecord> = {}) => ({
  kind: 'iteration' as const,
  id,
  name: `Sprint ${id}`,
  of: 'board 4',
  startAt: from === null ? null : at(from),
  endAt: to === null ? null : at(to),
  completedAt: null,
  ...more,
});

/** An item made on the 1st, in the iterations that are given from when on. */
function item(name: string, moves: readonly (readonly [when: string, ...ids: string[]])[], more = {}): ItemHistory {
  const changes = moves.map(
    ([when, ...to], sequence): Change => ({
      at: at(when),
      sequence,
      field: 'custom',
      name: 'Sprint id',
      to,
    }),
  );
  return { ...NO_HISTORY, item: name, createdAt: at('01T00:00'), changes, ...more };
}

const utc = calendarOf('UTC');
const planned = (records: readonly IterationRecord[], histories: readonly ItemHistory[]) =>
  planIterations(records, histories, utc).map((one) => [one.name, one.planned]);

test('what was in an iteration at its first instant was planned; what came later or had left was not', () => {
  const items = [
    item('before', [['01T09:00', '7']]),
    item('at the instant', [['02T09:00', '7']]),
    item('after', [['02T09:01', '7']]),
    item('left', [['01T09:00', '7'], ['01T10:00']]),
    item('left later', [
      ['01T09:00', '7'],
      ['03T10:00', '8'],
    ]),
  ];
  expect(planned([sprint('7', '02T09:00', '16T09:00')], items)).toEqual([
    ['Sprint 7', ['before', 'at the instant', 'left later']],
  ]);
});

test('an item stays in two iterations when its field says both, and is in none of another source’s field', () => {
  const both = item('both', [['01T09:00', '7', '8']]);
  const other = item('other', [], {
    changes: [{ at: at('01T09:00'), sequence: 0, field: 'custom', name: 'Sprint', to: ['7'] }],
  });
  const records = [sprint('7', '02T09:00', '16T09:00'), sprint('8', '16T09:00', '30T09:00')];
  expect(planned(records, [both, other])).toEqual([
    ['Sprint 7', ['both']],
    ['Sprint 8', ['both']],
  ]);
});

test('an item that was made later, or deleted before, was not there to be planned', () => {
  const late = item('late', [], {
    createdAt: at('02T10:00'),
    initial: { ...NO_FIELDS, custom: { 'Sprint id': ['7'] } },
  });
  const gone = item('gone', [['01T09:00', '7']], { deletedAt: at('02T08:00') });
  expect(planned([sprint('7', '02T09:00', '16T09:00')], [late, gone])).toEqual([['Sprint 7', []]]);
});

test('the days of an iteration are those of the calendar, its last one included; completion goes before the plan', () => {
  const days = (record: IterationRecord, zone = 'UTC') =>
    planIterations([record], [], calendarOf(zone)).map(({ from, to }) => [from, to]);
  expect(days(sprint('7', '02T09:00', '16T09:00'))).toEqual([['2026-03-02', '2026-03-17']]);
  // Ended at midnight: the 15th was its last day.
  expect(days(sprint('7', '02T00:00', '16T00:00'))).toEqual([['2026-03-02', '2026-03-16']]);
  expect(days(sprint('7', '02T09:00', '16T09:00', { completedAt: at('18T09:00') }))).toEqual([
    ['2026-03-02', '2026-03-19'],
  ]);
  // 9 o'clock UTC is the evening before in Honolulu: the 1st at 23:00, and the 15th at 23:00.
  expect(days(sprint('7', '02T09:00', '16T09:00'), 'Pacific/Honolulu')).toEqual([['2026-03-01', '2026-03-16']]);
});

test('an iteration without a known beginning or end is none yet', () => {
  expect(planned([sprint('7', null, '16T09:00'), sprint('8', '02T09:00', null)], [])).toEqual([]);
});
