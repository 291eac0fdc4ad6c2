import { addDays } from '../src/flow/calendar.ts';
import { detectEffect } from '../src/outcomes/evaluate/detectability.ts';
import { evaluateRelease } from '../src/outcomes/evaluate/evaluate-release.ts';
import { percentiles } from '../src/statistics/percentile.ts';
import { randomOf } from '../src/statistics/random.ts';
import { readScale } from './kit/options.ts';
import { ar, correlated, NOISES } from './outcomes-study/noises.ts';
import { type Shares, studyPromise, studyShares } from './outcomes-study/study.ts';

const RUNS = 2_000;
const LIMIT_RUNS = 4;
const LENGTHS = [
  [26, 13],
  [52, 13],
  [52, 26],
  [104, 26],
] as const;
const WEEKLY_LENGTHS = [
  [26, 13],
  [104, 26],
] as const;
const DAILY_LENGTHS = [[90, 30]] as const;
const RHOS = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9];
const EFFECTS = [1, 2, 3];
const FALSE_POSITIVE_LIMIT = 0.07;
const POWER_LIMIT = 0.6;
const PROMISES = 400;
/** Points before, and the months after. */
const PROMISE_LENGTHS = [
  [26, 3],
  [26, 6],
  [52, 6],
  [104, 6],
] as const;
const PROMISE_RHOS = [0, 0.2, 0.4, 0.6, 0.8];
const POWER_PROMISED = 0.8;
const POWER_WITHIN = 0.05;
const AIM_MS = 50;
const POINTS = 200;

type Report = (line: string) => void;

/** Prints how often the evaluation of a release calls a nothing an effect, and an effect one, beside the usual tests; and what it costs. */
export async function run(report: Report): Promise<void> {
  const runs = Math.max(100, Math.round(RUNS * readScale()));
  report(
    `outcomes: ${runs.toLocaleString('en')} series a line (four times as many for false positives at 26+13), seeded; ±${(196 * Math.sqrt((0.05 * 0.95) / runs)).toFixed(1)} points of chance on a share of 5 %`,
  );
  report(
    'promised are 2 standard deviations of the weekly values, worthwhile is 1; a false positive is an interval of',
  );
  report(
    'nominal 95 % that leaves out 0 where nothing was released; beside it the share called REALISED or PARTLY, and HARM',
  );
  falsePositives(report, runs);
  power(report, runs);
  otherMetrics(report, runs);
  promises(report, Math.max(40, Math.round(PROMISES * readScale())));
  cost(report);
}

function falsePositives(report: Report, runs: number): void {
  report('');
  report(
    'Nothing released, weekly points, errors of first order      of ours            false positives of the usual tests',
  );
  report('   points   autocorrelation   false positives   wanted   harm   Welch   ordinary regression   Newey–West');
  for (const [before, after] of LENGTHS) {
    // The limits are set for the shortest length: it gets series enough to tell 6 % from 7 %.
    const many = before === 26 ? LIMIT_RUNS * runs : runs;
    for (const rho of RHOS) {
      const shares = studyShares({
        noise: ar(rho),
        before,
        after,
        effect: 0,
        runs: many,
        seed: Math.round(1000 * rho) + before + after,
      });
      const isAsked = before === 26 && rho <= 0.8;
      const verdict = isAsked
        ? `   (limit 7 %: ${shares.excludesNone <= FALSE_POSITIVE_LIMIT ? 'met' : 'missed'})`
        : '';
      report(
        `  ${`${before}+${after}`.padStart(7)}   ${rho.toFixed(1).padStart(15)}   ${percent(shares.excludesNone, 15)}   ${percent(shares.wanted, 6)}   ${percent(shares.harm, 4)}   ${peers(shares)}${verdict}`,
      );
    }
  }
}

function power(report: Report, runs: number): void {
  report('');
  report('An effect of so many weekly deviations: share called REALISED or PARTLY (REALISED alone)');
  report(`   points   autocorrelation   ${EFFECTS.map((effect) => `${effect} deviations`.padStart(15)).join('   ')}`);
  for (const [before, after] of LENGTHS) {
    for (const rho of [0, 0.3, 0.5, 0.7, 0.8]) {
      const found = EFFECTS.map((effect) =>
        studyShares({ noise: ar(rho), before, after, effect, runs, seed: Math.round(7000 * rho) + before + after }),
      );
      const asked = found[1];
      const verdict =
        before === 26 && rho === 0.5 && asked !== undefined
          ? `   (2 deviations, limit 60 %: ${asked.wanted >= POWER_LIMIT ? 'met' : 'missed'})`
          : '';
      const cells = found.map(({ wanted, realised }) => `${percent(wanted, 6)} (${percent(realised, 6)})`);
      report(`  ${`${before}+${after}`.padStart(7)}   ${rho.toFixed(1).padStart(15)}   ${cells.join('   ')}${verdict}`);
    }
  }
}

