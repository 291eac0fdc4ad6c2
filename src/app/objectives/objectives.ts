import type { ObjectivePage, ObjectivesAnswer } from '../../api/objectives.ts';
import { aboveOf, type Draft, draftFrom } from '../../outcomes/objectives/alignment.ts';
import type { KeyResultBody, OwnKeyResultBody } from '../../outcomes/objectives/key-result.ts';
import type { ObjectiveBody, ObjectiveLevel } from '../../outcomes/objectives/objective.ts';
import type { App } from '../app.ts';
import { conflict } from '../errors.ts';
import { keep, keptOf, listKept, remove } from '../outcomes/kept.ts';
import { type ObjectiveBook, objectiveIn, objectiveOfKeyResult, readObjectives } from './book.ts';
import { inOneGo, KEY_RESULT, OBJECTIVE } from './kinds.ts';
import { cycleRowOf, dueCheckInsOf, objectiveRowOf, objectiveRowsOf } from './rows.ts';
import { requireKeyResult, requireObjective, requireOpen } from './rules.ts';
import { objectiveSentence, treeSentence } from './sentences.ts';
import { isOfSample } from './today.ts';
import { versionsOf } from './versions.ts';

type Kept = { id: string; version: number };

/** Every objective, the cycles, and who is due to check in. */
export async function listObjectives(app: App): Promise<ObjectivesAnswer> {
  const book = await readObjectives(app);
  const cycles = book.cycles.map((cycle) => cycleRowOf(cycle, book));
  const objectives = objectiveRowsOf(book);
  const due = dueCheckInsOf(book);
  const isSample = objectives.some(({ id }) => isOfSample(id));
  return {
    sentence: treeSentence(cycles, objectives, due),
    isSample,
    today: book.todayFor(''),
    cycles,
    objectives,
    due,
  };
}

/** An objective with what stands around it. Throws NotFound. */
export async function objectivePageOf(app: App, id: string): Promise<ObjectivePage> {
  const book = await readObjectives(app);
  const state = objectiveIn(book, id);
  const objectiveOf = objectiveOfKeyResult(book);
  const row = objectiveRowOf(state, objectiveOf);
  const cycle = cycleRowOf(state.cycle, book);
  const own = new Set(state.keyResults.map((one) => one.id));
  const { carriedFrom } = state.kept.body;
  return {
    sentence: objectiveSentence(row, cycle),
    isSample: isOfSample(row.id),
    row,
    cycle,
    above: ancestorsOf(book, id, objectiveOf),
    below: book.objectives.flatMap(({ id: below, kept: { body } }) =>
      body.parent !== null && own.has(body.parent)
        ? [{ id: below, title: body.title, team: body.team, keyResult: body.parent }]
        : [],
    ),
    carriedFrom: carriedFrom === null ? null : (copyIn(book, carriedFrom) ?? null),
    carriedTo: book.objectives
      .filter(({ kept }) => kept.body.carriedFrom === id)
      .flatMap((one) => copyIn(book, one.id) ?? []),
    versions: await versionsOf(app, OBJECTIVE, id),
  };
}

function copyIn(book: ObjectiveBook, id: string): ObjectivePage['carriedFrom'] {
  const state = book.byId.get(id);
  return state === undefined ? null : { id, title: state.kept.body.title, cycleName: state.cycle.body.name };
}

function ancestorsOf(
  book: ObjectiveBook,
  id: string,
  objectiveOf: ReadonlyMap<string, string>,
): ObjectivePage['above'] {
  const parentOf = new Map(book.objectives.map((one) => [one.id, one.kept.body.parent]));
  const path = [id, ...aboveOf(id, { parentOf, objectiveOf })];
  return path.slice(1).flatMap((above, place) => {
    const state = book.byId.get(above);
    const parent = parentOf.get(path[place] ?? '');
    const keyResult = state?.keyResults.find((one) => one.id === parent);
    if (state === undefined || keyResult === undefined) return [];
    const { title, level } = state.kept.body;
    return [{ id: above, title, level, keyResult: keyResult.kept.body.title }];
  });
}

/** States an objective with its key results, all of it or nothing. Throws NotFound, Invalid, Conflict. */
export function stateObjective(
  app: App,
  { body, keyResults }: { readonly body: ObjectiveBody; readonly keyResults: readonly OwnKeyResultBody[] },
): Promise<Kept & { keyResults: string[] }> {
  return inOneGo(app, async (inside) => {
    await requireObjective(inside, null, body);
    const saved = await keep(inside, OBJECTIVE, { body, basedOn: 0 });
    const ids: string[] = [];
    for (const one of keyResults) {
      const own = { ...one, objective: saved.id, score: null, scoreNote: '' };
      await requireKeyResult(inside, own);
      ids.push((await keep(inside, KEY_RESULT, { body: own, basedOn: 0 })).id);
    }
    return { ...saved, keyResults: ids };
  });
}

