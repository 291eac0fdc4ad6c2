import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProcessBehaviour, type ProcessBehaviourOptions, processBehaviour } from './process-behaviour.ts';

const linear = { scale: 'linear', canBeNegative: true } as const;

function measured(values: readonly (number | null)[], options: ProcessBehaviourOptions = linear): ProcessBehaviour {
  const chart = processBehaviour(values, options);
  if (chart.status !== 'measured') throw new Error(chart.reason);
  return chart;
}

const whole = (values: readonly unknown[]) => ({ from: 0, to: values.length });

/** Wheeler and Chambers, Understanding Statistical Process Control, 2nd edition, page 215. */
const PAGE_215 = [
  905, 930, 865, 895, 905, 885, 890, 930, 915, 910, 920, 915, 925, 860, 905, 925, 925, 905, 915, 930, 890, 940, 860,
  875, 985, 970, 940, 975, 1000, 1035, 1020, 985, 960, 945, 965, 940, 900, 920, 980, 950, 955, 970, 970, 1035, 1040,
];

describe('limits', () => {
  it('agree with Wheeler and Chambers, page 49', () => {
    // Sum 497, mean 497/12 = 41.42. Ranges 2 0 0 2 1 3 1 2 1 3 4 = 19, mean 19/11 = 1.727; 2.66 · 1.727 = 4.59.
    const chart = measured([39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40]);
    expect(chart.centre).toBeCloseTo(497 / 12, 12);
    expect(chart.averageRange).toBeCloseTo(19 / 11, 12);
    expect(chart.upper).toBeCloseTo(46.01, 2);
    expect(chart.lower).toBeCloseTo(36.82, 2);
    expect(chart.signals).toEqual([]);
  });

  it('agree with Wheeler and Chambers, page 215', () => {
    const chart = measured(PAGE_215, { ...linear, baseline: whole(PAGE_215) });
    expect(chart.centre).toBeCloseTo(936.89, 2);
    expect(chart.averageRange).toBeCloseTo(27.84, 2);
    expect(chart.upper).toBeCloseTo(1010.94, 1);
    expect(chart.lower).toBeCloseTo(862.84, 1);
    expect(chart.rangeLimit).toBeCloseTo(90.98, 1);
  });

  it('are floored at zero where the measure cannot be negative: Wheeler and Chambers, page 56', () => {
    // Mean 16/8 = 2, ranges 2 1 4 2 1 2 3 = 15, mean 2.143: limits 7.7 and −3.7, range limit 7.0.
    const values = [0, 2, 1, 5, 3, 2, 0, 3];
    const chart = measured(values, { scale: 'linear', canBeNegative: false });
    expect(chart.upper).toBeCloseTo(7.7, 12);
    expect(chart.lower).toBe(0);
    expect(chart.rangeLimit).toBeCloseTo((3.268 * 15) / 7, 12);
    expect(measured(values).lower).toBeCloseTo(-3.7, 12);
    // σ = 2.142857 / 1.128 = 1.899696: the lines are not floored, they are not limits.
    expect(chart.twoSigma[0]).toBeCloseTo(2 - 2 * (15 / 7 / 1.128), 12);
    expect(chart.oneSigma[1]).toBeCloseTo(2 + 15 / 7 / 1.128, 12);
  });

  it('on the log scale are turned back: 1, 4, 1, 4 gives centre 2, ranges of a factor 4', () => {
    // Logs 0, ln 4, 0, ln 4: mean ln 2, every range ln 4. Upper ln 2 + 2.66 ln 4 = 6.32 ln 2 → 2^6.32; lower 2^(1 − 5.32).
    const chart = measured([1, 4, 1, 4], { scale: 'log', canBeNegative: false });
    expect(chart.centre).toBeCloseTo(2, 12);
    expect(chart.averageRange).toBeCloseTo(4, 12);
    expect(chart.upper).toBeCloseTo(2 ** 6.32, 9);
    expect(chart.lower).toBeCloseTo(2 ** -4.32, 12);
    expect(chart.rangeLimit).toBeCloseTo(4 ** 3.268, 9);
    expect(chart.movingRanges[0]).toBeNull();
    expect(chart.movingRanges[1]).toBeCloseTo(4, 12);
  });

  it('on the log scale a zero is not measured', () => {
    const chart = measured([1, 0, 2, 4], { scale: 'log', canBeNegative: false });
    expect(chart.n).toBe(3);
    expect(chart.movingRanges[1]).toBeNull();
    expect(chart.movingRanges[2]).toBeNull();
    expect(chart.movingRanges[3]).toBeCloseTo(2, 12);
  });
});

describe('what was not measured', () => {
  it('has no range to its neighbours and no part in the mean', () => {
    // Measured 2, 4, 9: mean 5; the one range is |4 − 2| = 2, since 4 and 9 are no neighbours.
    const chart = measured([2, 4, null, 9]);
    expect(chart.centre).toBe(5);
    expect(chart.averageRange).toBe(2);
    expect(chart.movingRanges).toEqual([null, 2, null, null]);
    expect(chart.baseline).toMatchObject({ n: 3, ranges: 1 });
  });

  it('does not end a run of eight', () => {
    const values = [20, 0, 20, 0, 12, 12, 12, 12, null, 12, 12, 12, 12];
    const chart = measured(values, { ...linear, baseline: { from: 0, to: 4 } });
    expect(chart.signals).toEqual([{ rule: 'eight-on-one-side', side: 'above', at: [4, 5, 6, 7, 9, 10, 11, 12] }]);
  });

  it('leaves nothing to compute from where no two neighbours are measured', () => {
    expect(processBehaviour([1, null, 2, null], linear).status).toBe('unmeasurable');
    expect(processBehaviour([5], linear).status).toBe('unmeasurable');
    expect(processBehaviour([], linear).status).toBe('unmeasurable');
  });
});

