import { detectEffect } from '../../src/outcomes/evaluate/detectability.ts';
import { effectOf } from '../../src/outcomes/evaluate/effect.ts';
import { fitRelease, probabilitiesOf } from '../../src/outcomes/evaluate/evaluate-release.ts';
import { NO_PROBABILITIES, type Verdict } from '../../src/outcomes/evaluate/evaluation.ts';
import { verdictOf } from '../../src/outcomes/evaluate/verdict.ts';
import { randomOf } from '../../src/statistics/random.ts';
import { draw, type Noise } from './noises.ts';
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

/** Of how many promises, each as small as `detectEffect` says would be seen in four of five cases, are seen when the metric truly goes on. */
export function studyPromise({ noise, before, after, runs, seed }: Omit<Setting, 'effect'>): {
  readonly named: number;
  readonly seen: number;
} {
  const random = randomOf(seed);
  const anticipated = 2 * noise.deviation;
  let named = 0;
  let seen = 0;
  for (let run = 0; run < runs; run += 1) {
    const { series, releaseOn } = draw(noise, before, after, 0, random.fork(run));
    const history = series.filter(({ on }) => on < releaseOn);
    const { smallest } = detectEffect({ history, anticipated, seed: run });
    if (smallest === null) continue;
    named += 1;
    const lifted = series.map(({ on, value }) => ({ on, value: on < releaseOn ? value : value + smallest }));
    const { model } = fitRelease({ series: lifted, releaseOn, direction: 'up', anticipated });
    if (model === null) continue;
    const verdict = verdictOf(probabilitiesOf(effectOf(model, 1), anticipated / 2, anticipated), 6);
    if (verdict === 'REALISED' || verdict === 'PARTLY-REALISED') seen += 1;
  }
  return { named, seen };
}