/** Keeps a further version. Throws NotFound, Invalid, Conflict. */
export function editObjective(
  app: App,
  id: string,
  { body, basedOn }: { readonly body: ObjectiveBody; readonly basedOn: number },
): Promise<Kept> {
  return inOneGo(app, async (inside) => {
    const before = await keptOf(inside, OBJECTIVE, id);
    await requireOpen(inside, before.body.cycle);
    await requireObjective(inside, id, body);
    return keep(inside, OBJECTIVE, { id, body, basedOn });
  });
}

/** Takes an objective away with its key results, all in one instant, by which `putBack` knows them. Throws NotFound, Conflict while another takes one of them up. */
export function removeObjective(app: App, id: string): Promise<{ id: string }> {
  const at = app.now();
  return inOneGo({ ...app, now: () => at }, async (inside) => {
    await requireOpen(inside, (await keptOf(inside, OBJECTIVE, id)).body.cycle);
    const own = (await listKept(inside, KEY_RESULT)).filter(({ body }) => body.objective === id);
    for (const one of own) await requireNotTakenUp(inside, one.id);
    for (const one of own) await remove(inside, KEY_RESULT, one.id);
    return remove(inside, OBJECTIVE, id);
  });
}

/** Adds a key result. Throws NotFound, Invalid, Conflict. */
export function addKeyResult(app: App, body: KeyResultBody): Promise<Kept> {
  return inOneGo(app, async (inside) => {
    await requireKeyResult(inside, body);
    return keep(inside, KEY_RESULT, { body: { ...body, score: null, scoreNote: '' }, basedOn: 0 });
  });
}

/** Keeps a further version of a key result. It stays with its objective, and its score is given by closing the cycle. Throws NotFound, Invalid, Conflict. */
export function editKeyResult(
  app: App,
  id: string,
  { body, basedOn }: { readonly body: KeyResultBody; readonly basedOn: number },
): Promise<Kept> {
  return inOneGo(app, async (inside) => {
    const before = await keptOf(inside, KEY_RESULT, id);
    if (before.body.objective !== body.objective) {
      throw conflict('key result: it belongs to another objective; state it there anew, and take this one away');
    }
    await requireKeyResult(inside, body);
    const { score, scoreNote } = before.body;
    return keep(inside, KEY_RESULT, { id, body: { ...body, score, scoreNote }, basedOn });
  });
}

/** Throws NotFound, Conflict while an objective takes it up. */
export function removeKeyResult(app: App, id: string): Promise<{ id: string }> {
  return inOneGo(app, async (inside) => {
    const { body } = await keptOf(inside, KEY_RESULT, id);
    await requireOpen(inside, (await keptOf(inside, OBJECTIVE, body.objective)).body.cycle);
    await requireNotTakenUp(inside, id);
    return remove(inside, KEY_RESULT, id);
  });
}

async function requireNotTakenUp(app: App, keyResult: string): Promise<void> {
  const user = (await listKept(app, OBJECTIVE)).find(({ body }) => body.parent === keyResult);
  if (user === undefined) return;
  throw conflict(
    `key result "${keyResult}": the objective “${user.body.title}” takes it up; choose another parent there first`,
  );
}

export interface DraftAsked {
  readonly keyResult: string;
  readonly team?: string | null | undefined;
  readonly stream?: string | null | undefined;
  readonly cycle?: string | undefined;
  readonly level?: ObjectiveLevel | undefined;
  readonly keyResults?: number | undefined;
}

/** A draft objective for whoever takes a key result up; nothing is kept. Throws NotFound. */
export async function draftObjective(app: App, { keyResult, ...asked }: DraftAsked): Promise<Draft> {
  const { body, id } = await keptOf(app, KEY_RESULT, keyResult);
  const above = await keptOf(app, OBJECTIVE, body.objective);
  const { level, cycle } = above.body;
  return draftFrom(
    { id, title: body.title, level, cycle },
    {
      team: asked.team ?? null,
      stream: asked.stream ?? null,
      ...(asked.cycle === undefined ? {} : { cycle: asked.cycle }),
      ...(asked.level === undefined ? {} : { level: asked.level }),
      ...(asked.keyResults === undefined ? {} : { keyResults: asked.keyResults }),
    },
  );
}
