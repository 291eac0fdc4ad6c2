import type { Line } from './tokens.ts';
import { PEOPLE, TEAMS, TITLES } from './words/people.ts';
import { MAKING } from './words/work.ts';

/** Words over tokens first … last−1. */
export interface Words {
  readonly first: number;
  readonly last: number;
}

const ADJECTIVE =
  /^(?:new|young|trial|returning|existing|regular|first-time|repeat|enterprise|small|mid-size|emergency|unemployed|enrolled|active|key|large|older|elderly|on-call|finance|ward|support|external|internal|free|paying|registered|account|senior|junior)$/;

/** The first group of people or organisations named, with its adjectives; never who does the work. Source: methods.md 5.2. */
export function readBeneficiary(line: Line): Words | null {
  for (let at = 0; at < line.length; at += 1) {
    const word = line.lower(at);
    const isTeam = TEAMS.has(word) && (isFor(line, at) || /^(?:teams|departments|squads|divisions)$/.test(word));
    if (!PEOPLE.has(word) && !isTeam) continue;
    if (/^(?:story|stories|interface|manual)$/.test(line.lower(at + 1))) continue;
    if (isActor(line, at) || isNamedOwner(line, at)) continue;
    let first = at;
    while (first > 0 && at - first < 3 && ADJECTIVE.test(line.lower(first - 1))) first -= 1;
    return { first, last: at + 1 };
  }
  return null;
}

function isFor(line: Line, at: number): boolean {
  for (let i = at - 1; i > at - 5 && i >= 0; i -= 1) if (line.lower(i) === 'for') return true;
  return false;
}

/** "The engineers will build": they do the work. */
function isActor(line: Line, at: number): boolean {
  const next = line.lower(at + 1);
  return at < 4 && /^(?:will|shall|should|must|to)$/.test(next) && MAKING.has(line.lower(at + 2));
}

function isNamedOwner(line: Line, at: number): boolean {
  return (
    TITLES.has(line.lower(at)) ||
    (line.lower(at) === 'owner' && line.lower(at + 1) === ':') ||
    (/^(?:each|every|per)$/.test(line.lower(at - 1)) && line.lower(at) === 'person')
  );
}
