import { createRoute, z } from '@hono/zod-openapi';
import { askBody, checkInBody } from '../outcomes/objectives/check-in.ts';
import { cycleBody } from '../outcomes/objectives/cycle.ts';
import { iterationGoalBody } from '../outcomes/objectives/iteration-goal.ts';
import { keyResultBody, ownKeyResultBody } from '../outcomes/objectives/key-result.ts';
import { LEVELS, objectiveBody } from '../outcomes/objectives/objective.ts';
import { idParam, jsonBody, saved, statementCheck } from './outcomes.ts';
import { answers, plainText, sentence } from './view.ts';

/** A key result where it stands. Progress (past), confidence (what is to come) and score (the end) are never mixed. */
export const keyResultRow = z
  .object({
    id: z.string(),
    version: z.number(),
    body: keyResultBody,
    metricName: z.string().nullable(),
    /** With those of its outcome filled in where it names none. */
    baseline: z.number().nullable(),
    target: z.number().nullable(),
    unit: z.string(),
    by: z.string(),
    freshness: z.enum(['present', 'stale', 'none', 'not-begun']),
    progress: z.object({ share: z.number(), unclamped: z.number() }).nullable(),
    unknownBecause: z.string().nullable(),
    value: z.number().nullable(),
    valueOn: z.string().nullable(),
    confidence: z.number().nullable(),
    confidenceOn: z.string().nullable(),
    lastOn: z.string().nullable(),
    dueOn: z.string().nullable(),
    /** For what is maintained: periods in the band, of those with a value, of all begun. */
    periods: z.object({ inBand: z.number(), known: z.number(), of: z.number() }).nullable(),
    scoreClass: z.enum(['low', 'middle', 'high']).nullable(),
    isAsExpected: z.boolean().nullable(),
    /** What its latest check-in asks of other teams. */
    asks: z.array(askBody),
  })
  .openapi('KeyResultRow');
export type KeyResultRow = z.infer<typeof keyResultRow>;

export const objectiveRow = z
  .object({
    id: z.string(),
    version: z.number(),
    body: objectiveBody,
    cycleName: z.string(),
    /** The day it is in its cycle. */
    today: z.string(),
    /** Its cycle is closed: what counts is the score. */
    isClosed: z.boolean(),
    /** The objective of its parent key result. */
    parentObjective: z.string().nullable(),
    isOrphan: z.boolean(),
    /** The mean over key results whose progress is known: `known` of `of`. */
    progress: z.number().nullable(),
    known: z.number(),
    of: z.number(),
    /** The lowest confidence that was said, of `confidenceKnown` key results. */
    leastConfidence: z.number().nullable(),
    confidenceKnown: z.number(),
    score: z.number().nullable(),
    isMet: z.boolean().nullable(),
    advice: z.string().nullable(),
    keyResults: z.array(keyResultRow),
  })
  .openapi('ObjectiveRow');
export type ObjectiveRow = z.infer<typeof objectiveRow>;

const report = z.object({
  met: z.number(),
  notMet: z.number(),
  unknown: z.number(),
  share: z.number().nullable(),
});

export const cycleRow = z

  .object({
    id: z.string(),
    version: z.number(),
    body: cycleBody,
    /** The day it is in it: for the sample organisation the one on which the sample ends. */
    today: z.string(),
    objectives: z.number(),
    report: report.nullable(),
  })
  .openapi('CycleRow');
export type CycleRow = z.infer<typeof cycleRow>;

export const dueCheckIn = z
  .object({
    keyResult: z.string(),
    title: z.string(),
    objective: z.string(),
    objectiveTitle: z.string(),
    owner: z.string().nullable(),
    team: z.string().nullable(),
    dueOn: z.string(),
    lastOn: z.string().nullable(),
    state: z.enum(['coming', 'due', 'overdue']),
  })
  .openapi('DueCheckIn');
export type DueCheckIn = z.infer<typeof dueCheckIn>;

const versions = z.array(
  z.object({ version: z.number(), savedAt: z.string(), author: z.string(), changes: z.array(z.string()) }),
);

