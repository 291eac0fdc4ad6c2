import type { OutcomeBody, StatedOutcome } from './outcome.ts';
import type { ParsedStatement } from './statement/statement.ts';

/** The fields of an outcome that its sentence can fill. Source: methods.md 5, 5.2. */
export const SENTENCE_FIELDS = [
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
export type SentenceField = (typeof SENTENCE_FIELDS)[number];

const LONGEST_BEGINNING = 80;

/** A metric that a sentence may name. */
export interface KnownMetric {
  readonly id: string;
  readonly name: string;
}

/**
 * The outcome with every open field as its sentence says it, null (the title: empty) where the sentence is silent; the other fields stay. A metric is chosen where one
 * of that name is known, whatever its capitals. A sentence that says only a change has no level to reach without a baseline; its size is the effect,
 * where points or a baseline make it one. Units: those that the sentence names. Source: methods.md 5, 5.2.
 */
export function fillFromSentence(
  body: OutcomeBody,
  open: Iterable<SentenceField>,
  parsed: ParsedStatement,
  metrics: readonly KnownMetric[],
): OutcomeBody {
  const isOpen = new Set(open);
  const { direction, baseline, by, beneficiary } = parsed;
  const metric = metrics.find(({ name }) => name.toLowerCase() === parsed.metric?.toLowerCase())?.id ?? null;
  const { target, unit, anticipated } = figuresOf(parsed, isOpen.has('baseline') ? baseline : body.baseline);
  return {
    ...body,
    ...(isOpen.has('title') ? { title: titleOf(parsed) } : {}),
    ...(isOpen.has('metric') ? { metric } : {}),
    ...(isOpen.has('direction') ? { direction } : {}),
    ...(isOpen.has('baseline') ? { baseline } : {}),
    ...(isOpen.has('target') ? { target } : {}),
    ...(isOpen.has('unit') ? { unit } : {}),
    ...(isOpen.has('by') ? { by } : {}),
    ...(isOpen.has('beneficiary') ? { beneficiary } : {}),
    ...(isOpen.has('anticipated') ? { anticipated } : {}),
  };
}

/** What was stated, made whole. */
export interface Filled {
  readonly body: OutcomeBody;
  /** Fields that were left out and are as the sentence says them. */
  readonly fromSentence: readonly SentenceField[];
}

/**
 * The outcome that was stated, with what was left out as its sentence says it. What is null was said to be open, and stays so. Edge: a title that neither names is the
 * sentence's beginning. Source: methods.md 5, 5.2.
 */
export function completeFromSentence(
  stated: StatedOutcome,
  parsed: ParsedStatement,
  metrics: readonly KnownMetric[],
): Filled {
  const open = SENTENCE_FIELDS.filter((name) => stated[name] === undefined);
  const said: OutcomeBody = {
    ...stated,
    title: stated.title ?? '',
    metric: stated.metric ?? null,
    direction: stated.direction ?? null,
    baseline: stated.baseline ?? null,
    target: stated.target ?? null,
    unit: stated.unit ?? null,
    by: stated.by ?? null,
    beneficiary: stated.beneficiary ?? null,
    anticipated: stated.anticipated ?? null,
  };
  const filled = fillFromSentence(said, open, parsed, metrics);
  const isTitleOpen = stated.title === undefined && filled.title === '';
  const body = isTitleOpen ? { ...filled, title: beginningOf(stated.statement) } : filled;
  return { body, fromSentence: open.filter((name) => body[name] !== null) };
}

interface Figures {
  readonly target: number | null;
  readonly unit: string | null;
  readonly anticipated: number | null;
}

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

function beginningOf(statement: string): string {
  const text = statement.trim().replaceAll(/\s+/g, ' ');
  return text.length <= LONGEST_BEGINNING ? text : `${text.slice(0, LONGEST_BEGINNING).trimEnd()} …`;
}

/** Away with the tails of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
