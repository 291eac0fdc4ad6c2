import { createRoute, z } from '@hono/zod-openapi';
import { checkInBody } from '../outcomes/objectives/check-in.ts';
import { cycleBody } from '../outcomes/objectives/cycle.ts';
import { cycleRow, dueCheckIn, objectiveRow } from './objectives.ts';
import { idParam, jsonBody, saved } from './outcomes.ts';
import { answers, day, plainText, sentence } from './view.ts';

const version = answers('the version', saved);
const basedOn = z.number().int();
const newCycle = cycleBody.safeExtend({
  state: z.literal('open').default('open'),
  closedOn: z.null().default(null),
  reopenedBecause: z.null().default(null),
});

const cyclePage = z
  .object({
    sentence,
    isSample: z.boolean(),
    row: cycleRow,
    objectives: z.array(objectiveRow),
    /** For each key result the score that its progress suggests; null where progress is unknown. A person decides. */
    suggested: z.array(z.object({ keyResult: z.string(), score: z.number().nullable() })),
  })
  .openapi('CyclePage');
export type CyclePage = z.infer<typeof cyclePage>;

/** Where the digest is sent, without whatever is secret in the address. */
const webhook = z.object({ host: z.string().nullable(), lastSentOn: z.string().nullable() });

/** Check-ins, the reminders about them, and the cycles they belong to. */
export const checkInRoutes = {
  checkIns: createRoute({
    method: 'get',
    path: '/api/check-ins',
    summary: 'Check-ins that are overdue, due and coming, and where the daily digest goes',
    responses: answers('check-ins', z.object({ sentence, due: z.array(dueCheckIn), webhook })),
  }),
  checkIn: createRoute({
    method: 'post',
    path: '/api/check-ins',
    summary: 'Check in on a key result, by hand or with the latest value of its metric (`value` null)',
    request: { body: jsonBody(checkInBody) },
    responses: version,
  }),
  checkInFromMetrics: createRoute({
    method: 'post',
    path: '/api/check-ins/from-metrics',
    summary: 'Check in on every key result that is due and whose metric has a value within the cadence',
    responses: answers('which were, and which wait', z.object({ checkedIn: z.array(z.string()), left: z.number() })),
  }),
  editCheckIn: createRoute({
    method: 'put',
    path: '/api/check-ins/{id}',
    summary: 'Correct a check-in; the earlier version stays',
    request: { params: idParam, body: jsonBody(z.object({ body: checkInBody, basedOn })) },
    responses: version,
  }),
  removeCheckIn: createRoute({
    method: 'delete',
    path: '/api/check-ins/{id}',
    summary: 'Take a check-in away; its versions are kept',
    request: { params: idParam },
    responses: answers('done', z.object({ id: z.string() })),
  }),
  setWebhook: createRoute({
    method: 'put',
    path: '/api/check-ins/webhook',
    summary: 'Where a digest of what is due is sent once a day as JSON; null: nowhere. The address is never told again',
    request: {
      body: jsonBody(
        z.object({
          address: z
            .url({ protocol: /^https?$/ })
            .max(2000)
            .nullable(),
        }),
      ),
    },
    responses: answers('where it goes', webhook),
  }),
  makeCycle: createRoute({
    method: 'post',
    path: '/api/cycles',
    summary: 'A new cycle; `to` is the first day left out',
    request: { body: jsonBody(newCycle) },
    responses: version,
  }),
  cycle: createRoute({
    method: 'get',
    path: '/api/cycles/{id}',
    summary: 'A cycle with its objectives, the scores that progress suggests, and how it ended',
    request: { params: idParam },
    responses: answers('the cycle', cyclePage),
  }),
  editCycle: createRoute({
    method: 'put',
    path: '/api/cycles/{id}',
    summary: 'Another name, other days or another cadence of an open cycle',
    request: { params: idParam, body: jsonBody(z.object({ body: newCycle, basedOn })) },
    responses: version,
  }),
  removeCycle: createRoute({
    method: 'delete',
    path: '/api/cycles/{id}',
    summary: 'Take a cycle away that holds no objective',
    request: { params: idParam },
    responses: answers('done', z.object({ id: z.string() })),
  }),
  closeCycle: createRoute({
    method: 'post',
    path: '/api/cycles/{id}/close',
    summary: 'Close a cycle with a score, 0 to 1, for each key result; null where it cannot be told',
    request: {
      params: idParam,
      body: jsonBody(
        z.object({
          on: day.optional(),
          basedOn,
          scores: z
            .array(
              z.object({
                keyResult: z.string(),
                score: z.number().min(0).max(1).nullable(),
                note: plainText.max(10_000).default(''),
              }),
            )
            .max(5000),
        }),
      ),
    },
    responses: answers('the cycle', cyclePage),
  }),
  reopenCycle: createRoute({
    method: 'post',
    path: '/api/cycles/{id}/reopen',
    summary: 'Open a closed cycle again, with the reason; its scores stay until it is closed anew',
    request: { params: idParam, body: jsonBody(z.object({ because: plainText.min(1).max(10_000), basedOn })) },
    responses: version,
  }),
  carryOver: createRoute({
    method: 'post',
    path: '/api/cycles/{id}/carry-over',
    summary: 'Copy objectives of a cycle into another; each copy names where it came from',
    request: { params: idParam, body: jsonBody(z.object({ to: z.string(), objectives: z.array(z.string()).min(1) })) },
    responses: answers('the copies', z.object({ objectives: z.array(z.object({ from: z.string(), id: z.string() })) })),
  }),
} as const;
