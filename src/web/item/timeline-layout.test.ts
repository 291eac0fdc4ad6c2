import { describe, expect, test } from 'vitest';
import { type Interval, layoutTimeline } from './timeline-layout.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-03-02T00:00:00Z');

function stay(what: string, state: string, from: number, to: number | null): Interval {
  return {
    what,
    state,
    step: what,
    fromAt: new Date(START + from * DAY).toISOString(),
    toAt: to === null ? null : new Date(START + to * DAY).toISOString(),
    seconds: 0,
    counts: 'active',
    why: '',
  };
}

describe('timeline of an item', () => {
  test('work that went back stands in the row of the step it went back to', () => {
    const layout = layoutTimeline(
      [
        stay('Build', 'active', 0, 2),
        stay('Test', 'active', 2, 4),
        stay('Build', 'active', 4, 8),
        stay('Done', 'done', 8, null),
      ],
      START + 8 * DAY,
      START + 80 * DAY,
    );
    expect(layout.rows).toEqual(['Build', 'Test', 'Done']);
    expect(layout.bars.map((bar) => bar.row)).toEqual([0, 1, 0, 2]);
  });

  test('a long rest in done takes six per cent of the work’s length and is marked as cut', () => {
    // The work took ten days, so the drawing ends 0.6 days later, though the rest lasted 90 days.
    const layout = layoutTimeline(
      [stay('Build', 'active', 0, 10), stay('Done', 'done', 10, null)],
      START + 10 * DAY,
      START + 100 * DAY,
    );
    expect(layout.toAt).toBe(START + 10.6 * DAY);
    expect(layout.bars.map((bar) => bar.isCut)).toEqual([false, true]);
    expect(layout.bars[0]?.end).toBeCloseTo(10 / 10.6, 10);
  });

  test('an open item is drawn to the moment it is seen from', () => {
    const layout = layoutTimeline([stay('Build', 'active', 0, null)], null, START + 5 * DAY);
    expect(layout.toAt).toBe(START + 5 * DAY);
    expect(layout.bars[0]).toMatchObject({ start: 0, end: 1 });
  });

  test('blocked time has a row of its own, below the steps', () => {
    const layout = layoutTimeline(
      [{ ...stay('Blocked', 'blocked', 1, 2), step: null }, stay('Build', 'active', 0, 4)],
      null,
      START + 4 * DAY,
    );
    expect(layout.rows).toEqual(['Build', 'Blocked']);
  });
});
