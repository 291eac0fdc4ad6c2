import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldAll } from './fold-all.ts';
import { anyHistories, anyHistory, anyStream, plainStream } from './histories.test-data.ts';
import { NO_FIELDS, NO_HISTORY } from './history.test-data.ts';
import type { Change, Fields, ItemHistory } from './history.ts';
import type { Timeline } from './timeline.ts';

const at = (text: string): number => Date.parse(`2024-03-${text}Z`);
const stream = plainStream();

function historyOf(changes: readonly Change[], initial: Partial<Fields> = {}): ItemHistory {
  return {
    ...NO_HISTORY,
    createdAt: at('04T00:00'),
    initial: { ...NO_FIELDS, title: 'One', status: { id: null, name: 'Idea' }, type: 'Story', ...initial },
    changes,
  };
}

function foldOne(history: ItemHistory): Timeline {
  const [timeline] = foldAll([history], stream);
  if (timeline === undefined) throw new Error('one history makes one timeline');
  return timeline;
}

const status = (day: string, name: string, sequence = 1): Change => ({
  at: at(day),
  sequence,
  field: 'status',
  from: null,
  to: { id: null, name },
});

describe('folding any history', () => {
  test('visits follow each other without a gap, no two of one step, the last one open', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, (histories, any) => {
        for (const { visits, createdAt } of foldAll(histories, any)) {
          visits.forEach((visit, index) => {
            const next = visits[index + 1];
            expect(visit.exitAt).toBe(next === undefined ? null : next.enterAt);
            expect(visit.step).not.toBe(next?.step);
            expect(visit.enterAt).toBeGreaterThanOrEqual(index === 0 ? createdAt : (visits[index - 1]?.enterAt ?? 0));
            expect(any.steps[visit.step]?.state).not.toBe('ignore');
          });
        }
      }),
    );
  });

  test('shuffled change logs give the same timelines', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, fc.infiniteStream(fc.nat()), (histories, any, chance) => {
        const shuffled = histories.map((history) => ({
          ...history,
          changes: shuffledEntries(history.changes, chance),
        }));
        expect(foldAll(shuffled, any)).toEqual(foldAll(histories, any));
      }),
    );
  });

  test('epochs begin with creation, one an instant, in order', () => {
    fc.assert(
      fc.property(anyHistory('K-1'), anyStream, (history, any) => {
        const instants = foldAll([history], any)[0]?.epochs.map((epoch) => epoch.fromAt) ?? [];
        expect(instants[0]).toBe(history.createdAt);
        expect(instants).toEqual([...new Set(instants)].toSorted((a, b) => a - b));
      }),
    );
  });

  test('blocked intervals are in order and apart', () => {
    fc.assert(
      fc.property(anyHistories, anyStream, (histories, any) => {
        for (const { blocked } of foldAll(histories, any)) {
          blocked.forEach((one, index) => {
            const next = blocked[index + 1];
            if (one.endAt !== null) expect(one.startAt).toBeLessThan(one.endAt);
            if (next !== undefined) expect(one.endAt ?? Number.POSITIVE_INFINITY).toBeLessThan(next.startAt);
          });
        }
      }),
    );
  });
});

/** Entries in any order; what one entry changed stays together and in place. */
function shuffledEntries(changes: readonly Change[], chance: fc.Stream<number>): readonly Change[] {
  const entries = Map.groupBy(changes, (change) => `${change.at} ${change.sequence}`);
  return [...entries.values()]
    .map((entry) => ({ entry, by: chance.next().value }))
    .toSorted((a, b) => a.by - b.by)
    .flatMap(({ entry }) => entry);
}

describe('epochs', () => {
  test('hold what the item was, the last change of an instant deciding', () => {
    const { epochs } = foldOne(
      historyOf([
        { at: at('05T00:00'), sequence: 1, field: 'type', to: 'Bug' },
        { at: at('05T00:00'), sequence: 2, field: 'title', to: 'Two' },
        { at: at('06T00:00'), sequence: 3, field: 'resolution', to: 'Duplicate' },
        { at: at('07T00:00'), sequence: 4, field: 'components', to: ['Web'] },
        { at: at('08T00:00'), sequence: 5, field: 'team', to: 'Own' },
        { at: at('08T12:00'), sequence: 6, field: 'components', to: [] },
        { at: at('09T00:00'), sequence: 7, field: 'parent', to: 'E-1' },
        { at: at('10T00:00'), sequence: 8, field: 'labels', to: ['security'] },
      ]),
    );
    expect(epochs).toMatchObject([
      { fromAt: at('04T00:00'), kind: 'feature', title: 'One', resolution: null, team: null },
      { fromAt: at('05T00:00'), kind: 'defect', type: 'Bug', title: 'Two', resolution: null },
      { fromAt: at('06T00:00'), kind: 'defect', title: 'Two', resolution: 'Duplicate', isCancelledResolution: true },
      { fromAt: at('07T00:00'), components: ['Web'], team: 'Blue', resolution: 'Duplicate' },
      { fromAt: at('08T00:00'), team: 'Blue' },
      // No rule names the team that the source says.
      { fromAt: at('08T12:00'), team: null },
      { fromAt: at('09T00:00'), parent: 'E-1' },
      { fromAt: at('10T00:00'), labels: ['security'], kind: 'defect' },
    ]);
  });

  test('a flag and a field that no rule reads begin none', () => {
    const { epochs } = foldOne(
      historyOf([
        { at: at('05T00:00'), sequence: 1, field: 'custom', name: 'Flagged', to: ['yes'] },
        { at: at('06T00:00'), sequence: 2, field: 'custom', name: 'Colour', to: ['blue'] },
        { at: at('07T00:00'), sequence: 3, field: 'blocked', to: true },
        status('08T00:00', 'Build'),
      ]),
    );
    expect(epochs).toHaveLength(1);
  });

  test('a field that a rule reads begins one', () => {
    const ruled = plainStream({ kinds: [{ field: { Nature: ['Law'] }, kind: 'risk' }, { kind: 'feature' }] });
    const nature = { at: at('05T00:00'), sequence: 1, field: 'custom', name: 'Nature', to: ['law'] } as const;
    expect(foldAll([historyOf([nature])], ruled)[0]?.epochs.map((epoch) => epoch.kind)).toEqual(['feature', 'risk']);
  });
});

