import fc from 'fast-check';
import { expect, it } from 'vitest';
import { adoptionKind } from './adoption.ts';
import { NO_PROBABILITIES } from './evaluation.ts';
import { certaintyOf, verdictOf } from './verdict.ts';

function given(positive: number, atLeastMinimum: number) {
  return {
    positive,
    atLeastMinimum,
    atLeastAnticipated: 0,
    belowMinimum: 1 - atLeastMinimum,
    negative: 1 - positive,
  };
}

it('the first verdict that holds is the verdict', () => {
  expect(verdictOf(NO_PROBABILITIES, 6)).toBe('NOT-ASSESSABLE');
  // P(E<0) = .98 ≥ .975 and P(E<m) ≥ .95: harm comes first.
  expect(verdictOf({ ...given(0.02, 0.01), negative: 0.98, belowMinimum: 0.99 }, 6)).toBe('HARM');
  // Surely above 0, and surely under what is worthwhile: no worthwhile effect comes before partly.
  expect(verdictOf({ ...given(0.99, 0.04), belowMinimum: 0.96 }, 6)).toBe('NO-WORTHWHILE-EFFECT');
  expect(verdictOf(given(0.99, 0.96), 6)).toBe('REALISED');
  expect(verdictOf(given(0.98, 0.6), 6)).toBe('PARTLY-REALISED');
  expect(verdictOf(given(0.97, 0.6), 6)).toBe('INCONCLUSIVE');
});

it('the limits themselves count', () => {
  expect(verdictOf({ ...given(0.5, 0.5), negative: 0.975 }, 6)).toBe('HARM');
  expect(verdictOf({ ...given(0.5, 0.05), belowMinimum: 0.95 }, 6)).toBe('NO-WORTHWHILE-EFFECT');
  expect(verdictOf(given(0.97, 0.95), 6)).toBe('REALISED');
  expect(verdictOf(given(0.975, 0.9), 6)).toBe('PARTLY-REALISED');
});

it('month 3 asks for 99 %, month 1 for harm only', () => {
  expect(verdictOf(given(0.99, 0.96), 3)).toBe('INCONCLUSIVE');
  expect(verdictOf(given(0.996, 0.991), 3)).toBe('REALISED');
  expect(verdictOf(given(0.996, 0.5), 3)).toBe('PARTLY-REALISED');
  expect(verdictOf(given(0.999, 0.999), 1)).toBe('INCONCLUSIVE');
  expect(verdictOf({ ...given(0.01, 0.01), negative: 0.99 }, 1)).toBe('INCONCLUSIVE');
  expect(verdictOf({ ...given(0.01, 0.01), negative: 0.996 }, 1)).toBe('HARM');
  expect(certaintyOf(6).level).toBe(0.95);
  expect(certaintyOf(3).level).toBe(0.99);
});

it('what is not inconclusive at month 3 is not inconclusive at month 6', () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(chance, chance, (positive, share) => {
      const probabilities = given(positive, positive * share);
      if (verdictOf(probabilities, 3) !== 'INCONCLUSIVE') expect(verdictOf(probabilities, 6)).not.toBe('INCONCLUSIVE');
    }),
  );
});

it('adoption: unused, used in vain, used with effect, or not known', () => {
  const used = { actual: 0.7, target: 0.6 };
  expect(adoptionKind('REALISED', { actual: 0.5, target: 0.6 })).toBe('not-used');
  expect(adoptionKind('REALISED', { actual: 0.6, target: 0.6 })).toBe('used-with-effect');
  expect(adoptionKind('PARTLY-REALISED', used)).toBe('used-with-effect');
  expect(adoptionKind('HARM', used)).toBe('used-without-effect');
  expect(adoptionKind('NO-WORTHWHILE-EFFECT', used)).toBe('used-without-effect');
  expect(adoptionKind('INCONCLUSIVE', used)).toBeNull();
  expect(adoptionKind('NOT-ASSESSABLE', used)).toBeNull();
  expect(adoptionKind('REALISED', { actual: null, target: 0.6 })).toBeNull();
});
