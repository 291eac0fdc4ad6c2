import { epicSpans } from '../../flow/epic-spans.ts';
import type { KindOrUnmapped, Level } from '../../flow/facts.ts';
import { identity } from '../../flow/fold-all.ts';
import type { MeasureInput } from '../../flow/measure.ts';
import type { App } from '../app.ts';
import { type LoadedStream, loadOpened, openStreams } from '../load-stream.ts';
import { rememberByInput } from '../remember.ts';
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
    epics.push(...epicsOf(await loadOpened(app, open)));
  }
  return epics;
}

function epicsOf({ data, stream, stored, now }: LoadedStream): readonly Epic[] {
  const input = data.inputFor(windowAsked(stream.timeZone, {}, now), NO_FILTER);
  const { streamId, isSample } = stored;
  return spansOf(input).map((epic) => ({
    ...epic,
    stream: streamId,
    streamName: stream.name,
    timeZone: stream.timeZone,
    isSample,
  }));
}

type Spanned = Omit<Epic, 'stream' | 'streamName' | 'timeZone' | 'isSample'>;

const spansOf = rememberByInput(({ all }: MeasureInput): readonly Spanned[] => {
  const spans = epicSpans(all);
  const byKey = new Map(all.map((facts) => [identity(facts.source, facts.item), facts]));
  return [...spans].flatMap(([key, { startedAt, deliveredAt }]): Spanned[] => {
    const facts = byKey.get(key);
    if (facts === undefined) return [];
    const { source, item, title, team, kind, level, parent, cancelledAt } = facts;
    return [{ source, item, title, team, kind, level, parent, cancelledAt, startedAt, deliveredAt }];
  });
});
