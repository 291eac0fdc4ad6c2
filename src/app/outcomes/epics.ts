import { calendarOf } from '../../flow/calendar.ts';
import { epicSpans } from '../../flow/epic-spans.ts';
import type { KindOrUnmapped, Level } from '../../flow/facts.ts';
import { identity } from '../../flow/fold-all.ts';
import type { App } from '../app.ts';
import { loadOpened, type OpenStream, openStreams } from '../load-stream.ts';
import { NO_FILTER } from '../stream-data.ts';
import { windowAsked } from '../view.ts';

/** An initiative or epic of a stream as it is known now. Instants ms UTC. */
export interface Epic {
  readonly source: string;
  readonly item: string;
  readonly title: string;
  readonly stream: string;
  readonly streamName: string;
  readonly timeZone: string;
  readonly isSample: boolean;
  readonly team: string | null;
  readonly kind: KindOrUnmapped;
  readonly level: Level | null;
  readonly parent: string | null;
  readonly startedAt: number | null;
  readonly deliveredAt: number | null;
  readonly cancelledAt: number | null;
}

/** The initiatives and epics of every stream; one that belongs to several streams stands in each. */
export async function epicsOfStreams(app: App, only?: string): Promise<readonly Epic[]> {
  const epics: Epic[] = [];
  for (const open of await openStreams(app)) {
    if (only !== undefined && open.stored.streamId !== only) continue;
    epics.push(...(await readOnce(app, open)));
  }
  return epics;
}

/** From memory while the facts are the same; what fails is not remembered. */
async function readOnce(app: App, open: OpenStream): Promise<readonly Epic[]> {
  const key = keyOf(open);
  try {
    return await app.epics.getOrMake(key, () => readEpics(app, open));
  } catch (error) {
    app.epics.delete(key);
    throw error;
  }
}

/** What a history says of them changes with its facts, and with the day where a change is dated ahead. */
function keyOf({ key, stream, now }: OpenStream): string {
  return `${key} ${calendarOf(stream.timeZone).dayOf(now)}`;
}

async function readEpics(app: App, open: OpenStream): Promise<readonly Epic[]> {
  const { stream, stored, now, data } = await loadOpened(app, open);
  const { all } = data.inputFor(windowAsked(stream.timeZone, {}, now), NO_FILTER);
  const spans = epicSpans(all);
  const byKey = new Map(all.map((facts) => [identity(facts.source, facts.item), facts]));
  return [...spans].flatMap(([key, { startedAt, deliveredAt }]): Epic[] => {
    const facts = byKey.get(key);
    if (facts === undefined) return [];
    const { source, item, title, team, kind, level, parent, cancelledAt } = facts;
    const of = {
      stream: stored.streamId,
      streamName: stream.name,
      timeZone: stream.timeZone,
      isSample: stored.isSample,
    };
    return [{ source, item, title, team, kind, level, parent, cancelledAt, startedAt, deliveredAt, ...of }];
  });
}
