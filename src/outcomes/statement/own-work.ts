import type { MetricPhrase } from './metric.ts';
import type { Words } from './people.ts';
import type { Line } from './tokens.ts';
import { spelledValue } from './units.ts';
import { PEOPLE } from './words/people.ts';
import { DOING, DONE, MAKING, OWN_PIECES, RATES, SCOPE, WORK_PIECES } from './words/work.ts';

function hasAny(line: Line, first: number, last: number, list: ReadonlySet<string>): boolean {
  for (let at = Math.max(0, first); at < Math.min(last, line.length); at += 1)
    if (list.has(line.lower(at))) return true;
  return false;
}

/** Counts that are the team's own work by their name. */
const NAMED: readonly (readonly string[])[] = [
  ['story', 'points'],
  ['points', 'per', 'sprint'],
  ['pull', 'requests'],
  ['pull', 'request'],
  ['merge', 'requests'],
  ['lines', 'of', 'code'],
  ['code', 'review', 'comments'],
  ['code', 'reviews'],
  ['unit', 'tests'],
  ['test', 'cases'],
  ['sales', 'calls'],
  ['man', 'days'],
  ['person', 'days'],
];

function namedAt(line: Line, at: number): number | null {
  for (const name of NAMED) {
    if (name.every((word, i) => line.lower(at + i) === word)) return at + name.length;
  }
  return null;
}

/** How far back a rate may stand, in tokens. */
const LOOK_BACK = 30;
const WHO = new Set(['who', 'that', 'which']);

/** Behind "customers who" it is the customers that do. */
function isOfPeople(line: Line, at: number): boolean {
  for (let i = at - 1; i > at - 6 && i >= 0; i -= 1) {
    if (WHO.has(line.lower(i)) && PEOPLE.has(line.lower(i - 1))) return true;
    if (PEOPLE.has(line.lower(i)) && i === at - 1) return false;
  }
  return false;
}

/** "features released", "tickets closed": a piece of work and what was done with it. */
function doneAt(line: Line, at: number): number | null {
  if (DONE.has(line.lower(at)) && WORK_PIECES.has(line.lower(at + 1)) && at > 0) return at + 2;
  if (!WORK_PIECES.has(line.lower(at))) return null;
  for (let i = at + 1; i < at + 3; i += 1) {
    if (DONE.has(line.lower(i))) return i + 1;
    if (/^(?:are|is|were|get|successfully|being)$/.test(line.lower(i)) === false) return null;
  }
  return null;
}

/** "Ship 12 features", "closes 15 tickets": a verb of making, a count, a piece of work. */
function madeAt(line: Line, at: number): number | null {
  const word = line.lower(at);
  if ((!MAKING.has(word) && !DOING.has(word)) || PEOPLE.has(line.lower(at - 1))) return null;
  let hasCount = false;
  for (let i = at + 1; i < at + 6; i += 1) {
    const token = line.at(i);
    if (token.kind === 'number' || spelledValue(token.lower) !== null) hasCount = true;
    else if (token.lower === '%' || PEOPLE.has(token.lower) || token.kind !== 'word') return null;
    else if (hasCount && WORK_PIECES.has(token.lower) && !RATES.has(line.lower(i + 1))) return i + 1;
  }
  return null;
}

/** Bare counts of deployments or features as the metric: "number of deployments", "features from 4 to 8". */
function countedIn(line: Line, metric: MetricPhrase, isPerTime: boolean): Words | null {
  for (let at = metric.first; at < metric.last; at += 1) {
    const word = line.lower(at);
    if (word === 'velocity' || word === 'loc') return { first: at, last: at + 1 };
    const isDeployment =
      /^(?:deployments|deploys|releases)$/.test(word) &&
      !isPerTime &&
      !/^(?:failed|failing|per)$/.test(line.lower(at - 1));
    if (
      (isDeployment || OWN_PIECES.has(word)) &&
      at < metric.first + 6 &&
      !/^(?:per|of|in|for|to)$/.test(
        line.lower(at - 1) === 'of' && /^numbers?$/.test(line.lower(at - 2)) ? '' : line.lower(at - 1),
      )
    ) {
      return { first: at, last: at + 1 };
    }
    if (/^(?:per|in|for|that|who|seen|reported|raised)$/.test(word)) return null;
  }
  return null;
}

/** A rate, share or duration around a piece of work makes it a measure of delivery or service. */
function isRateAt(line: Line, at: number, metric: MetricPhrase | null): boolean {
  const first = Math.max(metric?.first ?? at - 6, at - LOOK_BACK);
  return hasAny(line, first, at, RATES) || hasAny(line, at + 1, at + 3, RATES) || line.lower(at - 1) === 'per';
}

/** What counts the team's own output, or null. Rates, shares and durations of delivery pass, and so does demand. Source: methods.md 5.2. */
export function readActivity(
  line: Line,
  metric: MetricPhrase | null,
  isPerTime: boolean,
  from: number,
  to: number,
): Words | null {
  for (let at = from; at < to; at += 1) {
    const made = madeAt(line, at);
    const end = made ?? namedAt(line, at) ?? doneAt(line, at);
    if (end === null || isOfPeople(line, at)) continue;
    if (made !== null || !isRateAt(line, at, metric)) return { first: at, last: end };
  }
  if (metric === null || hasAny(line, metric.first, metric.last + 1, RATES)) return null;
  return countedIn(line, metric, isPerTime);
}

const PLANNED = /^(?:planned|committed|scheduled|agreed|promised|remaining|open)$/;
const ALL = new Set(['all', 'every', 'whole', 'entire', 'remaining', 'rest']);

/** A share of the statement's own scope: "100 % of the epic's stories", "all planned stories". Source: methods.md 5.2. */
export function readCircular(line: Line): Words | null {
  for (let at = 0; at < line.length; at += 1) {
    const isShare =
      (line.lower(at) === '%' || line.lower(at) === 'percent' || line.lower(at) === 'cent') &&
      line.lower(at + 1) === 'of';
    if (!isShare && !ALL.has(line.lower(at))) continue;
    const end = scopeWithin(line, at + 1);
    if (end !== null) return { first: isShare ? Math.max(0, at - 1) : at, last: end };
  }
  return null;
}

/** The end of the scope that a share is taken of, within a few plain words. */
function scopeWithin(line: Line, from: number): number | null {
  for (let at = from; at < from + 8; at += 1) {
    const token = line.at(at);
    if (token.kind !== 'word' || PEOPLE.has(token.lower) || WHO.has(token.lower)) return null;
    if (SCOPE.has(token.lower) && !token.isPossessive && !/^(?:plan|budget)$/.test(line.lower(at + 1))) return at + 1;
    if (
      /^(?:work|items|features|tickets|tasks|points|changes)$/.test(token.lower) &&
      PLANNED.test(line.lower(at - 1))
    ) {
      return at + 1;
    }
    if (/^(?:from|by|with|without|on|at)$/.test(token.lower)) return null;
  }
  return null;
}