describe('problems of a history', () => {
  test('a status in no step is named once, from when it came; a blocked one is none', () => {
    const { problems } = foldOne(
      historyOf([
        status('05T00:00', 'Triage'),
        status('06T00:00', 'Build'),
        status('07T00:00', 'Triage'),
        status('08T00:00', 'Impeded'),
        status('09T00:00', 'QA'),
      ]),
    );
    expect(problems).toEqual([
      { at: at('05T00:00'), problem: { problem: 'status-unmapped', status: 'Triage' } },
      { at: at('09T00:00'), problem: { problem: 'status-unmapped', status: 'QA' } },
    ]);
  });

  test('a first status in no step is named from creation', () => {
    const { problems, visits } = foldOne(historyOf([], { status: { id: null, name: 'Triage' } }));
    expect(problems).toEqual([{ at: at('04T00:00'), problem: { problem: 'status-unmapped', status: 'Triage' } }]);
    expect(visits).toEqual([]);
  });

  test.each([
    [{ id: '3', name: 'Build' }, { id: '3', name: 'Renamed' }, true],
    [{ id: '3', name: 'Build' }, { id: '4', name: 'Build' }, false],
    [{ id: null, name: 'Build' }, { id: '4', name: 'Build' }, true],
    [{ id: '3', name: 'Build' }, { id: null, name: 'Test' }, false],
    [{ id: '3', name: 'Build' }, null, true],
    [null, { id: '3', name: 'Build' }, false],
  ])('a log that ends in %j leads to %j: %s', (held, presentStatus, matches) => {
    const change = { at: at('05T00:00'), sequence: 1, field: 'status', from: null, to: held } as const;
    const { problems } = foldOne({ ...historyOf([change]), presentStatus });
    const found = problems.filter(({ problem }) => problem.problem === 'history-not-matching');
    expect(found.map((one) => one.at)).toEqual(matches ? [] : [at('05T00:00')]);
  });

  test('an unknown blocker is named once, from its earliest link', () => {
    const link = (day: string, isAdded: boolean, type: string): Change => ({
      at: at(day),
      sequence: 1,
      field: 'link',
      isAdded,
      link: { type, item: 'X-9' },
    });
    const { problems } = foldOne(
      historyOf([
        link('05T00:00', true, 'is blocked by'),
        link('06T00:00', false, 'is blocked by'),
        link('07T00:00', true, 'depends on'),
      ]),
    );
    expect(problems).toEqual([{ at: at('05T00:00'), problem: { problem: 'blocker-unknown', blocker: 'X-9' } }]);
  });
});

describe('blocking links', () => {
  test('removing a link that never was changes nothing, and adding one twice begins it once', () => {
    const link = { type: 'is blocked by', item: 'K-2' };
    const change = (day: string, isAdded: boolean): Change => ({
      at: at(day),
      sequence: 1,
      field: 'link',
      isAdded,
      link,
    });
    const blocked = historyOf([
      change('05T00:00', false),
      change('06T00:00', true),
      change('07T00:00', true),
      change('08T00:00', false),
    ]);
    const blocker = { ...historyOf([]), item: 'K-2' };
    expect(foldAll([blocked, blocker], stream)[0]?.blocked).toEqual([
      { startAt: at('06T00:00'), endAt: at('08T00:00') },
    ]);
  });

  test('a blocker that was reopened blocks again; a cancelled one that only went back to new does not', () => {
    const link = { type: 'is blocked by', item: 'K-2' };
    const blocked = historyOf([], { links: [link] });
    const reopened = { ...historyOf([status('06T00:00', 'Done'), status('08T00:00', 'Idea')]), item: 'K-2' };
    expect(foldAll([blocked, reopened], stream)[0]?.blocked).toEqual([
      { startAt: at('04T00:00'), endAt: at('06T00:00') },
      { startAt: at('08T00:00'), endAt: null },
    ]);
    const revived = {
      ...historyOf([status('06T00:00', 'Dropped'), status('08T00:00', 'Idea'), status('10T00:00', 'Build')]),
      item: 'K-2',
    };
    expect(foldAll([blocked, revived], stream)[0]?.blocked).toEqual([
      { startAt: at('04T00:00'), endAt: at('06T00:00') },
      { startAt: at('10T00:00'), endAt: null },
    ]);
  });

  test('a deleted blocker blocks no longer', () => {
    const blocked = historyOf([], { links: [{ type: 'is blocked by', item: 'K-2' }] });
    const blocker = { ...historyOf([]), item: 'K-2', deletedAt: at('07T00:00') };
    expect(foldAll([blocked, blocker], stream)[0]?.blocked).toEqual([
      { startAt: at('04T00:00'), endAt: at('07T00:00') },
    ]);
  });
});

test('what a source says of an item after its deletion does not count', () => {
  const history = {
    ...historyOf([status('05T00:00', 'Build'), status('09T00:00', 'Done')]),
    deletedAt: at('07T00:00'),
  };
  expect(foldOne(history).visits.map((visit) => stream.steps[visit.step]?.name)).toEqual(['Idea', 'Build']);
});
