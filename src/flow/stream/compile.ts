import type { KindOrUnmapped, Level } from '../facts.ts';
import type { Fields, Status } from '../history.ts';
import type { ScopeRule, Stage, State, StreamDocument, TeamRule } from './document.ts';
import { firstMatch } from './rules.ts';
import { statusLookup, statusTest } from './statuses.ts';
import { type StepEvent, stepInStatus } from './step-events.ts';
import { remember, wordTest } from './words.ts';

/** A step of the map, in order. Source: methods.md 1.4. */
export interface Step {
  readonly index: number;
  readonly name: string;
  /** Carries on from the step before when the document leaves it out; the first step's default is `delivery`. */
  readonly stage: Stage;
  readonly state: State;
  readonly limit: number | null;
}

/** A stream's document made ready for folding histories. Pure data and lookups; build once a document. */
export interface Stream {
  readonly name: string;
  readonly timeZone: string;
  readonly document: StreamDocument;
  readonly steps: readonly Step[];
  /** Index of the step a status belongs to, or -1: mapped to no step. Steps of state `ignore` are given by index too. */
  readonly stepOf: (status: Status) => number;
  /** Index of the step that an event of the stream's applications brings an item to; only events that a step names. */
  readonly stepOfEvent: ReadonlyMap<StepEvent, number>;
  /** Whether the status stands under `blocked.statuses`. */
  readonly isBlockedStatus: (status: Status) => boolean;
  readonly isInScope: (source: string, item: string, fields: Fields) => boolean;
  /** Whether any item of a source could be in scope, whatever its fields: what need not be folded at all. */
  readonly mayTakeFrom: (source: string) => boolean;
  readonly levelOf: (fields: Fields) => Level | null;
  readonly kindOf: (fields: Fields) => KindOrUnmapped;
  readonly teamOf: (source: string, fields: Fields) => string | null;
  readonly isCancelledResolution: (resolution: string | null) => boolean;
  readonly isFlagged: (fields: Fields) => boolean;
  readonly isBlockingLink: (type: string) => boolean;
}

/**
 * Compiles a valid document. Names in rules, resolutions and links are compared without regard to case.
 * Lookups remember their answers by type, label and status, so that a million items a second can be asked.
 * Source: methods.md 1.1–1.4.
 */
export function compileStream(document: StreamDocument): Stream {
  const inScope = firstMatch((document.items ?? [{}]).map((matchers) => ({ matchers, answer: true })));
  const levelOf = firstMatch(document.levels.map(({ level, ...matchers }) => ({ matchers, answer: level })));
  const kindOf = firstMatch(document.kinds.map(({ kind, ...matchers }) => ({ matchers, answer: kind })));
  const isCancelled = wordTest(document.resolutions.cancelled);
  const flag = document.blocked.flag;
  const stepOfEvent = eventSteps(document);
  const stepOfStatus = statusLookup(document.steps.map((step) => step.statuses));
  return {
    name: document.stream,
    timeZone: document.timeZone,
    document,
    steps: stepsOf(document),
    stepOf: stepOfEvent.size === 0 ? stepOfStatus : (status) => stepInStatus(status) ?? stepOfStatus(status),
    stepOfEvent,
    isBlockedStatus: statusTest(document.blocked.statuses),
    isInScope: (source, _item, fields) => inScope(fields, source) === true,
    mayTakeFrom: sourceTest(document),
    levelOf: (fields) => levelOf(fields, ''),
    kindOf: (fields) => kindOf(fields, '') ?? 'unmapped',
    teamOf: teamLookup(document.teams),
    isCancelledResolution: (resolution) => resolution !== null && isCancelled(resolution),
    isFlagged: (fields) => fields.blocked || isSet(fields.custom[flag]),
    isBlockingLink: wordTest(document.blocked.links),
  };
}

/** Scope is decided by source alone where every rule of it names sources. Source: methods.md 1.1. */
function sourceTest({ items }: StreamDocument): (source: string) => boolean {
  const tests = (items ?? [{}]).map(({ source }: Partial<ScopeRule>) =>
    source === undefined ? () => true : wordTest(source),
  );
  return (source) => tests.some((isTaken) => isTaken(source));
}

/** The steps of a document with their stages carried on. Source: methods.md 1.4. */
function stepsOf(document: StreamDocument): readonly Step[] {
  let stage: Stage = 'delivery';
  return document.steps.map((step, index) => {
    stage = step.stage ?? stage;
    return { index, name: step.step, stage, state: step.state, limit: step.limit ?? null };
  });
}

/** Events happen to what is delivered: without applications there are none. Source: methods.md 4. */
function eventSteps({ steps, applications }: StreamDocument): ReadonlyMap<StepEvent, number> {
  if (applications === undefined) return new Map();
  return new Map(steps.flatMap(({ events = [] }, index) => events.map((event): [StepEvent, number] => [event, index])));
}

/**
 * Names of the fields that a document reads beyond the usual ones: what an import must ask the source for.
 * Source: methods.md 1.1, 1.3, 2.3 (the flag).
 */
export function customFieldsOf(document: StreamDocument): readonly string[] {
  const rules = [...(document.items ?? []), ...document.levels, ...document.kinds, ...document.teams];
  const { field, owner, keyResult } = document.outcome ?? {};
  const ofOutcomes = [field, owner, keyResult].filter((name) => name !== undefined);
  return [
    ...new Set([document.blocked.flag, ...rules.flatMap((rule) => Object.keys(rule.field ?? {})), ...ofOutcomes]),
  ];
}

/** Values of a flag field that mean the flag is down. */
const FLAG_DOWN = new Set(['', 'false', 'no', 'none', '0']);
const isUp = remember((value) => !FLAG_DOWN.has(value.trim().toLowerCase()));

function isSet(values: readonly string[] | undefined): boolean {
  return values !== undefined && values.some(isUp);
}

/**
 * The first rule that takes the item; a rule without matchers takes items whose own team has that name; else no team. Without rules: the
 * item's own team. Source: methods.md 1.1.
 */
function teamLookup(rules: readonly TeamRule[]): (source: string, fields: Fields) => string | null {
  if (rules.length === 0) return (_source, fields) => fields.team;
  const ordered = rules.map(({ team, type: _teamType, ...matchers }) =>
    Object.keys(matchers).length > 0
      ? { team, takes: firstMatch([{ matchers, answer: true }]) }
      : { team, takes: ownTeam(team) },
  );
  return (source, fields) => {
    for (const { team, takes } of ordered) if (takes(fields, source) === true) return team;
    return null;
  };
}

function ownTeam(team: string): (fields: Fields) => boolean {
  const isTeam = wordTest([team]);
  return (fields) => fields.team !== null && isTeam(fields.team);
}
