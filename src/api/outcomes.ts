import { createRoute, z } from '@hono/zod-openapi';
import type { Evaluation } from '../outcomes/evaluate/evaluation.ts';
import type { EvaluationPicture } from '../outcomes/evaluate/evaluation-picture.ts';
import { FUNNEL } from '../outcomes/feature-factory.ts';
import { SENTENCE_FIELDS } from '../outcomes/fill-from-sentence.ts';
import { itemReference, outcomeBody, statedOutcome } from '../outcomes/outcome.ts';
import { DECISIONS, knownFacts } from '../outcomes/review.ts';
import type { StatementCheck, StatementFields } from '../outcomes/statement/statement.ts';
import { answers, carried, plainText, sentence, viewQuery } from './view.ts';

export const idParam = z.object({ id: z.string().openapi({ param: { in: 'path', name: 'id' } }) });

export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { content: { 'application/json': { schema } }, required: true } as const;
}

export const statementCheck = carried<StatementCheck>('verdict, findings with spans, and what was understood');
const evaluation = carried<Evaluation>('what came of the release: grade, effect, probabilities, verdict, assumptions');
const picture = carried<EvaluationPicture>('the series, and the path expected without the release');
const fields = carried<StatementFields>('what a form holds beside the sentence');

export const LOOP_STAGES = ['stated', 'in-work', 'delivered', 'reviewed', 'settled'] as const;

/** Where an outcome stands on its way. `state` of a review: held, coming, due or overdue. */
export const loopStep = z.object({
  step: z.enum(['stated', 'in-work', 'delivered', 'month-1', 'month-3', 'month-6', 'verdict']),
  on: z.string().nullable(),
  state: z.enum(['done', 'coming', 'due', 'overdue']),
  note: z.string(),
});
export type LoopStep = z.infer<typeof loopStep>;

export const outcomeRow = z
  .object({
    id: z.string(),
    title: z.string(),
    statement: z.string(),
    stream: z.string().nullable(),
    team: z.string().nullable(),
    subject: itemReference.nullable(),
    subjectTitle: z.string().nullable(),
    kind: z.string().nullable(),
    owner: z.string().nullable(),
    metric: z.string().nullable(),
    metricName: z.string().nullable(),
    baseline: z.number().nullable(),
    target: z.number().nullable(),
    unit: z.string().nullable(),
    by: z.string().nullable(),
    confidence: z.number().nullable(),
    check: z.enum(['PASS', 'WARN', 'FAIL']),
    isOverridden: z.boolean(),
    isAfterStart: z.boolean(),
    stage: z.enum(LOOP_STAGES),
    startedOn: z.string().nullable(),
    deliveredOn: z.string().nullable(),
    nextReview: z.object({ look: z.number(), dueOn: z.string(), state: z.string() }).nullable(),
    verdict: z.string().nullable(),
    grade: z.string().nullable(),
    isSample: z.boolean(),
  })
  .openapi('OutcomeRow');
export type OutcomeRow = z.infer<typeof outcomeRow>;

export const reviewRow = z
  .object({
    outcome: z.string(),
    title: z.string(),
    owner: z.string().nullable(),
    look: z.number(),
    dueOn: z.string(),
    state: z.enum(['held', 'coming', 'due', 'overdue']),
  })
  .openapi('ReviewRow');
export type ReviewRow = z.infer<typeof reviewRow>;

export const heldReview = z
  .object({
    look: z.union([z.literal(1), z.literal(3), z.literal(6)]),
    version: z.number(),
    heldOn: z.string(),
    actual: z.number().nullable(),
    learned: z.string(),
    decision: z.enum(DECISIONS),
    confirmedBy: z.string(),
    isUsed: z.boolean().nullable(),
    adoption: z.string(),
    known: knownFacts,
    evaluation: evaluation.nullable(),
    verdict: z.string().nullable(),
    grade: z.string().nullable(),
    reopenedBecause: z.string().nullable(),
    savedAt: z.string(),
  })
  .openapi('HeldReview');
export type HeldReview = z.infer<typeof heldReview>;

/** The release as the method saw it, at the latest look that can be made. */
export const loopPicture = z.object({
  look: z.union([z.literal(1), z.literal(3), z.literal(6)]),
  evaluation,
  picture,
  otherChanges: z.array(z.object({ on: z.string(), name: z.string(), link: z.string().nullable() })),
});

