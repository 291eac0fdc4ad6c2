import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinationOf, fitAr1 } from './ar1-regression.ts';
import { mixtureMean } from './student-mixture.ts';

function fitOrFail(places: readonly number[], columns: readonly (readonly number[])[], values: readonly number[]) {
  const fit = fitAr1({ places, columns, values });
  if (fit === null) throw new Error('no fit');
  return fit;
}

function at(fit: ReturnType<typeof fitOrFail>, rho: number) {
  const found = fit.points.find((point) => point.rho === rho);
  if (found === undefined) throw new Error(`no ${rho}`);
  return found;
}

describe('for one rho', () => {
  it('a rho of 0 is ordinary least squares', () => {
    // x 0 1 2 3, y 1 3 4 4: slope Σ(x−1.5)(y−3)/Σ(x−1.5)² = (3 + 0 + 0.5 + 1.5)/5 = 1; intercept 3 − 1.5 = 1.5.
    // Residuals −0.5 0.5 0.5 −0.5: variance 1/2; standard error of the slope √(0.5/5) = √0.1.
    const fit = fitOrFail(
      [0, 1, 2, 3],
      [
        [1, 1, 1, 1],
        [0, 1, 2, 3],
      ],
      [1, 3, 4, 4],
    );
    const { coefficients, variance } = at(fit, 0);
    expect(coefficients[0]).toBeCloseTo(1.5, 12);
    expect(coefficients[1]).toBeCloseTo(1, 12);
    expect(variance).toBeCloseTo(0.5, 12);
    expect(fit.degrees).toBe(2);
    const place = fit.points.findIndex((point) => point.rho === 0);
    expect(combinationOf(fit, [0, 1]).components[place]?.scale).toBeCloseTo(Math.sqrt(0.1), 12);
  });

  it('the mean weighs the ends more as neighbours resemble each other', () => {
    // Constant only: (y₁ + yₙ + (1−ρ)·Σ middle)/(2 + (n−2)(1−ρ)); ρ = 0.5, y 1 4 2 9: (10 + 3)/(2 + 1) = 13/3.
    const fit = fitOrFail([0, 1, 2, 3], [[1, 1, 1, 1]], [1, 4, 2, 9]);
    expect(at(fit, 0.5).coefficients[0]).toBeCloseTo(13 / 3, 12);
  });

  it('a missing value makes its neighbours resemble each other less', () => {
    // Places 0, 1, 3 at ρ = 0.5: correlations 0.5 and 0.25, weights 1/1.5, 1/1.5 + 1/1.25 − 1, 1/1.25 = 10, 7 and 12 of 29.
    const fit = fitOrFail([0, 1, 3], [[1, 1, 1]], [29, 58, 0]);
    expect(at(fit, 0.5).coefficients[0]).toBeCloseTo(10 + 14, 11);
  });
});

describe('how likely a rho is', () => {
  it('is the restricted likelihood times (1 + rho)²', () => {
    // Two values 0 and 2, constant only: V = [1 ρ; ρ 1], |V| = 1−ρ², 1ᵀV⁻¹1 = 2/(1+ρ), residual = 2/(1−ρ)·(1)² = 2/(1−ρ).
    // |V|^−½ · (2/(1+ρ))^−½ · (2/(1−ρ))^−½ ∝ (1−ρ²)^−½ (1+ρ)^½ (1−ρ)^½ = 1: only (1+ρ)² is left.
    const fit = fitOrFail([0, 1], [[1, 1]], [0, 2]);
    expect(fit.points).toHaveLength(65);
    expect(at(fit, 0.5).weight / at(fit, 0).weight).toBeCloseTo(2.25, 12);
    expect(at(fit, 0.98).weight / at(fit, -0.3).weight).toBeCloseTo((1.98 / 0.7) ** 2, 11);
    expect(fit.points.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('does not depend on the unit of the values', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const columns = [values.map(() => 1)];
    const places = values.map((_, place) => place);
    const small = fitOrFail(places, columns, values);
    const large = fitOrFail(
      places,
      columns,
      values.map((value) => 1000 * value),
    );
    for (const [index, { weight }] of small.points.entries()) {
      expect(large.points[index]?.weight).toBeCloseTo(weight, 10);
    }
    expect(mixtureMean(combinationOf(large, [1]))).toBeCloseTo(1000 * mixtureMean(combinationOf(small, [1])), 6);
  });
});

it('what is added along a column is added to its coefficient, and to nothing else', () => {
  const places = Array.from({ length: 20 }, (_, place) => place);
  const columns = [places.map(() => 1), places.map((place) => (place >= 12 ? 1 : 0)), places];
  const value = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 20, maxLength: 20 }), value, value, (noise, step, slope) => {
      fc.pre(noise.some((one) => Math.abs(one - (noise[0] ?? 0)) > 0.1));
      const plain = fitAr1({ places, columns, values: noise });
      const moved = fitAr1({
        places,
        columns,
        values: noise.map((one, place) => one + (place >= 12 ? step : 0) + slope * place),
      });
      fc.pre(plain !== null && moved !== null);
      if (plain === null || moved === null) return;
      const effect = mixtureMean(combinationOf(plain, [0, 1, 0]));
      expect(mixtureMean(combinationOf(moved, [0, 1, 0]))).toBeCloseTo(effect + step, 5);
    }),
  );
});

describe('no fit', () => {
  it('as many columns as values leave nothing to judge by', () => {
    expect(fitAr1({ places: [0], columns: [[1]], values: [3] })).toBeNull();
  });
  it('values that their columns explain without a rest have no noise', () => {
    expect(fitAr1({ places: [0, 1, 2], columns: [[1, 1, 1]], values: [7, 7, 7] })).toBeNull();
  });
  it('columns that cannot be told apart are refused', () => {
    expect(
      fitAr1({
        places: [0, 1, 2],
        columns: [
          [1, 1, 1],
          [2, 2, 2],
        ],
        values: [7, 1, 2],
      }),
    ).toBeNull();
  });
  it('places must ascend, and lists be of one length', () => {
    expect(() => fitAr1({ places: [0, 0, 1], columns: [[1, 1, 1]], values: [7, 1, 2] })).toThrow('ascend');
    expect(() => fitAr1({ places: [0, 1], columns: [[1, 1, 1]], values: [7, 1, 2] })).toThrow('differ');
  });
});
