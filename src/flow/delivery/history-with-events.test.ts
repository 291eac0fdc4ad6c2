import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsAt } from '../facts-at.ts';
import { foldAll } from '../fold-all.ts';
import { anyHistory, anyTick, FIRST_AT, plainStream, TICK_MS } from '../histories.test-data.ts';
import { NO_FIELDS, NO_HISTORY } from '../history.test-data.ts';
import type { Change, ItemHistory } from '../history.ts';
import { compileStream, type Stream } from '../stream/compile.ts';
import { STEP_EVENTS } from '../stream/step-events.ts';
import { eventMoves, withEvents } from './history-with-events.ts';
import type { ItemStateChange } from './item-states.ts';
import { on } from './records.test-data.ts';

const STEPS = [
  { step: 'Ready', state: 'waiting', statuses: ['Open'] },
  { step: 'Build', state: 'active', statuses: ['In Progress', 'Coding'] },
  { step: 'In review', state: 'waiting', statuses: ['In Review'], events: ['review opened'] },
  { step: 'Waiting for deployment', state: 'waiting', statuses: ['Resolved'], events: ['merged'] },
  { step: 'Released', state: 'done', statuses: ['Closed'], events: ['deployed'] },
];
const stream = plainStream({
  steps: STEPS,
  blocked: { statuses: ['On Hold'] },
  applications: [{ name: 'Shop', repo: 'acme/shop' }],
});

/** An item of the 5th with changes of status, `'6 12:00 Resolved'`. */
function item(initial: string, ...changes: readonly string[]): ItemHistory {
  return {
    ...NO_HISTORY,
    createdAt: on('5'),
    initial: { ...NO_FIELDS, status: { id: null, name: initial } },
    changes: changes.map((text, sequence): Change => {
      const [, day = '', status = ''] = /^(\d+(?: \d\d:\d\d)?) (.*)$/.exec(text) ?? [];
      return { at: on(day), sequence, field: 'status', from: null, to: { id: null, name: status } };
    }),
  };
}

/** States from `'6 review opened'`, `'7 back to nothing'`, `'8 since unknown deployed'`. */
function states(...texts: readonly string[]): readonly ItemStateChange[] {
  return texts.map((text) => {
    const [, day = '', how, name] = /^(\d+(?: \d\d:\d\d)?) (?:(back to|since unknown) )?(.*)$/.exec(text) ?? [];
    return {
      at: on(day),
      state: STEP_EVENTS.find((event) => event === name) ?? null,
      how: how === 'back to' ? 'back' : how === undefined ? 'happened' : 'unknown',
    };
  });
}

function visits(history: ItemHistory, told: readonly ItemStateChange[], under: Stream = stream): readonly string[] {
  const [timeline] = foldAll([withEvents(history, under, told)], under);
  return (timeline?.visits ?? []).map(({ step, enterAt }) => {
    const day = (enterAt - on('1')) / 86_400_000 + 1;
    return `${Number(day.toFixed(2))} ${under.steps[step]?.name ?? ''}`;
  });
}

function problems(history: ItemHistory, told: readonly ItemStateChange[]): readonly string[] {
  const [timeline] = foldAll([withEvents(history, stream, told)], stream);
  return (timeline?.problems ?? []).map(({ problem }) => problem.problem);
}

