import { describe, expect, test } from 'vitest';
import { compileStream } from '../../flow/stream/compile.ts';
import type { StreamDocument } from '../../flow/stream/document.ts';
import { editDocumentText } from '../../flow/stream/edit.ts';
import { parseStream } from '../../flow/stream/parse.ts';
import {
  addStep,
  moveEvent,
  moveStatuses,
  moveStep,
  removeStep,
  renameStep,
  setLimit,
  setStage,
  setState,
} from './change-map.ts';

const TEXT = `version: 1
stream: Shop
timeZone: UTC
flowItem: story
levels: [{level: story}]
steps:
  - {step: Idea, stage: discovery, state: new, statuses: [Idea]}
  - {step: Ready, stage: delivery, state: waiting, statuses: [{id: "1", name: Open}, Reopened]} # where work is accepted
  - {step: Build, state: active, statuses: [Doing], limit: 4}
  - {step: Live, stage: operation, state: done, statuses: [Done]}
`;

function read(text: string): StreamDocument {
  const found = parseStream(text);
  if (!found.ok) throw new Error(found.problems[0]?.message);
  return found.document;
}
const document = read(TEXT);
const stages = (one: StreamDocument): string =>
  compileStream(one)
    .steps.map((step) => `${step.name} ${step.stage}`)
    .join(', ');
const statuses = (one: StreamDocument): string =>
  one.steps.map((step) => step.statuses.map((ref) => ref.name).join('+') || '-').join(' | ');

describe('events', () => {
  const delivered = read(`${TEXT}applications: [{name: Shop, repo: acme/shop}]\n`);
  test('one that is moved stands in its new step alone, and the text follows', () => {
    const first = moveEvent(delivered, 'deployed', { in: 'step', index: 2 });
    const next = moveEvent(moveEvent(first, 'merged', { in: 'step', index: 2 }), 'deployed', { in: 'step', index: 3 });
    expect(next.steps.map(({ events }) => events)).toEqual([undefined, undefined, ['merged'], ['deployed']]);
    const edited = editDocumentText(`${TEXT}applications: [{name: Shop, repo: acme/shop}]\n`, next);
    expect(edited.ok && edited.text).toContain('statuses: [Doing], events: [merged], limit: 4}');
    expect(edited.ok && edited.text).toContain('statuses: [Done], events: [deployed]}');
  });

  test('one that is put nowhere leaves the document as it was', () => {
    const first = moveEvent(delivered, 'merged', { in: 'step', index: 2 });
    expect(moveEvent(first, 'merged', { in: 'none' })).toEqual(delivered);
  });
});

describe('statuses', () => {
  const open = { id: '1', name: 'Open' };
  test('one that is moved stands in its new step alone, as it was written', () => {
    const next = moveStatuses(document, [open], { in: 'step', index: 2 });
    expect(statuses(next)).toBe('Idea | Reopened | Doing+Open | Done');
    expect(next.steps[2]?.statuses[1]).toEqual(open);
  });

  test('one that no step holds yet is added, also as a mark of blocked work', () => {
    const triage = { id: null, name: 'Triage' };
    expect(statuses(moveStatuses(document, [triage], { in: 'step', index: 0 }))).toContain('Idea+Triage');
    expect(moveStatuses(document, [triage], { in: 'blocked' }).blocked.statuses).toEqual([triage]);
  });

  test('one that is put into no step is gone from the document', () => {
    expect(statuses(moveStatuses(document, [open], { in: 'none' }))).toBe('Idea | Reopened | Doing | Done');
  });
});

describe('steps', () => {
  test('a name, a state and a limit change alone', () => {
    const next = setLimit(setState(renameStep(document, 2, 'Making'), 2, 'waiting'), 2, null);
    expect(next.steps[2]).toMatchObject({ step: 'Making', state: 'waiting', statuses: [{ id: null, name: 'Doing' }] });
    expect(next.steps[2]?.limit).toBeUndefined();
    expect(setLimit(document, 1, 7).steps[1]?.limit).toBe(7);
  });

  test('the stage of one step changes, and the steps behind it keep theirs', () => {
    expect(stages(setStage(document, 1, 'discovery'))).toBe(
      'Idea discovery, Ready discovery, Build delivery, Live operation',
    );
  });

  test('a stage is written only where it does not carry on', () => {
    expect(setStage(document, 1, 'discovery').steps.map((step) => step.stage)).toEqual([
      'discovery',
      undefined,
      'delivery',
      'operation',
    ]);
  });

  test.each([
    [1, 3, 'Idea discovery, Build delivery, Live operation, Ready delivery'],
    [3, 0, 'Live operation, Idea discovery, Ready delivery, Build delivery'],
    [2, 2, 'Idea discovery, Ready delivery, Build delivery, Live operation'],
  ])('step %i moved to place %i keeps its stage', (from, to, order) => {
    expect(stages(moveStep(document, from, to))).toBe(order);
  });

  test('a new step stands behind another one, in its stage, under a name that is free', () => {
    const next = addStep(addStep(document, 0), 0);
    expect(stages(next)).toBe(
      'Idea discovery, New step 2 discovery, New step discovery, Ready delivery, Build delivery, Live operation',
    );
  });

  test('a step that is taken away leaves its statuses in no step, and the stages of others as they were', () => {
    const next = removeStep(document, 1);
    expect(stages(next)).toBe('Idea discovery, Build delivery, Live operation');
    expect(statuses(next)).toBe('Idea | Doing | Done');
  });
});

test('every change can be written into the text, with the remarks of people', () => {
  const changes = [
    moveStatuses(document, [{ id: '1', name: 'Open' }], { in: 'step', index: 2 }),
    moveStep(document, 1, 0),
    setStage(document, 1, 'discovery'),
    addStep(document, 3),
    removeStep(document, 0),
    setLimit(document, 1, 3),
  ];
  for (const next of changes) {
    const edited = editDocumentText(TEXT, next);
    expect(edited).toMatchObject({ ok: true, isInPlace: true });
    if (edited.ok) {
      expect(edited.text).toContain('# where work is accepted');
      expect(stages(read(edited.text))).toBe(stages(next));
    }
  }
});
