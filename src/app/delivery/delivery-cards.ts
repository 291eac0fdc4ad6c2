import type { DeliveryCard } from '../../api/delivery.ts';
import type { DeliveryInput, DeliveryMeasure, DeliveryMetric } from '../../flow/delivery/measure.ts';
import { changeFailRate } from '../../flow/delivery/metrics/change-fail-rate.ts';
import { changeLeadTime } from '../../flow/delivery/metrics/change-lead-time.ts';
import { deploymentFrequency } from '../../flow/delivery/metrics/deployment-frequency.ts';
import { pullRequestPhases } from '../../flow/delivery/metrics/pull-request-phases.ts';
import { recoveryTime } from '../../flow/delivery/metrics/recovery-time.ts';
import { reviewPickUp, reviewSize } from '../../flow/delivery/metrics/review.ts';
import { reworkRate } from '../../flow/delivery/metrics/rework-rate.ts';
import { deliveryWeekly } from '../../flow/delivery/weekly.ts';
import { signalInWords, trendAnswer } from '../trends.ts';
import { count, duration, percent } from '../words.ts';
import { publishedGroups } from './published-groups.ts';

interface Figure extends Pick<DeliveryCard, 'figure' | 'unit' | 'note'> {
  /** What the figure says, in the metric's unit, to be set beside published groups; left out where there are none. */
  readonly value?: number | null;
}

/** The measures of delivery of one application, each with its figure, its coverage in words and its trend. Source: methods.md 4. */
export function deliveryCards(input: DeliveryInput): DeliveryCard[] {
  return [
    cardOf(input, changeLeadTime, ({ p50, p90, coverage }) =>
      timed(p50, `${spoken('nine of ten within', p90)}${known(coverage, 'changes')}`),
    ),
    cardOf(input, deploymentFrequency, ({ perWeek, medianDaysPerWeek, total }) => ({
      figure: perWeek === null ? null : perWeek.toFixed(1),
      unit: 'a week',
      value: perWeek,
      note: `${count(total, 'deployment')}${medianDaysPerWeek === null ? '' : `; on ${medianDaysPerWeek} days of a usual week`}`,
    })),
    cardOf(input, changeFailRate, ({ rate, failed, deployments, byRule }) => ({
      figure: percent(rate).replace(' %', ''),
      unit: '%',
      value: rate,
      note: `${failed} of ${count(deployments, 'deployment')}${byRule.latest > 0 ? `; ${byRule.latest} of them inferred` : ''}`,
    })),
    cardOf(input, recoveryTime, ({ p50, fromDetection }) => timed(p50, spoken('from detection', fromDetection))),
    cardOf(input, reworkRate, ({ rate, unplanned, deployments }) => ({
      figure: percent(rate).replace(' %', ''),
      unit: '%',
      note: `${unplanned} of ${count(deployments, 'deployment')} unplanned`,
    })),
    cardOf(input, pullRequestPhases, ({ whole }) =>
      timed(whole.p50, `first commit to production${known(whole.coverage, 'pull requests')}`),
    ),
    cardOf(input, reviewPickUp, ({ p50, coverage, withoutResponse }) =>
      timed(p50, `${withoutResponse} without a response${known(coverage, 'pull requests')}`),
    ),
    cardOf(input, reviewSize, ({ p50, p90, coverage }) => ({
      figure: p50 === null ? null : String(p50),
      unit: 'lines',
      note: `${p90 === null ? '' : `nine of ten up to ${p90} lines`}${known(coverage, 'pull requests')}`,
    })),
  ];
}

function cardOf<Value>(
  input: DeliveryInput,
  metric: DeliveryMetric<Value>,
  figureOf: (value: Value) => Figure,
): DeliveryCard {
  const measure = metric.measure(input);
  const series = deliveryWeekly(metric, input, { withItems: false });
  const isMeasured = measure.status === 'measured';
  const { value = null, ...figure }: Figure = isMeasured
    ? figureOf(measure.value)
    : { figure: null, unit: '', note: measure.reason };
  return {
    metric: metric.id,
    name: metric.name,
    ...figure,
    // Percentiles of fewer than five are not told; then at least their number is.
    note: figure.figure === null && isMeasured ? `only ${measure.n} known: too few for a figure` : figure.note,
    signal: signalInWords(series),
    trend: trendAnswer(series),
    meaning: metric.meaning,
    population: metric.population,
    source: metric.source,
    n: isMeasured ? measure.n : null,
    unknown: isMeasured ? reasonsOf(measure.unknown, metric) : [],
    excluded: isMeasured ? reasonsOf(measure.excluded, metric) : [],
    inferred: isMeasured ? measure.inferred.length : null,
    published: publishedGroups(metric.id, value),
    measure: measure satisfies DeliveryMeasure<unknown>,
  };
}

function reasonsOf(
  excluded: readonly { readonly reason: string }[],
  metric: Pick<DeliveryMetric, 'exclusions'>,
): DeliveryCard['unknown'] {
  return [...Map.groupBy(excluded, ({ reason }) => reason)].map(([reason, records]) => ({
    why: metric.exclusions[reason] ?? reason,
    count: records.length,
  }));
}

/** A median of seconds. */
function timed(p50: number | null, note: string): Figure {
  const [figure = null, unit = ''] = p50 === null ? [] : duration(1000 * p50).split(' ');
  return { figure, unit, note, value: p50 };
}

function spoken(words: string, seconds: number | null): string {
  return seconds === null ? '' : `${words} ${duration(1000 * seconds)}`;
}

/** How much of it is known, where that is not all. */
function known(coverage: number | null, of: string): string {
  return coverage === null || coverage === 1 ? '' : `; known of ${percent(coverage)} of ${of}`;
}
