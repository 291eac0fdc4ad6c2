import { fileOf, readHistories } from '../../src/connectors/index.ts';
import { applicationsOf } from '../../src/flow/delivery/applications.ts';
import { withEvents } from '../../src/flow/delivery/history-with-events.ts';
import { itemStates } from '../../src/flow/delivery/item-states.ts';
import { joinDelivery } from '../../src/flow/delivery/join.ts';
import type { DeliveryRecord } from '../../src/flow/delivery/records.ts';
import type { ItemFacts } from '../../src/flow/facts.ts';
import type { Change, ItemHistory } from '../../src/flow/history.ts';
import type { MeasureInput } from '../../src/flow/measure.ts';
import type { Stream } from '../../src/flow/stream/compile.ts';
import { documentOf, type GoldenCase, type GoldenHistory, type GoldenStreams } from './corpus.ts';
import { deliveryOf } from './delivery.ts';
import { differences } from './differences.ts';

export type Engine = typeof import('./engine.ts');

/** A case with its histories read, ready to be given to any engine. */
export interface ReadyCase {
  readonly golden: GoldenCase;
  /** JSON is YAML, so this is read as any stream's file. */
  readonly documentText: string;
  readonly histories: readonly ItemHistory[];
  readonly delivery: readonly DeliveryRecord[];
}

/** Reads a case's histories as `millrace measure` does. */
export async function readyCase(golden: GoldenCase, streams: GoldenStreams): Promise<ReadyCase> {
  const document = documentOf(golden, streams);
  const histories: ItemHistory[] = (golden.histories ?? []).map(historyOf);
  if (golden.events !== undefined) {
    const timeZone = typeof document.timeZone === 'string' ? document.timeZone : 'UTC';
    const file = fileOf(`${golden.id}.csv`, golden.events.join('\n'));
    for await (const record of readHistories('events', [file], { timeZone, withRaw: false })) {
      if (record.kind !== 'history') throw new Error(`${golden.id}: ${JSON.stringify(record)}`);
      histories.push(record.history);
    }
  }
  const delivery = golden.delivery === undefined ? [] : deliveryOf(golden.delivery);
  return { golden, documentText: JSON.stringify(document), histories, delivery };
}

function historyOf(golden: GoldenHistory): ItemHistory {
  const changes = golden.changes.flatMap(({ at, id, items }) =>
    items.map((item): Change => ({ at: Date.parse(at), sequence: id, ...item })),
  );
  return {
    source: golden.source,
    item: golden.item,
    url: null,
    createdAt: Date.parse(golden.createdAt),
    initial: { title: golden.item, ...golden.initial },
    changes,
    presentStatus: golden.presentStatus,
    isCutShort: golden.cutShort,
    deletedAt: golden.deletedAt === null ? null : Date.parse(golden.deletedAt),
  };
}