export const outcomePage = z
  .object({
    row: outcomeRow,
    version: z.number(),
    body: outcomeBody,
    /** The version that is judged, when it differs from the latest. */
    promised: z.object({ version: z.number(), savedAt: z.string(), body: outcomeBody }).nullable(),
    isLocked: z.boolean(),
    laterVersions: z.number(),
    versions: z.array(
      z.object({ version: z.number(), savedAt: z.string(), author: z.string(), changes: z.array(z.string()) }),
    ),
    /** The sentence a colleague would say: what was promised, what happened, how sure we are. */
    sentence,
    loop: z.array(loopStep),
    check: statementCheck,
    anticipated: z.number().nullable(),
    minimum: z.number().nullable(),
    values: z.array(z.object({ day: z.string(), value: z.number() })),
    /** null: nothing to evaluate yet; `evaluationReason` says why. */
    evaluated: loopPicture.nullable(),
    evaluationReason: z.string().nullable(),
    detectability: z
      .object({ smallest: z.number().nullable(), sentence: z.string(), isEnough: z.boolean().nullable() })
      .nullable(),
    reviews: z.array(heldReview),
    dueReviews: z.array(reviewRow),
    notes: z.array(z.object({ day: z.string(), text: z.string() })),
    /** What the tool's fields say, where it differs from what stands here: for a person to settle. `taken`: the outcome with it. */
    toolSays: z
      .object({
        statement: z.string(),
        owner: z.string().nullable(),
        keyResult: z.string().nullable(),
        taken: outcomeBody,
      })
      .nullable(),
    /** What the stream agrees on before work begins, and who agreed; null where it has no gate. */
    startGate: z
      .array(z.object({ criterion: z.string(), agreedBy: z.string().nullable(), agreedOn: z.string().nullable() }))
      .nullable(),
  })
  .openapi('OutcomePage');
export type OutcomePage = z.infer<typeof outcomePage>;

/** The Feature Factory Ratio with what stands behind it. Source: methods.md 5.1. */
export const factory = z
  .object({
    sentence,
    window: z.object({ from: z.string(), to: z.string(), timeZone: z.string() }),
    isSample: z.boolean(),
    ratio: z.number().nullable(),
    without: z.number(),
    of: z.number(),
    byCoverage: z.record(z.string(), z.number()),
    trend: z.array(
      z.object({ from: z.string(), to: z.string(), ratio: z.number().nullable(), without: z.number(), of: z.number() }),
    ),
    byStream: z.array(
      z.object({
        stream: z.string(),
        name: z.string(),
        ratio: z.number().nullable(),
        without: z.number(),
        of: z.number(),
      }),
    ),
    byTeam: z.array(z.object({ team: z.string(), ratio: z.number().nullable(), without: z.number(), of: z.number() })),
    funnel: z.array(z.object({ stage: z.enum(FUNNEL), count: z.number() })),
    items: z.array(
      z.object({
        source: z.string(),
        item: z.string(),
        title: z.string(),
        stream: z.string(),
        team: z.string().nullable(),
        kind: z.string(),
        level: z.string().nullable(),
        startedOn: z.string().nullable(),
        deliveredOn: z.string().nullable(),
        coverage: z.string(),
        outcome: z.string().nullable(),
      }),
    ),
    /** Share of finished items in streams about a product rather than a project; `unknown`: streams that do not say. */
    product: z.object({
      share: z.number().nullable(),
      of: z.number(),
      unknown: z.array(z.string()),
      sentence: z.string(),
    }),
    /** Of the work that began in streams with a start gate: how much began without it; null where no stream has one. */
    startGate: z.object({ begun: z.number(), without: z.array(z.string()), sentence: z.string() }).nullable(),
    /** Lists for a leader: ids of outcomes, or keys of items. */
    inWorkWithout: z.array(z.string()),
    deliveredNeverReviewed: z.array(z.string()),
    overdue: z.array(reviewRow),
    claims: z.array(
      z.object({
        metric: z.string(),
        name: z.string(),
        from: z.string(),
        to: z.string(),
        claimed: z.number(),
        observed: z.number().nullable(),
        isBeyond: z.boolean().nullable(),
      }),
    ),
    calibration: z.object({
      resolved: z.number(),
      brier: z.number().nullable(),
      sentence: z.string(),
      bins: z.array(z.object({ from: z.number(), to: z.number(), n: z.number(), said: z.number(), came: z.number() })),
    }),
    calibrationReason: z.string().nullable(),
  })
  .openapi('Factory');
export type Factory = z.infer<typeof factory>;

export const saved = z.object({ id: z.string(), version: z.number() });
const stated = saved.extend({
  /** Fields that were left out and are as the sentence says them. */
  fromSentence: z.array(z.enum(SENTENCE_FIELDS)),
});
const FROM_SENTENCE =
  'What is left out of title, metric, direction, baseline, target, unit, by, beneficiary and anticipated is as the sentence says it (the metric where one of that name is known), as in the form of the page; `fromSentence` names these fields. What is sent stands, null too: not said.';
const factoryQuery = viewQuery
  .pick({ from: true, to: true, last: true, team: true })
  .extend({ stream: z.string().optional() });
export type FactoryQuery = z.infer<typeof factoryQuery>;

