import { readAmount } from './amounts.ts';
import { firstWord, purposeAt } from './clauses.ts';
import type { DateMention } from './date-mention.ts';
import type { Line } from './tokens.ts';
import { CHANGES, COMPARATIVES } from './words/directions.ts';
import { isMeasure } from './words/measures.ts';
import { DOING, MAKING, MEASURED_AFTER, POLISHING, WITH_PARTICLE, WORK_PIECES } from './words/work.ts';

/** A statement that begins with a verb of making. */
export interface OutputLead {
  readonly first: number;
  readonly last: number;
  /** The token where the words about worth begin, behind "so that"; null without. */
  readonly purpose: number | null;
}

/** The object is a change or a level of a measure: "deliver a 10 % reduction", "deliver features 30 % faster". */
function hasChangeAsObject(line: Line, at: number): boolean {
  for (let i = at + 1; i < at + 7 && i < line.length; i += 1) {
    if (CHANGES.has(line.lower(i)) && i < at + 6) return true;
    if (/^(?:so|to|by|for|,|\.)$/.test(line.lower(i))) return false;
    const amount = readAmount(line, i);
    if (amount === null) continue;
    // "Move 60 % of customers to …" is what customers do.
    if (amount.unit.dimension === 'percent' && /^(?:move|moving)$/.test(line.lower(at))) return true;
    const isLevel = i <= at + 2 && amount.unit.dimension === 'percent' && isMeasure(line.lower(amount.last));
    return COMPARATIVES.has(line.lower(amount.last)) || isLevel;
  }
  return false;
}

function isCount(line: Line, at: number): boolean {
  const amount = readAmount(line, at);
  return amount !== null && amount.unit.dimension !== 'percent';
}

function countsWork(line: Line, at: number): boolean {
  for (let i = at + 1; i < at + 6; i += 1) if (WORK_PIECES.has(line.lower(i))) return true;
  return false;
}

/** How the statement begins with output, or null. `isMeasured` tells whether any figure moves. Source: methods.md 5.2. */
export function readOutputLead(line: Line, dates: readonly DateMention[], isMeasured: boolean): OutputLead | null {
  const at = firstWord(line, dates);
  const word = line.lower(at);
  const isDoing = DOING.has(word) && countsWork(line, at) && isCount(line, at + 1);
  const isPolishing = POLISHING.has(word) && !isMeasured;
  if (!MAKING.has(word) && !isDoing && !isPolishing) return null;
  const particles = WITH_PARTICLE.get(word);
  if (particles !== undefined && !particles.has(line.lower(at + 1))) return null;
  const next = line.lower(at + 1);
  if (line.at(at).isPossessive || MEASURED_AFTER.has(next) || next === ':' || hasChangeAsObject(line, at)) return null;
  // A noun such as "releases" or "builds" before a verb is the subject, not the verb.
  if (
    /(?:s|ed)$/.test(word) &&
    !word.endsWith('ss') &&
    /^(?:to|from|are|is|were|per|fall|rise|drop|that|who|which|within|a)$/.test(next)
  )
    return null;
  return { first: at, last: at + (particles === undefined ? 1 : 2), purpose: purposeAt(line, at) };
}
