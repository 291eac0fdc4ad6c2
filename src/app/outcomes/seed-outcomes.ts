import { calendarOf, type Day } from '../../flow/calendar.ts';
import type { MetricBody } from '../../outcomes/metric.ts';
import { outcomeBody } from '../../outcomes/outcome.ts';
import { dueReviews, type Look } from '../../outcomes/review.ts';
import { type SampleOutcome, simulateOutcomes } from '../../sample/outcomes/simulate-outcomes.ts';
import { saveMetricValues } from '../../storage/metric-values.ts';
import type { App } from '../app.ts';
import { asOnDay } from './as-on-day.ts';
import { epicsOfStreams } from './epics.ts';
import { isKnown, keepOnce, METRIC, OUTCOME, REVIEW } from './kept.ts';
import { holdReview, reviewId } from './reviews.ts';

const SEED = 7_311;

/**
 * States the sample organisation's outcomes, each on its day, with the values of their metrics and the reviews that were held. What is
 * there already stays, so that an interrupted start goes on.
 */
export async function seedOutcomes(app: App, endOn: Day): Promise<void> {
  const epics = (await epicsOfStreams(app)).filter(({ isSample }) => isSample);
  const { outcomes, metrics } = simulateOutcomes({
    seed: SEED,
    endOn,
    epics: epics.map(({ source, item, title, stream, timeZone, startedAt, deliveredAt }) => ({
      source,
      item,
      title,
      stream,
      startedOn: dayOf(timeZone, startedAt),
      deliveredOn: dayOf(timeZone, deliveredAt),
    })),
  });
  for (const { plan, values } of metrics) {
    const { id, name, unit, goodDirection, definition } = plan;
    const body: Partial<MetricBody> = { name, unit, goodDirection, definition, isSample: true };
    await keepOnce(asOnDay(app, values[0]?.day ?? endOn), METRIC, { id, body });
    await saveMetricValues(app.db, app.workspace, id, values, { author: app.author, savedAt: app.now() });
  }
  for (const outcome of outcomes) await seedOne(app, outcome, endOn);
}

async function seedOne(app: App, outcome: SampleOutcome, endOn: Day): Promise<void> {
  const { plan, epic, statement, by, statedOn, deliveredOn } = outcome;
  const id = `sample-${plan.id}`;
  const body = outcomeBody.parse({
    title: epic?.title ?? titleOf(plan.id),
    statement,
    subject: epic === null ? null : { source: epic.source, item: epic.item },
    stream: plan.stream,
    metric: plan.metric,
    direction: plan.direction,
    baseline: plan.baseline,
    target: plan.target,
    by,
    beneficiary: plan.beneficiary,
    valueType: plan.valueType,
    owner: plan.owner,
    confidence: plan.confidence,
    control: plan.control ?? null,
    override: plan.override ?? null,
    exempt: plan.exempt ?? null,
    delivery:
      epic === null && deliveredOn !== null
        ? { startedOn: null, deliveredOn, reason: 'Its work was finished before the history begins.' }
        : null,
    isSample: true,
  });
  await keepOnce(asOnDay(app, statedOn), OUTCOME, { id, body });
  if (deliveredOn === null) return;
  for (const { look, learned, decision } of plan.reviews) {
    const heldOn = dueOf(deliveredOn, look);
    if (heldOn >= endOn || (await isKnown(app, REVIEW, reviewId(id, look)))) continue;
    await holdReview(asOnDay(app, heldOn), id, {
      look,
      basedOn: 0,
      actual: null,
      learned,
      decision,
      confirmedBy: 'Product management',
      isUsed: plan.isUsed,
      adoption: '',
      known: {
        isReleaseFixedBeforehand: true,
        isSameDefinition: true,
        isControlUntouched: plan.control === undefined ? null : true,
        isBaselineChosen: false,
        otherChanges: null,
      },
      reopenedBecause: null,
    });
  }
}

function dayOf(timeZone: string, at: number | null): Day | null {
  return at === null ? null : calendarOf(timeZone).dayOf(at);
}

function dueOf(deliveredOn: Day, look: Look): Day {
  return dueReviews(deliveredOn, deliveredOn, new Set()).find((one) => one.look === look)?.dueOn ?? deliveredOn;
}

function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
