import type { Kind, Level } from '../../facts.ts';
import type { Survey, TypeSeen } from './survey.ts';

/** A rule of a suggested list, with the remark beside it. */
export interface RuleGuess<Answer> {
  readonly types: readonly string[];
  readonly labels: readonly string[];
  readonly answer: Answer;
  readonly because: string;
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const named =
  (pattern: RegExp) =>
  ({ name }: TypeSeen) =>
    pattern.test(plain(name));

const EPIC = /\bepics?\b|^(史诗|épopée|épica|épico|エピック)$/;
const INITIATIVE = /^(initiative|portfolio epic|programme?|project|business epic|legend|saga)s?$/;
const THEME = /^(theme|strategic theme|goal|objective)s?$/;
const FEATURE_LEVEL = /^(feature|capability)s?$/;
const TASK =
  /^(sub ?task|technical task|tech task|dev(elopment)? task|test task|子任务|unteraufgabe|sous tâche|subtarea|subtarefa|サブタスク)s?$/;
const NO_WORK =
  /^(test( (case|execution|plan|set|suite|run))?|checklist|release|version|deployment|milestone|precondition)s?$/;

/** Levels by type: what the source calls a part of another item, what stands above the flow item, what is no piece of work. Source: methods.md 1.2. */
export function guessLevels(survey: Survey): readonly RuleGuess<Level>[] {
  const left = new Set(survey.types);
  const take = (isTaken: (type: TypeSeen) => boolean): readonly string[] => {
    const taken = [...left].filter(isTaken);
    for (const type of taken) left.delete(type);
    return taken.map(({ name }) => name);
  };
  const isParentOf = ({ name }: TypeSeen): boolean =>
    survey.types.some(({ name: child, parentTypes }) => child !== name && (parentTypes.get(name) ?? 0) > 0);
  const rules: { types: readonly string[]; answer: Level; because: string }[] = [
    { types: take(named(THEME)), answer: 'theme', because: 'by its name' },
    { types: take(named(INITIATIVE)), answer: 'initiative', because: 'by its name; above epics' },
    { types: take(named(EPIC)), answer: 'epic', because: 'by its name' },
    {
      types: take((type) => named(FEATURE_LEVEL)(type) && isParentOf(type)),
      answer: 'feature',
      because: 'it has children of its own, so it stands above the flow item',
    },
    { types: take((type) => type.isSubtask || named(TASK)(type)), answer: 'task', because: 'a part of another item' },
    {
      types: take((type) => /\btasks?$/.test(plain(type.name)) && isMostlyPart(type, left)),
      answer: 'task',
      because: 'most of these are children of a flow item',
    },
    {
      types: take(named(NO_WORK)),
      answer: 'task',
      because: 'by its name no piece of work that is worth something alone',
    },
  ];
  return rules.filter(({ types }) => types.length > 0).map((rule) => ({ ...rule, labels: [] }));
}

/** Whether most items of the type are children of an item that is a flow item, as far as parents are known. */
function isMostlyPart({ items, parentTypes }: TypeSeen, flowTypes: ReadonlySet<TypeSeen>): boolean {
  let children = 0;
  for (const type of flowTypes) children += parentTypes.get(type.name) ?? 0;
  return children * 2 > items;
}

const DEFECT =
  /\b(bugs?|defects?|faults?|incidents?|problems?|errors?|regressions?|hot ?fix|crash|outage)\b|缺陷|故障|^(fehler|erreur|bogue|anomalie|error|fallo|erro|バグ)$/;
const RISK = /\b(security|vulnerabilit(y|ies)|risks?|compliance|privacy|audit|threats?|gdpr|cve)\b/;
const DEBT =
  /\b(debts?|refactor(ing)?|clean ?up|chores?|maintenance|housekeeping|moderni[sz]ation|enablers?|upgrades?)\b/;
const UNSURE_DEBT = /\b(chores?|maintenance|enablers?|upgrades?)\b/;
const RISK_LABEL =
  /^(security|vulnerabilit(y|ies)|cve|compliance|gdpr|privacy|pentest|pen test|risk|security (bug|fix|issue))$/;
const DEBT_LABEL =
  /^((tech(nical)? ?)?debt|refactor(ing)?|clean ?up|code ?(quality|health|cleanup)|maintainability|moderni[sz]ation)$/;
const FEATURE =
  /\b(story|stories|feature|features|improvement|enhancement|wish|request)\b|^(故事|需求|récit|historia|história|ストーリー)$/;
/** More labels of one sort make a line that nobody reads. */
const MOST_LABELS = 8;

/** Kinds by type and label, and the types that only the last rule takes. Source: methods.md 1.3. */
export function guessKinds(survey: Survey): {
  readonly rules: readonly RuleGuess<Kind>[];
  readonly featureTypes: readonly string[];
  readonly otherTypes: readonly string[];
} {
  const isDefect = named(DEFECT);
  const isRisk = (type: TypeSeen): boolean => !isDefect(type) && named(RISK)(type);
  const isDebt = (type: TypeSeen): boolean => !isDefect(type) && !isRisk(type) && named(DEBT)(type);
  const namesOf = (isTaken: (type: TypeSeen) => boolean): readonly string[] =>
    survey.types.filter(isTaken).map(({ name }) => name);
  const debtTypes = namesOf(isDebt);
  const isUnsure = debtTypes.some((name) => UNSURE_DEBT.test(plain(name)));
  const rules: readonly RuleGuess<Kind>[] = [
    { types: namesOf(isDefect), labels: [], answer: 'defect', because: 'by the type' },
    { types: namesOf(isRisk), labels: [], answer: 'risk', because: 'by the type' },
    {
      types: [],
      labels: labelsLike(survey, RISK_LABEL),
      answer: 'risk',
      because: 'labels that were seen; put this line on top if a defect with such a label is a risk to you',
    },
    {
      types: debtTypes,
      labels: [],
      answer: 'debt',
      because: isUnsure ? 'often debt; make it feature where users notice the result' : 'by the type',
    },
    { types: [], labels: labelsLike(survey, DEBT_LABEL), answer: 'debt', because: 'labels that were seen' },
  ];
  const taken = new Set(rules.flatMap(({ types }) => types));
  const left = survey.types.filter(({ name }) => !taken.has(name));
  return {
    rules: rules.filter(({ types, labels }) => types.length + labels.length > 0),
    featureTypes: left.filter(named(FEATURE)).map(({ name }) => name),
    otherTypes: left.filter((type) => !named(FEATURE)(type)).map(({ name }) => name),
  };
}

function labelsLike({ labels }: Survey, pattern: RegExp): readonly string[] {
  return mostFrequent(labels, MOST_LABELS, (name) => pattern.test(plain(name)));
}

const NOT_DONE =
  /\b(won ?t (do|fix|implement)|wont ?(do|fix)|will not (do|fix)|duplicated?|cannot reproduce|can ?t reproduce|unable to reproduce|not reproducible|works for me|invalid|incomplete|not a (problem|bug|defect|issue)|not an issue|no bug|declined?|rejected|obsolete|out of date|outdated|abandoned|cancel(l?ed)?|withdrawn|later|deferred|postponed|remind|by design|as designed|not needed|no longer needed|superseded|superceded|expired|timed out|auto closed|no response|no time to do this|won ?t happen)\b|重复|无效|不修复|取消|nicht reproduzierbar|duplikat|doublon|duplicad[oa]/;
const SET_ASIDE = /\b(later|deferred|postponed|remind)\b/;

/** Resolutions that say an item was not done, of those that were seen, the most frequent first. Source: methods.md 2.1. */
export function guessCancelled({ resolutions }: Survey): {
  readonly cancelled: readonly string[];
  readonly setAside: readonly string[];
  readonly completed: readonly string[];
} {
  const seen = mostFrequent(resolutions, Number.POSITIVE_INFINITY, () => true);
  const cancelled = seen.filter((name) => NOT_DONE.test(plain(name)));
  return {
    cancelled,
    setAside: cancelled.filter((name) => SET_ASIDE.test(plain(name))),
    completed: seen.filter((name) => !NOT_DONE.test(plain(name))),
  };
}

const BLOCKING =
  /^(is |was )?(blocked|impeded|stopped) by$|^(wird blockiert (von|durch)|est bloquée? par|bloquead[oa] por|is gated by)$/;
const PERHAPS_BLOCKING =
  /^(depends (up)?on|is dependent (up)?on|requires|waits (for|on)|needs|has to be done after|is triggered by|follows)$/;

/** Links that hold an item up, and links that may, of those that were seen. Source: methods.md 2.3. */
export function guessLinks({ linkTypes }: Survey): {
  readonly blocking: readonly string[];
  readonly perhaps: readonly string[];
} {
  return {
    blocking: mostFrequent(linkTypes, 10, (name) => BLOCKING.test(plain(name))),
    perhaps: mostFrequent(linkTypes, 10, (name) => PERHAPS_BLOCKING.test(plain(name))),
  };
}

/** Names with the highest counts; of equals the one that comes first in the alphabet. */
export function mostFrequent(
  counts: ReadonlyMap<string, number>,
  most: number,
  isWanted: (name: string) => boolean,
): readonly string[] {
  return [...counts]
    .filter(([name]) => isWanted(name))
    .toSorted(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1))
    .slice(0, most)
    .map(([name]) => name);
}