describe('the baseline', () => {
  it('is the first twenty measured values, and stays when more come', () => {
    const first = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 10 : 12));
    const values = [null, ...first, 100, 200, 300];
    const chart = measured(values);
    expect(chart.baseline).toEqual({ from: 1, to: 21, n: 20, ranges: 19, isProvisional: false });
    expect(chart.centre).toBe(11);
    expect(chart.averageRange).toBe(2);
  });

  it('of fewer than ten is provisional', () => {
    const values = [1, 2, 1, 2, 1, 2, 1, 2, 1];
    expect(measured(values).baseline.isProvisional).toBe(true);
    expect(measured([...values, 2]).baseline.isProvisional).toBe(false);
  });

  it('can be named', () => {
    const chart = measured([100, 200, 1, 3, 1, 3], { ...linear, baseline: { from: 2, to: 6 } });
    expect(chart.centre).toBe(2);
    expect(chart.averageRange).toBe(2);
    // The range from the second to the third value lies before the baseline.
    expect(chart.baseline).toMatchObject({ from: 2, to: 6, n: 4, ranges: 3 });
  });
});

describe('signals', () => {
  const oneBased = (chart: ProcessBehaviour, rule: string) =>
    chart.signals
      .filter((signal) => signal.rule === rule)
      .map((signal) => [signal.side, ...signal.at.map((at) => at + 1)]);

  it('of page 215 by the default rules, read off by hand against 862.84 and 1010.94', () => {
    const chart = measured(PAGE_215, { ...linear, baseline: whole(PAGE_215) });
    expect(oneBased(chart, 'beyond-limit')).toEqual([
      ['below', 14],
      ['below', 23],
      ['above', 30],
      ['above', 31],
      ['above', 44],
      ['above', 45],
    ]);
    // |985 − 875| = 110 > 90.98.
    expect(oneBased(chart, 'range-beyond-limit')).toEqual([['above', 25]]);
    // 1–21 under 936.89, 25–36 over it; 39–45 are only seven.
    expect(oneBased(chart, 'eight-on-one-side')).toEqual([
      ['below', ...Array.from({ length: 21 }, (_, index) => index + 1)],
      ['above', ...Array.from({ length: 12 }, (_, index) => index + 25)],
    ]);
    expect(new Set(chart.signals.map((signal) => signal.rule)).size).toBe(3);
  });

  it('of page 215 by the rules on request', () => {
    // σ = 27.84 / 1.128 = 24.68: one-sigma lines 912.21 and 961.57, two-sigma lines 887.53 and 986.25.
    const chart = measured(PAGE_215, { ...linear, baseline: whole(PAGE_215), rules: 'all' });
    expect(oneBased(chart, 'two-of-three-beyond-two-sigma')).toEqual([
      ['below', 23, 24],
      ['above', 29, 30, 31],
      ['above', 44, 45],
    ]);
    expect(oneBased(chart, 'four-of-five-beyond-one-sigma')).toEqual([
      ['below', 1, 3, 4, 5, 6, 7],
      ['above', 25, 26, 28, 29, 30, 31, 32],
      ['above', 42, 43, 44, 45],
    ]);
  });

  it('a value on a limit is within it, a value on the centre is on neither side', () => {
    // Baseline 0, 2, 0, 2: centre 1, ranges 2, limits 1 ± 5.32.
    const baseline = { from: 0, to: 4 };
    const chart = measured([0, 2, 0, 2, 1 + 5.32, 2, 2, 2, 2, 1, 2, 2, 2, 2], { ...linear, baseline });
    expect(chart.signals).toEqual([]);
  });

  it('seven on one side are none, eight are one, twelve are one', () => {
    const after = (count: number) =>
      measured([0, 2, 0, 2, 0, ...Array.from({ length: count }, () => 1.5)], {
        ...linear,
        baseline: { from: 0, to: 5 },
      }).signals.length;
    expect([7, 8, 12].map(after)).toEqual([0, 1, 1]);
  });

  it('at a floor of zero a zero is no signal', () => {
    const values = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 0];
    const baseline = { from: 0, to: 10 };
    // Limits 10 ± 5.32: a zero is one here, where the lower limit is above zero.
    expect(measured(values, { scale: 'linear', canBeNegative: false, baseline }).signals[0]).toMatchObject({
      rule: 'beyond-limit',
      side: 'below',
    });
    const wide = [1, 9, 1, 9, 1, 9, 1, 9, 1, 9, 0];
    expect(measured(wide, { scale: 'linear', canBeNegative: false, baseline }).signals).toEqual([]);
  });

  it('turn round with the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 3, maxLength: 60 }), (values) => {
        const chart = measured(values, { ...linear, rules: 'all' });
        const mirror = measured(
          values.map((value) => -value),
          { ...linear, rules: 'all' },
        );
        const sides = (one: ProcessBehaviour, turned: boolean) =>
          one.signals
            .filter((signal) => signal.rule !== 'range-beyond-limit')
            .map((signal) => `${signal.rule} ${(signal.side === 'above') === turned} ${signal.at.join()}`)
            .sort();
        // Symmetric up to the rounding of the centre: skip the rare series that touches a line exactly.
        fc.pre(
          values.every((value) =>
            [chart.centre, ...chart.oneSigma, ...chart.twoSigma, chart.lower, chart.upper].every(
              (line) => Math.abs(line - value) > 1e-9,
            ),
          ),
        );
        expect(sides(mirror, false)).toEqual(sides(chart, true));
      }),
    );
  });

  it('leave the values alone', () => {
    const values = [3, 1, 2];
    measured(values);
    expect(values).toEqual([3, 1, 2]);
  });
});
