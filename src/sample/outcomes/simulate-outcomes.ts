import { addDays, addMonths, type Day, daysBetween, weekOf } from '../../flow/calendar.ts';
import { randomOf } from '../../statistics/random.ts';
import { METRIC_PLANS, type MetricPlan } from './metric-plans.ts';
import { OUTCOME_PLANS, type OutcomePlan } from './plans.ts';
import { smallPlans } from './small-plans.ts';

/** An initiative or epic that a sample outcome can belong to. */
export interface SampleEpic {
  readonly source: string;
  readonly item: string;
  readonly title: string;
  readonly stream: string;
  readonly startedOn: Day | null;
  readonly deliveredOn: Day | null;
}

/** A sample outcome with its work and its days. */
export interface SampleOutcome {
  readonly plan: OutcomePlan;
  readonly statement: string;
  readonly epic: SampleEpic | null;
  readonly statedOn: Day;
  readonly by: Day;
  readonly deliveredOn: Day | null;
}

export interface SampleMetric {
  readonly plan: MetricPlan;
  readonly values: readonly { readonly day: Day; readonly value: number }[];
}

/** Months after delivery by which an outcome is promised. */
const PROMISED_MONTHS = 6;
/** Where the work itself began is not known: so long before the delivery. */
const USUAL_WORK_DAYS = 70;

/**
 * The outcomes of the sample organisation and the weekly values of its metrics up to `endOn`: each outcome beside the epic of its topic
 * that was delivered closest to its time, each metric moved by what its releases truly do. The same seed, day and epics give the same.
 */
export function simulateOutcomes(options: {
  readonly seed: number;
  readonly endOn: Day;
  readonly epics: readonly SampleEpic[];
}): { readonly outcomes: readonly SampleOutcome[]; readonly metrics: readonly SampleMetric[] } {
  const { seed, endOn } = options;
  const taken = new Set<string>();
  const outcomes = OUTCOME_PLANS.map((plan): SampleOutcome => {
    const epic = epicFor(plan, options.epics, endOn, taken);
    if (epic !== null) taken.add(epic.item);
    return outcomeOf(plan, epic, endOn);
  });
  const others = options.epics.filter(({ item }) => !taken.has(item));
  for (const { plan, epic } of smallPlans(others, endOn, seed)) outcomes.push(outcomeOf(plan, epic, endOn));
  const metrics = METRIC_PLANS.map((plan, place) => ({ plan, values: valuesOf(plan, outcomes, endOn, seed + place) }));
  return { outcomes, metrics };
}

function epicFor(
  { stream, topic, deliveredMonthsAgo, reviews }: OutcomePlan,
  epics: readonly SampleEpic[],
  endOn: Day,
  taken: ReadonlySet<string>,
): SampleEpic | null {
  // Reviews that were held lie in the past.
  const latest = monthsBefore(endOn, Math.max(0, ...reviews.map(({ look }) => look)));
  const candidates = epics.filter(
    (epic) =>
      epic.stream === stream &&
      !taken.has(epic.item) &&
      epic.startedOn !== null &&
      epic.title.toLowerCase().includes(topic) &&
      (deliveredMonthsAgo === null) === (epic.deliveredOn === null) &&
      (epic.deliveredOn === null || epic.deliveredOn < latest),
  );
  const wanted = deliveredMonthsAgo === null ? endOn : monthsBefore(endOn, deliveredMonthsAgo);
  const distance = ({ deliveredOn, startedOn }: SampleEpic): number =>
    Math.abs(daysBetween(deliveredOn ?? startedOn ?? endOn, wanted));
  return candidates.toSorted((a, b) => distance(a) - distance(b) || (a.item < b.item ? -1 : 1))[0] ?? null;
}

function outcomeOf(plan: OutcomePlan, epic: SampleEpic | null, endOn: Day): SampleOutcome {
  const planned = plan.deliveredMonthsAgo === null ? null : monthsBefore(endOn, plan.deliveredMonthsAgo);
  const deliveredOn = epic === null ? planned : epic.deliveredOn;
  const startedOn = epic?.startedOn ?? addDays(deliveredOn ?? endOn, -USUAL_WORK_DAYS);
  const by = addMonths(deliveredOn ?? addMonths(endOn, 2), PROMISED_MONTHS);
  return {
    plan,
    statement: plan.statement.replace('{by}', inWords(by)),
    epic,
    statedOn: addDays(startedOn, -7 * plan.statedWeeksBefore),
    by,
    deliveredOn,
  };
}

/** Deviations follow each other as AR(1); a release shifts the level from its first whole week on. */
function valuesOf(
  plan: MetricPlan,
  outcomes: readonly SampleOutcome[],
  endOn: Day,
  seed: number,
): SampleMetric['values'] {
  const random = randomOf(seed);
  const own = outcomes.filter((outcome) => outcome.plan.metric === plan.id && outcome.deliveredOn !== null);
  const last = weekOf(addDays(endOn, -7));
  const jump = plan.spread * Math.sqrt(1 - plan.memory ** 2);
  let deviation = 0;
  return Array.from({ length: plan.weeks }, (_, place) => {
    const day = addDays(last, 7 * (place - plan.weeks + 1));
    deviation = plan.memory * deviation + jump * random.normal();
    const moved = own.reduce(
      (sum, { deliveredOn, plan: { trueEffect } }) =>
        sum + (deliveredOn !== null && day >= deliveredOn ? trueEffect : 0),
      0,
    );
    const scale = 10 ** plan.decimals;
    return { day, value: Math.round((plan.level + moved + deviation) * scale) / scale };
  });
}

function monthsBefore(day: Day, months: number): Day {
  return addDays(addMonths(day, -Math.floor(months)), -Math.round((months % 1) * 30));
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

function inWords(day: Day): string {
  const [year = '', month = '1', date = '1'] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}