export const goalRow = z
  .object({
    id: z.string(),
    version: z.number(),
    body: iterationGoalBody,
    check: statementCheck,
    state: z.enum(['coming', 'running', 'ended', 'decided']),
  })
  .openapi('GoalRow');
export type GoalRow = z.infer<typeof goalRow>;

export const objectivesAnswer = z.object({
  sentence,
  /** Whether any of it belongs to the sample organisation. */
  isSample: z.boolean(),
  today: z.string(),
  cycles: z.array(cycleRow),
  objectives: z.array(objectiveRow),
  due: z.array(dueCheckIn),
});
export type ObjectivesAnswer = z.infer<typeof objectivesAnswer>;

export const objectivePage = z
  .object({
    sentence,
    isSample: z.boolean(),
    row: objectiveRow,
    cycle: cycleRow,
    /** What stands above, nearest first. */
    above: z.array(z.object({ id: z.string(), title: z.string(), level: z.enum(LEVELS), keyResult: z.string() })),
    /** Objectives that take up one of its key results. */
    below: z.array(z.object({ id: z.string(), title: z.string(), team: z.string().nullable(), keyResult: z.string() })),
    carriedFrom: z.object({ id: z.string(), title: z.string(), cycleName: z.string() }).nullable(),
    carriedTo: z.array(z.object({ id: z.string(), title: z.string(), cycleName: z.string() })),
    versions,
  })
  .openapi('ObjectivePage');
export type ObjectivePage = z.infer<typeof objectivePage>;

/** An outcome that serves a key result, with its work. */
export const servingOutcome = z.object({
  id: z.string(),
  title: z.string(),
  isTheKeyResult: z.boolean(),
  subject: z
    .object({
      source: z.string(),
      item: z.string(),
      title: z.string(),
      stream: z.string(),
      team: z.string().nullable(),
    })
    .nullable(),
  state: z.enum(['not started', 'in work', 'delivered', 'cancelled', 'no work named']),
  startedOn: z.string().nullable(),
  deliveredOn: z.string().nullable(),
  /** When its open items will be finished, in words; null where nothing is left or nothing is known. */
  forecast: z.string().nullable(),
});

export const keyResultPage = z
  .object({
    row: keyResultRow,
    checkIns: z.array(
      z.object({
        id: z.string(),
        version: z.number(),
        body: checkInBody,
        /** What was typed, else the metric's latest value on that day. */
        value: z.number().nullable(),
        valueOn: z.string().nullable(),
        author: z.string(),
      }),
    ),
    servedBy: z.array(servingOutcome),
    takenUpBy: z.array(z.object({ id: z.string(), title: z.string(), team: z.string().nullable() })),
    versions,
  })
  .openapi('KeyResultPage');
export type KeyResultPage = z.infer<typeof keyResultPage>;

const fileFormat = z.enum(['yaml', 'csv']).default('yaml');
export const objectivesImported = z.object({
  new: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  notices: z.array(z.string()),
});
const basedOn = z.number().int();
const version = answers('the version', saved);
const gone = answers('done', z.object({ id: z.string() }));