function otherMetrics(report: Report, runs: number): void {
  report('');
  report(
    'Other metrics: nothing released, and 2 deviations released                                  usual tests on the nothing',
  );
  report('   points   false positives   wanted   harm   2 deviations seen   Welch   ordinary   Newey–West   metric');
  const settings = NOISES.flatMap((noise) => {
    const lengths = noise.stepDays === 1 ? DAILY_LENGTHS : WEEKLY_LENGTHS;
    return lengths.map(([before, after]) => ({ noise, before, after }));
  });
  for (const { noise, before, after } of settings) {
    const setting = { noise, before, after, runs, seed: before + after };
    const nothing = studyShares({ ...setting, effect: 0 });
    const effect = studyShares({ ...setting, effect: 2 });
    report(
      `  ${`${before}+${after}`.padStart(7)}   ${percent(nothing.excludesNone, 15)}   ${percent(nothing.wanted, 6)}   ${percent(nothing.harm, 4)}   ${percent(effect.wanted, 17)}   ${peers(nothing)}   ${noise.name}`,
    );
  }
}

function promises(report: Report, histories: number): void {
  report('');
  report(
    `The smallest effect that is told to be seen with 80 % power, released: seen in (${histories} histories a figure, each going on in 20 ways; ± twice the standard error)`,
  );
  report(`   points   ${PROMISE_RHOS.map((rho) => `autocorrelation ${rho.toFixed(1)}`).join('   ')}   all together`);
  for (const [before, lookMonths] of PROMISE_LENGTHS) {
    const found = PROMISE_RHOS.map((rho) => studyPromise({ rho, before, lookMonths, histories, seed: 40 + before }));
    const all = found.reduce((sum, { seen }) => sum + seen, 0) / found.length;
    const isMet = found.every(({ seen }) => Math.abs(seen - POWER_PROMISED) <= POWER_WITHIN);
    const cells = found.map(({ seen, error }) => `${percent(seen, 9)} ± ${(200 * error).toFixed(1)}`.padEnd(19));
    report(
      `  ${`${before}+${found[0]?.after ?? 0}`.padStart(7)}   ${cells.join('   ')}   ${percent(all, 12)}   (each 80 ± 5 %: ${isMet ? 'met' : 'missed'})`,
    );
  }
}

function cost(report: Report): void {
  const values = correlated(randomOf(5), POINTS, 0.5);
  const series = values.map((value, place) => ({ on: addDays('2021-01-04', 7 * place), value }));
  const input = { series, releaseOn: addDays('2021-01-04', 7 * 150), direction: 'up' as const, anticipated: 1 };
  const times = Array.from({ length: 60 }, () => {
    const begun = performance.now();
    evaluateRelease(input);
    return performance.now() - begun;
  }).slice(20);
  const [p50 = 0, p95 = 0] = percentiles(times, [50, 95]).map((one) => one ?? 0);
  const waits = Array.from({ length: 60 }, (_, seed) => {
    const begun = performance.now();
    detectEffect({ history: series, anticipated: 1, seed });
    return performance.now() - begun;
  }).slice(20);
  const [typing = 0, slow = 0] = percentiles(waits, [50, 95]).map((one) => one ?? 0);
  report('');
  report(
    `the smallest effect that would be seen, from a history of ${POINTS} points: p50 ${typing.toFixed(1)} ms, p95 ${slow.toFixed(1)} ms`,
  );
  report(
    `one evaluation of ${POINTS} points with all its checks and placebo dates: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (aim ${AIM_MS} ms: ${p50 <= AIM_MS ? 'met' : 'missed'})`,
  );
}

function peers({ welch, ordinary, neweyWest }: Shares): string {
  return `${percent(welch, 5)}   ${percent(ordinary, 8)}   ${percent(neweyWest, 10)}`;
}

function percent(share: number, width: number): string {
  return `${(100 * share).toFixed(1)} %`.padStart(width);
}
