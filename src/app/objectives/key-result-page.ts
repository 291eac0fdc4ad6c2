import type { KeyResultPage } from '../../api/objectives.ts';
import { calendarOf } from '../../flow/calendar.ts';
import { identity } from '../../flow/fold-all.ts';
import type { OutcomeBody } from '../../outcomes/outcome.ts';
import type { App } from '../app.ts';
import { forecastInWords, forecastOf } from '../forecasts.ts';
import { type Epic, epicsOfStreams } from '../outcomes/epics.ts';
import type { Kept } from '../outcomes/kept.ts';
import { openView } from '../view.ts';
import { keyResultIn, readObjectives } from './book.ts';
import { KEY_RESULT } from './kinds.ts';
import { keyResultRowOf } from './rows.ts';
import { versionsOf } from './versions.ts';

/** A key result with its check-ins, the work that serves it, and what is asked of other teams. Throws NotFound. */
export async function keyResultPageOf(app: App, id: string): Promise<KeyResultPage> {
  const book = await readObjectives(app);
  const { keyResult } = keyResultIn(book, id);
  // Tools name a key result by its words as often as by its id.
  const names = new Set([id, keyResult.kept.body.title.toLowerCase()]);
  const serving = book.outcomes.filter(({ id: outcome, body }) => {
    const named = body.keyResult;
    const isNamed = named !== null && (names.has(named) || names.has(named.toLowerCase()));
    return isNamed || keyResult.outcome?.id === outcome;
  });
  const epics = serving.some(({ body }) => body.subject !== null) ? await epicsOfStreams(app) : [];
  const epicOf = new Map(epics.map((epic) => [identity(epic.source, epic.item), epic]));
  const servedBy: KeyResultPage['servedBy'] = [];
  for (const outcome of serving) {
    const { subject } = outcome.body;
    const epic = subject === null ? undefined : epicOf.get(identity(subject.source, subject.item));
    servedBy.push(await servingOf(app, outcome, epic, keyResult.outcome?.id === outcome.id));
  }
  return {
    row: keyResultRowOf(keyResult),
    checkIns: keyResult.checkIns
      .map(({ kept, value, valueOn }) => {
        const { id: checkIn, version, body, author } = kept;
        return { id: checkIn, version, body, value, valueOn, author };
      })
      .toReversed(),
    servedBy,
    takenUpBy: book.objectives
      .filter(({ kept }) => kept.body.parent === id)
      .map(({ id: objective, kept }) => ({ id: objective, title: kept.body.title, team: kept.body.team })),
    versions: await versionsOf(app, KEY_RESULT, id),
  };
}

async function servingOf(
  app: App,
  { id, body }: Kept<OutcomeBody>,
  epic: Epic | undefined,
  isTheKeyResult: boolean,
): Promise<KeyResultPage['servedBy'][number]> {
  const byHand = body.delivery;
  const dayOf = (at: number | null): string | null =>
    at === null || epic === undefined ? null : calendarOf(epic.timeZone).dayOf(at);
  const startedOn = byHand?.startedOn ?? dayOf(epic?.startedAt ?? null);
  const deliveredOn = byHand?.deliveredOn ?? dayOf(epic?.deliveredAt ?? null);
  const isCancelled = epic !== undefined && epic.cancelledAt !== null && deliveredOn === null;
  const state =
    deliveredOn !== null
      ? 'delivered'
      : isCancelled
        ? 'cancelled'
        : startedOn !== null
          ? 'in work'
          : epic === undefined
            ? 'no work named'
            : 'not started';
  const isOpen = state === 'in work' || state === 'not started';
  return {
    id,
    title: body.title,
    isTheKeyResult,
    subject:
      epic === undefined
        ? null
        : { source: epic.source, item: epic.item, title: epic.title, stream: epic.stream, team: epic.team },
    state,
    startedOn,
    deliveredOn,
    forecast: epic !== undefined && isOpen ? await forecastFor(app, epic) : null,
  };
}

async function forecastFor(app: App, { stream, item }: Epic): Promise<string> {
  const view = await openView(app, stream, { kind: [], team: [], label: [], epic: [] });
  return forecastInWords(forecastOf(view, { epic: item }).forecast);
}
