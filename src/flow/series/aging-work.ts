import type { MeasureInput } from '../measure.ts';
import { type AgeOfItem, age } from '../metrics/age.ts';
import { measuredValue } from '../metrics/define.ts';
import type { Percentiles } from '../metrics/durations.ts';
import { type PaceBand, paceBands } from '../metrics/pace-bands.ts';

export interface AgingPoint extends AgeOfItem {
  /** The highest pace band that the item's age has passed in its step; null below the first, or without bands. */
  readonly passed: 50 | 70 | 85 | 95 | null;
}

export interface AgingStep {
  readonly step: string;
  readonly state: 'waiting' | 'active';
  readonly limit: number | null;
  /** Oldest first. */
  readonly items: readonly AgingPoint[];
  /** null where fewer than five finished items visited the step. */
  readonly bands: PaceBand | null;
}

export interface AgingWork {
  readonly steps: readonly AgingStep[];
  /** Committed items that are back in a new step: they age, and stand in no waiting or active step. */
  readonly paused: readonly AgingPoint[];
  readonly n: number;
}

/**
 * Unfinished work by step against its age, with the pace bands of what was finished in the window behind it.
 * Population: as in age, at `asOf`. Source: methods.md 2.6.
 */
export function agingWork(input: MeasureInput): AgingWork {
  const open = measuredValue(age.measure(input))?.items ?? [];
  const bands = new Map((measuredValue(paceBands.measure(input)) ?? []).map((band) => [band.step, band]));
  const points = open.map((one): AgingPoint => ({ ...one, passed: passedBand(one.ageSeconds, bands.get(one.step)) }));
  const steps = input.stream.steps.flatMap(({ name, state, limit }): AgingStep[] => {
    if (state !== 'waiting' && state !== 'active') return [];
    const own = bands.get(name);
    const items = points.filter((point) => point.step === name);
    return [{ step: name, state, limit, items, bands: own === undefined || own.p50 === null ? null : own }];
  });
  return { steps, paused: points.filter((point) => point.isPaused), n: points.length };
}

/** The highest band that an age lies beyond; an age on a band has not passed it. Source: methods.md 2.6. */
export function passedBand(ageSeconds: number, bands: Percentiles | undefined): 50 | 70 | 85 | 95 | null {
  if (bands === undefined) return null;
  if (bands.p95 !== null && ageSeconds > bands.p95) return 95;
  if (bands.p85 !== null && ageSeconds > bands.p85) return 85;
  if (bands.p70 !== null && ageSeconds > bands.p70) return 70;
  if (bands.p50 !== null && ageSeconds > bands.p50) return 50;
  return null;
}
