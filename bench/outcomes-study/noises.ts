import { addDays, weekday } from '../../src/flow/calendar.ts';
import type { DatedValue } from '../../src/outcomes/evaluate/evaluation.ts';
import type { Random } from '../../src/statistics/random.ts';

/** A kind of metric on which nothing was released: values with a standard deviation of about 1 around their path. */
export interface Noise {
  readonly name: string;
  /** Of the values around their path; an effect is stated in these. */
  readonly deviation: number;
  readonly values: (random: Random, length: number) => readonly number[];
  /** Of these weeks one in `missing` has no value. */
  readonly missing?: number;
  /** 7 unless told. */
  readonly stepDays?: number;
}

/** Errors that resemble their predecessor by `rho`, with standard deviation 1. */
export function correlated(random: Random, length: number, rho: number): readonly number[] {
  const fresh = Math.sqrt(1 - rho * rho);
  let error = random.normal();
  return Array.from({ length }, (_, place) => {
    if (place > 0) error = rho * error + fresh * random.normal();
    return error;
  });
}

/** How such errors go on from their last. */
export function goingOn(random: Random, last: number, length: number, rho: number): readonly number[] {
  const fresh = Math.sqrt(1 - rho * rho);
  let error = last;
  return Array.from({ length }, () => {
    error = rho * error + fresh * random.normal();
    return error;
  });
}

/** A value a week. */
export function weekly(values: readonly number[]): readonly DatedValue[] {
  return values.map((value, place) => ({ on: addDays(FIRST_DAY, 7 * place), value }));
}

export function ar(rho: number): Noise {
  return {
    name: `autocorrelation ${rho.toFixed(1)}`,
    deviation: 1,
    values: (random, length) => correlated(random, length, rho),
  };
}

/** Metrics as they are met: each breaks the method’s assumptions in its own way, or tries to. */
export const NOISES: readonly Noise[] = [
  {
    name: 'straight drift, 2 deviations over the series, autocorrelation 0.5',
    deviation: 1,
    values: (random, length) => correlated(random, length, 0.5).map((one, place) => one + (2 * place) / length),
  },
  {
    name: 'wandering drift: a random walk of 1 deviation a quarter, autocorrelation 0.3 on it',
    deviation: 1,
    values: (random, length) => {
      let level = 0;
      return correlated(random, length, 0.3).map((one) => {
        level += random.normal() / Math.sqrt(13);
        return one + level;
      });
    },
  },
  {
    name: 'season of the year, ±1 deviation, autocorrelation 0.5',
    deviation: 1,
    values: (random, length) => {
      const phase = random.uniform();
      return correlated(random, length, 0.5).map((one, place) => one + Math.sin(2 * Math.PI * (place / 52.18 + phase)));
    },
  },
  {
    name: 'autocorrelation 0.8, half of it hidden under white noise',
    deviation: 1,
    values: (random, length) =>
      correlated(random, length, 0.8).map((one) => Math.SQRT1_2 * one + Math.SQRT1_2 * random.normal()),
  },
  {
    name: 'counts: about 6 a week, the rate autocorrelated by 0.6',
    deviation: Math.sqrt(6.3 + 6.3 * 6.3 * 0.094),
    values: (random, length) => correlated(random, length, 0.6).map((one) => random.poisson(6 * Math.exp(0.3 * one))),
  },
  {
    name: 'rare counts: about 1 a week',
    deviation: 1,
    values: (random, length) => Array.from({ length }, () => random.poisson(1)),
  },
  {
    name: 'rates: share of 80 that do, about 30 %, autocorrelated by 0.6',
    deviation: Math.sqrt((0.3 * 0.7) / 80 + 0.0042 * 0.98),
    values: (random, length) =>
      correlated(random, length, 0.6).map((one) => {
        const chance = 1 / (1 + Math.exp(0.85 - 0.31 * one));
        let count = 0;
        for (let one = 0; one < 80; one += 1) if (random.chance(chance)) count += 1;
        return count / 80;
      }),
  },
  {
    name: 'one week in five missing, autocorrelation 0.6',
    deviation: 1,
    values: (random, length) => correlated(random, length, 0.6),
    missing: 5,
  },
  {
    name: 'now and then a wild week (t with 3 degrees), autocorrelation 0.5',
    deviation: 1,
    values: (random, length) => {
      let error = 0;
      return Array.from({ length }, () => {
        const wild = Math.sqrt(3 / (random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2));
        error = 0.5 * error + (Math.sqrt(0.75) * random.normal() * wild) / Math.sqrt(3);
        return error;
      });
    },
  },
  {
    name: 'daily, weekends 2 deviations lower, autocorrelation 0.5',
    deviation: 1,
    values: (random, length) =>
      correlated(random, length, 0.5).map((one, place) => one - (weekday(addDays(FIRST_DAY, place)) > 5 ? 2 : 0)),
    stepDays: 1,
  },
];

const FIRST_DAY = '2023-01-02';

export interface Drawn {
  readonly series: readonly DatedValue[];
  readonly releaseOn: string;
}

/** A series with so many points before and after a release that adds `effect`. */
export function draw(noise: Noise, before: number, after: number, effect: number, random: Random): Drawn {
  const step = noise.stepDays ?? 7;
  const { missing } = noise;
  const length = missing === undefined ? before + after : Math.round(((before + after) * missing) / (missing - 1));
  const values = noise.values(random, length);
  const gone = new Set(random.shuffled(values.map((_, place) => place)).slice(0, length - before - after));
  const kept = values.flatMap((value, place) =>
    gone.has(place) ? [] : [{ on: addDays(FIRST_DAY, step * place), value }],
  );
  return {
    releaseOn: kept[before]?.on ?? '',
    series: kept.map(({ on, value }, place) => ({ on, value: place >= before ? value + effect : value })),
  };
}
