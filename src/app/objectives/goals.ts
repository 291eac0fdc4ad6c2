import type { GoalRow } from '../../api/objectives.ts';
import type { Sentence } from '../../api/view.ts';
import { addDays } from '../../flow/calendar.ts';
import type { IterationGoalBody } from '../../outcomes/objectives/iteration-goal.ts';
import { checkStatement } from '../../outcomes/statement/check-statement.ts';
import type { StatementCheck } from '../../outcomes/statement/statement.ts';
import type { App } from '../app.ts';
import { invalid } from '../errors.ts';
import { openStream } from '../load-stream.ts';
import { keep, keptOf, listKept } from '../outcomes/kept.ts';
import { count } from '../words.ts';
import { ITERATION_GOAL } from './kinds.ts';
import { todayOf, todaysOf } from './today.ts';

type Kept = { id: string; version: number };

/** Goals of iterations, the latest first, of one stream or of all. */
export async function listGoals(app: App, stream?: string): Promise<{ sentence: Sentence; goals: GoalRow[] }> {
  const todayFor = await todaysOf(app);
  const goals = (await listKept(app, ITERATION_GOAL))
    .filter(({ body }) => stream === undefined || body.stream === stream)
    .map(
      ({ id, version, body }): GoalRow => ({
        id,
        version,
        body,
        check: checkGoal(body, todayFor(id)),
        state: stateOf(body, todayFor(id)),
      }),
    )
    .toSorted((a, b) => (a.body.from === b.body.from ? (a.id < b.id ? -1 : 1) : a.body.from < b.body.from ? 1 : -1));
  return { sentence: sentenceOf(goals), goals };
}

function stateOf({ from, to, verdict }: IterationGoalBody, today: string): GoalRow['state'] {
  if (verdict !== null) return 'decided';
  if (today < from) return 'coming';
  return today < to ? 'running' : 'ended';
}

function sentenceOf(goals: readonly GoalRow[]): Sentence {
  if (goals.length === 0) {
    return [{ text: 'No iteration has a goal yet. State what it should change, as an outcome.' }];
  }
  const decided = goals.filter(({ state }) => state === 'decided');
  const reached = decided.filter(({ body }) => body.verdict === 'reached').length;
  const ended = goals.filter(({ state }) => state === 'ended').length;
  const judged =
    decided.length === 0
      ? 'None has a verdict yet'
      : `${reached} of ${decided.length} with a verdict ${reached === 1 ? 'was' : 'were'} reached`;
  return [
    { text: `${count(goals.length, 'iteration goal')}. ${judged}` },
    ...(ended === 0
      ? [{ text: '.' }]
      : [{ text: '; ' }, { text: `${ended} ended without a verdict`, isSignal: true }, { text: '.' }]),
  ];
}

/** A goal is due when its iteration ends, so that its sentence need not name a day. */
function checkGoal({ statement, to }: IterationGoalBody, today: string): StatementCheck {
  return checkStatement(statement, { by: addDays(to, -1) }, today);
}

/** States the goal of an iteration. Throws NotFound, and Invalid for a statement that fails its check without a reason to keep it. */
export async function stateGoal(app: App, body: IterationGoalBody): Promise<Kept> {
  await requireGoal(app, body);
  return keep(app, ITERATION_GOAL, { body, basedOn: 0 });
}

/** Keeps a further version, its verdict among it. Throws NotFound, Invalid, Conflict. */
export async function editGoal(
  app: App,
  id: string,
  { body, basedOn }: { readonly body: IterationGoalBody; readonly basedOn: number },
): Promise<Kept> {
  const before = await keptOf(app, ITERATION_GOAL, id);
  if (before.body.statement !== body.statement || before.body.stream !== body.stream) await requireGoal(app, body);
  if (body.verdict !== null && body.from > (await todayOf(app, id)))
    throw invalid('iteration goal: it has not begun, so there is no verdict yet');
  return keep(app, ITERATION_GOAL, { id, body, basedOn });
}

async function requireGoal(app: App, body: IterationGoalBody): Promise<void> {
  await openStream(app, body.stream);
  const fault = goalFault(body, await todayOf(app));
  if (fault !== null) throw invalid(`iteration goal: ${fault}`);
}

/** Why the statement of a goal cannot stand, or null: it fails its check, and nobody said why it stands all the same. */
export function goalFault(body: IterationGoalBody, today: string): string | null {
  if (body.override !== null) return null;
  const { verdict, findings } = checkGoal(body, today);
  if (verdict !== 'FAIL') return null;
  const failed = findings.filter(({ severity }) => severity === 'FAIL');
  return `the statement fails its check (${failed.map(({ code }) => code).join(', ')}): ${failed[0]?.message ?? ''}; mend it, or say why it stands all the same`;
}
