import type { ItemHistory } from '../../flow/history.ts';
import type { StreamDocument } from '../../flow/stream/document.ts';
import { fillFromSentence, type KnownMetric, SENTENCE_FIELDS } from '../../outcomes/fill-from-sentence.ts';
import { type OutcomeBody, outcomeBody } from '../../outcomes/outcome.ts';
import { checkStatement } from '../../outcomes/statement/check-statement.ts';
import { LONGEST_STATEMENT, type ParsedStatement } from '../../outcomes/statement/statement.ts';
import { historiesFor } from '../../storage/histories.ts';
import type { App } from '../app.ts';
import { openStream } from '../load-stream.ts';
import { type Epic, epicsOfStreams } from './epics.ts';
import { keep, listKept, METRIC, OUTCOME } from './kept.ts';

/** What the fields of an initiative or epic say of its outcome. Source: the stream's document, `outcome`. */
export interface FieldsSay {
  readonly statement: string;
  readonly owner: string | null;
  readonly keyResult: string | null;
}

/** What a tool says, where it differs from what stands here, and the outcome as it would be with the tool's words. */
export interface FieldDifference extends FieldsSay {
  readonly taken: OutcomeBody;
}

/** Who wrote a version that came from a tool's field. */
const BY_SOURCE = 'source';

/**
 * Takes outcomes that the fields of a stream's initiatives and epics state: new ones, and changes of those that nobody has edited here. Where
 * both have changed, both stay, and the page shows the difference for a person to settle.
 */
export async function takeOutcomesOfFields(app: App, streamId: string): Promise<void> {
  const { stream, stored } = await openStream(app, streamId);
  const rule = stream.document.outcome;
  if (rule === undefined) return;
  const known = await listKept(app, OUTCOME);
  const said = await saidOf(app, rule, await epicsOfStreams(app, streamId));
  const metrics = await knownMetrics(app);
  const bySource = { ...app, author: BY_SOURCE };
  for (const { epic, says } of said) {
    const own = known.find(({ body }) => body.subject?.item === epic.item && body.subject.source === epic.source);
    if (own === undefined) {
      const body = { ...bodyOf(app, epic, says, metrics), isSample: stored.isSample };
      await keep(bySource, OUTCOME, { body, basedOn: 0 });
    } else if (own.author === BY_SOURCE && differs(own.body, says)) {
      const body = filled(app, { ...own.body, ...says }, metrics);
      await keep(bySource, OUTCOME, { id: own.id, body, basedOn: own.version });
    }
  }
}

/** What the tool says where it differs from what stands here; null where both say the same, or the tool says nothing. */
export async function fieldDifference(app: App, epic: Epic | null, body: OutcomeBody): Promise<FieldDifference | null> {
  if (epic === null) return null;
  const rule = (await openStream(app, epic.stream)).stream.document.outcome;
  if (rule === undefined) return null;
  const [found] = await saidOf(app, rule, [epic]);
  if (found === undefined || !differs(body, found.says)) return null;
  const { statement, owner, keyResult } = found.says;
  const said = { ...body, statement, owner: owner ?? body.owner, keyResult: keyResult ?? body.keyResult };
  // Another sentence names other figures; the same one leaves those that somebody has mended.
  const taken = statement === body.statement ? said : filled(app, said, await knownMetrics(app));
  return { ...found.says, taken };
}

async function saidOf(
  app: App,
  rule: NonNullable<StreamDocument['outcome']>,
  epics: readonly Epic[],
): Promise<readonly { readonly epic: Epic; readonly says: FieldsSay }[]> {
  const said: { epic: Epic; says: FieldsSay }[] = [];
  for (const [source, ofSource] of Map.groupBy(epics, (epic) => epic.source)) {
    const keys = ofSource.map(({ item }) => item);
    const histories = new Map(
      (await historiesFor(app.db, app.workspace, source, keys)).map((history) => [history.item, history]),
    );
    for (const epic of ofSource) {
      const history = histories.get(epic.item);
      const statement = history === undefined ? null : latest(history, rule.field);
      if (history === undefined || statement === null) continue;
      const one = (name: string | undefined): string | null => (name === undefined ? null : latest(history, name));
      said.push({
        epic,
        says: {
          statement: statement.slice(0, LONGEST_STATEMENT),
          owner: one(rule.owner),
          keyResult: one(rule.keyResult),
        },
      });
    }
  }
  return said;
}

/** The value of a field as it is now, as one text; null where it is empty. */
function latest(history: ItemHistory, name: string): string | null {
  const change = history.changes.findLast((one) => one.field === 'custom' && one.name === name);
  const values = change?.field === 'custom' ? change.to : (history.initial.custom[name] ?? []);
  const text = values.join('\n').trim();
  return text === '' ? null : text;
}

function differs(body: OutcomeBody, says: FieldsSay): boolean {
  return (
    body.statement !== says.statement ||
    (says.owner !== null && body.owner !== says.owner) ||
    (says.keyResult !== null && body.keyResult !== says.keyResult)
  );
}

/** A statement that fails its check stands as the tool has it; its page says so. */
function bodyOf(app: App, epic: Epic, { statement, owner, keyResult }: FieldsSay, metrics: Metrics): OutcomeBody {
  const { source, item, title, stream, team } = epic;
  const given = outcomeBody.parse({
    title: title.slice(0, 200) || item,
    statement,
    owner,
    keyResult,
    subject: { source, item },
    stream,
    team,
  });
  return filled(app, given, metrics);
}

const NOTHING_SAID: ParsedStatement = {
  metric: null,
  direction: null,
  baseline: null,
  target: null,
  unit: null,
  by: null,
  beneficiary: null,
};

type Metrics = readonly KnownMetric[];

async function knownMetrics(app: App): Promise<Metrics> {
  return (await listKept(app, METRIC)).map(({ id, body: { name } }) => ({ id, name }));
}

/** With the fields that the sentence itself fills, none of them where they contradict each other. A metric that somebody chose stays. */
function filled(app: App, body: OutcomeBody, metrics: Metrics): OutcomeBody {
  const today = new Date(app.now()).toISOString().slice(0, 10);
  const open = SENTENCE_FIELDS.filter((name) => name !== 'title' && (name !== 'metric' || body.metric === null));
  const whole = fillFromSentence(body, open, checkStatement(body.statement, {}, today).parsed, metrics);
  return outcomeBody.safeParse(whole).success ? whole : fillFromSentence(body, open, NOTHING_SAID, []);
}
