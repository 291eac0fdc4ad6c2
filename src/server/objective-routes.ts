import type { OpenAPIHono } from '@hono/zod-openapi';
import { checkInRoutes } from '../api/check-ins.ts';
import { objectiveRoutes } from '../api/objectives.ts';
import type { App } from '../app/app.ts';
import { checkIn, checkInFromMetrics, editCheckIn, removeCheckIn } from '../app/objectives/check-ins.ts';
import {
  carryObjectives,
  closeCycle,
  cyclePageOf,
  editCycle,
  makeCycle,
  removeCycle,
  reopenCycle,
} from '../app/objectives/cycles.ts';
import { editGoal, listGoals, stateGoal } from '../app/objectives/goals.ts';
import { exportObjectives, importObjectives } from '../app/objectives/import-objectives.ts';
import { keyResultPageOf } from '../app/objectives/key-result-page.ts';
import { ITERATION_GOAL } from '../app/objectives/kinds.ts';
import {
  addKeyResult,
  draftObjective,
  editKeyResult,
  editObjective,
  listObjectives,
  objectivePageOf,
  removeKeyResult,
  removeObjective,
  stateObjective,
} from '../app/objectives/objectives.ts';
import { putBack } from '../app/objectives/put-back.ts';
import { checkInCalendar, checkInDigest, listDue, setWebhook } from '../app/objectives/reminders.ts';
import { remove } from '../app/outcomes/kept.ts';

/** Objectives with their key results, and goals of iterations. */
export function addObjectiveRoutes(api: OpenAPIHono, app: App): void {
  api.openapi(objectiveRoutes.objectives, async (c) => c.json(await listObjectives(app), 200));
  api.openapi(objectiveRoutes.stateObjective, async (c) => c.json(await stateObjective(app, c.req.valid('json')), 200));
  api.openapi(objectiveRoutes.draftObjective, async (c) => {
    const { objective, keyResults } = await draftObjective(app, c.req.valid('json'));
    return c.json({ objective, keyResults: [...keyResults] }, 200);
  });
  api.openapi(objectiveRoutes.exportObjectives, async (c) => {
    const { format } = c.req.valid('query');
    const type = format === 'yaml' ? 'application/yaml' : 'text/csv';
    return c.text(await exportObjectives(app, format), 200, {
      'Content-Type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="objectives.${format}"`,
    });
  });
  api.openapi(objectiveRoutes.importObjectives, async (c) =>
    c.json(await importObjectives(app, await c.req.text(), c.req.valid('query').format), 200),
  );
  api.openapi(objectiveRoutes.objective, async (c) => c.json(await objectivePageOf(app, c.req.valid('param').id), 200));
  api.openapi(objectiveRoutes.editObjective, async (c) =>
    c.json(await editObjective(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
  api.openapi(objectiveRoutes.removeObjective, async (c) =>
    c.json(await removeObjective(app, c.req.valid('param').id), 200),
  );
  api.openapi(objectiveRoutes.putBack, async (c) => c.json(await putBack(app, c.req.valid('json')), 200));
  api.openapi(objectiveRoutes.addKeyResult, async (c) => c.json(await addKeyResult(app, c.req.valid('json')), 200));
  api.openapi(objectiveRoutes.keyResult, async (c) => c.json(await keyResultPageOf(app, c.req.valid('param').id), 200));
  api.openapi(objectiveRoutes.editKeyResult, async (c) =>
    c.json(await editKeyResult(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
  api.openapi(objectiveRoutes.removeKeyResult, async (c) =>
    c.json(await removeKeyResult(app, c.req.valid('param').id), 200),
  );
  api.openapi(objectiveRoutes.goals, async (c) => c.json(await listGoals(app, c.req.valid('query').stream), 200));
  api.openapi(objectiveRoutes.stateGoal, async (c) => c.json(await stateGoal(app, c.req.valid('json')), 200));
  api.openapi(objectiveRoutes.editGoal, async (c) =>
    c.json(await editGoal(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
  api.openapi(objectiveRoutes.removeGoal, async (c) =>
    c.json(await remove(app, ITERATION_GOAL, c.req.valid('param').id), 200),
  );
}

/** Check-ins, the reminders about them, and the cycles they belong to. */
export function addCheckInRoutes(api: OpenAPIHono, app: App): void {
  const originOf = (url: string): string => new URL(url).origin;
  api.openapi(checkInRoutes.checkIns, async (c) => c.json(await listDue(app), 200));
  api.get('/api/check-ins.ics', async (c) =>
    c.body(await checkInCalendar(app, originOf(c.req.url)), 200, { 'content-type': 'text/calendar; charset=utf-8' }),
  );
  api.get('/api/check-ins/digest', async (c) => c.text(await checkInDigest(app, originOf(c.req.url)), 200));
  api.openapi(checkInRoutes.checkIn, async (c) => c.json(await checkIn(app, c.req.valid('json')), 200));
  api.openapi(checkInRoutes.checkInFromMetrics, async (c) => c.json(await checkInFromMetrics(app), 200));
  api.openapi(checkInRoutes.setWebhook, async (c) => c.json(await setWebhook(app, c.req.valid('json').address), 200));
  api.openapi(checkInRoutes.editCheckIn, async (c) =>
    c.json(await editCheckIn(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
  api.openapi(checkInRoutes.removeCheckIn, async (c) => c.json(await removeCheckIn(app, c.req.valid('param').id), 200));
  api.openapi(checkInRoutes.makeCycle, async (c) => c.json(await makeCycle(app, c.req.valid('json')), 200));
  api.openapi(checkInRoutes.cycle, async (c) => c.json(await cyclePageOf(app, c.req.valid('param').id), 200));
  api.openapi(checkInRoutes.editCycle, async (c) =>
    c.json(await editCycle(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
  api.openapi(checkInRoutes.removeCycle, async (c) => c.json(await removeCycle(app, c.req.valid('param').id), 200));
  api.openapi(checkInRoutes.closeCycle, async (c) =>
    c.json(await closeCycle(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
  api.openapi(checkInRoutes.reopenCycle, async (c) =>
    c.json(await reopenCycle(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
  api.openapi(checkInRoutes.carryOver, async (c) =>
    c.json(await carryObjectives(app, c.req.valid('param').id, c.req.valid('json')), 200),
  );
}
