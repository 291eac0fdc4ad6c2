import type { ViewHeader, ViewQuery } from '../api/view.ts';
import { addDays, addMonths, type Calendar, calendarOf, daysBetween, weekOf } from '../flow/calendar.ts';
import type { MeasureInput } from '../flow/measure.ts';
import { type Window, windowOf } from '../flow/window.ts';
import type { App } from './app.ts';
import { invalid } from './errors.ts';
import { type LoadedStream, loadOpened, type OpenStream, openStream } from './load-stream.ts';
import type { Filter } from './stream-data.ts';

/** What a page asks of a stream: the window and the filter, resolved, without the items. */
export interface AskedView {
  readonly open: OpenStream;
  readonly window: Window;
  readonly filter: Filter;
  /** Names everything that an answer depends on but the question itself: the same key, the same answer. */
  readonly key: string;
}

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
/** Longer ones are slips of the hand, and would keep everybody else waiting. */
const LONGEST_YEARS = 50;
const LONGEST_DAYS = LONGEST_YEARS * 366;
const FIRST_DAY = '1900-01-01';

/** Resolves what a page asks for. Throws Invalid for a window that cannot be. Source: methods.md 0. */
export async function askView(app: App, streamId: string, query: ViewQuery): Promise<AskedView> {
  return askOpened(await openStream(app, streamId), query);
}

export function askOpened(open: OpenStream, query: ViewQuery): AskedView {
  const window = windowAsked(open.stream.timeZone, query, open.now);
  const filter: Filter = { kind: query.kind, team: query.team, label: query.label, epic: query.epic };
  const job = open.recomputing === null ? '' : `${open.recomputing.jobId} ${open.recomputing.done}`;
  return { open, window, filter, key: `${open.key} ${window.from} ${window.to} ${window.asOf} ${open.now} ${job}` };
}

/** A stream in the window and filter that are asked for. Throws Invalid for a window that cannot be. */
export async function openView(app: App, streamId: string, query: ViewQuery): Promise<View> {
  return loadView(app, await askView(app, streamId, query));
}

export async function loadView(app: App, { open, window, filter }: AskedView): Promise<View> {
  const loaded = await loadOpened(app, open);
  const { facts, stored, stream } = loaded;
  return {
    loaded,
    window,
    filter,
    now: loaded.now,
    input: loaded.data.inputFor(window, filter),
    header: {
      stream: {
        id: stored.streamId,
        name: stream.name,
        timeZone: stream.timeZone,
        isSample: stored.isSample,
        flowItem: stream.document.flowItem,
      },
      window: {
        from: window.from,
        to: window.to,
        asOf: new Date(window.asOf).toISOString(),
        timeZone: stream.timeZone,
      },
      filter: { kind: [...filter.kind], team: [...filter.team], label: [...filter.label], epic: [...filter.epic] },
      version: `${facts.version}.${facts.revision}.${facts.documentVersion}`,
      hasFigures: facts.version > 0,
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
  if (from < FIRST_DAY || daysBetween(from, to) > LONGEST_DAYS) {
    throw invalid(
      `window: ${from} up to ${to} is too long or begins before ${FIRST_DAY}; ask for ${LONGEST_YEARS} years at most`,
    );
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
