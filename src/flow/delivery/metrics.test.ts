import { describe, expect, test } from 'vitest';
import { changeFailRate } from './metrics/change-fail-rate.ts';
import { changeLeadTime } from './metrics/change-lead-time.ts';
import { deploymentFrequency } from './metrics/deployment-frequency.ts';
import { pullRequestPhases } from './metrics/pull-request-phases.ts';
import { recoveryTime } from './metrics/recovery-time.ts';
import { reviewPickUp, reviewSize } from './metrics/review.ts';
import { reworkRate } from './metrics/rework-rate.ts';
import { DELIVERY_METRICS, deliveryMetricOf, measureDelivery } from './metrics.ts';
import { commit, deploy, incident, inJanuary, on, pullRequest, shop } from './records.test-data.ts';
import type { ChangeRecord } from './records.ts';
import { deliveryWeekly } from './weekly.ts';

const HOUR = 3600;

/** A trunk of commits c0 … at the given times, each the child of the one before. */
function trunk(times: readonly string[], more: Readonly<Record<number, Partial<ChangeRecord>>> = {}): ChangeRecord[] {
  return times.map((when, index) => commit(`c${index}`, when, index === 0 ? '' : `c${index - 1}`, more[index]));
}

describe('change lead time', () => {
  // c1 … c6 waited 1, 2, 3, 4, 5 and 30 hours for d2, at 12:00 on the 7th.
  const times = ['5 08:00', '6 06:00', '7 07:00', '7 08:00', '7 09:00', '7 10:00', '7 11:00'];
  const deployments = [deploy('d1', 'c0', '5 09:00'), deploy('d2', 'c6', '7 12:00')];

  test('median and 90th percentile are lead times of real changes, with n and coverage', () => {
    const measure = changeLeadTime.measure(inJanuary(shop([...trunk(times), ...deployments])));
    // Sorted hours 1 2 3 4 5 30: rank 3 of 6 is 3 h, rank ⌈5.4⌉ = 6 is 30 h.
    expect(measure).toMatchObject({
      status: 'measured',
      unit: 'seconds',
      n: 6,
      value: { p50: 3 * HOUR, p90: 30 * HOUR, coverage: 1, inBaseline: 1, deploymentsOfUnknownContent: 0 },
      unknown: [],
    });
  });

  test('below five changes the percentiles are null and the changes are given', () => {
    const few = [...trunk(times.slice(0, 3)), deploy('d1', 'c0', '5 09:00'), deploy('d2', 'c2', '7 12:00')];
    expect(changeLeadTime.measure(inJanuary(shop(few)))).toMatchObject({
      n: 2,
      value: { p50: null, p90: null },
      items: ['c1', 'c2'],
    });
  });

  test('bots and reverts are told apart, and can be left out by name', () => {
    const records = [
      ...trunk(times, { 1: { isBot: true }, 2: { isRevert: true }, 3: { isBot: true, isRevert: true } }),
      ...deployments,
    ];
    const input = inJanuary(shop(records));
    expect(changeLeadTime.measure(input)).toMatchObject({
      n: 6,
      value: { apart: { others: { n: 3 }, bots: { n: 2 }, reverts: { n: 1 } } },
    });
    expect(changeLeadTime.measure({ ...input, leaveOut: ['bots', 'reverts'] })).toMatchObject({
      n: 3,
      excluded: [
        { item: 'c1', reason: 'bot' },
        { item: 'c2', reason: 'revert' },
        { item: 'c3', reason: 'bot' },
      ],
    });
  });

  test('what is not known lowers the coverage and is named; it is never a zero', () => {
    const records = [...trunk(times), ...deployments, deploy('x', null, '7 08:15')];
    // x was begun at 08:05: c1, c2 and c3 may have been in it. c4, c5 and c6 were written later.
    expect(changeLeadTime.measure(inJanuary(shop(records)))).toMatchObject({
      n: 3,
      value: { coverage: 0.5, deploymentsOfUnknownContent: 1 },
      unknown: ['c1', 'c2', 'c3'].map((item) => ({ item, reason: 'ancestry-unknown' })),
    });
    const none = [...trunk(times), ...deployments, deploy('x', null, '7 11:30')];
    expect(changeLeadTime.measure(inJanuary(shop(none)))).toMatchObject({
      status: 'unmeasurable',
      reason: 'Of none of the 6 changes in the window is it known when they were first deployed.',
    });
  });

  test('both edges of the window: the first instant is in, the end is not', () => {
    const records = [
      ...trunk(['5 08:00', '5 09:00', '5 10:00', '5 11:00', '5 12:00']),
      deploy('d1', 'c0', '5 08:30'),
      deploy('d2', 'c1', '5 23:59'),
      deploy('d3', 'c2', '6 00:00'),
      deploy('d4', 'c3', '6 23:59'),
      deploy('d5', 'c4', '7 00:00'),
    ];
    expect(changeLeadTime.measure(inJanuary(shop(records), '2026-01-06', '2026-01-07'))).toMatchObject({
      items: ['c2', 'c3'],
    });
  });

  test('says why there is nothing: no deployment, too late, baseline alone, no change', () => {
    const reasonOf = (...[records, from, to]: [Parameters<typeof shop>[0], string?, string?]): string => {
      const measure = changeLeadTime.measure(inJanuary(shop(records), from, to));
      return measure.status === 'unmeasurable' ? measure.reason : 'measured';
    };
    expect(reasonOf(trunk(times))).toBe(
      'No deployment of Shop is known up to the end of the window: connect a source of deployments, or look at a later one.',
    );
    expect(reasonOf([...trunk(times), deploy('d1', 'c0', '5 09:00', { environment: 'live' })])).toContain(
      'go to live: name those',
    );
    expect(reasonOf([...trunk(times), ...deployments], '2026-01-01', '2026-01-03')).toContain('later than the window');
    expect(reasonOf([...trunk(times), deploy('d1', 'c6', '8 00:00')])).toContain('only the first deployment known');
    expect(reasonOf([...trunk(times), ...deployments], '2026-01-20')).toBe(
      'No change was first deployed in the window.',
    );
  });
});

