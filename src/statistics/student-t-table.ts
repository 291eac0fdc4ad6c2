import { type StudentT, studentT } from './student-t.ts';

const STEPS_A_UNIT = 20;
const REACH = 20;
const PLACES = 2 * REACH * STEPS_A_UNIT;

/**
 * Student's t read from a table of its own, for thousands of questions: the distribution function to 1e-6 and the density to 1e-3, each at the price of a few
 * multiplications. Edge: more than 20 away from the middle both are computed. Source: Abramowitz and Stegun 26.7.1 at the table's places, cubic between them.
 */
export function tabulatedT(degrees: number): StudentT {
  const exact = studentT(degrees);
  const below = Float64Array.from({ length: PLACES + 1 }, (_, place) => exact.cdf(place / STEPS_A_UNIT - REACH));
  const slopes = Float64Array.from({ length: PLACES + 1 }, (_, place) => exact.density(place / STEPS_A_UNIT - REACH));
  return {
    degrees,
    cdf: (t) => {
      if (!(t > -REACH && t < REACH)) return exact.cdf(t);
      const at = (t + REACH) * STEPS_A_UNIT;
      const place = Math.floor(at);
      const u = at - place;
      const rest = 1 - u;
      const first = below[place] ?? 0;
      const second = below[place + 1] ?? 1;
      return (
        first * (1 + 2 * u) * rest * rest +
        second * u * u * (3 - 2 * u) +
        (u * rest * ((slopes[place] ?? 0) * rest - (slopes[place + 1] ?? 0) * u)) / STEPS_A_UNIT
      );
    },
    density: (t) => {
      if (!(t > -REACH && t < REACH)) return exact.density(t);
      const at = (t + REACH) * STEPS_A_UNIT;
      const place = Math.floor(at);
      const u = at - place;
      return (slopes[place] ?? 0) * (1 - u) + (slopes[place + 1] ?? 0) * u;
    },
  };
}