export const outcomeRoutes = {
  outcomes: createRoute({
    method: 'get',
    path: '/api/outcomes',
    summary: 'Every outcome, where it stands, and the reviews that are due',
    responses: answers('outcomes', z.object({ sentence, outcomes: z.array(outcomeRow), reviews: z.array(reviewRow) })),
  }),
  checkOutcome: createRoute({
    method: 'post',
    path: '/api/outcomes/check',
    summary: 'Check a statement while it is typed, and say what could be seen of its promise',
    request: {
      body: jsonBody(
        z.object({
          text: plainText.max(
            10_000,
            'the statement is longer than 10,000 characters; state one outcome in a sentence or two',
          ),
          fields: fields.optional(),
          metric: z.string().optional(),
          anticipated: z.number().positive().optional(),
          minimum: z.number().positive().optional(),
        }),
      ),
    },
    responses: answers(
      'the check',
      z.object({
        check: statementCheck,
        detectability: outcomePage.shape.detectability,
        /** What technical debt can be worth: the clause after “so that”, and four terms with an example each. */
        debt: z.object({
          soThat: z.string().nullable(),
          worths: z.array(
            z.object({ term: z.string(), question: z.string(), metric: z.string(), example: z.string() }),
          ),
        }),
      }),
    ),
  }),
  outcome: createRoute({
    method: 'get',
    path: '/api/outcomes/{id}',
    summary: 'An outcome: what was promised, what happened, how sure we are',
    request: { params: idParam },
    responses: answers('the outcome', outcomePage),
  }),
  stateOutcome: createRoute({
    method: 'post',
    path: '/api/outcomes',
    summary: 'State an outcome; one sentence is enough',
    description: FROM_SENTENCE,
    request: { body: jsonBody(statedOutcome) },
    responses: answers('the outcome', stated),
  }),
  editOutcome: createRoute({
    method: 'put',
    path: '/api/outcomes/{id}',
    summary: 'Keep a new version of an outcome; earlier ones stay, and the one that stood at the start is judged',
    description: FROM_SENTENCE,
    request: { params: idParam, body: jsonBody(z.object({ body: statedOutcome, basedOn: z.number().int() })) },
    responses: answers('the version', stated),
  }),
  removeOutcome: createRoute({
    method: 'delete',
    path: '/api/outcomes/{id}',
    summary: 'Take an outcome away; its versions are kept',
    request: { params: idParam },
    responses: answers('done', z.object({ id: z.string() })),
  }),
  confirmOutcome: createRoute({
    method: 'post',
    path: '/api/outcomes/{id}/confirm',
    summary: 'A stakeholder confirms the definition',
    request: { params: idParam, body: jsonBody(z.object({ name: plainText.min(1).max(200) })) },
    responses: answers('the version', saved),
  }),
  agree: createRoute({
    method: 'post',
    path: '/api/outcomes/{id}/gate',
    summary: 'Agree that a criterion of the start gate is met',
    request: {
      params: idParam,
      body: jsonBody(z.object({ criterion: plainText.min(1).max(500), name: plainText.min(1).max(200) })),
    },
    responses: answers('the version', saved),
  }),
  review: createRoute({
    method: 'post',
    path: '/api/outcomes/{id}/reviews',
    summary: 'Hold a review, or open one again with the reason',
    request: {
      params: idParam,
      body: jsonBody(
        z.object({
          look: z.union([z.literal(1), z.literal(3), z.literal(6)]),
          basedOn: z.number().int().default(0),
          actual: z.number().finite().nullable(),
          learned: plainText.min(1, 'say what was learned, in a sentence').max(10_000),
          decision: z.enum(DECISIONS),
          confirmedBy: plainText.min(1, 'say who confirmed it').max(200),
          isUsed: z.boolean().nullable().default(null),
          adoption: plainText.max(10_000).default(''),
          known: knownFacts,
          reopenedBecause: plainText.min(1).max(10_000).nullable().default(null),
        }),
      ),
    },
    responses: answers('the review', heldReview),
  }),
  share: createRoute({
    method: 'get',
    path: '/api/outcomes/{id}/share',
    summary: 'A one-page summary, and a draft comment to put back on the epic; nothing is sent',
    request: { params: idParam },
    responses: answers('texts', z.object({ markdown: z.string(), comment: z.string(), path: z.string() })),
  }),
  reviews: createRoute({
    method: 'get',
    path: '/api/reviews',
    summary: 'Reviews that are overdue, due and coming',
    responses: answers('reviews', z.object({ sentence, reviews: z.array(reviewRow) })),
  }),
  factory: createRoute({
    method: 'get',
    path: '/api/factory',
    summary: 'The Feature Factory Ratio, the funnel, and the lists behind them',
    request: { query: factoryQuery },
    responses: answers('the ratio', factory),
  }),
} as const;