describe('deployment frequency', () => {
  const records = [
    commit('r', '1 08:00'),
    // First known on Thursday the 8th. Weeks from the 5th: 2 deployments on 1 day; 12th: 3 on 3 days; 19th: none; 26th: 1.
    ...['8 10:00', '8 11:00', '12 09:00', '13 09:00', '14 09:00', '26 09:00'].map((when, index) =>
      deploy(`d${index}`, 'r', when),
    ),
    deploy('failed', 'r', '15 09:00', { status: 'failed' }),
    deploy('odd', 'r', '16 09:00', { status: 'unknown' }),
  ];

  test('mean and median of days over whole weeks since the first deployment, empty weeks included', () => {
    // Whole weeks of January: 5th, 12th, 19th; the 26th ends in February. (2 + 3 + 0) / 3; days 1, 3, 0: median 1.
    expect(deploymentFrequency.measure(inJanuary(shop(records)))).toMatchObject({
      n: 6,
      value: { perWeek: 5 / 3, medianDaysPerWeek: 1, weeks: 3, total: 6 },
      unknown: [{ item: 'odd', reason: 'outcome-unknown' }],
    });
  });

  test('weeks before the first deployment known do not count as zero, and without a whole week there is no mean', () => {
    const later = records.filter((record) => record.kind === 'change' || record.id === 'd5');
    expect(deploymentFrequency.measure(inJanuary(shop(later)))).toMatchObject({
      n: 1,
      value: { perWeek: null, medianDaysPerWeek: null, weeks: 0, total: 1 },
    });
  });

  test('a whole window without a deployment after the first is a measured zero', () => {
    expect(deploymentFrequency.measure(inJanuary(shop(records), '2026-01-19', '2026-01-26'))).toMatchObject({
      status: 'measured',
      n: 0,
      value: { perWeek: 0, medianDaysPerWeek: 0 },
    });
  });

  test('week by week, with limits as in any process behaviour chart', () => {
    const series = deliveryWeekly(deploymentFrequency, inJanuary(shop(records), '2025-12-29', '2026-02-02'));
    expect(series.weeks.map(({ value }) => value)).toEqual([null, 2, 3, 0, 1]);
    expect(series.weeks[1]?.items).toEqual(['d0', 'd1']);
    // Centre 6/4, moving ranges 1, 3, 1: mean 5/3; upper 1.5 + 2.66 · 5/3.
    const later = { from: '2026-01-05', to: '2026-01-19' };
    const fixed = deliveryWeekly(deploymentFrequency, inJanuary(shop(records), '2025-12-29', '2026-02-02'), {
      baseline: later,
    });
    // Two weeks of 2 and 3: centre 2.5, one range of 1.
    expect(fixed.behaviour).toMatchObject({ centre: 2.5, baseline: { from: 1, to: 3, n: 2 } });
    const { behaviour } = series;
    if (behaviour.status !== 'measured') throw new Error(behaviour.reason);
    expect(behaviour.centre).toBeCloseTo(1.5, 10);
    expect(behaviour.upper).toBeCloseTo(1.5 + (2.66 * 5) / 3, 10);
  });
});

