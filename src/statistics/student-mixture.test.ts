import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mixtureCdf, mixtureInterval, mixtureMean, mixtureQuantiles, type StudentMixture } from './student-mixture.ts';

const one: StudentMixture = { degrees: 10, components: [{ weight: 1, centre: 5, scale: 2 }] };

it('one component is Student’s t, moved and stretched', () => {
  // t with 10 degrees of freedom: 2.228 leaves 2.5 % (Fisher and Yates): 5 ± 2 · 2.228.
  const { low, high } = mixtureInterval(one, 0.95);
  expect(low).toBeCloseTo(5 - 4.456, 2);
  expect(high).toBeCloseTo(5 + 4.456, 2);
  expect(mixtureMean(one)).toBe(5);
  expect(mixtureCdf(one, [5])).toEqual([0.5]);
});

it('two components far apart share the chance by their weights', () => {
  const apart: StudentMixture = {
    degrees: 30,
    components: [
      { weight: 0.25, centre: -1000, scale: 1 },
      { weight: 0.75, centre: 1000, scale: 1 },
    ],
  };
  expect(mixtureCdf(apart, [0])[0]).toBeCloseTo(0.25, 12);
  // The middle of the left part holds 12.5 %, that of the right part 25 + 37.5 %.
  const [left, right] = mixtureQuantiles(apart, [0.125, 0.625]);
  expect(left).toBeCloseTo(-1000, 6);
  expect(right).toBeCloseTo(1000, 6);
  expect(mixtureMean(apart)).toBe(500);
});

it('a quantile has its own chance below it', () => {
  const component = fc.record({
    weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
    centre: fc.double({ min: -100, max: 100, noNaN: true }),
    scale: fc.double({ min: 0.001, max: 50, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(component, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (parts, degrees, p) => {
        const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
        const mixture = { degrees, components: parts.map((part) => ({ ...part, weight: part.weight / whole })) };
        const [x = Number.NaN] = mixtureQuantiles(mixture, [p]);
        expect(mixtureCdf(mixture, [x])[0]).toBeCloseTo(p, 6);
      },
    ),
  );
});

it('a certain answer is no quantile', () => {
  expect(() => mixtureQuantiles(one, [1])).toThrow('between 0 and 1');
});
