import { directionOf } from '../direction.ts';
import { headOf } from '../metric.ts';
import type { Reading } from '../reading.ts';
import { isGiven } from '../reading.ts';
import type { Span } from '../statement.ts';
import { Line } from '../tokens.ts';
import { goodSideOf, NO_SHARES, SHARES } from '../words/measures.ts';
import { finding, metricSpan, type Rule } from './rule.ts';

function figureSpan(reading: Reading): Span {
  const { main, line } = reading;
  const figures = [main?.baseline, main?.target, main?.change].filter((each) => each !== null && each !== undefined);
  if (figures.length === 0) return metricSpan(reading);
  return line.span(Math.min(...figures.map((each) => each.first)), Math.max(...figures.map((each) => each.last)));
}

/** NO-MOVEMENT: baseline and target are the same. Source: methods.md 5.2. */
export const noMovement: Rule = {
  code: 'NO-MOVEMENT',
  find: (reading) => {
    if (reading.way !== 'same' || reading.direction === 'hold') return [];
    return finding(
      'NO-MOVEMENT',
      'FAIL',
      figureSpan(reading),
      'It begins and ends at the same level, so nothing would change. Give a target that differs from today, or say that the level is to be kept.',
      'from [today] to [another level]',
    );
  },
};

/** Where the words point: up, down, or null where they leave it open or agree with both. */
function wordsWay(reading: Reading): readonly ('up' | 'down')[] {
  const { fields, metric, line } = reading;
  const name = isGiven(fields.metric) ? new Line(fields.metric) : line;
  const phrase = isGiven(fields.metric) ? { first: 0, last: name.length } : metric;
  const good = phrase === null ? null : goodSideOf(headOf(name, phrase));
  const ways = reading.pointers.map((each) => (each.way === 'reach' ? null : directionOf(each.way, good)));
  const figures = isGiven(fields.direction) ? [fields.direction] : [];
  return [...ways, ...figures].filter((each) => each === 'up' || each === 'down');
}

/** SIGN-CONFLICT: words and figures go opposite ways. Source: methods.md 5.2. */
export const signConflict: Rule = {
  code: 'SIGN-CONFLICT',
  find: (reading) => {
    const { way, fields } = reading;
    const ways = wordsWay(reading);
    const isField =
      isGiven(fields.direction) &&
      way !== null &&
      way !== 'same' &&
      fields.direction !== 'hold' &&
      fields.direction !== way;
    const isAgainst = (way === 'up' || way === 'down') && ways.length > 0 && !ways.includes(way);
    if (!isField && !isAgainst) return [];
    return finding(
      'SIGN-CONFLICT',
      'FAIL',
      figureSpan(reading),
      `The words say ${ways[0] ?? fields.direction ?? 'one way'}, the figures go ${way ?? 'the other way'}. Change one of them.`,
      swapped(reading),
    );
  },
};

function swapped({ main, line }: Reading): string {
  const baseline = main?.baseline ?? null;
  const target = main?.target ?? null;
  if (baseline === null || target === null) return '';
  const from = line.span(target.first, target.last);
  const to = line.span(baseline.first, baseline.last);
  return `from ${line.text.slice(...from)} to ${line.text.slice(...to)}`;
}

function isShare({ line, metric, fields }: Reading): boolean {
  const named = isGiven(fields.metric) ? new Line(fields.metric) : line;
  const phrase = isGiven(fields.metric) ? { first: 0, last: named.length } : metric;
  if (phrase === null || NO_SHARES.has(headOf(named, phrase))) return false;
  for (let at = phrase.first; at < phrase.last; at += 1) {
    const word = named.lower(at);
    if (/^(?:that|who|which|for|per)$/.test(word)) return false;
    if (SHARES.has(word) && !NO_SHARES.has(named.lower(at + 1))) return true;
  }
  return false;
}

/** AMBIGUOUS-PERCENT: per cent of a share may be relative or points. Source: methods.md 5.2. */
export const ambiguousPercent: Rule = {
  code: 'AMBIGUOUS-PERCENT',
  find: (reading) => {
    const { main, line } = reading;
    const change = main?.change ?? null;
    if (main === null || change === null || change.isPart || change.unit.dimension !== 'percent' || change.value === 0)
      return [];
    const hasLevels =
      (main.target !== null && main.baseline !== null) ||
      (isGiven(reading.fields.baseline) && isGiven(reading.fields.target));
    const isSaid =
      line.lower(change.first - 1).startsWith('relative') || /^(?:relative|relatively)$/.test(line.lower(change.last));
    if (hasLevels || isSaid || !isShare(reading)) return [];
    const size = line.text.slice(...line.span(change.first, change.last));
    const figure = size.replace(/\s*(?:%|per ?cent.*)$/i, '');
    return finding(
      'AMBIGUOUS-PERCENT',
      'WARN',
      line.span(change.first, change.last),
      `${size} of a share can be read in two ways: ${figure} points, or ${figure} per cent of today's level. Say which, or give both levels.`,
      `by ${figure} percentage points, or from … % to … %`,
    );
  },
};
