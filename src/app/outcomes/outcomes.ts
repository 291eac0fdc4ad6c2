import type { OutcomeRow, ReviewRow } from '../../api/outcomes.ts';
import type { Sentence } from '../../api/view.ts';
import { completeFromSentence, type SentenceField } from '../../outcomes/fill-from-sentence.ts';
import { type OutcomeBody, outcomeBody, type StatedOutcome, statementFieldsOf } from '../../outcomes/outcome.ts';
import { checkStatement } from '../../outcomes/statement/check-statement.ts';
import { debtHelp } from '../../outcomes/statement/debt-help.ts';
import { type StatementCheck, type StatementFields, statementFault } from '../../outcomes/statement/statement.ts';
import type { App } from '../app.ts';
import { invalid } from '../errors.ts';
import { count } from '../words.ts';
import { keep, keptOf, listKept, METRIC, OUTCOME } from './kept.ts';
import { valuesOf } from './metric-series.ts';
import { outcomeRowOf, readBook } from './outcome-book.ts';
import { detectabilityOf, reviewRowsOf, stateIn } from './outcome-page.ts';
import { reviewsSentence } from './reviews.ts';
import { gateOf } from './start-gate.ts';

/** Every outcome, those that wait for a review first. */
export async function listOutcomes(
  app: App,
): Promise<{ sentence: Sentence; outcomes: OutcomeRow[]; reviews: ReviewRow[] }> {
  const { outcomes } = await readBook(app);
  const reviews = outcomes.flatMap(reviewRowsOf).filter(({ state }) => state !== 'held');
  const rows = outcomes
    .map(outcomeRowOf)
    .toSorted((a, b) => dueOf(a).localeCompare(dueOf(b)) || (a.title < b.title ? -1 : 1));
  return { sentence: sentenceOf(rows, reviews), outcomes: rows, reviews };
}

function dueOf({ nextReview, by }: OutcomeRow): string {
  return nextReview?.dueOn ?? by ?? '9999';
}

function sentenceOf(rows: readonly OutcomeRow[], reviews: readonly ReviewRow[]): Sentence {
  if (rows.length === 0) {
    return [
      {
        text: 'No outcome is stated yet. Begin with one sentence: what should change for whom, from where to where, and by when.',
      },
    ];
  }
  const settled = rows.filter(({ verdict }) => verdict !== null);
  const realised = settled.filter(({ verdict }) => verdict === 'REALISED' || verdict === 'PARTLY-REALISED').length;
  const judged =
    settled.length === 0
      ? 'None has a verdict yet. '
      : `${settled.length} ${settled.length === 1 ? 'has' : 'have'} a verdict, and ${realised} of them came true in whole or in part. `;
  return [
    { text: `${count(rows.length, 'outcome')} ${rows.length === 1 ? 'is' : 'are'} stated. ${judged}` },
    ...reviewsSentence(reviews),
  ];
}

interface Stated {
  readonly id: string;
  readonly version: number;
  /** Fields that were left out and are as the sentence says them. */
  readonly fromSentence: SentenceField[];
}

/**
 * States an outcome; what is left out is as its sentence says it. Throws Invalid for one that is not whole, or whose statement fails its check without a
 * reason to keep it.
 */
export async function stateOutcome(app: App, stated: StatedOutcome): Promise<Stated> {
  const { body, fromSentence } = await wholeOf(app, stated);
  await requireSound(app, body);
  return { ...(await keep(app, OUTCOME, { body, basedOn: 0 })), fromSentence };
}

/** Keeps a further version; what is left out is as its sentence says it. Throws NotFound, Invalid, Conflict. */
export async function editOutcome(
  app: App,
  id: string,
  { body: stated, basedOn }: { readonly body: StatedOutcome; readonly basedOn: number },
): Promise<Stated> {
  await keptOf(app, OUTCOME, id);
  const { body, fromSentence } = await wholeOf(app, stated);
  await requireSound(app, body);
  return { ...(await keep(app, OUTCOME, { id, body, basedOn })), fromSentence };
}

