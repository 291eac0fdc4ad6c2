import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishedDaily, knownAt, open } from './days.test-data.ts';
import { forecastItems } from './forecast.ts';
import { forecastJoint, type JointForecast, type JointInput, type TeamDemand } from './joint.ts';
import { simulateDeliveries } from './simulate-deliveries.ts';

function joint(input: JointInput, demands: readonly TeamDemand[]): JointForecast {
  const forecast = forecastJoint(input, demands);
  if (forecast.status !== 'measured') throw new Error(forecast.reason);
  return forecast.value;
}
const workingDays = (answers: JointForecast['answers']) => answers.map((answer) => answer.workingDays);

/** Four days, then asked at the start of the fifth. */
const twoTeams = (a: readonly number[], b: readonly number[]) =>
  knownAt([...finishedDaily('2026-03-02', a, 'A'), ...finishedDaily('2026-03-02', b, 'B')], '2026-03-06T00:00Z');

describe('several teams', () => {
  it('that always finish together are no later than one of them', () => {
    const input = twoTeams([0, 1, 0, 1], [0, 1, 0, 1]);
    const forecast = joint(input, [
      { team: 'A', items: 3 },
      { team: 'B', items: 3 },
    ]);
    expect(forecast.answers).toEqual(forecast.teams[0]?.answers);
    expect(forecast.answers).toEqual(forecast.teams[1]?.answers);
  });

  it('that never finish on the same day wait for each other: one item each needs both kinds of day', () => {
    // Each day is A's or B's, half and half. P(both within k) = 1 − 2 · 2⁻ᵏ: 0, .5, .75, .875, .9375, .96875; drawn apart it would be (1 − 2⁻ᵏ)².
    const input = { ...twoTeams([1, 0, 1, 0], [0, 1, 0, 1]), by: '2026-03-08', trials: 40_000 };
    const forecast = joint(input, [
      { team: 'A', items: 1 },
      { team: 'B', items: 1 },
    ]);
    // Three days by 8 March: .75 exactly. Standard error √(.75 · .25 / 40,000) = 0.00217; five of them allowed.
    expect(Math.abs(Number(forecast.by?.probability) - 0.75)).toBeLessThan(0.011);
    expect(Number(forecast.by?.low)).toBeLessThan(0.75 + 0.011);
    expect(forecast.curve.find((point) => point.workingDays === 1)).toBeUndefined();
    // 70 % lies between .5 and .75, 85 % between .75 and .875, 95 % between .9375 and .96875, all far from chance.
    expect(workingDays(forecast.answers).slice(1)).toEqual([3, 4, 6]);
    expect(workingDays(forecast.teams[0]?.answers ?? [])).toEqual(
      [1, 2, 3, 5].map((count, place) => (place === 0 ? expect.any(Number) : count)),
    );
  });

  it('are never earlier than any of them, and later for more to do', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 });
    const some = counts.filter((list) => list.some((count) => count > 0) && list.some((count) => count === 0));
    fc.assert(
      fc.property(
        some,
        some,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (a, b, needA, needB) => {
          const input = { ...twoTeams(a, b), trials: 300 };
          const forecast = joint(input, [
            { team: 'A', items: needA },
            { team: 'B', items: needB },
          ]);
          for (const team of forecast.teams) {
            for (const [place, count] of workingDays(team.answers).entries()) {
              expect(Number(workingDays(forecast.answers)[place])).toBeGreaterThanOrEqual(Number(count));
            }
          }
          expect(
            forecast.curve.every((point, place) => point.probability >= (forecast.curve[place - 1]?.probability ?? 0)),
          ).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('simulated one by one agree with the exact forecast', () => {
    const input = { ...twoTeams([0, 1, 2, 0], [1, 3, 0, 0]), trials: 40_000 };
    for (const demand of [
      { team: 'A', items: 20 },
      { team: 'B', items: 9 },
    ]) {
      const exact = forecastItems({ ...input, team: demand.team }, demand.items);
      if (exact.status !== 'measured') throw new Error(exact.reason);
      const simulated = new Map(joint(input, [demand]).curve.map((point) => [point.workingDays, point.probability]));
      for (const { workingDays: count, probability } of exact.value.curve) {
        // Five standard errors of a share over 40,000 trials; the simulated curve leaves out what no trial reached.
        const allowed = 5 * Math.sqrt((probability * (1 - probability)) / 40_000) + 1e-9;
        if (simulated.has(count)) expect(Math.abs(Number(simulated.get(count)) - probability)).toBeLessThan(allowed);
        else expect(probability < 0.001 || probability > 0.94).toBe(true);
      }
    }
  });

  it('are the same for the same seed', () => {
    const input = twoTeams([0, 1, 2, 0], [1, 3, 0, 0]);
    const demands = [
      { team: 'A', items: 20 },
      { team: 'B', items: 30 },
    ];
    expect(joint({ ...input, seed: 5 }, demands)).toEqual(joint({ ...input, seed: 5 }, demands));
    expect(joint({ ...input, seed: 5 }, demands).curve).not.toEqual(joint({ ...input, seed: 6 }, demands).curve);
    expect(joint(input, demands)).toMatchObject({ seed: 1, trials: 10_000, method: 'simulated' });
  });

  it('with nothing left are done already and hold nobody up', () => {
    const input = twoTeams([0, 1, 2, 0], [1, 3, 0, 0]);
    const alone = joint(input, [{ team: 'A', items: 5 }]);
    const both = joint(input, [
      { team: 'A', items: 5 },
      { team: 'B', items: 0 },
    ]);
    expect(both.answers).toEqual(alone.answers);
    expect(both.teams[1]?.answers[3]).toEqual({ certainty: 95, day: '2026-03-06', workingDays: 0 });
    expect(forecastJoint(input, [{ team: 'A', items: 0 }]).status).toBe('unmeasurable');
    expect(forecastJoint(input, []).status).toBe('unmeasurable');
  });

  it('of which one has no completions cannot be forecast, and it is named', () => {
    const input = knownAt(
      [...finishedDaily('2026-03-02', [1, 1], 'A'), open('X', '2026-03-02T00:00Z', null, 'B')],
      '2026-03-06T00:00Z',
    );
    const forecast = forecastJoint(input, [
      { team: 'A', items: 1 },
      { team: 'B', items: 1 },
    ]);
    expect(forecast).toMatchObject({ status: 'unmeasurable', reason: expect.stringContaining('team B') });
    expect(forecastJoint(input, [{ team: 'C', items: 1 }])).toMatchObject({
      reason: expect.stringContaining('team C'),
    });
  });

  it('named twice, or with a broken demand, are refused', () => {
    const input = twoTeams([1, 0, 0, 0], [1, 0, 0, 0]);
    const twice = [
      { team: 'A', items: 1 },
      { team: 'A', items: 1 },
    ];
    expect(() => forecastJoint(input, twice)).toThrow(RangeError);
    expect(() => forecastJoint(input, [{ team: 'A', items: -1 }])).toThrow(RangeError);
  });
});

it('a trial that does not end within the limit counts as later than it', () => {
  const { all, perTeam } = simulateDeliveries(Int32Array.of(1, 0), [3], { seed: 1, trials: 200, limit: 2 });
  expect([...new Set(all)]).toEqual([3]);
  expect([...new Set(perTeam[0])]).toEqual([3]);
});
