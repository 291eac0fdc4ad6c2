/**
 * Evaluates several hundred seeded series and prints a digest of all answers, and with `--lines` the answers themselves. Run it on two versions
 * of Node, or compare its lines: the bytes must be the same. No digest is recorded, since a mended rule would change it rightly.
 */
import { createHash } from 'node:crypto';
import { addDays } from '../../src/flow/calendar.ts';
import { evaluateRelease } from '../../src/outcomes/evaluate/evaluate-release.ts';
import { evaluationPicture } from '../../src/outcomes/evaluate/evaluation-picture.ts';
import { type Random, randomOf } from '../../src/statistics/random.ts';

const SERIES = 400;

const digest = createHash('sha256');
const random = randomOf(2026);
for (let number = 0; number < SERIES; number += 1) {
  const line = evaluated(random.fork(number));
  digest.update(line);
  if (process.argv.includes('--lines')) process.stdout.write(`${line}\n`);
}
process.stdout.write(`${SERIES} series ${digest.digest('hex')}\n`);

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
