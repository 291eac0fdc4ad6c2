import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RaceData, RaceStep } from './race-data.ts';
import { layoutRace, wrapName } from './race-layout.ts';
import { layoutMouth } from './race-mouth.ts';

const NOTHING = { feature: 0, defect: 0, risk: 0, debt: 0, unmapped: 0 };

function step(name: string, load: number, state: RaceStep['state'] = 'waiting'): RaceStep {
  return { name, stage: 'delivery', state, load, limit: null, medianSeconds: null, share: null, waitingPart: 1 };
}

function race(steps: readonly RaceStep[], more: Partial<RaceData> = {}): RaceData {
  return {
    steps,
    returns: [],
    constraint: null,
    waitsLongest: null,
    mouth: { heading: 'Finished', total: 0, byKind: NOTHING, cancelled: 0 },
    ...more,
  };
}

describe('the race', () => {
  test('width is linear in load', () => {
    // Of the widest (100) 86 % goes to the greatest load in process: 20 items, half 43; ten items half of that.
    const layout = layoutRace(race([step('Ready', 10), step('Build', 20, 'active')]), 400, 100);
    expect(layout.slots.map((slot) => slot.half)).toEqual([21.5, 43]);
  });

  test('an empty step is still a step', () => {
    const layout = layoutRace(race([step('Ready', 0), step('Build', 20)]), 400, 100);
    expect(layout.slots[0]?.half).toBeGreaterThan(0);
  });

  test('a backlog does not press the work in process thin: it is cut at the widest, and said to be', () => {
    const layout = layoutRace(race([step('Idea', 400, 'new'), step('Build', 20)]), 400, 100);
    expect(layout.slots.map((slot) => slot.half)).toEqual([50, 43]);
    expect(layout.cut).toEqual([0]);
  });

  test('the gate stands at the beginning of the constraint, open as wide as its channel', () => {
    const layout = layoutRace(race([step('Ready', 20), step('Test', 4)], { constraint: 1 }), 400, 100);
    expect(layout.gate?.at).toBe(200);
    expect(layout.gate?.inner).toBeCloseTo((4 / 20) * 43 + 5, 10);
  });

  test('no gate without a named constraint', () => {
    expect(layoutRace(race([step('Ready', 20)]), 400, 100).gate).toBeNull();
  });

  test('the two most travelled ways back are drawn, the others are counted', () => {
    const back = (from: number, to: number, count: number) => ({ from, to, count, items: [] });
    const layout = layoutRace(
      race([step('A', 1), step('B', 1), step('C', 1), step('D', 1)], {
        returns: [back(3, 0, 2), back(2, 1, 9), back(3, 1, 5), back(1, 0, 1)],
      }),
      400,
      100,
    );
    expect(layout.returns.map((lane) => lane.count).sort((a, b) => a - b)).toEqual([5, 9]);
    expect(layout.returnsLeftOut).toBe(3);
  });

  test('steps follow each other without a gap and fill the length', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1, maxLength: 14 }), (loads) => {
        const { slots, length } = layoutRace(race(loads.map((load, index) => step(`${index}`, load))), 900, 92);
        expect(slots[0]?.start).toBeCloseTo(1, 6);
        expect(slots.at(-1)?.end).toBeCloseTo(length - 1, 6);
        slots.forEach((slot, index) => {
          const next = slots[index + 1];
          if (next !== undefined) expect(next.start - slot.end).toBeCloseTo(2, 6);
          expect(slot.half).toBeLessThanOrEqual(46);
        });
      }),
    );
  });
});

describe('the mouth', () => {
  test('a strand is as wide as the share of its kind', () => {
    // 60 wide with one gap of 3 leaves 57: three quarters are 42.75.
    const strands = layoutMouth({ ...NOTHING, feature: 3, debt: 1 }, 10, 30);
    expect(strands.map((strand) => strand.kind)).toEqual(['feature', 'debt']);
    expect((strands[0]?.to[1] ?? 0) - (strands[0]?.to[0] ?? 0)).toBeCloseTo(42.75, 10);
  });

  test('nothing finished has no strand', () => {
    expect(layoutMouth(NOTHING, 10, 30)).toEqual([]);
  });

  test('strands leave the channel side by side, as wide as it', () => {
    const strands = layoutMouth({ feature: 100, defect: 7, risk: 1, debt: 3, unmapped: 2 }, 10, 30);
    expect(strands[0]?.from[0]).toBe(-10);
    expect(strands.at(-1)?.from[1]).toBeCloseTo(10, 10);
    strands.forEach((strand, index) => {
      const next = strands[index + 1];
      if (next !== undefined) expect(next.from[0]).toBeCloseTo(strand.from[1], 10);
    });
  });
});

describe('names of steps', () => {
  test('a long name is broken at a word', () => {
    expect(wrapName('Ready to release', 9)).toEqual(['Ready to', 'release']);
  });
  test('what does not fit on two lines is cut with an ellipsis', () => {
    expect(wrapName('Waiting for the approval of legal', 12)).toEqual(['Waiting for', 'the approva…']);
  });
  test('a name that fits stays whole', () => {
    expect(wrapName('Build', 9)).toEqual(['Build']);
  });
});