export const objectiveRoutes = {
  objectives: createRoute({
    method: 'get',
    path: '/api/objectives',
    summary: 'Every objective with its key results, where they stand, the cycles, and who is due to check in',
    responses: answers('the tree', objectivesAnswer),
  }),
  stateObjective: createRoute({
    method: 'post',
    path: '/api/objectives',
    summary: 'State an objective, with its key results or without, all of it or nothing',
    request: {
      body: jsonBody(
        z.object({
          body: objectiveBody,
          keyResults: z.array(ownKeyResultBody).max(20).default([]),
        }),
      ),
    },
    responses: answers('the objective', saved.extend({ keyResults: z.array(z.string()) })),
  }),
  exportObjectives: createRoute({
    method: 'get',
    path: '/api/objectives/export',
    summary: 'Cycles, objectives, key results, check-ins and iteration goals as YAML or CSV',
    request: { query: z.object({ format: fileFormat }) },
    responses: { 200: { description: 'the file', content: { 'text/plain': { schema: z.string() } } } },
  }),
  importObjectives: createRoute({
    method: 'post',
    path: '/api/objectives/import',
    summary: 'Take such a file in, all of it or nothing; refused rows are named by line. The body is the file itself',
    request: { query: z.object({ format: fileFormat }) },
    responses: answers('how many', objectivesImported),
  }),
  draftObjective: createRoute({
    method: 'post',
    path: '/api/objectives/draft',
    summary: 'Take a key result up: a draft objective with three to five key results to write; nothing is kept',
    request: {
      body: jsonBody(
        z.object({
          keyResult: z.string(),
          team: plainText.max(200).nullable().optional(),
          stream: plainText.max(200).nullable().optional(),
          cycle: z.string().optional(),
          level: z.enum(LEVELS).optional(),
          keyResults: z.number().int().min(3).max(5).optional(),
        }),
      ),
    },
    responses: answers(
      'the draft',
      z.object({ objective: objectiveBody, keyResults: z.array(z.object({ title: z.string(), hint: z.string() })) }),
    ),
  }),
  objective: createRoute({
    method: 'get',
    path: '/api/objectives/{id}',
    summary: 'An objective with its key results, what stands above and below, and its versions',
    request: { params: idParam },
    responses: answers('the objective', objectivePage),
  }),
  editObjective: createRoute({
    method: 'put',
    path: '/api/objectives/{id}',
    summary: 'Keep a new version of an objective',
    request: { params: idParam, body: jsonBody(z.object({ body: objectiveBody, basedOn })) },
    responses: version,
  }),
  removeObjective: createRoute({
    method: 'delete',
    path: '/api/objectives/{id}',
    summary: 'Take an objective away with its key results; refused while another takes one of them up',
    request: { params: idParam },
    responses: gone,
  }),
  putBack: createRoute({
    method: 'post',
    path: '/api/objectives/put-back',
    summary:
      'Put back a cycle, an objective with its key results, a key result, a check-in or an iteration goal that was taken off, as a further version of it',
    request: {
      body: jsonBody(
        z.object({ kind: z.enum(['cycle', 'objective', 'key-result', 'check-in', 'iteration-goal']), id: z.string() }),
      ),
    },
    responses: version,
  }),
  addKeyResult: createRoute({
    method: 'post',
    path: '/api/key-results',
    summary: 'Add a key result to an objective',
    request: { body: jsonBody(keyResultBody) },
    responses: version,
  }),
  keyResult: createRoute({
    method: 'get',
    path: '/api/key-results/{id}',
    summary: 'A key result: its check-ins, the work that serves it with its forecast, and what is asked of other teams',
    request: { params: idParam },
    responses: answers('the key result', keyResultPage),
  }),
  editKeyResult: createRoute({
    method: 'put',
    path: '/api/key-results/{id}',
    summary: 'Keep a new version of a key result',
    request: { params: idParam, body: jsonBody(z.object({ body: keyResultBody, basedOn })) },
    responses: version,
  }),
  removeKeyResult: createRoute({
    method: 'delete',
    path: '/api/key-results/{id}',
    summary: 'Take a key result away; refused while an objective takes it up',
    request: { params: idParam },
    responses: gone,
  }),
  goals: createRoute({
    method: 'get',
    path: '/api/iteration-goals',
    summary: 'Goals of iterations, the latest first, with the check of each statement and its verdict',
    request: { query: z.object({ stream: z.string().optional() }) },
    responses: answers('goals', z.object({ sentence, goals: z.array(goalRow) })),
  }),
  stateGoal: createRoute({
    method: 'post',
    path: '/api/iteration-goals',
    summary: 'State the goal of an iteration as an outcome',
    request: { body: jsonBody(iterationGoalBody) },
    responses: version,
  }),
  editGoal: createRoute({
    method: 'put',
    path: '/api/iteration-goals/{id}',
    summary: 'Keep a new version of a goal, or its verdict with the reason',
    request: { params: idParam, body: jsonBody(z.object({ body: iterationGoalBody, basedOn })) },
    responses: version,
  }),
  removeGoal: createRoute({
    method: 'delete',
    path: '/api/iteration-goals/{id}',
    summary: 'Take a goal away; its versions are kept',
    request: { params: idParam },
    responses: gone,
  }),
} as const;
