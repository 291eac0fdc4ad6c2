import { percentiles } from '../../../statistics/percentile.ts';
import type { Excluded } from '../../measure.ts';
import { unmeasurable } from '../../metrics/define.ts';
import { FEWEST_FOR_PERCENTILES, secondsOf } from '../../metrics/durations.ts';
import { DOUBTS } from '../doubts.ts';
import { inWindow } from '../in-window.ts';
import type { DeliveredChange } from '../joined.ts';
import {
  type DeliveryInput,
  defineDeliveryMetric,
  measuredDelivery,
  shareOf,
  typicalSeconds,
  whyNoDeployments,
} from '../measure.ts';

export interface LeadTimes {
  readonly n: number;
  readonly p50: number | null;
  readonly p90: number | null;
}

export interface ChangeLeadTime {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly coverage: number | null;
  readonly apart: { readonly others: LeadTimes; readonly bots: LeadTimes; readonly reverts: LeadTimes };
  readonly inBaseline: number;
  readonly deploymentsOfUnknownContent: number;
}

interface Timed {
  readonly changes: readonly DeliveredChange[];
  readonly durationsMs: readonly number[];
  readonly unknown: readonly Excluded[];
  readonly excluded: readonly Excluded[];
  readonly inBaseline: number;
}

/**
 * How long changes took from commit to customers: finish of the first successful production deployment that contains it − commit time.
 * Unit: seconds. Population: changes first deployed in the window; merge commits and copies of squashed or rebased commits left out.
 * Percentiles are nearest-rank, null below five changes. Source: methods.md 4.1.
 */
export const changeLeadTime = defineDeliveryMetric<ChangeLeadTime>({
  id: 'change-lead-time',
  name: 'Change lead time',
  meaning: 'How long changes took from their commit to the first successful production deployment that contains them.',
  unit: 'seconds',
  population:
    'Commits of the application first deployed to production in the window. Merge commits are left out; where all commits of a squashed or rebased pull request are known, they count and the copy in the target branch does not. The first deployment known is the baseline: how long what it contains took is not known.',
  source: 'methods.md 4.1',
  exclusions: {
    ...DOUBTS,
    bot: 'A bot made it, and bots are left out.',
    revert: 'It takes a change back, and reverts are left out.',
  },
  shape: {
    p50: 'Half of the changes took this long or less: always the lead time of a real change. null below five changes.',
    p90: 'The same for 90 %.',
    coverage: 'Share of the changes first deployed in the window whose lead time is known, 0 to 1.',
    apart: '`n`, `p50` and `p90` of `bots`, of `reverts` that people made, and of all `others`.',
    inBaseline:
      'Changes in the first deployment known, if that lies in the window; they have no lead time and are not in coverage.',
    deploymentsOfUnknownContent:
      'Successful deployments in the window of which no known commit is named: what they contain is not known.',
  },
  weekly: {
    name: 'typical lead time (geometric mean) of changes first deployed in the week',
    unit: 'seconds',
    scale: 'log',
    canBeNegative: false,
    of: (input) => typicalSeconds(timedIn(input).durationsMs),
  },
  measure: (input) => {
    const why = whyNoDeployments(input);
    if (why !== null) return why;
    const { changes, durationsMs, unknown, excluded, inBaseline } = timedIn(input);
    if (changes.length === 0) return unmeasurable(whyNone(unknown.length, inBaseline));
    const value: ChangeLeadTime = {
      ...percentilesOf(durationsMs),
      coverage: shareOf(changes.length, changes.length + unknown.length),
      apart: {
        others: leadTimesOf(changes, ({ record }) => !record.isBot && !record.isRevert),
        bots: leadTimesOf(changes, ({ record }) => record.isBot),
        reverts: leadTimesOf(changes, ({ record }) => record.isRevert && !record.isBot),
      },
      inBaseline,
      deploymentsOfUnknownContent: inWindow(input.application.deployments, (one) => one.at, input.window).filter(
        (one) => one.isSuccessful && !one.isContentKnown,
      ).length,
    };
    const items = changes.map(({ record }) => record.id);
    return measuredDelivery(value, items, { unit: 'seconds', unknown, excluded });
  },
});

function timedIn({ application, window, leaveOut = [] }: DeliveryInput): Timed {
  const changes: DeliveredChange[] = [];
  const durationsMs: number[] = [];
  const unknown: Excluded[] = [];
  const excluded: Excluded[] = [];
  let inBaseline = 0;
  for (const change of inWindow(application.changes, atOf, window)) {
    const { record, state, doubt, deployedAt } = change;
    if (record.isBot && leaveOut.includes('bots')) {
      excluded.push({ item: record.id, reason: 'bot' });
    } else if (record.isRevert && leaveOut.includes('reverts')) {
      excluded.push({ item: record.id, reason: 'revert' });
    } else if (deployedAt !== null) {
      changes.push(change);
      durationsMs.push(deployedAt - record.committedAt);
    } else if (state === 'baseline') {
      inBaseline += 1;
    } else if (doubt !== null) {
      unknown.push({ item: record.id, reason: doubt });
    }
  }
  return { changes, durationsMs, unknown, excluded, inBaseline };
}

function atOf({ deployment }: DeliveredChange): number {
  return deployment?.at ?? Number.POSITIVE_INFINITY;
}

function leadTimesOf(changes: readonly DeliveredChange[], isIn: (change: DeliveredChange) => boolean): LeadTimes {
  const durationsMs = changes
    .filter(isIn)
    .flatMap(({ record, deployedAt }) => (deployedAt === null ? [] : deployedAt - record.committedAt));
  return { n: durationsMs.length, ...percentilesOf(durationsMs) };
}

function percentilesOf(durationsMs: readonly number[]): { readonly p50: number | null; readonly p90: number | null } {
  if (durationsMs.length < FEWEST_FOR_PERCENTILES) return { p50: null, p90: null };
  const [p50, p90] = percentiles(durationsMs, [50, 90]).map((ms) => (ms === null ? null : secondsOf(ms)));
  return { p50: p50 ?? null, p90: p90 ?? null };
}

function whyNone(unknown: number, inBaseline: number): string {
  if (unknown > 0) return `Of none of the ${unknown} changes in the window is it known when they were first deployed.`;
  if (inBaseline > 0)
    return 'The window holds only the first deployment known, and how long what it contains took is not known.';
  return 'No change was first deployed in the window.';
}