/** Runs a case against an engine: the places that differ from what is expected, in words; none where all agrees. */
export function runCase(ready: ReadyCase, engine: Engine): readonly string[] {
  const { golden, documentText } = ready;
  const { expected, baseline } = golden;
  const read = engine.parseStream(documentText);
  if (expected.refused === true) return read.ok ? ['the document: expected to be refused, was taken'] : [];
  if (!read.ok) return read.problems.map((problem) => `the document: ${problem.path} ${problem.message}`);
  const { stream } = read;
  const histories = toldHistories(ready, stream);
  const { from, to } = golden.window;
  const asOf = golden.window.asOf === undefined ? undefined : Date.parse(golden.window.asOf);
  const report = engine.measureHistories(histories, stream, { from, to, ...(asOf === undefined ? {} : { asOf }) });
  const window = engine.windowOf(stream.timeZone, from, to, asOf);
  const input: MeasureInput = {
    ...engine.inputAt(engine.foldAll(histories, stream), stream, window),
    ...(golden.iterations === undefined ? {} : { iterations: golden.iterations }),
  };
  const found = new Map(input.all.map((facts) => [facts.item, shownFacts(facts, stream)]));
  for (const item of report.items) found.set(item.item, { ...found.get(item.item), ...item });
  const metrics = { ...report.metrics, 'flow-predictability': engine.flowPredictability.measure(input) };
  const places: string[] = [];
  for (const [item, facts] of Object.entries(expected.items ?? {})) {
    places.push(...differences(facts, found.get(item), item));
  }
  for (const item of expected.absent ?? []) if (found.has(item)) places.push(`${item}: expected to be absent`);
  if (expected.flowItems !== undefined) {
    const keys = report.items.map((one) => one.item);
    places.push(...differences({ set: expected.flowItems }, keys, 'flowItems'));
  }
  const spans = engine.epicSpans(input.all);
  for (const facts of input.all) {
    const epic = expected.epics?.[facts.item];
    const span = spans.get(engine.identity(facts.source, facts.item));
    if (epic === undefined) continue;
    const shown =
      span === undefined ? null : { startedAt: shownAt(span.startedAt), deliveredAt: shownAt(span.deliveredAt) };
    places.push(...differences(epic, shown, `epics.${facts.item}`));
  }
  places.push(...differences(expected.metrics ?? {}, metrics, 'metrics'));
  for (const [problem, items] of Object.entries(expected.problems ?? {})) {
    const shown = report.problems.find((one) => one.problem === problem)?.items ?? null;
    places.push(...differences(items === null ? null : { set: items }, shown, `problems.${problem}`));
  }
  if (expected.cumulativeFlow !== undefined) {
    places.push(...differences(expected.cumulativeFlow, engine.cumulativeFlow(input), 'cumulativeFlow'));
  }
  for (const [id, wanted] of Object.entries(expected.weekly ?? {})) {
    const metric = engine.metricOf(id);
    const series = metric === undefined ? null : engine.weeklySeries(metric, input);
    const weekly =
      series === null || metric === undefined || baseline === undefined
        ? series
        : engine.judgedAnew(series, metric, { baseline });
    places.push(...differences(wanted, weekly, `weekly.${id}`));
  }
  return places;
}

/** With the moves that repositories and deployments tell of. */
function toldHistories({ histories, delivery }: ReadyCase, stream: Stream): readonly ItemHistory[] {
  if (delivery.length === 0) return histories;
  const states = itemStates(joinDelivery(delivery, applicationsOf(stream.document)));
  return histories.map((history) => withEvents(history, stream, states.of(history.item)));
}

/** Facts under the names of the corpus, instants and seconds as `millrace measure --json` writes them. */
function shownFacts(facts: ItemFacts, stream: Stream): Readonly<Record<string, unknown>> {
  const step = (index: number): string | null => stream.steps[index]?.name ?? null;
  return {
    kind: facts.kind,
    level: facts.level,
    team: facts.team,
    project: facts.project,
    type: facts.type,
    state: facts.state,
    step: step(facts.step),
    committedAt: shownAt(facts.committedAt),
    completedAt: shownAt(facts.completedAt),
    cancelledAt: shownAt(facts.cancelledAt),
    deletedAt: shownAt(facts.deletedAt),
    flowTimeSeconds: facts.flowTimeMs === null ? null : facts.flowTimeMs / 1000,
    inProcessSeconds: facts.inProcessMs / 1000,
    activeSeconds: facts.activeMs / 1000,
    waitingSeconds: facts.waitingMs / 1000,
    blockedSeconds: facts.blockedMs / 1000,
    notActiveSeconds: facts.notActiveMs / 1000,
    reopens: facts.reopens,
    backflows: facts.backflows,
    revivals: facts.revivals,
    moves: facts.moves.length,
    neverStarted: facts.isNeverStarted,
    isBlocked: facts.isBlocked,
    isPaused: facts.isPaused,
    lastMovedAt: shownAt(facts.lastMovedAt),
    visits: facts.visits.map((visit) => [step(visit.step), shownAt(visit.enterAt), shownAt(visit.exitAt)]),
    blocked: facts.blocked.map((one) => [shownAt(one.startAt), shownAt(one.endAt)]),
    closedStays: facts.closedStays.map((stay) => [stay.outcome, shownAt(stay.beginAt), shownAt(stay.endAt), stay.left]),
    problems: facts.problems.map((one) => one.problem),
  };
}

function shownAt(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
