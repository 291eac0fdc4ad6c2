import { describe, expect, test } from 'vitest';
import type { ItemRow } from '../api/flow.ts';
import { type OpenTarget, readOpen, rowsWhere, writeOpen } from './open.ts';

describe('what stands open beside a page', () => {
  test.each<OpenTarget>([
    { to: 'measure', metric: 'flow-time', where: {} },
    {
      to: 'measure',
      metric: 'flow-velocity',
      where: { kind: 'defect', completed: { from: '2026-10-05', to: '2026-10-12' } },
    },
    { to: 'measure', metric: 'age', where: { step: 'Ready for test' } },
    { to: 'step', step: 'In review: second look' },
    { to: 'items', keys: ['K-1', 'K-22'], title: 'Came back' },
    { to: 'day', day: '2026-10-14', band: 'Ready for test' },
    { to: 'day', day: '2026-10-14', kind: 'debt' },
  ])('$to is read back as it was written', (target) => {
    expect(readOpen(writeOpen(target))).toEqual(target);
  });

  test.each(['', 'measure:', 'step:', 'nothing:flow-time', 'flow-time', 'day:someday'])(
    '"%s" opens nothing',
    (text) => {
      expect(readOpen(text)).toBeNull();
    },
  );

  test('an unknown kind or a span that is none is left out, and the measure still opens', () => {
    expect(readOpen('measure:flow-time|kind=bug|completed=yesterday')).toEqual({
      to: 'measure',
      metric: 'flow-time',
      where: {},
    });
  });
});

describe('the rows of a mark', () => {
  const row = (item: string, kind: string, completedAt: string | null): ItemRow => ({
    item,
    kind,
    completedAt,
    source: 'jira',
    title: '',
    url: null,
    type: null,
    level: null,
    team: null,
    parent: null,
    state: 'done',
    step: 'Done',
    createdAt: '2026-01-01T00:00:00Z',
    committedAt: null,
    cancelledAt: null,
    flowTimeSeconds: null,
    ageSeconds: null,
    inProcessSeconds: 0,
    activeSeconds: 0,
    waitingSeconds: 0,
    blockedSeconds: 0,
    reopens: 0,
    backflows: 0,
    neverStarted: false,
    isBlocked: false,
    isPaused: false,
    isDeleted: false,
  });
  const keysOf = (rows: readonly ItemRow[]): readonly string[] => rows.map((one) => one.item);

  test('a day is the stream’s own: 03:30 UTC is still the evening before in Halifax', () => {
    // Halifax is UTC−3 in October: 2026-10-05T02:30Z is 4 Oct 23:30 there, 03:30Z is 5 Oct 00:30.
    const rows = [row('K-1', 'defect', '2026-10-05T02:30:00Z'), row('K-2', 'defect', '2026-10-05T03:30:00Z')];
    const completed = { from: '2026-10-05', to: '2026-10-06' };
    expect(keysOf(rowsWhere(rows, { completed }, 'America/Halifax'))).toEqual(['K-2']);
    expect(keysOf(rowsWhere(rows, { completed }, 'UTC'))).toEqual(['K-1', 'K-2']);
  });

  test('the last day of a span is left out', () => {
    const rows = [row('K-1', 'risk', '2026-10-11T12:00:00Z'), row('K-2', 'risk', '2026-10-12T12:00:00Z')];
    expect(keysOf(rowsWhere(rows, { completed: { from: '2026-10-05', to: '2026-10-12' } }, 'UTC'))).toEqual(['K-1']);
  });

  test('an item without a completion is in no span of completions', () => {
    expect(
      rowsWhere([row('K-1', 'risk', null)], { completed: { from: '2000-01-01', to: '2100-01-01' } }, 'UTC'),
    ).toEqual([]);
  });

  test('a kind alone takes all items of that kind', () => {
    const rows = [row('K-1', 'risk', null), row('K-2', 'debt', null)];
    expect(keysOf(rowsWhere(rows, { kind: 'debt' }, 'UTC'))).toEqual(['K-2']);
  });
});
