import { addDays } from '../src/flow/calendar.ts';
import { evaluateRelease } from '../src/outcomes/evaluate/evaluate-release.ts';
import { evaluationPicture } from '../src/outcomes/evaluate/evaluation-picture.ts';
import { type Random, randomOf } from '../src/statistics/random.ts';

/** What is said of several hundred seeded series, a line of JSON each: the same bytes in every engine. */
export function evaluatedSeries(count = 400): readonly string[] {
  const random = randomOf(2026);
  return Array.from({ length: count }, (_, number) => evaluated(random.fork(number)));
}

function evaluated(chance: Random): string {
  const before = 10 + chance.integer(130);
  const after = 1 + chance.integer(40);
  const rho = chance.uniform();
  const step = chance.choice([1, 7, 7, 7, 14]);
  const size = chance.choice([1e-6, 1, 1, 1000, 1e12]);
  const values = noise(chance, before + after, rho);
  const isWhole = chance.chance(0.7);
  const dated = (plain: readonly number[]) =>
    plain.map((value, place) => ({ on: addDays('2022-01-03', step * place), value: size * value }));
  const lift = chance.integer(5) - 1;
  const input = {
    series: dated(values.map((value, place) => 20 + value + (place >= before ? lift : 0))).filter(
      (_, place) => isWhole || place % 17 !== 5,
    ),
    releaseOn: addDays('2022-01-03', step * before),
    direction: chance.choice(['up', 'down'] as const),
    anticipated: size * 2,
    ...(chance.chance(0.3) ? { control: dated(noise(chance, before + after, 0.5)) } : {}),
  };
  return JSON.stringify([evaluateRelease(input), evaluationPicture(input)]);
}

/** Sums of uniform draws: additions only, so that the series themselves are the same in every engine. */
function noise(chance: Random, length: number, rho: number): readonly number[] {
  let error = 0;
  return Array.from({ length }, () => {
    let fresh = -6;
    for (let draw = 0; draw < 12; draw += 1) fresh += chance.uniform();
    error = rho * error + fresh;
    return error;
  });
}