describe('failures', () => {
  const deployments = [
    commit('r', '1 08:00'),
    ...['5', '6', '7', '8', '9', '12', '13', '14'].map((day) => deploy(`d${day}`, 'r', `${day} 12:00`)),
  ];

  test('two incidents of one deployment are one failed deployment', () => {
    const records = [
      ...deployments,
      incident('i1', '6 13:00', '6 14:00'),
      incident('i2', '6 15:00', '6 20:00', { deployments: ['d6'] }),
      incident('i3', '16 15:00', '16 20:00'),
    ];
    const measure = changeFailRate.measure(inJanuary(shop(records)));
    expect(measure).toMatchObject({
      n: 8,
      value: { rate: 1 / 8, failed: 1, deployments: 8, byRule: { link: 1, change: 0, repair: 0, latest: 0 } },
      items: ['d6'],
      inferred: [],
      unknown: [{ item: 'i3', reason: 'no-deployment' }],
    });
    // Restored with its last incident, 8 h after d6 at 12:00; detected at 13:00.
    expect(recoveryTime.measure(inJanuary(shop(records)))).toMatchObject({ n: 1, value: { p50: null }, items: ['d6'] });
  });

  test('what only its time ties is said to be inferred', () => {
    const measure = changeFailRate.measure(inJanuary(shop([...deployments, incident('i', '6 13:00', null)])));
    expect(measure).toMatchObject({ value: { byRule: { latest: 1 } }, items: ['d6'], inferred: ['d6'] });
  });

  test('a failed deployment counts where an incident names it, and nowhere else', () => {
    const failed = deploy('f', 'r', '15 12:00', { status: 'failed' });
    const named = incident('i', '15 12:30', '15 13:00', { deployments: ['f'] });
    expect(changeFailRate.measure(inJanuary(shop([...deployments, failed, named])))).toMatchObject({
      value: { rate: 1 / 9, failed: 1, deployments: 9 },
    });
    const other = incident('i', '5 12:30', '5 13:00');
    expect(changeFailRate.measure(inJanuary(shop([...deployments, failed, other])))).toMatchObject({
      value: { deployments: 8 },
      items: ['d5'],
    });
  });

  test('without a source of incidents nothing is said; with one that tells of none the rate is zero', () => {
    expect(changeFailRate.measure(inJanuary(shop(deployments)))).toMatchObject({ status: 'unmeasurable' });
    expect(recoveryTime.measure(inJanuary(shop(deployments)))).toMatchObject({ status: 'unmeasurable' });
    expect(reworkRate.measure(inJanuary(shop(deployments)))).toMatchObject({ status: 'unmeasurable' });
    const connected = inJanuary(shop(deployments, undefined, { areIncidentsKnown: true }));
    expect(changeFailRate.measure(connected)).toMatchObject({ value: { rate: 0, failed: 0, deployments: 8 } });
    expect(reworkRate.measure(connected)).toMatchObject({ value: { rate: 0 } });
    expect(recoveryTime.measure(connected)).toMatchObject({
      reason: 'No failed deployment was restored in the window.',
    });
  });

  test('recovery runs from the finish of the failed deployment, and from detection beside it', () => {
    // Restored 1, 2, 3, 4 and 5 hours after their deployments; opened 30 minutes after, detected 15 minutes after that or not told.
    const incidents = ['5', '6', '7', '8', '9'].map((day, index) =>
      incident(`i${day}`, `${day} 12:30`, `${day} ${13 + index}:00`, {
        detectedAt: index < 2 ? null : on(`${day} 12:45`),
      }),
    );
    // From detection: 0.5, 1.5, 2.25, 3.25 and 4.25 hours; rank 3 of 5.
    expect(recoveryTime.measure(inJanuary(shop([...deployments, ...incidents])))).toMatchObject({
      n: 5,
      unit: 'seconds',
      value: { p50: 3 * HOUR, fromDetection: 2.25 * HOUR },
      inferred: ['d5', 'd6', 'd7', 'd8', 'd9'],
    });
  });

  test('an incident that is not restored, or restored before its deployment, gives no time', () => {
    const records = [
      ...deployments,
      incident('open', '6 13:00', null),
      incident('skewed', '7 13:00', '7 11:00', { deployments: ['d7'] }),
    ];
    expect(recoveryTime.measure(inJanuary(shop(records)))).toMatchObject({
      status: 'unmeasurable',
      reason: 'Of none of the 2 failed deployments is it known how long they took to be restored.',
    });
  });

  test('a recovery counts in the window in which it ended', () => {
    const records = [...deployments, incident('i', '9 13:00', '12 13:00')];
    expect(recoveryTime.measure(inJanuary(shop(records), '2026-01-05', '2026-01-12')).status).toBe('unmeasurable');
    expect(recoveryTime.measure(inJanuary(shop(records), '2026-01-12', '2026-01-19'))).toMatchObject({ items: ['d9'] });
  });

  test('rework: rollbacks while an incident lasts, and what its source says was unplanned', () => {
    const records = [
      ...deployments,
      deploy('back', 'r', '6 14:00', { isRollback: true }),
      deploy('later', 'r', '20 14:00', { isRollback: true }),
      deploy('hotfix', 'r', '21 14:00', { isUnplanned: true }),
      deploy('odd', 'r', '22 14:00', { status: 'unknown' }),
      incident('i', '6 13:00', '6 14:00'),
    ];
    expect(reworkRate.measure(inJanuary(shop(records)))).toMatchObject({
      n: 11,
      value: { rate: 2 / 11, unplanned: 2, deployments: 11 },
      items: ['back', 'hotfix'],
      unknown: [{ item: 'odd', reason: 'outcome-unknown' }],
      inferred: [],
    });
  });
});

