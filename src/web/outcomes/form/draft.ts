import {
  fillFromSentence,
  type KnownMetric,
  SENTENCE_FIELDS,
  type SentenceField,
} from '../../../outcomes/fill-from-sentence.ts';
import type { OutcomeBody } from '../../../outcomes/outcome.ts';
import type { ParsedStatement } from '../../../outcomes/statement/statement.ts';

/** An outcome being stated: its body, and which of its fields were set by hand. */
export interface Draft {
  readonly body: OutcomeBody;
  readonly byHand: ReadonlySet<SentenceField>;
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
  return { body, byHand: new Set(SENTENCE_FIELDS.filter((name) => body[name] !== null)) };
}

/** A change by hand. A field that is emptied is filled by the sentence again. */
export function changed({ body, byHand }: Draft, part: Partial<OutcomeBody>): Draft {
  const set = SENTENCE_FIELDS.filter((name) => name in part);
  const kept = [...byHand].filter((name) => !set.some((one) => one === name));
  const said = set.filter((name) => part[name] !== null && part[name] !== '');
  return { body: { ...body, ...part }, byHand: new Set([...kept, ...said]) };
}

/** The body with every field that nobody set by hand as the sentence says it. */
export function filled({ body, byHand }: Draft, parsed: ParsedStatement, metrics: readonly KnownMetric[]): OutcomeBody {
  return fillFromSentence(
    body,
    SENTENCE_FIELDS.filter((name) => !byHand.has(name)),
    parsed,
    metrics,
  );
}
