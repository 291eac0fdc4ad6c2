import { LEVELS } from '../facts.ts';
import { DELETED_ITEMS, KINDS_OF_WORK, STAGES, STATES, WEEKDAYS } from './document.ts';
import { STEP_EVENTS } from './step-events.ts';

/**
 * What each key of a stream's document takes, in words: for messages about mistakes. A place is written as in messages, with `[]`
 * for "each of the list". A test keeps this table and the schema together. Source: docs/stream-document.md.
 */

const WORDS = 'a text or a list of texts';
const FIELD = 'the name of a field';
const TRUTH = 'true or false';
const oneOf = (values: readonly string[]): string => `one of ${values.join(', ')}`;
const listOf = (values: readonly string[]): string => `a list of some of ${values.join(', ')}`;

const matchers = {
  label: WORDS,
  component: WORDS,
  project: WORDS,
  parent: WORDS,
  field: 'names of fields, each with a text or a list of texts, such as {Severity: [High]}',
};
const STATUS_LIST = 'a list of statuses, each a name or {id: "1", name: Open}';
const status = { id: "the status' id in the source", name: "the status' name" };

export const DOCUMENT_KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '': {
    version: 'the number 1',
    stream: 'the name of the stream, as a text',
    timeZone: 'the name of a time zone, such as Europe/Berlin or UTC',
    identity: 'a mapping of domain, purpose, type and since',
    items: 'a list of at least one rule such as {project: [SHOP]}; leave it out to take every item',
    flowItem: oneOf(LEVELS),
    levels: 'a list of at least one rule such as {type: Epic, level: epic}',
    kinds: 'a list of rules such as {type: Bug, kind: defect}',
    steps: 'a list of at least one step such as {step: Ready, state: waiting, statuses: [Open]}',
    resolutions: 'a mapping such as {cancelled: [Duplicate]}',
    blocked: 'a mapping of flag, statuses and links',
    teams: 'a list of rules such as {team: Core, component: [Core]}',
    options: 'a mapping such as {stalledAfterDays: 5}',
    applications: 'a list of at least one application such as {name: Shop, repo: acme/shop}',
    outcome: 'a mapping such as {field: Anticipated Outcome}',
    startGate: 'a mapping such as {criteria: [An owner is named]}',
    daysOff: 'a mapping of weekdays and dates',
  },
  identity: {
    domain: 'a text',
    purpose: 'a text',
    type: 'a text such as stream-aligned',
    since: 'a day such as 2024-03-01',
  },
  'items[]': { ...matchers, source: WORDS, type: WORDS },
  'levels[]': { ...matchers, type: WORDS, level: oneOf(LEVELS) },
  'kinds[]': { ...matchers, type: WORDS, kind: oneOf(KINDS_OF_WORK) },
  'steps[]': {
    step: 'the name of the step, as a text',
    stage: oneOf(STAGES),
    state: oneOf(STATES),
    statuses: STATUS_LIST,
    events: `${listOf(STEP_EVENTS)}; leave it out where statuses alone count`,
    limit: 'a whole number above 0; leave it out where there is no limit',
  },
  'steps[].statuses[]': status,
  resolutions: { cancelled: 'a list of texts' },
  blocked: { flag: 'the name of a field', statuses: STATUS_LIST, links: 'a list of link types such as is blocked by' },
  'blocked.statuses[]': status,
  'teams[]': { ...matchers, source: WORDS, team: 'the name of the team, as a text', type: 'a text' },
  options: {
    restartOnReturnToNew: TRUTH,
    stalledAfterDays: 'a number of days above 0',
    runWork: listOf(KINDS_OF_WORK),
    innovationShare: 'a number from 0 to 1',
    deletedItems: oneOf(DELETED_ITEMS),
  },
  'applications[]': {
    name: 'the name of the application, as a text',
    repo: 'a repository such as acme/shop, or a list of them',
    path: 'a folder or pattern such as services/shop or apps/*/shop, or a list of them',
    environment: 'the name of a production environment, or a list of them; left out: production, prod',
    alsoCalled: 'what other tools call the application, a text or a list of texts',
  },
  outcome: { field: FIELD, owner: FIELD, keyResult: FIELD },
  startGate: { criteria: 'a list of at least one text' },
  daysOff: { weekdays: listOf(WEEKDAYS), dates: 'a list of days such as 2026-12-25' },
};

/** What stands in a list or a mapping of free names. */
const INSIDE: Readonly<Record<string, string>> = {
  'items[]': 'a rule such as {project: [SHOP]}',
  'levels[]': 'a rule such as {type: Epic, level: epic}',
  'kinds[]': 'a rule such as {type: Bug, kind: defect}',
  'steps[]': 'a step such as {step: Ready, state: waiting, statuses: [Open]}',
  'teams[]': 'a rule such as {team: Core, component: [Core]}',
  'applications[]': 'an application such as {name: Shop, repo: acme/shop}',
  'steps[].statuses[]': 'a status: a name or {id: "1", name: Open}',
  'steps[].events[]': oneOf(STEP_EVENTS),
  'blocked.statuses[]': 'a status: a name or {id: "1", name: Open}',
  'startGate.criteria[]': 'a text such as An owner is named',
  'daysOff.dates[]': 'a day such as 2026-12-25',
  'daysOff.weekdays[]': oneOf(WEEKDAYS),
  'options.runWork[]': oneOf(KINDS_OF_WORK),
};

/** A place in a document: keys of mappings and places in lists, from the outside in. */
export type Path = readonly (string | number)[];

/** What is expected at a place, in words. */
export function expectedAt(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'a mapping of keys such as version, stream and steps';
  const parent = patternOf(path.slice(0, -1));
  if (typeof last === 'string') return DOCUMENT_KEYS[parent]?.[last] ?? WORDS;
  return INSIDE[`${parent}[]`] ?? 'a text';
}

/** The keys that a mapping at a place may hold; none where names are free. */
export function keysAt(path: Path): readonly string[] {
  return Object.keys(DOCUMENT_KEYS[patternOf(path)] ?? {});
}

/** A place in a form that all places of its sort share: `['steps', 3, 'state']` is `steps[].state`. */
function patternOf(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? '[]' : index === 0 ? key : `.${key}`)).join('');
}

/** A place as people read it: `['steps', 3, 'state']` is `steps[3].state`. Lists count from 0. */
export function showPath(path: Path): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}
