import type { Words } from './people.ts';
import type { Line } from './tokens.ts';
import { GIVEN_NAMES, PEOPLE, TEAMS, TITLES, WORK_VERBS, WORKERS } from './words/people.ts';

const OWNS = new Set([
  'owner',
  'owned',
  'lead',
  'contact',
  'sponsor',
  'responsible',
  'cc',
  'by',
  'from',
  'to',
  'with',
  'author',
]);

function isCapital(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}

/** An account is measured when it has something or does something; an owner named beside the sentence is not. */
function accountAt(line: Line, at: number): Words | null {
  const token = line.at(at);
  if (!token.text.startsWith('@')) return null;
  const before = line.lower(at - 1) === ':' ? line.lower(at - 2) : line.lower(at - 1);
  const isDoneBy = before === 'by' && !/^(?:owned|led|reported|sponsored)$/.test(line.lower(at - 2));
  if (isDoneBy) return { first: at, last: at + 1 };
  if (OWNS.has(before) || line.lower(at - 1) === '(') return null;
  const hasMore = /['’]s$/.test(token.text) || (line.lower(at + 1) === 's' && line.text.charAt(token.end) !== ' ');
  return hasMore || WORK_VERBS.has(line.lower(at + 1)) || line.at(at + 1).kind === 'word'
    ? { first: at, last: at + 1 }
    : null;
}

/** Anna's tickets, Maria Lopez's sales, Dr. Meyer's list, Tom handles. */
function nameAt(line: Line, at: number): Words | null {
  const token = line.at(at);
  if (token.kind !== 'word' || !isCapital(token.text)) return null;
  if (TITLES.has(token.lower)) return titledAt(line, at);
  if (!GIVEN_NAMES.has(token.lower)) return null;
  const next = line.at(at + 1);
  if (token.isPossessive && (isGroup(next.lower) || isGroup(line.lower(at + 2)))) return null;
  if (token.isPossessive || WORK_VERBS.has(next.lower)) return isOwner(line, at) ? null : { first: at, last: at + 1 };
  const isFull = next.kind === 'word' && isCapital(next.text);
  if (isFull && (next.isPossessive || WORK_VERBS.has(line.lower(at + 2)))) return { first: at, last: at + 2 };
  const isDoneBy =
    line.lower(at - 1) === 'by' &&
    /(?:ed|done|made|written)$/.test(line.lower(at - 2)) &&
    !/^(?:owned|sponsored)$/.test(line.lower(at - 2));
  return isDoneBy ? { first: at, last: at + (isFull ? 2 : 1) } : null;
}

function isGroup(word: string): boolean {
  return TEAMS.has(word) || PEOPLE.has(word);
}

function titledAt(line: Line, at: number): Words | null {
  const nameAtIndex = line.lower(at + 1) === '.' ? at + 2 : at + 1;
  const name = line.at(nameAtIndex);
  if (!isCapital(name.text)) return null;
  return name.isPossessive || WORK_VERBS.has(line.lower(nameAtIndex + 1)) ? { first: at, last: nameAtIndex + 1 } : null;
}

function isOwner(line: Line, at: number): boolean {
  return line.lower(at - 1) === ':' && OWNS.has(line.lower(at - 2));
}

/** Each developer's, per engineer, the new tester's: workers one by one. */
function workerAt(line: Line, at: number): Words | null {
  const before = line.lower(at);
  if (!/^(?:each|every|individual)$/.test(before)) return null;
  const skip = /^(?:individual|single|senior|junior|support|sales)$/.test(line.lower(at + 1)) ? 1 : 0;
  const word = line.lower(at + 1 + skip);
  const follows = line.lower(at + 2 + skip);
  const isMeasured =
    line.at(at + 1 + skip).isPossessive ||
    WORK_VERBS.has(follows) ||
    /^(?:will|must|should|to|has|does)$/.test(follows);
  return isMeasured && WORKERS.has(word) && !/^(?:nurse|doctor|member|seller|person)$/.test(word)
    ? { first: at, last: at + 2 + skip }
    : null;
}

/** One person, or each worker, as what is measured; null when it is about groups. Source: methods.md 5.2. */
export function readIndividual(line: Line): Words | null {
  for (let at = 0; at < line.length; at += 1) {
    const found = accountAt(line, at) ?? nameAt(line, at) ?? workerAt(line, at);
    if (found !== null) return found;
  }
  return null;
}
