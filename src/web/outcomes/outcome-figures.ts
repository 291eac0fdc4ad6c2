import type { OutcomePage } from '../../api/outcomes.ts';
import { changeInWords, changeUnit, roundFigure } from './outcome-words.ts';

/** Which way is wanted: what was said, else what the figures say. Null where neither does. */
export function wantedDirection({ body, promised, check }: OutcomePage): 'up' | 'down' | 'hold' | null {
  const { direction, baseline, target } = promised?.body ?? body;
  const said = direction ?? check.parsed.direction;
  if (said !== null) return said;
  if (baseline === null || target === null || baseline === target) return null;
  return target > baseline ? 'up' : 'down';
}

/** An effect in the wanted direction as the movement of the metric. */
function moved(wanted: number, direction: ReturnType<typeof wantedDirection>): number {
  return direction === 'down' ? -wanted : wanted;
}

/** `−8 points`, of an effect that is above 0 whatever the direction. */
export function effectInWords(wanted: number | null, page: OutcomePage): string | null {
  return wanted === null ? null : changeInWords(moved(wanted, wantedDirection(page)), page.row.unit);
}

/** `−4.4 (−7.1 to −1.6) points`; without an interval where there is none. */
export function seenInWords(page: OutcomePage): string | null {
  const effect = page.evaluated?.evaluation.effect;
  if (effect === undefined || effect.estimate === null) return null;
  const direction = wantedDirection(page);
  const unit = changeUnit(page.row.unit);
  const behind = unit === '' ? '' : `\u00a0${unit}`;
  const figure = `${signed(moved(effect.estimate, direction))}`;
  if (effect.low === null || effect.high === null) return `${figure}${behind}`;
  const ends = [effect.low, effect.high].map((end) => moved(end, direction)).toSorted((a, b) => a - b);
  return `${figure} (${ends.map(signed).join(' to ')})${behind}`;
}

function signed(value: number): string {
  const figure = roundFigure(value);
  return value > 0 ? `+${figure}` : figure;
}

/** What the picture of the loop shows, in one sentence. */
export function pictureHeading(page: OutcomePage): string {
  const { evaluated, evaluationReason, row, values } = page;
  if (values.length === 0) return evaluationReason ?? 'No value is known yet.';
  if (evaluated === null) {
    return row.deliveredOn === null
      ? 'How it went so far; the work is not delivered yet.'
      : (evaluationReason ?? 'Nothing can be said yet.');
  }
  const { effect } = evaluated.evaluation;
  if (evaluated.picture.expected === null || effect.estimate === null) {
    const { reason } = evaluated.picture;
    return reason === null
      ? 'The values before and after the release.'
      : `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  }
  const movement = moved(effect.estimate, wantedDirection(page));
  const way = movement < 0 ? 'lower' : 'higher';
  const unit = changeUnit(row.unit);
  const amount = `${roundFigure(Math.abs(effect.estimate))}${unit === '' ? '' : `\u00a0${unit}`}`;
  if (effect.low === null || effect.high === null)
    return `On average ${amount} ${way} since the release than before it.`;
  const level = `${Math.round(effect.level * 100)}\u00a0%`;
  if (effect.low <= 0 && effect.high >= 0) {
    return `No difference from the path expected without the release can be told; the best guess is ${amount} ${way}.`;
  }
  const ends = [effect.low, effect.high].map(Math.abs).toSorted((a, b) => a - b);
  return `${movement < 0 ? 'Lower' : 'Higher'} than it would have been without the release: by about ${amount} (${level} interval ${ends.map(roundFigure).join(' to ')}).`;
}