describe('an event', () => {
  test('moves an item as a status of its step would, and the last word holds', () => {
    const whole = states('7 review opened', '8 merged', '9 deployed');
    expect(visits(item('Open', '6 In Progress'), whole)).toEqual([
      '5 Ready',
      '6 Build',
      '7 In review',
      '8 Waiting for deployment',
      '9 Released',
    ]);
    expect(
      visits(item('Open', '6 In Progress', '7 12:00 Coding', '8 12:00 Closed'), states('7 review opened')),
    ).toEqual(['5 Ready', '6 Build', '7 In review', '7.5 Build', '8.5 Released']);
  });

  test('of the step where the item is already is no move, and the item did not stand still', () => {
    const told = withEvents(item('Open', '6 Resolved'), stream, states('7 merged'));
    const [timeline] = foldAll([told], stream);
    expect(timeline?.visits).toHaveLength(2);
    expect(timeline?.otherStatusAt).toEqual([on('7')]);
  });

  test('comes before the tool’s own changes of its instant, so that the tool has the last word', () => {
    expect(visits(item('Open', '7 In Progress'), states('7 merged'))).toEqual([
      '5 Ready',
      '7 Waiting for deployment',
      '7 Build',
    ]);
  });

  test('of before the creation counts as made then, and of several only what held by then', () => {
    expect(visits(item('Open'), states('2 review opened', '3 merged', '6 deployed'))).toEqual([
      '5 Ready',
      '5 Waiting for deployment',
      '6 Released',
    ]);
    expect(problems(item('Open'), states('2 review opened'))).toEqual([]);
  });

  test('of after the deletion is none', () => {
    expect(visits({ ...item('Open'), deletedAt: on('6') }, states('7 merged'))).toEqual(['5 Ready']);
  });

  test('leaves alone what the tool says last, and whether that is blocked or mapped', () => {
    const held = { ...item('Open', '6 On Hold'), presentStatus: { id: null, name: 'On Hold' } };
    const [timeline] = foldAll([withEvents(held, stream, states('7 merged'))], stream);
    expect(timeline?.problems).toEqual([]);
    expect(timeline?.blocked).toEqual([{ startAt: on('6'), endAt: null }]);
    const elsewhere = { ...item('Open', '6 Triage'), presentStatus: { id: null, name: 'Closed' } };
    expect(problems(elsewhere, states('7 merged'))).toEqual(['status-unmapped', 'history-not-matching']);
  });

  test('that finishes a blocker ends what it blocked', () => {
    const linked = plainStream({
      steps: STEPS,
      blocked: { links: ['is blocked by'] },
      applications: [{ name: 'Shop' }],
    });
    const held = item('Open');
    const links = [{ type: 'is blocked by', item: 'K-2' }];
    const [timeline] = foldAll(
      [
        { ...held, initial: { ...held.initial, links } },
        withEvents({ ...item('Open'), item: 'K-2' }, linked, states('7 deployed')),
      ],
      linked,
    );
    expect(timeline?.blocked).toEqual([{ startAt: on('5'), endAt: on('7') }]);
  });

  test('is not taken for the status that a history which begins late changed from', () => {
    const late: ItemHistory = {
      ...item('Open'),
      initial: NO_FIELDS,
      changes: [
        {
          at: on('8'),
          sequence: 1,
          field: 'status',
          from: { id: null, name: 'Coding' },
          to: { id: null, name: 'Closed' },
        },
      ],
    };
    expect(visits(late, states('7 merged'))).toEqual(['5 Build', '7 Waiting for deployment', '8 Released']);
  });

  test('that no step names moves nothing; without applications none does', () => {
    const some = plainStream({
      steps: STEPS.map(({ events, ...step }) => (step.state === 'done' ? { ...step, events } : step)),
      applications: [{ name: 'Shop' }],
    });
    const told = states('6 review opened', '7 merged', '8 deployed');
    expect(visits(item('Open'), told, some)).toEqual(['5 Ready', '8 Released']);
    const bare = plainStream({ steps: STEPS });
    const history = item('Open');
    expect(withEvents(history, bare, told)).toBe(history);
  });
});

describe('a withdrawn review', () => {
  test('takes the item back to where it was', () => {
    expect(visits(item('Open', '6 In Progress'), states('7 review opened', '8 back to nothing'))).toEqual([
      '5 Ready',
      '6 Build',
      '7 In review',
      '8 Build',
    ]);
    const done = states('6 merged', '7 deployed', '8 review opened', '9 back to deployed');
    expect(visits(item('Open'), done).slice(-2)).toEqual(['8 In review', '9 Released']);
  });

  test('takes it nowhere where its tool has spoken since', () => {
    const history = item('Open', '6 In Progress', '7 12:00 Open');
    expect(visits(history, states('7 review opened', '8 back to nothing')).at(-1)).toBe('7.5 Ready');
    // A status of no step says nothing of the step.
    const unmapped = item('Open', '6 In Progress', '7 12:00 Triage');
    expect(visits(unmapped, states('7 review opened', '8 back to nothing')).at(-1)).toBe('8 Build');
  });

  test('leaves an item that was in no step where it is', () => {
    expect(visits(item('Triage'), states('7 review opened', '8 back to nothing'))).toEqual(['7 In review']);
  });
});

