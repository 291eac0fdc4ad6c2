import { z } from 'zod';
import type { Day } from '../flow/calendar.ts';
import type { StatementFields } from './statement/statement.ts';

const TEXT = 10_000;
const NAME = 200;
const text = z
  .string()
  .max(TEXT)
  .refine((value) => !value.includes('\0'), 'must not hold the character U+0000');
const name = text.max(NAME);
const day = z.iso.date();
const figure = z.number().finite();

/** Whom an outcome is worth something to. Source: methods.md 5. */
export const VALUE_TYPES = ['customer', 'business', 'delivery'] as const;

/** A work item by its source and key. */
export const itemReference = z.strictObject({ source: name.min(1), item: name.min(1) });
export type ItemReference = z.infer<typeof itemReference>;

/** The four questions that an outcome answers. */
export const questions = z.strictObject({
  problem: text.default(''),
  result: text.default(''),
  success: text.default(''),
  learning: text.default(''),
});

const fields = {
  title: name.min(1),
  statement: text.min(1),
  questions: questions.default({ problem: '', result: '', success: '', learning: '' }),
  /** The initiative or epic; null: it stands alone. */
  subject: itemReference.nullable().default(null),
  stream: name.nullable().default(null),
  team: name.nullable().default(null),
  metric: name.nullable().default(null),
  direction: z.enum(['up', 'down', 'hold']).nullable().default(null),
  baseline: figure.nullable().default(null),
  target: figure.nullable().default(null),
  unit: name.nullable().default(null),
  by: day.nullable().default(null),
  beneficiary: name.nullable().default(null),
  valueType: z.enum(VALUE_TYPES).nullable().default(null),
  owner: name.nullable().default(null),
  stakeholders: z
    .array(z.strictObject({ name: name.min(1), confirmedOn: day.nullable().default(null) }))
    .max(50)
    .default([]),
  confidence: figure.min(0).max(1).nullable().default(null),
  anticipated: figure.positive('must be above 0 whatever the direction').nullable().default(null),
  minimum: figure.positive('must be above 0').nullable().default(null),
  burnIn: z.number().int().min(0).max(100).default(0),
  /** A metric that the change cannot move. */
  control: name.nullable().default(null),
  adoptionTarget: text.nullable().default(null),
  keyResult: name.nullable().default(null),
  /** Why a statement that fails its check stands all the same. */
  override: text.min(1).nullable().default(null),
  /** A class of work that needs no outcome, such as a legal duty. */
  exempt: text.min(1).nullable().default(null),
  /** Set by hand, with the reason; else read from the timeline. */
  delivery: z
    .strictObject({
      startedOn: day.nullable().default(null),
      deliveredOn: day.nullable().default(null),
      reason: text.min(1, 'say why it is set by hand'),
    })
    .nullable()
    .default(null),
  /** Criteria of the stream's start gate that are agreed to be met. */
  gate: z
    .array(z.strictObject({ criterion: text.min(1), agreedBy: name.min(1), agreedOn: day }))
    .max(100)
    .default([]),
  /** What an experiment tool found. Source: methods.md 5.4, grade A. */
  experiment: z
    .strictObject({ estimate: figure, low: figure, high: figure, level: figure.gt(0).lt(1), link: text.min(1) })
    .refine(({ low, estimate, high }) => low <= estimate && estimate <= high, 'the estimate lies in its interval')
    .nullable()
    .default(null),
  isSample: z.boolean().default(false),
};

type Told<Value> = Value | null | undefined;

/** Figures that contradict each other. What is not said contradicts nothing. */
function refuseContradictions(
  outcome: {
    readonly anticipated?: Told<number>;
    readonly minimum?: Told<number>;
    readonly baseline?: Told<number>;
    readonly target?: Told<number>;
    readonly direction?: Told<'up' | 'down' | 'hold'>;
  },
  context: z.RefinementCtx,
): void {
  const { anticipated = null, minimum = null, baseline = null, target = null, direction = null } = outcome;
  const say = (path: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [path], message });
  };
  if (minimum !== null && anticipated !== null && minimum > anticipated) {
    say('minimum', 'the least that is worthwhile cannot be more than what is anticipated');
  }
  if (baseline === null || target === null || direction === 'hold') return;
  if (baseline === target) say('target', 'the target equals the baseline, so nothing would change; name another');
  else if (direction !== null && target > baseline !== (direction === 'up')) {
    say('target', `the target lies ${target > baseline ? 'above' : 'below'} the baseline, against the direction`);
  }
}

