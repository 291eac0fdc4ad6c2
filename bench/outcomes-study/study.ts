import { detectEffect } from '../../src/outcomes/evaluate/detectability.ts';
import { effectOf } from '../../src/outcomes/evaluate/effect.ts';
import { fitRelease, probabilitiesOf } from '../../src/outcomes/evaluate/evaluate-release.ts';
import { NO_PROBABILITIES, type Verdict } from '../../src/outcomes/evaluate/evaluation.ts';
import { verdictOf } from '../../src/outcomes/evaluate/verdict.ts';
import { percentile } from '../../src/statistics/percentile.ts';
import { randomOf } from '../../src/statistics/random.ts';
import { correlated, draw, goingOn, type Noise, weekly } from './noises.ts';
import { neweyWest, ordinary, welch } from './peers.ts';

/** Shares of many series of one kind, on each of which the same was released. */
export interface Shares {
  readonly runs: number;
  /** The interval at nominal 95 % leaves out 0, on either side: on a nothing this is the false positive. */
  readonly excludesNone: number;
  /** REALISED or PARTLY REALISED. */
  readonly wanted: number;
  readonly realised: number;
  readonly harm: number;
  readonly noWorthwhile: number;
  readonly inconclusive: number;
  readonly welch: number;
  readonly ordinary: number;
  readonly neweyWest: number;
}

export interface Setting {
  readonly noise: Noise;
  readonly before: number;
  readonly after: number;
  /** Unit: the noise’s deviation. What is promised is 2, worthwhile is 1. */
  readonly effect: number;
  readonly runs: number;
  readonly seed: number;
}

/** What the method and the usual tests say of so many drawn series. The same seed draws the same. */
export function studyShares({ noise, before, after, effect, runs, seed }: Setting): Shares {
  const random = randomOf(seed);
  const verdicts = new Map<Verdict, number>();
  const seen = { excludesNone: 0, welch: 0, ordinary: 0, neweyWest: 0 };
  for (let run = 0; run < runs; run += 1) {
    const drawn = draw(noise, before, after, effect * noise.deviation, random.fork(run));
    const anticipated = 2 * noise.deviation;
    const { model } = fitRelease({ ...drawn, direction: 'up', anticipated });
    const probabilities =
      model === null ? NO_PROBABILITIES : probabilitiesOf(effectOf(model, 1), anticipated / 2, anticipated);
    const verdict = verdictOf(probabilities, 6);
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if ((probabilities.positive ?? 0) >= 0.975 || (probabilities.negative ?? 0) >= 0.975) seen.excludesNone += 1;
    const values = drawn.series.map(({ value }) => value);
    if (welch(values, before)) seen.welch += 1;
    if (ordinary(values, before)) seen.ordinary += 1;
    if (neweyWest(values, before)) seen.neweyWest += 1;
  }
  const share = (verdict: Verdict) => (verdicts.get(verdict) ?? 0) / runs;
  return {
    runs,
    excludesNone: seen.excludesNone / runs,
    wanted: share('REALISED') + share('PARTLY-REALISED'),
    realised: share('REALISED'),
    harm: share('HARM'),
    noWorthwhile: share('NO-WORTHWHILE-EFFECT'),
    inconclusive: share('INCONCLUSIVE'),
    welch: seen.welch / runs,
    ordinary: seen.ordinary / runs,
    neweyWest: seen.neweyWest / runs,
  };
}

export interface PromiseSetting {
  /** Of the metric's errors, which are of first order and go on as they did. */
  readonly rho: number;
  readonly before: number;
  /** Until when the effect is to be seen. */
  readonly lookMonths: number;
  readonly histories: number;
  readonly seed: number;
}

export interface PromiseKept {
  /** Points that the months of the look hold. */
  readonly after: number;
  /** Of the ways in which the histories may go on. */
  readonly seen: number;
  /** Standard error of `seen`, by what differs from history to history. */
  readonly error: number;
  /** The effect that was named for the middle history. */
  readonly middle: number;
}

/** Ways in which each history goes on: they cost little beside the promise, and what is left of chance is that of the histories. */
const FUTURES = 20;

/** How often an effect that is as small as `detectEffect` says would be seen in four of five cases is seen when the metric truly goes on. */
export function studyPromise({ rho, before, lookMonths, histories, seed }: PromiseSetting): PromiseKept {
  const random = randomOf(seed);
  const kept: number[] = [];
  const named: number[] = [];
  let after = 0;
  for (let run = 0; run < histories; run += 1) {
    const own = random.fork(run);
    const values = correlated(own, before, rho);
    const { smallest, points } = detectEffect({ history: weekly(values), anticipated: 2, lookMonths, seed: run });
    after = points.after;
    if (smallest === null) continue;
    const seen = Array.from({ length: FUTURES }, () => {
      const series = weekly([...values, ...goingOn(own, values.at(-1) ?? 0, after, rho).map((one) => one + smallest)]);
      const releaseOn = series[before]?.on ?? '';
      const { model } = fitRelease({ series, releaseOn, direction: 'up', anticipated: 2 });
      if (model === null) return false;
      const verdict = verdictOf(probabilitiesOf(effectOf(model, 1), 1, 2), 6);
      return verdict === 'REALISED' || verdict === 'PARTLY-REALISED';
    });
    kept.push(seen.filter(Boolean).length / FUTURES);
    named.push(smallest);
  }
  const mean = kept.reduce((sum, one) => sum + one, 0) / kept.length;
  const square = kept.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (kept.length - 1);
  return {
    after,
    seen: mean,
    error: Math.sqrt(square / kept.length),
    middle: percentile(named, 50) ?? Number.NaN,
  };
}
