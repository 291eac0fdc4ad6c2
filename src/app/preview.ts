import type { Preview } from '../api/store.ts';
import { addDays } from '../flow/calendar.ts';
import type { ItemFacts } from '../flow/facts.ts';
import type { MeasureInput } from '../flow/measure.ts';
import { constraint } from '../flow/metrics/constraint.ts';
import type { Stream } from '../flow/stream/compile.ts';
import type { Timeline } from '../flow/timeline.ts';
import { type Window, windowOf } from '../flow/window.ts';
import { allHistories } from '../storage/histories.ts';
import type { App } from './app.ts';
import { cardsOf } from './cards.ts';
import { stepEvents } from './delivery/step-events.ts';
import { loadStream } from './load-stream.ts';
import { foldBatch } from './recompute.ts';
import { statusesSeen } from './statuses-seen.ts';
import { makeStreamData, NO_FILTER } from './stream-data.ts';
import { readOrRefuse } from './streams.ts';
import { daysFigure } from './words.ts';

const DAYS = 90;
/** As many moved items as a person looks through; the count is of all. */
const MOST_MOVED = 200;

/** What a changed document would change in the last 90 days, figure by figure and item by item. Nothing is saved. */
export async function previewDocument(app: App, streamId: string, text: string): Promise<Preview> {
  const loaded = await loadStream(app, streamId);
  const { stream } = readOrRefuse(text);
  const timelines: Timeline[] = [];
  const events = await stepEvents(app, stream);
  for await (const batch of allHistories(app.db, app.workspace)) {
    for (const { fact } of await foldBatch(app, stream, batch, events))
      if (fact !== null) timelines.push(fact.timeline);
  }
  const before = loaded.data.inputFor(lastDays(loaded.stream, loaded.now), NO_FILTER);
  const after = makeStreamData(stream, timelines).inputFor(lastDays(stream, loaded.now), NO_FILTER);
  const moved = movedItems(before, after);
  const seen = await statusesSeen(app, stream.isInScope);
  return {
    from: before.window.from,
    to: before.window.to,
    figures: figures(before, after),
    moved: moved.slice(0, MOST_MOVED),
    movedCount: moved.length,
    unmapped: seen
      .filter(({ status }) => stream.stepOf(status) === -1 && !stream.isBlockedStatus(status))
      .map(({ status, items }) => ({ status: status.name, items })),
  };
}

function lastDays(stream: Stream, now: number): Window {
  const { calendar } = windowOf(stream.timeZone, '2000-01-01', '2000-01-02');
  const to = addDays(calendar.dayOf(now), 1);
  return windowOf(stream.timeZone, addDays(to, -DAYS), to, now);
}

function figures(before: MeasureInput, after: MeasureInput): Preview['figures'] {
  const old = cardsOf(before);
  const cards = cardsOf(after).map((card) => {
    const was = old.find((one) => one.metric === card.metric)?.figure ?? null;
    return {
      metric: card.metric,
      name: card.name,
      unit: card.unit,
      old: was,
      new: card.figure,
      hasChanged: was !== card.figure,
    };
  });
  const wasGate = gateOf(before);
  const isGate = gateOf(after);
  return [
    ...cards,
    {
      metric: 'constraint',
      name: 'The constraint',
      unit: '',
      old: wasGate,
      new: isGate,
      hasChanged: wasGate !== isGate,
    },
  ];
}

function gateOf(input: MeasureInput): string | null {
  const found = constraint.measure(input);
  return found.status === 'measured' ? (found.value.step ?? 'none clear') : null;
}

/** Items that the window touches and whose facts differ, with the difference in words. */
function movedItems(before: MeasureInput, after: MeasureInput): Preview['moved'] {
  const old = new Map(before.items.map((facts) => [`${facts.source} ${facts.item}`, facts]));
  const moved: Preview['moved'] = [];
  for (const facts of after.items) {
    const key = `${facts.source} ${facts.item}`;
    const was = old.get(key);
    old.delete(key);
    const what = difference(was, facts, before.stream, after.stream);
    if (what !== null && (touches(facts, after.window) || (was !== undefined && touches(was, before.window)))) {
      moved.push({ item: facts.item, title: facts.title, what });
    }
  }
  for (const was of old.values()) {
    if (touches(was, before.window)) moved.push({ item: was.item, title: was.title, what: 'no longer in the stream' });
  }
  return moved;
}

function touches(facts: ItemFacts, window: Window): boolean {
  const endAt = facts.completedAt ?? facts.cancelledAt;
  return endAt === null || endAt >= window.fromAt;
}

function difference(was: ItemFacts | undefined, facts: ItemFacts, oldStream: Stream, stream: Stream): string | null {
  if (was === undefined) return 'new in the stream';
  const changes: string[] = [];
  const compare = (what: string, from: string, to: string): void => {
    if (from !== to) changes.push(`${what} ${from} › ${to}`);
  };
  compare('step', oldStream.steps[was.step]?.name ?? 'none', stream.steps[facts.step]?.name ?? 'none');
  compare('state', was.state, facts.state);
  compare('kind', was.kind, facts.kind);
  compare('team', was.team ?? 'none', facts.team ?? 'none');
  compare('flow time', days(was.flowTimeMs), days(facts.flowTimeMs));
  compare('active', days(was.activeMs), days(facts.activeMs));
  return changes.length === 0 ? null : changes.join('; ');
}

function days(ms: number | null): string {
  return ms === null ? 'unknown' : `${daysFigure(ms)} d`;
}
