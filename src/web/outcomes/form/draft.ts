import type { OutcomeBody } from '../../../outcomes/outcome.ts';
import type { ParsedStatement } from '../../../outcomes/statement/statement.ts';

/** Fields that the sentence fills in until somebody sets them by hand. */
export const FILLED = [
  'title',
  'metric',
  'direction',
  'baseline',
  'target',
  'unit',
  'by',
  'beneficiary',
  'anticipated',
] as const;
export type Filled = (typeof FILLED)[number];

/** An outcome being stated: its body, and which of its fields were set by hand. */
export interface Draft {
  readonly body: OutcomeBody;
  readonly byHand: ReadonlySet<Filled>;
}

const NOTHING: OutcomeBody = {
  title: '',
  statement: '',
  questions: { problem: '', result: '', success: '', learning: '' },
  subject: null,
  stream: null,
  team: null,
  metric: null,
  direction: null,
  baseline: null,
  target: null,
  unit: null,
  by: null,
  beneficiary: null,
  valueType: null,
  owner: null,
  stakeholders: [],
  confidence: null,
  anticipated: null,
  minimum: null,
  burnIn: 0,
  control: null,
  adoptionTarget: null,
  keyResult: null,
  override: null,
  exempt: null,
  delivery: null,
  experiment: null,
  gate: [],
  isSample: false,
};

export function newDraft(known: Partial<OutcomeBody>): Draft {
  return { body: { ...NOTHING, ...known }, byHand: new Set(known.title === undefined ? [] : ['title']) };
}

/** What was saved counts as set by hand. */
export function draftOf(body: OutcomeBody): Draft {
  return { body, byHand: new Set(FILLED.filter((name) => body[name] !== null)) };
}

/** A change by hand. A field that is emptied is filled by the sentence again. */
export function changed({ body, byHand }: Draft, part: Partial<OutcomeBody>): Draft {
  const set = FILLED.filter((name) => name in part);
  const kept = [...byHand].filter((name) => !set.some((one) => one === name));
  const said = set.filter((name) => part[name] !== null && part[name] !== '');
  return { body: { ...body, ...part }, byHand: new Set([...kept, ...said]) };
}

export interface KnownMetric {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
}

/** The body with every field that nobody set by hand as the sentence says it. */
export function filled(draft: Draft, parsed: ParsedStatement, metrics: readonly KnownMetric[]): OutcomeBody {
  const { body, byHand } = draft;
  const isOpen = (name: Filled): boolean => !byHand.has(name);
  const named = metrics.find(({ name }) => name.toLowerCase() === parsed.metric?.toLowerCase());
  const figures = figuresOf(parsed, byHand.has('baseline') ? body.baseline : parsed.baseline);
  return {
    ...body,
    ...(isOpen('title') ? { title: titleOf(parsed) } : {}),
    ...(isOpen('metric') ? { metric: named?.id ?? null } : {}),
    ...(isOpen('direction') ? { direction: parsed.direction } : {}),
    ...(isOpen('baseline') ? { baseline: parsed.baseline } : {}),
    ...(isOpen('target') ? { target: figures.target } : {}),
    ...(isOpen('unit') ? { unit: figures.unit } : {}),
    ...(isOpen('by') ? { by: parsed.by } : {}),
    ...(isOpen('beneficiary') ? { beneficiary: parsed.beneficiary } : {}),
    ...(isOpen('anticipated') ? { anticipated: figures.anticipated } : {}),
  };
}

interface Figures {
  readonly target: number | null;
  readonly unit: string | null;
  readonly anticipated: number | null;
}

/** A sentence that says only a change has no level to reach; its size is the effect, where a baseline or points make it one. */
function figuresOf({ target, unit }: ParsedStatement, baseline: number | null): Figures {
  if (target === null || unit?.endsWith('change') !== true) return { target, unit, anticipated: null };
  const plain = unit.replace(/ ?change$/, '');
  if (plain === '%') {
    const size = baseline === null ? null : tidy(Math.abs((baseline * target) / 100));
    return { target: baseline === null ? null : tidy(baseline * (1 + target / 100)), unit: null, anticipated: size };
  }
  const isPoints = plain.includes('point');
  return {
    target: baseline === null ? null : tidy(baseline + target),
    unit: isPoints ? '%' : plain === '' ? null : plain,
    anticipated: Math.abs(target),
  };
}

function titleOf({ metric }: ParsedStatement): string {
  return metric === null ? '' : (metric.charAt(0).toUpperCase() + metric.slice(1)).slice(0, 200);
}

/** Away with the tails of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
