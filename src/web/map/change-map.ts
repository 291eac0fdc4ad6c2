import { compileStream } from '../../flow/stream/compile.ts';
import type { Stage, State, StatusRef, StreamDocument } from '../../flow/stream/document.ts';
import type { StepEvent } from '../../flow/stream/step-events.ts';

/** Changes of a document that the board makes. Each gives a new document; the text follows by `editDocumentText`. */
export type Place =
  | { readonly in: 'step'; readonly index: number }
  /** Under `blocked.statuses`: it stops work wherever that is. */
  | { readonly in: 'blocked' }
  /** In no step. */
  | { readonly in: 'none' };

/** Puts statuses into a place and takes them out of where they were. */
export function moveStatuses(document: StreamDocument, refs: readonly StatusRef[], place: Place): StreamDocument {
  const without = (list: readonly StatusRef[]): StatusRef[] =>
    list.filter((one) => !refs.some((ref) => isSameRef(ref, one)));
  return {
    ...document,
    steps: document.steps.map((step, index) => {
      const rest = without(step.statuses);
      return { ...step, statuses: place.in === 'step' && place.index === index ? [...rest, ...refs] : rest };
    }),
    blocked: {
      ...document.blocked,
      statuses:
        place.in === 'blocked' ? [...without(document.blocked.statuses), ...refs] : without(document.blocked.statuses),
    },
  };
}

/** Puts an event into a step, or takes it out of the one that names it. */
export function moveEvent(document: StreamDocument, event: StepEvent, place: Place): StreamDocument {
  return {
    ...document,
    steps: document.steps.map(({ events: before = [], ...step }, index) => {
      const rest = before.filter((one) => one !== event);
      const events = place.in === 'step' && place.index === index ? [...rest, event] : rest;
      return events.length === 0 ? step : { ...step, events };
    }),
  };
}

export function isSameRef(one: StatusRef, other: StatusRef): boolean {
  return one.id === other.id && one.name === other.name;
}

export function renameStep(document: StreamDocument, index: number, name: string): StreamDocument {
  return withStep(document, index, { step: name });
}

export function setState(document: StreamDocument, index: number, state: State): StreamDocument {
  return withStep(document, index, { state });
}

/** null: no limit. */
export function setLimit(document: StreamDocument, index: number, limit: number | null): StreamDocument {
  return withStep(document, index, { limit: limit ?? undefined });
}

/** Gives one step another stage; the steps behind it keep theirs. */
export function setStage(document: StreamDocument, index: number, stage: Stage): StreamDocument {
  const stages = stagesOf(document);
  return withStages(
    document,
    document.steps,
    stages.map((one, place) => (place === index ? stage : one)),
  );
}

/** Moves a step to another place in the order. It keeps its stage. */
export function moveStep(document: StreamDocument, from: number, to: number): StreamDocument {
  const stages = stagesOf(document);
  return withStages(document, moved(document.steps, from, to), moved(stages, from, to));
}

/** A new step without statuses behind the one at `index`, of the same stage. */
export function addStep(document: StreamDocument, index: number): StreamDocument {
  const stages = stagesOf(document);
  const step: StreamDocument['steps'][number] = { step: freeName(document), state: 'waiting', statuses: [] };
  return withStages(
    document,
    document.steps.toSpliced(index + 1, 0, step),
    stages.toSpliced(index + 1, 0, stages[index] ?? 'delivery'),
  );
}

/** Takes a step away; its statuses then belong to no step. */
export function removeStep(document: StreamDocument, index: number): StreamDocument {
  return withStages(document, document.steps.toSpliced(index, 1), stagesOf(document).toSpliced(index, 1));
}

type Step = StreamDocument['steps'][number];

function withStep(document: StreamDocument, index: number, change: Partial<Step>): StreamDocument {
  return {
    ...document,
    steps: document.steps.map((step, place) => (place === index ? { ...step, ...change } : step)),
  };
}

function stagesOf(document: StreamDocument): Stage[] {
  return compileStream(document).steps.map((step) => step.stage);
}

/** Steps that have these stages, written only where a stage does not carry on from the step before. */
function withStages(document: StreamDocument, steps: readonly Step[], stages: readonly Stage[]): StreamDocument {
  let carried: Stage = 'delivery';
  return {
    ...document,
    steps: steps.map((step, index) => {
      const stage = stages[index] ?? carried;
      const isCarried = stage === carried;
      carried = stage;
      if (step.stage === stage || (step.stage === undefined && isCarried)) return step;
      return { ...step, stage: isCarried ? undefined : stage };
    }),
  };
}

function moved<Value>(list: readonly Value[], from: number, to: number): Value[] {
  const one = list[from];
  return one === undefined ? [...list] : list.toSpliced(from, 1).toSpliced(to, 0, one);
}

function freeName(document: StreamDocument): string {
  const taken = new Set(document.steps.map((step) => step.step));
  let name = 'New step';
  for (let number = 2; taken.has(name); number += 1) name = `New step ${number}`;
  return name;
}
