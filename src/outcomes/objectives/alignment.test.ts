import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aboveOf, adviceOn, draftFrom, isOrphan, loopIn } from './alignment.ts';
import { carryOver } from './carry-over.ts';
import { cycleBody } from './cycle.ts';
import { keyResultBody } from './key-result.ts';
import { objectiveBody } from './objective.ts';

/** Objectives o1, o2 … each with one key result k1, k2 …; `parents` names the key result that each takes up. */
function linksOf(parents: readonly (string | null)[]) {
  return {
    parentOf: new Map(parents.map((parent, place) => [`o${place + 1}`, parent] as const)),
    objectiveOf: new Map(parents.map((_parent, place) => [`k${place + 1}`, `o${place + 1}`] as const)),
  };
}

describe('who stands above whom', () => {
  test('is read from the parent key results, nearest first', () => {
    const links = linksOf([null, 'k1', 'k2', 'k9']);
    expect(aboveOf('o3', links)).toEqual(['o2', 'o1']);
    expect(aboveOf('o4', links)).toEqual([]);
    expect(loopIn(links)).toBeNull();
  });

  test('a loop is found, of any length, also one that a branch leads into', () => {
    expect(loopIn(linksOf(['k1']))).toBe('o1');
    expect(['o1', 'o2', 'o3']).toContain(loopIn(linksOf(['k3', 'k1', 'k2'])));
    expect(['o2', 'o3']).toContain(loopIn(linksOf(['k2', 'k3', 'k2'])));
    expect(aboveOf('o1', linksOf(['k2', 'k3', 'k2']))).toEqual(['o2', 'o3']);
  });

  test('where each takes up an earlier one there is no loop, and closing the way back makes one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 2, maxLength: 30 }), (numbers) => {
        const parents = numbers.map((number, place) => (place === 0 ? null : `k${(number % place) + 1}`));
        expect(loopIn(linksOf(parents))).toBeNull();
        expect(loopIn(linksOf([`k${parents.length}`, ...parents.slice(1)]))).not.toBeNull();
      }),
    );
  });

  test('only what lies below the organisation can be an orphan', () => {
    expect(isOrphan({ level: 'organisation', parent: null })).toBe(false);
    expect(isOrphan({ level: 'team', parent: null })).toBe(true);
    expect(isOrphan({ level: 'team', parent: 'k1' })).toBe(false);
  });
});

describe('taking a key result up', () => {
  const parent = { id: 'k1', title: 'Repeat purchases from 31 % to 36 %', level: 'organisation', cycle: 'q1' } as const;

  test('makes it the objective one level below, with three to five key results to write', () => {
    const { objective, keyResults } = draftFrom(parent, { team: 'Checkout' });
    expect(objective).toMatchObject({
      title: parent.title,
      level: 'division',
      parent: 'k1',
      cycle: 'q1',
      team: 'Checkout',
    });
    expect(keyResults).toHaveLength(3);
    expect(draftFrom({ ...parent, level: 'team' }).objective.level).toBe('team');
    expect([0, 4, 9].map((n) => draftFrom(parent, { keyResults: n }).keyResults.length)).toEqual([3, 4, 5]);
  });

  test('three to five are advised, others are told and not forbidden', () => {
    const of = (n: number) => adviceOn(Array.from({ length: n }, () => ({ title: 'k' })));
    expect([of(3), of(5)]).toEqual([null, null]);
    expect(of(0)).toContain('no key result yet');
    expect(of(1)).toBe('It has 1 key result; 3 to 5 are advised.');
    expect(of(6)).toContain('6 key results');
  });
});

describe('carrying over', () => {
  const next = { id: 'q2', body: cycleBody.parse({ name: 'Q2', from: '2027-04-01', to: '2027-07-01' }) };
  const keyResult = (objective: string, more: object) =>
    keyResultBody.parse({ objective, title: 'k', direction: 'up', baseline: 1, target: 2, ...more });
  const top = {
    id: 'o1',
    body: objectiveBody.parse({ title: 'Top', level: 'organisation', cycle: 'q1' }),
    keyResults: [
      { id: 'done', body: keyResult('o1', { score: 1 }) },
      { id: 'open', body: keyResult('o1', { score: 0.6, scoreNote: 'nearly', by: '2027-03-31' }) },
      {
        id: 'kept',
        body: keyResultBody.parse({ objective: 'o1', title: 'm', direction: 'maintain', band: { low: 1 }, score: 1 }),
      },
    ],
  };
  const below = {
    id: 'o2',
    body: objectiveBody.parse({ title: 'Below', level: 'team', cycle: 'q1', parent: 'open' }),
    keyResults: [],
  };

  test('copies what is not done, names where it came from, and leaves score and day behind', () => {
    const [copy] = carryOver([top], next, (old) => `${old}'`);
    expect(copy).toMatchObject({ id: "o1'", body: { title: 'Top', cycle: 'q2', carriedFrom: 'o1', parent: null } });
    expect(copy?.keyResults.map(({ id }) => id)).toEqual(["open'", "kept'"]);
    expect(copy?.keyResults[0]?.body).toMatchObject({
      objective: "o1'",
      carriedFrom: 'open',
      baseline: 1,
      target: 2,
      score: null,
      scoreNote: '',
      by: '2027-06-30',
    });
  });

  test('hangs on the parent’s copy where that goes along, else on the parent as it was', () => {
    expect(carryOver([top, below], next, (old) => `${old}'`)[1]?.body.parent).toBe("open'");
    expect(carryOver([below], next, (old) => `${old}'`)[0]?.body.parent).toBe('open');
  });
});
