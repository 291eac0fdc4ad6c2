import { describe, expect, test } from 'vitest';
import { inputOf, itemOf } from '../metrics/example.test-data.ts';
import { race } from './race.ts';

const WEEK = ['2026-01-05', '2026-01-12'] as const;

describe('the race', () => {
  const items = [
    itemOf('idea', ['2026-01-06T00:00Z Idea']),
    itemOf('done', [
      '2026-01-05T00:00Z Ready', // 3 days
      '2026-01-08T00:00Z Build', // 1 day
      '2026-01-09T00:00Z Done',
    ]),
    itemOf('back', ['2026-01-09T00:00Z Test', '2026-01-10T00:00Z Build', '2026-01-11T00:00Z blocked']),
    itemOf('dropped', ['2026-01-06T00:00Z Build', '2026-01-07T00:00Z Dropped'], { type: 'Bug' }),
  ];
  const drawn = race(inputOf(items, ...WEEK));
  const stepOf = (name: string) => drawn.steps.find((step) => step.step === name);

  test('shows new, waiting and active steps in map order, with their stage', () => {
    expect(drawn.steps.map((step) => [step.step, step.stage, step.state])).toEqual([
      ['Idea', 'discovery', 'new'],
      ['Ready', 'delivery', 'waiting'],
      ['Build', 'delivery', 'active'],
      ['Review', 'delivery', 'waiting'],
      ['Test', 'delivery', 'active'],
    ]);
  });

  test('a new step has its items and what went through, and no share of the time', () => {
    expect(stepOf('Idea')).toMatchObject({
      load: 1,
      items: ['idea'],
      averageLoad: null,
      share: null,
      arrivals: 1,
      departures: 0,
    });
  });

  test('an idea that is taken up as the window ends is still one just before', () => {
    const taken = itemOf('taken', ['2026-01-06T00:00Z Idea', '2026-01-12T00:00Z Ready']);
    const idea = race(inputOf([taken], ...WEEK, { asOf: '2026-02-01T00:00Z' })).steps[0];
    expect(idea).toMatchObject({ step: 'Idea', load: 1, arrivals: 1, departures: 0 });
  });

  test('shares of the time are split into work and waiting, blocked work being waiting', () => {
    // In process: done 3 + 1, back 1 in Test and 2 in Build, of which one blocked: 7 days.
    expect(stepOf('Ready')).toMatchObject({ share: 3 / 7, activeShare: 0, waitingShare: 3 / 7, isLongestWait: true });
    const build = stepOf('Build');
    expect(build).toMatchObject({ load: 1, items: ['back'], limit: 2, arrivals: 3, departures: 2 });
    expect(build?.share).toBeCloseTo(3 / 7, 12);
    // One of the four days that anything was in Build was blocked (the cancelled item's day is among them).
    expect(build?.waitingShare).toBeCloseTo(3 / 7 / 4, 12);
    expect((build?.activeShare ?? 0) + (build?.waitingShare ?? 0)).toBeCloseTo(build?.share ?? 0, 12);
  });

  test('tells what came back, what came out, and what was given up', () => {
    expect(drawn.returns).toEqual([{ from: 'Test', to: 'Build', moves: 1, items: ['back'] }]);
    expect(drawn.mouth).toMatchObject({
      finished: 1,
      byKind: { feature: 1, defect: 0 },
      items: { feature: ['done'] },
      cancelled: 1,
      cancelledItems: ['dropped'],
    });
  });

  test('draws no gate where there is no clear constraint, and says why', () => {
    expect(drawn.constraint).toMatchObject({ step: null, because: expect.stringContaining('No clear constraint') });
    expect(drawn.steps.some((step) => step.isConstraint)).toBe(false);
  });

  test('an empty window draws empty steps: loads of zero, shares unknown', () => {
    const empty = race(inputOf(items, '2025-01-06', '2025-01-13'));
    expect(empty.steps.map((step) => [step.load, step.share, step.medianVisitSeconds])).toEqual([
      [0, null, null],
      [0, null, null],
      [0, null, null],
      [0, null, null],
      [0, null, null],
    ]);
    expect(empty.mouth.finished).toBe(0);
  });
});
