import type { CycleRow, DueCheckIn, KeyResultRow, ObjectiveRow } from '../../api/objectives.ts';
import { adviceOn, isOrphan } from '../../outcomes/objectives/alignment.ts';
import type { CycleBody } from '../../outcomes/objectives/cycle.ts';
import { LEVELS } from '../../outcomes/objectives/objective.ts';
import { reminderState } from '../../outcomes/objectives/reminder.ts';
import { rollUp } from '../../outcomes/objectives/roll-up.ts';
import { cycleReport, isAsExpected, objectiveScore, scoreClass } from '../../outcomes/objectives/score.ts';
import type { Kept } from '../outcomes/kept.ts';
import { type KeyResultState, type ObjectiveBook, type ObjectiveState, objectiveOfKeyResult } from './book.ts';

export function keyResultRowOf({
  id,
  kept,
  metric,
  terms,
  unit,
  by,
  standing,
  checkIns,
}: KeyResultState): KeyResultRow {
  const { body, version } = kept;
  return {
    id,
    version,
    body,
    metricName: metric?.body.name ?? null,
    baseline: terms.baseline,
    target: terms.target,
    unit,
    by,
    ...standing,
    scoreClass: body.score === null ? null : scoreClass(body.score),
    isAsExpected: isAsExpected(body),
    asks: checkIns.at(-1)?.kept.body.asks ?? [],
  };
}

/** Every objective as a row: the widest level first, then by team and title. */
export function objectiveRowsOf(book: ObjectiveBook): ObjectiveRow[] {
  const objectiveOf = objectiveOfKeyResult(book);
  return book.objectives.map((state) => objectiveRowOf(state, objectiveOf)).toSorted(byPlace);
}

export function objectiveRowOf(
  { id, kept, cycle, keyResults, today }: ObjectiveState,
  objectiveOf: ReadonlyMap<string, string>,
): ObjectiveRow {
  const { body, version } = kept;
  const { progress, known, of, leastConfidence, confidenceKnown } = rollUp(keyResults.map(({ standing }) => standing));
  const bodies = keyResults.map((one) => one.kept.body);
  const { score, isMet } = objectiveScore(bodies);
  return {
    id,
    version,
    body,
    cycleName: cycle.body.name,
    today,
    isClosed: cycle.body.state === 'closed',
    parentObjective: body.parent === null ? null : (objectiveOf.get(body.parent) ?? null),
    isOrphan: isOrphan(body),
    progress,
    known,
    of,
    leastConfidence,
    confidenceKnown,
    score,
    isMet,
    advice: adviceOn(bodies),
    keyResults: keyResults.map(keyResultRowOf),
  };
}

function byPlace(a: ObjectiveRow, b: ObjectiveRow): number {
  return (
    LEVELS.indexOf(a.body.level) - LEVELS.indexOf(b.body.level) ||
    (a.body.team ?? '').localeCompare(b.body.team ?? '', 'en') ||
    a.body.title.localeCompare(b.body.title, 'en') ||
    (a.id < b.id ? -1 : 1)
  );
}

export function cycleRowOf(
  { id, version, body }: Kept<CycleBody>,
  { objectives, todayFor }: Pick<ObjectiveBook, 'objectives' | 'todayFor'>,
): CycleRow {
  const own = objectives.filter(({ cycle }) => cycle.id === id);
  const scores = own.map(({ keyResults }) => objectiveScore(keyResults.map((one) => one.kept.body)));
  return {
    id,
    version,
    body,
    today: todayFor(id),
    objectives: own.length,
    report: body.state === 'closed' ? cycleReport(scores) : null,
  };
}

const ORDER: readonly DueCheckIn['state'][] = ['overdue', 'due', 'coming'];

/** Check-ins that key results of open cycles wait for, the longest overdue first. */
export function dueCheckInsOf({ objectives }: ObjectiveBook): DueCheckIn[] {
  return objectives
    .filter(({ cycle, today }) => cycle.body.from <= today)
    .flatMap(({ id: objective, kept, keyResults, today }) =>
      keyResults.flatMap(({ id, kept: { body }, standing: { dueOn, lastOn } }): DueCheckIn[] => {
        if (dueOn === null) return [];
        return [
          {
            keyResult: id,
            title: body.title,
            objective,
            objectiveTitle: kept.body.title,
            owner: body.owner ?? kept.body.owner,
            team: kept.body.team,
            dueOn,
            lastOn,
            state: reminderState(dueOn, today),
          },
        ];
      }),
    )
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.title.localeCompare(b.title, 'en')),
    );
}
