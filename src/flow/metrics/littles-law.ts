import { agesAt } from './age.ts';
import { defineMetric, measured, unmeasurable } from './define.ts';
import { meanOf, secondsOf } from './durations.ts';
import { cancelledIn, committedIn, completedIn } from './items-in.ts';
import { loadIn } from './load-in.ts';
import { prepare } from './prepare.ts';

export interface LittlesLaw {
  /** L, items. */
  readonly averageLoad: number;
  /** Λ, items a day. */
  readonly itemsPerDay: number;
  /** w, seconds. */
  readonly secondsPerItem: number;
  /** A. */
  readonly itemsInProcess: number;
  /** H, seconds. */
  readonly itemSeconds: number;
  /** T, seconds. */
  readonly windowSeconds: number;
  readonly arrivals: number;
  readonly departures: number;
  readonly meanAgeAtStartSeconds: number | null;
  readonly meanAgeAtEndSeconds: number | null;
}

const DAY_SECONDS = 86_400;

/**
 * L = Λ · w on the window, which holds by construction and explains rather than proves: L = H/T, Λ = A/T, w = H/A.
 * Population: items in process at any moment of the window (A). H = ∫N dt. Days are of 86,400 seconds.
 * Source: methods.md 2.8.
 */
export const littlesLaw = defineMetric<LittlesLaw>({
  id: 'littles-law',
  name: "Little's law",
  meaning:
    'How load, pace and time hang together on this window: average load = items per day × days per item. It holds by construction, so it explains and proves nothing.',
  unit: 'items, items per day, seconds',
  population:
    'Flow items that were in a waiting or active step at any moment of the window; only their time inside the window counts.',
  source: 'methods.md 2.8',
  exclusions: {},
  shape: {
    averageLoad: 'L = H / T, items.',
    itemsPerDay: 'Λ = A / T, items per day of 86,400 seconds.',
    secondsPerItem: 'w = H / A, seconds in process inside the window per item.',
    itemsInProcess: 'A, items in process at any moment of the window.',
    itemSeconds: 'H = ∫N dt, item-seconds.',
    windowSeconds: 'T, the length of the window clipped at asOf.',
    arrivals: 'Items committed in the window; with departures and the two ages a reading of how stable the stream is.',
    departures: 'Items completed or cancelled in the window.',
    meanAgeAtStartSeconds: 'Mean age of the unfinished work when the window began; null when there was none.',
    meanAgeAtEndSeconds: 'The same at its end.',
  },
  measure: (input) => {
    const load = loadIn(input);
    const { items } = prepare(input);
    const count = load.touched.length;
    if (count === 0) return unmeasurable('Nothing was in process in the window, so there is no time per item.');
    return measured(
      {
        averageLoad: load.totalMs / load.windowMs,
        itemsPerDay: (count / load.windowMs) * 1000 * DAY_SECONDS,
        secondsPerItem: load.totalMs / count / 1000,
        itemsInProcess: count,
        itemSeconds: secondsOf(load.totalMs),
        windowSeconds: secondsOf(load.windowMs),
        arrivals: committedIn(input).length,
        departures: completedIn(input).length + cancelledIn(input).length,
        meanAgeAtStartSeconds: meanOf(agesAt(input, input.window.fromAt)),
        meanAgeAtEndSeconds: meanOf(agesAt(input, input.window.endAt)),
      },
      load.touched.flatMap((index) => items[index]?.item ?? []),
    );
  },
});
