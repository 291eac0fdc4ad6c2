import type { KeyResultRow, ObjectiveRow } from '../../api/objectives.ts';
import { formatDay, formatShare } from '../format.ts';

/** A figure as it was typed, with its unit: never more digits than it has. */
export function figureInWords(value: number, unit: string): string {
  const figure = value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
  return unit === '' ? figure : `${figure}\u00a0${unit}`;
}

/** `71 to 80 %`, `stay above 99.5 %`: what is wanted. */
export function wantedInWords({ body, baseline, target, unit }: KeyResultRow): string {
  const { band } = body;
  if (band !== null) {
    const { low, high } = band;
    if (low !== null && high !== null) return `stay within ${figureInWords(low, '')} to ${figureInWords(high, unit)}`;
    return low === null
      ? `stay at or below ${figureInWords(high ?? 0, unit)}`
      : `stay at or above ${figureInWords(low, unit)}`;
  }
  if (target === null) return 'no target known';
  if (baseline === null) return `to ${figureInWords(target, unit)}, from where is not known`;
  return `${figureInWords(baseline, '')} to ${figureInWords(target, unit)}`;
}

/** Why a key result is unknown, in a word or two. */
export function freshnessInWords({ freshness, lastOn, unknownBecause }: KeyResultRow): string {
  switch (freshness) {
    case 'stale':
      return lastOn === null ? 'unknown' : `unknown: last check-in ${formatDay(lastOn)}`;
    case 'none':
      return 'unknown: no check-in yet';
    case 'not-begun':
      return 'not begun';
    case 'present':
      return unknownBecause === null ? '' : `unknown: ${unknownBecause}`;
  }
}

/** Beyond its target, or the wrong way: what the bar cannot show. */
export function beyondInWords({ progress }: KeyResultRow): string | null {
  if (progress === null || progress.unclamped === progress.share) return null;
  return progress.unclamped < 0
    ? 'further away than at the start'
    : `beyond the target (${formatShare(progress.unclamped)})`;
}

const LEVEL_NAMES: Readonly<Record<ObjectiveRow['body']['level'], string>> = {
  organisation: 'Organisation',
  division: 'Division',
  team: 'Team',
};

export function levelInWords(level: ObjectiveRow['body']['level']): string {
  return LEVEL_NAMES[level];
}

/** A cycle is asked for by its last day, and kept by the first day left out. */
export function nextDay(day: string): string {
  return shifted(day, 1);
}

/** The last day of what is kept by the first day left out. */
export function dayBefore(day: string): string {
  return shifted(day, -1);
}

function shifted(day: string, days: number): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? '' : new Date(at + days * 86_400_000).toISOString().slice(0, 10);
}

export function metInWords(isMet: boolean | null): string {
  if (isMet === null) return 'not known';
  return isMet ? 'met' : 'not met';
}
