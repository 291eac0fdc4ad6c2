import { expect, it } from 'vitest';
import { ar } from '../bench/outcomes-study/noises.ts';
import { studyShares } from '../bench/outcomes-study/study.ts';

/**
 * A small part of `npm run bench -- outcomes`, with seeds that are fixed: it guards what the full study proves. The bounds are those of
 * the method (at most 7 % and at least 60 %) with what chance does to so few series: three standard errors.
 */
const RUNS = 400;

it.each([0, 0.5, 0.8])('few nothings are called an effect at 26+13 weekly points and autocorrelation %d', (rho) => {
  const shares = studyShares({ noise: ar(rho), before: 26, after: 13, effect: 0, runs: RUNS, seed: 1 });
  expect(shares.excludesNone).toBeLessThan(0.07 + 3 * Math.sqrt((0.07 * 0.93) / RUNS));
  expect(shares.wanted + shares.harm).toBeLessThanOrEqual(shares.excludesNone + 0.02);
});

it('most effects of two weekly deviations are seen at autocorrelation 0.5', () => {
  const shares = studyShares({ noise: ar(0.5), before: 26, after: 13, effect: 2, runs: RUNS, seed: 2 });
  expect(shares.wanted).toBeGreaterThan(0.6 - 3 * Math.sqrt((0.6 * 0.4) / RUNS));
  expect(shares.harm).toBeLessThan(0.02);
});

it('the usual tests call many an autocorrelated nothing an effect', () => {
  const shares = studyShares({ noise: ar(0.8), before: 26, after: 13, effect: 0, runs: 200, seed: 3 });
  expect(shares.welch).toBeGreaterThan(0.25);
  expect(shares.ordinary).toBeGreaterThan(0.2);
  expect(shares.neweyWest).toBeGreaterThan(0.15);
});
