import type { ViewHeader, ViewQuery } from '../api/view.ts';
import { addDays, addMonths, type Calendar, calendarOf, weekOf } from '../flow/calendar.ts';
import type { MeasureInput } from '../flow/measure.ts';
import { type Window, windowOf } from '../flow/window.ts';
import type { App } from './app.ts';
import { invalid } from './errors.ts';
import { type LoadedStream, loadStream } from './load-stream.ts';
import type { Filter } from './stream-data.ts';

/** A stream looked at through a window and a filter: what every answer about it is computed from. */
export interface View {
  readonly header: ViewHeader;
  readonly loaded: LoadedStream;
  readonly window: Window;
  readonly filter: Filter;
  readonly input: MeasureInput;
  /** The clock of the stream: for sample data the end of its history. */
  readonly now: number;
}

export const DEFAULT_LAST = '12w';

/** Resolves what a page asks for. Throws Invalid for a window that cannot be. Source: methods.md 0. */
export async function openView(app: App, streamId: string, query: ViewQuery): Promise<View> {
  const loaded = await loadStream(app, streamId);
  const window = windowAsked(loaded.stream.timeZone, query, loaded.now);
  const filter: Filter = { kind: query.kind, team: query.team, label: query.label, epic: query.epic };
  const version = `${loaded.facts.version}.${loaded.facts.revision}.${loaded.facts.documentVersion}`;
  return {
    loaded,
    window,
    filter,
    now: loaded.now,
    input: loaded.data.inputFor(window, filter),
    header: {
      stream: {
        id: streamId,
        name: loaded.stream.name,
        timeZone: loaded.stream.timeZone,
        isSample: loaded.stored.isSample,
        flowItem: loaded.stream.document.flowItem,
      },
      window: {
        from: window.from,
        to: window.to,
        asOf: new Date(window.asOf).toISOString(),
        timeZone: loaded.stream.timeZone,
      },
      filter: { kind: [...filter.kind], team: [...filter.team], label: [...filter.label], epic: [...filter.epic] },
      version,
      recomputing: loaded.recomputing,
    },
  };
}

/** `from`/`to`, else `last` up to and with today; `asOf` at most now. */
export function windowAsked(
  timeZone: string,
  query: Omit<ViewQuery, 'kind' | 'team' | 'label' | 'epic'>,
  now: number,
): Window {
  const calendar = calendarOf(timeZone);
  const { from, to } = daysAsked(calendar, query, now);
  if (!(from < to)) {
    throw invalid(`window: "from" (${from}) must be an earlier day than "to" (${to}), the first day left out`);
  }
  const end = calendar.startOf(to);
  const asked = query.asOf === undefined ? end : Date.parse(query.asOf);
  return windowOf(timeZone, from, to, Math.min(asked, now));
}

function daysAsked(
  calendar: Calendar,
  query: Pick<ViewQuery, 'from' | 'to' | 'last'>,
  now: number,
): { readonly from: string; readonly to: string } {
  const tomorrow = addDays(calendar.dayOf(now), 1);
  const to = query.to ?? tomorrow;
  if (query.from !== undefined) return { from: query.from, to };
  const last = query.last ?? DEFAULT_LAST;
  const count = Number(last.slice(0, -1));
  switch (last.slice(-1)) {
    case 'd':
      return { from: addDays(to, -count), to };
    case 'm':
      return { from: addMonths(to, -count), to };
    default:
      // Whole weeks back, the present one among them.
      return { from: addDays(weekOf(addDays(to, -1)), -7 * (count - 1)), to };
  }
}
