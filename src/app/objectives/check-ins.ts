import { type Day, daysBetween } from '../../flow/calendar.ts';
import type { CheckInBody } from '../../outcomes/objectives/check-in.ts';
import type { CycleBody } from '../../outcomes/objectives/cycle.ts';
import type { App } from '../app.ts';
import { conflict, invalid } from '../errors.ts';
import { type Kept, keep, keptOf, remove } from '../outcomes/kept.ts';
import { keyResultIn, readObjectives } from './book.ts';
import { CHECK_IN, inOneGo, KEY_RESULT, OBJECTIVE } from './kinds.ts';
import { metricSeriesOf } from './metric-readings.ts';
import { dueCheckInsOf } from './rows.ts';
import { requireOpen } from './rules.ts';
import { todayOf } from './today.ts';

type Saved = { id: string; version: number };

/** Checks in on a key result. Throws NotFound, Invalid for a day to come, Conflict for a closed cycle. */
export function checkIn(app: App, body: CheckInBody): Promise<Saved> {
  return inOneGo(app, async (inside) => {
    await requireCheckIn(inside, body);
    return keep(inside, CHECK_IN, { body, basedOn: 0 });
  });
}

/** Corrects a check-in; the earlier version stays. Throws NotFound, Invalid, Conflict. */
export function editCheckIn(
  app: App,
  id: string,
  { body, basedOn }: { readonly body: CheckInBody; readonly basedOn: number },
): Promise<Saved> {
  return inOneGo(app, async (inside) => {
    const before = await keptOf(inside, CHECK_IN, id);
    if (before.body.keyResult !== body.keyResult) {
      throw conflict('check-in: it belongs to another key result; check in there, and take this one away');
    }
    await requireCheckIn(inside, body);
    return keep(inside, CHECK_IN, { id, body, basedOn });
  });
}

/** Throws NotFound, Conflict for a closed cycle. */
export function removeCheckIn(app: App, id: string): Promise<{ id: string }> {
  return inOneGo(app, async (inside) => {
    const { body } = await keptOf(inside, CHECK_IN, id);
    await requireKeyResultOpen(inside, body.keyResult);
    return remove(inside, CHECK_IN, id);
  });
}

async function requireCheckIn(app: App, body: CheckInBody): Promise<void> {
  const { id } = await requireKeyResultOpen(app, body.keyResult);
  if (body.on > (await todayOf(app, id)))
    throw invalid(`check-in: ${body.on} lies ahead; check in on the day, or on one before`);
}

/** The cycle of a key result that may still be checked in on. Throws NotFound, Conflict for a closed cycle. */
export async function requireKeyResultOpen(app: App, keyResult: string): Promise<Kept<CycleBody>> {
  const { body } = await keptOf(app, KEY_RESULT, keyResult);
  const objective = await keptOf(app, OBJECTIVE, body.objective);
  return requireOpen(app, objective.body.cycle);
}

/**
 * Checks in on every key result that is due or overdue and whose metric has a value within the cadence; confidence is left open, for no
 * metric knows it. An older value would be called present and is not. Answers with those checked in, and how many wait for a person.
 */
export async function checkInFromMetrics(app: App): Promise<{ checkedIn: string[]; left: number }> {
  const book = await readObjectives(app);
  const due = dueCheckInsOf(book).filter(({ state }) => state !== 'coming');
  const ready: { readonly keyResult: string; readonly on: Day }[] = [];
  for (const { keyResult: id } of due) {
    const { objective, keyResult } = keyResultIn(book, id);
    if (keyResult.metric === null) continue;
    const series = await metricSeriesOf(app, keyResult.metric);
    const on = objective.today;
    const last = series.findLast(({ day }) => day <= on);
    if (last === undefined || daysBetween(last.day, on) > objective.cycle.body.checkInEveryDays) continue;
    ready.push({ keyResult: id, on });
  }
  await inOneGo(app, async (inside) => {
    for (const body of ready) await keep(inside, CHECK_IN, { body, basedOn: 0 });
  });
  return { checkedIn: ready.map(({ keyResult }) => keyResult), left: due.length - ready.length };
}