describe('pull requests', () => {
  /** Opened at 10:00 on the day, first commit an hour before, answered after h hours, approved after 2h, merged after 3h. */
  const request = (number: number, h: number) =>
    pullRequest(`${number}`, `${number} 10:00`, `${number} ${10 + 3 * h}:00`, {
      firstCommitAt: on(`${number} 09:00`),
      firstResponseAt: on(`${number} ${10 + h}:00`),
      approvedAt: on(`${number} ${10 + 2 * h}:00`),
      additions: 10 * h,
      deletions: h,
    });
  const five = [1, 2, 3, 4, 1].map((h, index) => request(5 + index, h));

  test('each phase has its median, n and coverage; what is not known is null', () => {
    const bare = pullRequest('12', '12 10:00', '12 12:00');
    const wrong = { ...request(13, 1), approvedAt: on('13 20:00') };
    const measure = pullRequestPhases.measure(inJanuary(shop([...five, bare, wrong])));
    // Hours of response: 1 2 3 4 1 and 1: sorted 1 1 1 2 3 4, rank 3 is 1 h. wrong was approved after it was merged, at 13:00:
    // of the other five, 1 1 2 3 4, rank 3 is 2 h.
    expect(measure).toMatchObject({
      n: 7,
      value: {
        authoring: { p50: HOUR, n: 6, coverage: 6 / 7, outOfOrder: 0 },
        pickUp: { p50: HOUR, n: 6, coverage: 6 / 7 },
        merging: { p50: 2 * HOUR, n: 5, coverage: 5 / 7, outOfOrder: 1 },
        deploying: { p50: null, n: 0, coverage: 0 },
        whole: { p50: null, n: 0, coverage: 0 },
      },
    });
  });

  test('merged to deployed runs to the first successful production deployment', () => {
    const records = five.flatMap((one, index) => [
      { ...one, mergeCommit: `m${index}` },
      commit(`m${index}`, `${5 + index} 10:00`, index === 0 ? 'r' : `m${index - 1}`),
    ]);
    const input = inJanuary(
      shop([commit('r', '1'), deploy('d1', 'r', '1 12:00'), ...records, deploy('d2', 'm4', '10 13:00')]),
    );
    // Merged on the 5th … 9th at 13, 16, 19, 22 and 13 o'clock; the median wait is that of the 7th: 19:00 to the 10th 13:00, 66 h.
    expect(pullRequestPhases.measure(input)).toMatchObject({
      value: { deploying: { p50: 66 * HOUR, n: 5, coverage: 1 } },
    });
  });

  test('pick-up and size, with those that say nothing counted', () => {
    const input = inJanuary(shop([...five, pullRequest('12', '12 10:00', '12 12:00')]));
    expect(reviewPickUp.measure(input)).toMatchObject({
      n: 5,
      value: { p50: 2 * HOUR, coverage: 5 / 6, withoutResponse: 1 },
    });
    // Waits of 1 1 2 3 4 hours: rank 3 of 5 is 2 h. 11, 22, 33, 44, 11 lines: rank 3 of 5 is 22, rank 5 is 44.
    expect(reviewSize.measure(input)).toMatchObject({ n: 5, value: { p50: 22, p90: 44, coverage: 5 / 6 } });
  });

  test('come in the order of their merge', () => {
    const late = { ...request(5, 1), id: 'late', mergedAt: on('20') };
    expect(pullRequestPhases.measure(inJanuary(shop([late, request(6, 1), request(7, 1)])))).toMatchObject({
      items: ['acme/shop#6', 'acme/shop#7', 'late'],
    });
  });

  test('closed without merging, or merged outside the window, one is in no phase; bots can be left out', () => {
    const closed = { ...request(14, 1), mergedAt: null };
    const input = inJanuary(
      shop([request(5, 1), closed, { ...request(6, 1), isBot: true }]),
      '2026-01-05',
      '2026-01-12',
    );
    expect(pullRequestPhases.measure({ ...input, leaveOut: ['bots'] })).toMatchObject({
      items: ['acme/shop#5'],
      excluded: [{ item: 'acme/shop#6', reason: 'bot' }],
    });
  });

  test('trunk-based work has none, and that is said', () => {
    const input = inJanuary(shop([commit('r', '5 08:00'), deploy('d1', 'r', '5 09:00')]));
    for (const metric of [pullRequestPhases, reviewPickUp, reviewSize]) {
      expect(metric.measure(input)).toMatchObject({ status: 'unmeasurable', reason: expect.stringContaining('Shop') });
    }
  });
});

describe('the registry', () => {
  test('has each id once and answers it', () => {
    const ids = DELIVERY_METRICS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map(deliveryMetricOf)).toEqual(DELIVERY_METRICS);
    expect(deliveryMetricOf('velocity')).toBeUndefined();
  });

  test('answers in words, and with nothing, where nothing is known', () => {
    const measures = Object.values(measureDelivery(inJanuary(shop([]))));
    expect(measures.map(({ status }) => status)).toEqual(measures.map(() => 'unmeasurable'));
    for (const metric of DELIVERY_METRICS) {
      expect(deliveryWeekly(metric, inJanuary(shop([]))).weeks.map(({ value, items }) => [value, items])).toEqual(
        Array.from({ length: 3 }, () => [null, []]),
      );
    }
  });

  test('is unmeasurable in a window that lies wholly after the moment of looking', () => {
    const { application, window } = inJanuary(shop([]));
    const input = { application, window: { ...window, asOf: on('1'), endAt: on('1') } };
    for (const metric of DELIVERY_METRICS) {
      expect(metric.measure(input)).toMatchObject({ reason: expect.stringContaining('up to which anything is known') });
    }
  });
});
