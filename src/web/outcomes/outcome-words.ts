import type { OutcomeRow, ReviewRow } from '../../api/outcomes.ts';
import { formatDay } from '../format.ts';

const NBSP = '\u00a0';
const MINUS = '\u2212';

const STAGES: Readonly<Record<OutcomeRow['stage'], string>> = {
  stated: 'stated',
  'in-work': 'in work',
  delivered: 'delivered',
  reviewed: 'reviewed',
  settled: 'has a verdict',
};

export function stageInWords(stage: OutcomeRow['stage']): string {
  return STAGES[stage];
}

const VERDICTS = {
  REALISED: 'realised',
  'PARTLY-REALISED': 'partly realised',
  'NO-WORTHWHILE-EFFECT': 'no worthwhile effect',
  HARM: 'harm',
  INCONCLUSIVE: 'cannot be told',
  'NOT-ASSESSABLE': 'cannot be assessed',
} as const;
export const VERDICT_CODES = [
  'REALISED',
  'PARTLY-REALISED',
  'NO-WORTHWHILE-EFFECT',
  'HARM',
  'INCONCLUSIVE',
  'NOT-ASSESSABLE',
] as const;

export function verdictInWords(verdict: string): string {
  const code = VERDICT_CODES.find((one) => one === verdict);
  return code === undefined ? verdict : VERDICTS[code];
}

/** `partly realised · grade C`; a dash where there is none yet. */
export function verdictWithGrade(verdict: string | null, grade: string | null): string {
  if (verdict === null) return 'none yet';
  return grade === null ? verdictInWords(verdict) : `${verdictInWords(verdict)} · grade ${grade}`;
}

/** No more digits than the figure needs: `68`, `4.2`, `0.25`. */
export function plainFigure(value: number): string {
  const size = Math.abs(value);
  const digits = Number.isInteger(value) || size >= 1000 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
  return size.toLocaleString('en-GB', { maximumFractionDigits: digits }).replace(/^/, value < 0 ? MINUS : '');
}

/** An estimate, with no more digits than it deserves: `1,462`, `8.8`, `0.31`. */
export function roundFigure(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
  return plainFigure(Number(value.toFixed(digits)));
}

/** A level with its unit: `68 %`, `12.5 days`. */
export function levelInWords(value: number, unit: string | null): string {
  return unit === null || unit === '' ? plainFigure(value) : `${plainFigure(value)}${NBSP}${unit}`;
}

/** The unit of a difference: a share moves by points. */
export function changeUnit(unit: string | null): string {
  if (unit === null) return '';
  return unit === '%' ? 'points' : unit;
}

/** A difference with its sign and unit: `−8 points`, `+3 days`. */
export function changeInWords(value: number, unit: string | null): string {
  const sign = value > 0 ? '+' : '';
  const name = changeUnit(unit);
  return `${sign}${plainFigure(value)}${name === '' ? '' : `${NBSP}${name}`}`;
}

/** `68 to 60 %`; what is not said is left out. Null where neither is known. */
export function promiseInWords({
  baseline,
  target,
  unit,
}: Pick<OutcomeRow, 'baseline' | 'target' | 'unit'>): string | null {
  if (target === null) return baseline === null ? null : `from ${levelInWords(baseline, unit)}`;
  // A statement that says only a change has it in place of a level.
  if (unit?.endsWith('change') === true) {
    return `${target > 0 ? '+' : ''}${levelInWords(target, unit.replace(/ ?change$/, ''))}`;
  }
  return baseline === null
    ? `to ${levelInWords(target, unit)}`
    : `${plainFigure(baseline)} to ${levelInWords(target, unit)}`;
}

export type LookMonths = 1 | 3 | 6;

const LOOKS: Readonly<Record<LookMonths, string>> = { 1: 'one-month', 3: 'three-month', 6: 'six-month' };

/** `three-month review`. */
export function lookInWords(look: number): string {
  return look === 1 || look === 3 || look === 6 ? `${LOOKS[look]} review` : `review at month ${look}`;
}

/** `due since 4 Dec 2026, overdue`, `due since …`, `on …`. */
export function dueInWords({ dueOn, state }: Pick<ReviewRow, 'dueOn'> & { readonly state: string }): string {
  if (state === 'overdue') return `due since ${formatDay(dueOn)}, overdue`;
  if (state === 'due') return `due since ${formatDay(dueOn)}`;
  return `on ${formatDay(dueOn)}`;
}