async function wholeOf(
  app: App,
  stated: StatedOutcome,
): Promise<{ readonly body: OutcomeBody; readonly fromSentence: SentenceField[] }> {
  const metrics = (await listKept(app, METRIC)).map(({ id, body: { name } }) => ({ id, name }));
  const metric = metrics.find(({ id }) => id === stated.metric)?.name;
  const { direction, baseline, target, unit, by, beneficiary } = stated;
  const fields = { metric, direction, baseline, target, unit, by, beneficiary };
  const { parsed } = checkStatement(stated.statement, fields, today(app));
  const { body, fromSentence } = completeFromSentence(stated, parsed, metrics);
  const read = outcomeBody.safeParse(body);
  if (read.success) return { body: read.data, fromSentence: [...fromSentence] };
  const [issue] = read.error.issues;
  throw invalid(
    `outcome: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}${fromSentence.length === 0 ? '' : ` (from the sentence: ${fromSentence.join(', ')}; send a field to overrule it)`}`,
  );
}

/** A stakeholder says that the definition is what they mean. */
export async function confirmOutcome(app: App, id: string, name: string): Promise<{ id: string; version: number }> {
  const { body, version } = await keptOf(app, OUTCOME, id);
  const confirmedOn = new Date(app.now()).toISOString().slice(0, 10);
  const others = body.stakeholders.filter((one) => one.name !== name);
  return keep(app, OUTCOME, {
    id,
    basedOn: version,
    body: { ...body, stakeholders: [...others, { name, confirmedOn }] },
  });
}

/** Somebody agrees that a criterion of the stream's start gate is met. Throws NotFound, Invalid. */
export async function agreeGate(
  app: App,
  id: string,
  { criterion, name }: { readonly criterion: string; readonly name: string },
): Promise<{ id: string; version: number }> {
  const { latest, epic } = stateIn(await readBook(app), id);
  const { body, version } = latest;
  const criteria = await gateOf(app, epic?.stream ?? body.stream);
  if (!criteria.includes(criterion)) {
    throw invalid(
      `start gate: "${criterion}" is no criterion of this stream; it has: ${criteria.join('; ') || 'none'}`,
    );
  }
  const others = body.gate.filter((one) => one.criterion !== criterion);
  const gate = [...others, { criterion, agreedBy: name, agreedOn: today(app) }];
  return keep(app, OUTCOME, { id, basedOn: version, body: { ...body, gate } });
}

async function requireSound(app: App, body: OutcomeBody): Promise<void> {
  const metric = body.metric === null ? null : await keptOf(app, METRIC, body.metric);
  if (body.control !== null) await keptOf(app, METRIC, body.control);
  const { verdict, findings } = checkStatement(
    body.statement,
    statementFieldsOf(body, metric?.body.name ?? null),
    today(app),
  );
  if (verdict !== 'FAIL' || body.override !== null) return;
  const failed = findings.filter(({ severity }) => severity === 'FAIL');
  throw invalid(
    `outcome: the statement fails its check (${failed.map(({ code }) => code).join(', ')}): ${failed[0]?.message ?? ''}; mend it, or say why it stands all the same`,
  );
}

export interface Checked {
  readonly check: StatementCheck;
  readonly detectability: ReturnType<typeof detectabilityOf>;
  readonly debt: {
    soThat: string | null;
    worths: { term: string; question: string; metric: string; example: string }[];
  };
}

/** Checks a statement as it is typed, and says how small an effect its metric would show. */
export async function checkOutcome(
  app: App,
  asked: {
    readonly text: string;
    readonly fields?: StatementFields | undefined;
    readonly metric?: string | undefined;
    readonly anticipated?: number | undefined;
    readonly minimum?: number | undefined;
  },
): Promise<Checked> {
  const fault = statementFault(asked.text);
  if (fault !== null) throw invalid(fault);
  const check = checkStatement(asked.text, asked.fields, today(app));
  const { soThat, worths } = debtHelp(asked.text);
  const debt = { soThat, worths: worths.map((worth) => ({ ...worth })) };
  if (asked.metric === undefined) return { check, detectability: null, debt };
  const values = await valuesOf(app, await keptOf(app, METRIC, asked.metric));
  const { baseline, target } = { ...check.parsed, ...asked.fields };
  const promise = { baseline: baseline ?? null, target: target ?? null };
  const detectability = detectabilityOf(values, {
    ...outcomeBody.parse({ title: '-', statement: asked.text || '-' }),
    ...promise,
    anticipated: asked.anticipated ?? null,
    minimum: asked.minimum ?? null,
  });
  return { check, detectability, debt };
}

function today(app: App): string {
  return new Date(app.now()).toISOString().slice(0, 10);
}