/**
 * An anticipated outcome as people state it. A field that is null is not said yet; nothing is assumed for it.
 * Units: `baseline`, `target`, `anticipated` and `minimum` in the metric's unit, `confidence` a probability, `burnIn` points of the series.
 * Source: methods.md 5.
 */
export const outcomeBody = z.strictObject(fields).superRefine(refuseContradictions);
export type OutcomeBody = z.infer<typeof outcomeBody>;

/**
 * An outcome as it is sent in: what is left out, the sentence fills (`fillFromSentence`); what is null stays unsaid.
 * Source: methods.md 5.
 */
export const statedOutcome = z
  .strictObject({
    ...fields,
    title: fields.title.optional(),
    metric: fields.metric.unwrap().optional(),
    direction: fields.direction.unwrap().optional(),
    baseline: fields.baseline.unwrap().optional(),
    target: fields.target.unwrap().optional(),
    unit: fields.unit.unwrap().optional(),
    by: fields.by.unwrap().optional(),
    beneficiary: fields.beneficiary.unwrap().optional(),
    anticipated: fields.anticipated.unwrap().optional(),
  })
  .superRefine(refuseContradictions);
export type StatedOutcome = z.infer<typeof statedOutcome>;

/** What is said of an outcome, in the words of the statement check. `metricName`: the name of its metric, where one is chosen. */
export function statementFieldsOf(outcome: OutcomeBody, metricName: string | null): StatementFields {
  const { direction, baseline, target, unit, by, beneficiary } = outcome;
  return { metric: metricName, direction, baseline, target, unit, by, beneficiary };
}

/** Δ: what is said, else the way from the baseline to the target. Unit: the metric's. Source: methods.md 5. */
export function anticipatedEffect({ anticipated, baseline, target }: OutcomeBody): number | null {
  if (anticipated !== null) return anticipated;
  if (baseline === null || target === null || baseline === target) return null;
  return Math.abs(target - baseline);
}

/** m: what is said, else half of Δ. Source: methods.md 5. */
export function minimumEffect(outcome: OutcomeBody): number | null {
  const anticipated = anticipatedEffect(outcome);
  if (anticipated === null) return null;
  return outcome.minimum ?? anticipated / 2;
}

/** A version of an outcome and when it was said. */
export interface OutcomeVersion {
  readonly version: number;
  readonly savedOn: Day;
  readonly savedAt: number;
  readonly body: OutcomeBody;
}

/** What was promised: the version that stood when the work began. Source: methods.md 5 (locked), 1.2. */
export interface Promised {
  readonly body: OutcomeBody;
  readonly version: number;
  readonly savedAt: number;
  readonly isLocked: boolean;
  /** First stated when the work had begun already: no promise beforehand, and counted apart. */
  readonly isAfterStart: boolean;
  /** Versions that were saved after the lock. */
  readonly laterVersions: number;
}

/**
 * The version that is judged: the last one before the work began; the first one where it was stated later; the latest while nothing has
 * begun. `startedAt` null: not begun. Edge: a version saved in the instant of the start is before it. Source: methods.md 5.
 */
export function promisedOf(versions: readonly OutcomeVersion[], startedAt: number | null): Promised | null {
  const sorted = versions.toSorted((a, b) => a.version - b.version);
  const first = sorted[0];
  if (first === undefined) return null;
  const before = startedAt === null ? sorted : sorted.filter((one) => one.savedAt <= startedAt);
  const chosen = before.at(-1) ?? first;
  return {
    body: chosen.body,
    version: chosen.version,
    savedAt: chosen.savedAt,
    isLocked: startedAt !== null,
    isAfterStart: startedAt !== null && before.length === 0,
    laterVersions: sorted.filter((one) => one.version > chosen.version).length,
  };
}
