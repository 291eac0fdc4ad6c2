import { describe, expect, it } from 'vitest';
import { finished, finishedDaily, knownAt, open, under } from './days.test-data.ts';
import { type EpicForecast, type EpicInput, forecastEpic } from './epic.ts';
import { forecastItems } from './forecast.ts';

function epicOf(input: EpicInput, key: string): EpicForecast {
  const forecast = forecastEpic(input, key);
  if (forecast.status !== 'measured') throw new Error(forecast.reason);
  return forecast.value;
}

const plain = open('E', '2026-02-01T00:00Z', null);
const epic = { ...plain, initial: { ...plain.initial, type: 'Epic' } };

/** Team A finishes 0, 1, 2 a day; its queue: other-1 and own-1 in process, then own-2, other-2 not started. */
const histories = [
  epic,
  ...finishedDaily('2026-03-02', [0, 1, 2], 'A'),
  open('other-1', '2026-02-01T00:00Z', '2026-02-02T00:00Z', 'A'),
  under('E', open('own-1', '2026-02-01T00:00Z', '2026-02-03T00:00Z', 'A')),
  under('E', open('own-2', '2026-02-04T00:00Z', null, 'A')),
  open('other-2', '2026-02-05T00:00Z', null, 'A'),
  under('E', finished('own-0', '2026-02-01T00:00Z', '2026-02-20T00:00Z', 'A')),
];
const window = { history: { from: '2026-03-02', to: '2026-03-05' } };
const input = { ...knownAt(histories, '2026-03-05T00:00Z'), ...window };

describe('an epic of one team', () => {
  it('is done when the team has finished as many items as the place of its last one', () => {
    const forecast = epicOf(input, 'E');
    // Queue: other-1, own-1, own-2, other-2: the last of the epic stands third, one other item before it.
    expect(forecast).toMatchObject({ items: 3, finished: 1, cancelled: 0, remaining: 2, method: 'exact', seed: null });
    expect(forecast.teams).toMatchObject([{ team: 'A', items: 3, ahead: 1, remaining: ['own-1', 'own-2'] }]);
    // Three items from 0, 1, 2 a day: 3, 4, 5, 6 days, as worked out for "when".
    expect(forecast.answers.map((answer) => answer.workingDays)).toEqual([3, 4, 5, 6]);
    const when = forecastItems({ ...input, team: 'A' }, 3);
    expect(when.status === 'measured' && when.value.answers).toEqual(forecast.answers);
  });

  it('moves up when it is put first', () => {
    const first = epicOf({ ...input, order: ['own-2', 'own-1'] }, 'E');
    expect(first.teams).toMatchObject([{ items: 2, ahead: 0, remaining: ['own-2', 'own-1'] }]);
  });

  it('has an exact probability of a named day', () => {
    // Three items within two days: 1/3.
    expect(epicOf({ ...input, by: '2026-03-06' }, 'E').by).toMatchObject({ day: '2026-03-06', low: null });
    expect(epicOf({ ...input, by: '2026-03-06' }, 'E').by?.probability).toBeCloseTo(1 / 3, 12);
    expect(epicOf(input, 'E').by).toBeNull();
  });

  it('may be a flow item itself', () => {
    expect(epicOf(input, 'other-2').teams).toMatchObject([{ items: 4, ahead: 3 }]);
  });
});

describe('an epic of several teams', () => {
  const both = {
    ...knownAt(
      [
        ...histories,
        ...finishedDaily('2026-03-02', [1, 0, 0], 'B'),
        under('E', open('own-3', '2026-02-04T00:00Z', null, 'B')),
      ],
      '2026-03-05T00:00Z',
    ),
    ...window,
    by: '2026-03-20',
  };

  it('is simulated together, and is no earlier than its slowest team', () => {
    const forecast = epicOf(both, 'E');
    expect(forecast).toMatchObject({ method: 'simulated', seed: 1, trials: 10_000, remaining: 3 });
    expect(forecast.teams.map((team) => [team.team, team.items, team.ahead])).toEqual([
      ['A', 3, 1],
      ['B', 1, 0],
    ]);
    for (const [place, answer] of forecast.answers.entries()) {
      for (const team of forecast.teams)
        expect(Number(answer.workingDays)).toBeGreaterThanOrEqual(Number(team.answers[place]?.workingDays));
    }
    expect(forecast.by?.day).toBe('2026-03-20');
    expect(Number(forecast.by?.low)).toBeLessThanOrEqual(Number(forecast.by?.probability));
  });

  it('cannot be forecast when one of them never finished anything', () => {
    const idle = knownAt(
      [...histories, under('E', open('own-3', '2026-02-04T00:00Z', null, 'C'))],
      '2026-03-05T00:00Z',
    );
    expect(forecastEpic(idle, 'E')).toMatchObject({
      status: 'unmeasurable',
      reason: expect.stringContaining('team C'),
    });
  });
});

describe('an epic that cannot be forecast', () => {
  it('is unknown, empty, or has nothing left', () => {
    expect(forecastEpic(input, 'X')).toEqual({
      status: 'unmeasurable',
      reason: 'No item X is known in this stream; check the key.',
    });
    expect(forecastEpic(knownAt([epic], '2026-03-05T00:00Z'), 'E')).toMatchObject({
      reason: 'E has no item of level story under it, so there is nothing to forecast.',
    });
    expect(forecastEpic(input, 'own-0')).toMatchObject({ reason: expect.stringContaining('Nothing is left open') });
  });
});
