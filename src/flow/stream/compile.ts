import type { KindOrUnmapped, Level } from '../facts.ts';
import type { Fields, Status } from '../history.ts';
import type { KindRule, LevelRule, ScopeRule, Stage, State, StatusRef, StreamDocument, TeamRule } from './document.ts';

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
  /** Whether the status stands under `blocked.statuses`. */
  readonly isBlockedStatus: (status: Status) => boolean;
  readonly isInScope: (source: string, item: string, fields: Fields) => boolean;
  readonly levelOf: (fields: Fields) => Level | null;
  readonly kindOf: (fields: Fields) => KindOrUnmapped;
  readonly teamOf: (source: string, fields: Fields) => string | null;
  readonly isCancelledResolution: (resolution: string | null) => boolean;
  readonly isFlagged: (fields: Fields) => boolean;
  readonly isBlockingLink: (type: string) => boolean;
}

/** A problem of a document that its shape alone cannot show; `path` leads to the place (`['steps', 2, 'statuses', 0]`). */
export interface DocumentProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Rules between the parts of a document: no step twice, no status in two steps, something that commits and something that completes. */
export function documentProblems(document: StreamDocument): readonly DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const names = new Map<string, number>();
  const owners = new Map<string, string>();
  document.steps.forEach((step, index) => {
    const earlier = names.get(step.step);
    if (earlier !== undefined) {
      problems.push({
        path: ['steps', index, 'step'],
        message: `step "${step.step}" stands twice; give each step its own name`,
      });
    }
    names.set(step.step, index);
    step.statuses.forEach((ref, place) => {
      for (const key of keysOf(ref)) {
        const owner = owners.get(key);
        if (owner !== undefined) {
          const shown = ref.name ?? ref.id ?? '';
          problems.push({
            path: ['steps', index, 'statuses', place],
            message: `status "${shown}" stands in step "${owner}" and in step "${step.step}"; a status belongs to one step`,
          });
          break;
        }
      }
      for (const key of keysOf(ref)) owners.set(key, step.step);
    });
  });
  if (!document.steps.some((step) => step.state === 'done')) {
    problems.push({ path: ['steps'], message: 'no step has state "done"; without one nothing is ever finished' });
  }
  if (!document.steps.some((step) => step.state === 'waiting' || step.state === 'active')) {
    problems.push({
      path: ['steps'],
      message: 'no step has state "waiting" or "active"; without one nothing is ever committed',
    });
  }
  return problems;
}

function keysOf(ref: StatusRef): readonly string[] {
  if (ref.id !== null) return [`id:${ref.id}`];
  return [`name:${ref.name ?? ''}`];
}

/** Compiles a valid document. Source: methods.md 1.1–1.4. */
export function compileStream(document: StreamDocument): Stream {
  const steps: Step[] = [];
  let stage: Stage = 'delivery';
  document.steps.forEach((step, index) => {
    stage = step.stage ?? stage;
    steps.push({ index, name: step.step, stage, state: step.state, limit: step.limit ?? null });
  });
  const lookups = document.steps.map((step) => step.statuses);
  const cancelled = new Set(document.resolutions.cancelled);
  const links = new Set(document.blocked.links);
  const flag = document.blocked.flag;
  return {
    name: document.stream,
    timeZone: document.timeZone,
    document,
    steps,
    stepOf: statusLookup(lookups),
    isBlockedStatus: isListed(document.blocked.statuses),
    isInScope: (source, item, fields) =>
      document.items === undefined || document.items.some((rule) => takes(rule, fields, source, item)),
    levelOf: (fields) => document.levels.find((rule) => takes(rule, fields))?.level ?? null,
    kindOf: (fields) => document.kinds.find((rule) => takes(rule, fields))?.kind ?? 'unmapped',
    teamOf: (source, fields) => teamOf(document.teams, source, fields),
    isCancelledResolution: (resolution) => resolution !== null && cancelled.has(resolution),
    isFlagged: (fields) => fields.blocked || isSet(fields.custom[flag]),
    isBlockingLink: (type) => links.has(type),
  };
}

/** "Flagged" values that mean the flag is down. */
const FLAG_DOWN = new Set(['', 'false', 'no', 'none', '0']);

function isSet(values: readonly string[] | undefined): boolean {
  return values !== undefined && values.some((value) => !FLAG_DOWN.has(value.toLowerCase()));
}

/** The first rule that takes the item; a rule without matchers takes items whose own team has that name; else the item's own team. */
function teamOf(rules: readonly TeamRule[], source: string, fields: Fields): string | null {
  for (const rule of rules) {
    const { team, type: _teamType, ...matchers } = rule;
    if (Object.keys(matchers).length === 0 ? fields.team === team : takes(matchers, fields, source)) return team;
  }
  return fields.team;
}

type Matchers = Omit<LevelRule, 'level'> | Omit<KindRule, 'kind'> | ScopeRule;

/** Keys of a rule must all hold; within a key any value will do. */
function takes(rule: Matchers, fields: Fields, source?: string, _item?: string): boolean {
  if (rule.type !== undefined && !holds(rule.type, fields.type)) return false;
  if (rule.project !== undefined && !holds(rule.project, fields.project)) return false;
  if (rule.parent !== undefined && !holds(rule.parent, fields.parent)) return false;
  if (rule.label !== undefined && !anyOf(rule.label, fields.labels)) return false;
  if (rule.component !== undefined && !anyOf(rule.component, fields.components)) return false;
  if ('source' in rule && rule.source !== undefined && source !== undefined && !rule.source.includes(source))
    return false;
  if (rule.field !== undefined) {
    for (const [name, values] of Object.entries(rule.field)) {
      if (!anyOf(values, fields.custom[name] ?? [])) return false;
    }
  }
  return true;
}

function holds(values: readonly string[], value: string | null): boolean {
  return value !== null && values.includes(value);
}

function anyOf(values: readonly string[], held: readonly string[]): boolean {
  return held.some((one) => values.includes(one));
}

/** Ids win; a bare name matches the text; a name beside an id is used only where the history gives no id. Source: methods.md 1.4. */
function statusLookup(refs: readonly (readonly StatusRef[])[]): (status: Status) => number {
  const byId = new Map<string, number>();
  const byBareName = new Map<string, number>();
  const byNameWithoutId = new Map<string, number>();
  refs.forEach((list, index) => {
    for (const ref of list) {
      if (ref.id !== null) byId.set(ref.id, index);
      if (ref.name !== null) {
        if (ref.id === null) byBareName.set(ref.name, index);
        else if (!byNameWithoutId.has(ref.name)) byNameWithoutId.set(ref.name, index);
      }
    }
  });
  return (status) => {
    if (status.id !== null) return byId.get(status.id) ?? byBareName.get(status.name) ?? -1;
    return byBareName.get(status.name) ?? byNameWithoutId.get(status.name) ?? -1;
  };
}

function isListed(refs: readonly StatusRef[]): (status: Status) => boolean {
  const lookup = statusLookup([refs]);
  return (status) => lookup(status) === 0;
}
