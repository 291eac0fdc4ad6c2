import { readHistories } from '../connectors/index.ts';
import type { RefusedRecord, StatusCategory, TypeSeen } from '../connectors/kit/record.ts';
import { findProblems } from '../flow/data-quality/index.ts';
import { foldAll, identity, inputAt } from '../flow/fold-all.ts';
import type { ItemHistory } from '../flow/history.ts';
import type { Measure, MeasureInput } from '../flow/measure.ts';
import { measureAll } from '../flow/measure-all.ts';
import type { Stream } from '../flow/stream/compile.ts';
import { windowOf } from '../flow/window.ts';
import { invalid } from './errors.ts';
import { instant, instantOrNull, seconds } from './rows.ts';

export interface HistoryFiles {
  readonly format: string;
  readonly files: readonly string[];
  readonly timeZone: string;
  readonly stream?: Stream;
  readonly customFields?: readonly string[];
}

export interface ReadHistories {
  /** One a work item: of several with one key the last. */
  readonly histories: readonly ItemHistory[];
  readonly refused: readonly RefusedRecord[];
  readonly notices: readonly string[];
  readonly categories: readonly StatusCategory[];
  readonly types: readonly TypeSeen[];
}

/** Reads whole files into memory, for measures that need no store. Throws Invalid for a file that cannot be read on. */
export async function readAll(request: HistoryFiles): Promise<ReadHistories> {
  const histories = new Map<string, ItemHistory>();
  const refused: RefusedRecord[] = [];
  const notices = new Set<string>();
  const categories = new Map<string, StatusCategory>();
  const types = new Map<string, TypeSeen>();
  const steps = request.stream?.document.steps;
  try {
    const reading = readHistories(request.format, request.files, {
      timeZone: request.timeZone,
      withRaw: false,
      ...(request.customFields === undefined ? {} : { customFields: request.customFields }),
      ...(steps === undefined ? {} : { steps }),
    });
    for await (const record of reading) {
      if (record.kind === 'refused') refused.push(record);
      else if (record.kind === 'notice') notices.add(record.message);
      else {
        histories.set(identity(record.history.source, record.history.item), record.history);
        for (const one of record.categories) categories.set(one.id ?? one.name, one);
        for (const one of record.types) types.set(one.name, one);
      }
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'UnreadableFile') throw invalid(error.message);
    throw error;
  }
  return {
    histories: [...histories.values()],
    refused,
    notices: [...notices],
    categories: [...categories.values()],
    types: [...types.values()],
  };
}

/** The answer of `millrace measure --json`: a contract, described in docs/measure.md. */
export interface MeasureReport {
  readonly stream: { readonly name: string; readonly timeZone: string };
  readonly window: { readonly from: string; readonly to: string; readonly asOf: string };
  /** What the answer could not take into account; left out where there is nothing of the kind. */
  readonly notices?: readonly string[];
  readonly metrics: Readonly<Record<string, Measure<unknown>>>;
  readonly items: readonly MeasuredItem[];
  readonly problems: readonly {
    readonly problem: string;
    readonly count: number;
    readonly items: readonly string[];
    readonly advice: string;
  }[];
}

export interface MeasuredItem {
  readonly item: string;
  readonly kind: string;
  readonly level: string | null;
  readonly team: string | null;
  readonly committedAt: string | null;
  readonly completedAt: string | null;
  readonly cancelledAt: string | null;
  readonly flowTimeSeconds: number | null;
  readonly inProcessSeconds: number;
  readonly activeSeconds: number;
  readonly waitingSeconds: number;
  readonly blockedSeconds: number;
  readonly reopens: number;
  readonly backflows: number;
  readonly neverStarted: boolean;
}

/** Histories in, every measure of methods.md 2 out; no store is needed. */
export function measureHistories(
  histories: readonly ItemHistory[],
  stream: Stream,
  window: { readonly from: string; readonly to: string; readonly asOf?: number },
): MeasureReport {
  const input = inputAt(
    foldAll(histories, stream),
    stream,
    windowOf(stream.timeZone, window.from, window.to, window.asOf),
  );
  return {
    stream: { name: stream.name, timeZone: stream.timeZone },
    window: { from: window.from, to: window.to, asOf: instant(input.window.asOf) },
    ...noticesOf(stream),
    metrics: measureAll(input),
    items: measuredItems(input),
    problems: findProblems(input).map(({ problem, count, items, advice }) => ({ problem, count, items, advice })),
  };
}

/** Files of histories tell of no delivery, so that statuses alone feed the steps that name its events. */
export function noticesOf(stream: Stream): { readonly notices?: readonly string[] } {
  if (stream.stepOfEvent.size === 0) return {};
  const places = [...stream.stepOfEvent].map(([event, step]) => `${event} (${stream.steps[step]?.name ?? ''})`);
  return {
    notices: [
      `steps of this stream also follow events of delivery, which the history does not tell: ${places.join(', ')}. Here statuses alone move items; in a store that reads the repositories the figures differ`,
    ],
  };
}

/** Every flow item of the stream that exists at `asOf`, cancelled ones too. */
function measuredItems(input: MeasureInput): readonly MeasuredItem[] {
  return input.items.map((facts) => ({
    item: facts.item,
    kind: facts.kind,
    level: facts.level,
    team: facts.team,
    committedAt: instantOrNull(facts.committedAt),
    completedAt: instantOrNull(facts.completedAt),
    cancelledAt: instantOrNull(facts.cancelledAt),
    flowTimeSeconds: facts.flowTimeMs === null ? null : seconds(facts.flowTimeMs),
    inProcessSeconds: seconds(facts.inProcessMs),
    activeSeconds: seconds(facts.activeMs),
    waitingSeconds: seconds(facts.waitingMs),
    blockedSeconds: seconds(facts.blockedMs),
    reopens: facts.reopens,
    backflows: facts.backflows,
    neverStarted: facts.isNeverStarted,
  }));
}
