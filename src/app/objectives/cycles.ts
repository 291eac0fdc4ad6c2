import { randomUUID } from 'node:crypto';
import type { CyclePage } from '../../api/check-ins.ts';
import { carryOver } from '../../outcomes/objectives/carry-over.ts';
import { type CycleBody, lastDayOf } from '../../outcomes/objectives/cycle.ts';
import type { App } from '../app.ts';
import { conflict, invalid } from '../errors.ts';
import { keep, keptOf, listKept, remove } from '../outcomes/kept.ts';
import { objectiveIn, objectiveOfKeyResult, readObjectives } from './book.ts';
import { CYCLE, inOneGo, KEY_RESULT, OBJECTIVE } from './kinds.ts';
import { cycleRowOf, objectiveRowOf } from './rows.ts';
import { requireOpen } from './rules.ts';
import { cycleSentence } from './sentences.ts';
import { isOfSample, todayOf } from './today.ts';

type Kept = { id: string; version: number };

/** A new cycle. Throws Invalid. */
export async function makeCycle(app: App, body: CycleBody): Promise<Kept> {
  return keep(app, CYCLE, { body, basedOn: 0 });
}

/** Another name, other days or another cadence. Throws NotFound, Conflict for a closed one. */
export function editCycle(
  app: App,
  id: string,
  { body, basedOn }: { readonly body: CycleBody; readonly basedOn: number },
): Promise<Kept> {
  return inOneGo(app, async (inside) => {
    const { body: before } = await requireOpen(inside, id);
    return keep(inside, CYCLE, { id, body: { ...body, reopenedBecause: before.reopenedBecause }, basedOn });
  });
}

/** Throws NotFound, Conflict while it holds objectives. */
export function removeCycle(app: App, id: string): Promise<{ id: string }> {
  return inOneGo(app, async (inside) => {
    const { body } = await keptOf(inside, CYCLE, id);
    const held = (await listKept(inside, OBJECTIVE)).filter((one) => one.body.cycle === id);
    if (held.length > 0) {
      throw conflict(`cycle "${body.name}" holds “${held[0]?.body.title ?? ''}”; take its objectives away first`);
    }
    return remove(inside, CYCLE, id);
  });
}

/** A cycle with its objectives and the scores that progress suggests. Throws NotFound. */
export async function cyclePageOf(app: App, id: string): Promise<CyclePage> {
  const cycle = await keptOf(app, CYCLE, id);
  const book = await readObjectives(app);
  const own = book.objectives.filter((state) => state.cycle.id === id);
  const objectiveOf = objectiveOfKeyResult(book);
  const row = cycleRowOf(cycle, book);
  return {
    sentence: cycleSentence(row),
    isSample: isOfSample(id),
    row,
    objectives: own.map((state) => objectiveRowOf(state, objectiveOf)),
    suggested: own.flatMap(({ keyResults }) =>
      keyResults.map(({ id: keyResult, standing: { progress } }) => ({
        keyResult,
        score: progress === null ? null : Math.round(progress.share * 100) / 100,
      })),
    ),
  };
}

export interface Score {
  readonly keyResult: string;
  readonly score: number | null;
  readonly note: string;
}

/**
 * Closes a cycle with the scores of its key results; one that is left out has none. Not before its last day unless a day is named. Throws
 * NotFound, Invalid, Conflict.
 */
export async function closeCycle(
  app: App,
  id: string,
  asked: { readonly on?: string | undefined; readonly basedOn: number; readonly scores: readonly Score[] },
): Promise<CyclePage> {
  await inOneGo(app, async (inside) => {
    const { body } = await requireOpen(inside, id);
    const today = await todayOf(inside, id);
    const on = asked.on ?? (today < body.to ? today : lastDayOf(body));
    if (on < body.from) throw invalid(`cycle "${body.name}" begins on ${body.from} and cannot be closed on ${on}`);
    if (on > today) throw invalid(`cycle "${body.name}" cannot be closed on ${on}, which lies ahead`);
    const held = new Set(
      (await listKept(inside, OBJECTIVE)).filter((one) => one.body.cycle === id).map((one) => one.id),
    );
    const scored = new Map(asked.scores.map((one) => [one.keyResult, one]));
    for (const one of await listKept(inside, KEY_RESULT)) {
      if (!held.has(one.body.objective)) continue;
      const given = scored.get(one.id);
      scored.delete(one.id);
      const score = given?.score ?? null;
      const scoreNote = given?.note ?? '';
      if (one.body.score === score && one.body.scoreNote === scoreNote) continue;
      await keep(inside, KEY_RESULT, { id: one.id, basedOn: one.version, body: { ...one.body, score, scoreNote } });
    }
    const [strange] = scored.keys();
    if (strange !== undefined) throw invalid(`cycle "${body.name}" holds no key result "${strange}"`);
    await keep(inside, CYCLE, { id, basedOn: asked.basedOn, body: { ...body, state: 'closed', closedOn: on } });
  });
  return cyclePageOf(app, id);
}

/** Opens a closed cycle again. Throws NotFound, Conflict. */
export function reopenCycle(
  app: App,
  id: string,
  { because, basedOn }: { readonly because: string; readonly basedOn: number },
): Promise<Kept> {
  return inOneGo(app, async (inside) => {
    const { body } = await keptOf(inside, CYCLE, id);
    if (body.state === 'open') throw conflict(`cycle "${body.name}" is open already`);
    return keep(inside, CYCLE, {
      id,
      basedOn,
      body: { ...body, state: 'open', closedOn: null, reopenedBecause: because },
    });
  });
}

/** Copies objectives into another cycle, each once. Throws NotFound, Invalid, Conflict. */
export async function carryObjectives(
  app: App,
  from: string,
  asked: { readonly to: string; readonly objectives: readonly string[] },
): Promise<{ objectives: { from: string; id: string }[] }> {
  if (asked.to === from) throw invalid('cycle: choose another cycle to carry objectives into');
  return inOneGo(app, async (inside) => {
    const book = await readObjectives(inside);
    const next = await requireOpen(inside, asked.to);
    const chosen = [...new Set(asked.objectives)].map((id) => {
      const state = objectiveIn(book, id);
      const { title } = state.kept.body;
      if (state.cycle.id !== from) throw invalid(`objective “${title}” belongs to another cycle`);
      const copy = book.objectives.find((one) => one.kept.body.carriedFrom === id && one.cycle.id === asked.to);
      if (copy !== undefined) throw conflict(`objective “${title}” was carried into “${next.body.name}” already`);
      const keyResults = state.keyResults.map((one) => ({ id: one.id, body: one.kept.body }));
      return { id, body: state.kept.body, keyResults };
    });
    const ids = new Map<string, string>();
    const idOf = (old: string): string => {
      const known = ids.get(old) ?? randomUUID();
      ids.set(old, known);
      return known;
    };
    const copies = carryOver(chosen, { id: asked.to, body: next.body }, idOf);
    for (const { id, body, keyResults } of copies) {
      await keep(inside, OBJECTIVE, { id, body, basedOn: 0 });
      for (const one of keyResults) await keep(inside, KEY_RESULT, { ...one, basedOn: 0 });
    }
    return { objectives: copies.map(({ id, body }) => ({ from: body.carriedFrom ?? '', id })) };
  });
}