test('what is in production since an unknown time moves nothing, and what comes later does', () => {
  expect(visits(item('Open'), states('6 merged', '7 since unknown deployed', '8 merged', '9 deployed'))).toEqual([
    '5 Ready',
    '6 Waiting for deployment',
    '9 Released',
  ]);
  const { changes } = withEvents(item('Open'), stream, states('7 since unknown deployed'));
  expect(changes).toEqual([]);
});

const anyStates: fc.Arbitrary<readonly ItemStateChange[]> = fc
  .uniqueArray(
    fc.record({
      tick: anyTick,
      state: fc.constantFrom(...STEP_EVENTS),
      how: fc.constantFrom('happened', 'happened', 'back', 'unknown'),
    }),
    { maxLength: 8, selector: ({ tick }) => tick },
  )
  .map((all) =>
    all
      .toSorted((a, b) => a.tick - b.tick)
      .map(({ tick, state, how }) => ({ at: FIRST_AT + tick * TICK_MS, state, how })),
  );
const withSteps = (isNamed: boolean): Stream => {
  const { document } = plainStream({ applications: [{ name: 'Shop' }] });
  const steps = document.steps.map((step, index) => {
    const event = STEP_EVENTS[index - 3];
    return isNamed && event !== undefined ? { ...step, events: [event] } : step;
  });
  return compileStream({ ...document, steps });
};
const [named, unnamed] = [withSteps(true), withSteps(false)];

describe('whatever happened', () => {
  test('a stream whose steps name no event has the same timelines, whatever is told', () => {
    fc.assert(
      fc.property(anyHistory('K-1'), anyStates, (history, told) => {
        expect(foldAll([withEvents(history, unnamed, told)], unnamed)).toEqual(foldAll([history], unnamed));
        expect(foldAll([history], named)).toEqual(foldAll([history], unnamed));
      }),
    );
  });

  test('the item is where the last word put it, and the tool’s own problems stay', () => {
    fc.assert(
      fc.property(anyHistory('K-1'), anyStates, (history, told) => {
        // An item that blocks itself ends that with an event; links are held elsewhere.
        const asTold = {
          ...history,
          initial: { ...history.initial, links: [] },
          changes: history.changes.filter(({ field }) => field !== 'link'),
          presentStatus: { id: null, name: 'Closed' },
          deletedAt: null,
        };
        const [timeline] = foldAll([withEvents(asTold, named, told)], named);
        const [plain] = foldAll([asTold], unnamed);
        const kinds = (one: typeof timeline) => one?.problems.map(({ problem }) => problem.problem);
        expect(kinds(timeline)).toEqual(kinds(plain));
        expect(timeline?.blocked).toEqual(plain?.blocked);
        const last = eventMoves(asTold, named, told).at(-1);
        const spoke = asTold.changes.findLast(
          ({ field, at, ...change }) =>
            field === 'status' &&
            Math.max(at, asTold.createdAt) >= (last?.at ?? 0) &&
            'to' in change &&
            typeof change.to === 'object',
        );
        if (last !== undefined && spoke === undefined) expect(timeline?.visits.at(-1)?.step).toBe(last.step);
      }),
    );
  });

  test('what is told later changes nothing that was known before', () => {
    fc.assert(
      fc.property(anyHistory('K-1'), anyStates, anyTick, (history, told, tick) => {
        const asOf = FIRST_AT + tick * TICK_MS;
        const known = told.filter(({ at }) => at <= asOf);
        const [all] = foldAll([withEvents(history, named, told)], named);
        const [then] = foldAll([withEvents(history, named, known)], named);
        if (all === undefined || then === undefined) throw new Error('one history gives one timeline');
        expect(factsAt(all, named, asOf)).toEqual(factsAt(then, named, asOf));
      }),
    );
  });
});
