import type { MeasureInput } from '../measure.ts';
import { backflowRate, type Return } from '../metrics/backflow-rate.ts';
import { constraint } from '../metrics/constraint.ts';
import { measuredValue } from '../metrics/define.ts';
import { cancelledIn, completedIn } from '../metrics/items-in.ts';
import { type ByKind, countByKind, loadIn } from '../metrics/load-in.ts';
import { prepare } from '../metrics/prepare.ts';
import { stepFlowIn } from '../metrics/step-flow-in.ts';
import { type WaitingStep, waiting } from '../metrics/waiting.ts';
import type { Stage } from '../stream/document.ts';
import { type KeysByKind, keysByKind } from './velocity.ts';

export interface RaceStep {
  readonly step: string;
  readonly stage: Stage;
  readonly state: 'new' | 'waiting' | 'active';
  /** Items in the step just before the window's end, and their keys. */
  readonly load: number;
  readonly items: readonly string[];
  /** null for new steps, which hold no work in process. */
  readonly averageLoad: number | null;
  readonly limit: number | null;
  /** Median of the visits that ended in the window; null below five. */
  readonly medianVisitSeconds: number | null;
  /** Share of all in-process time, and the two parts of it: worked on, and waiting or blocked. null where not in process. */
  readonly share: number | null;
  readonly activeShare: number | null;
  readonly waitingShare: number | null;
  readonly arrivals: number;
  readonly departures: number;
  readonly isConstraint: boolean;
  readonly isLongestWait: boolean;
}

export interface Race {
  /** New, waiting and active steps in map order. */
  readonly steps: readonly RaceStep[];
  /** Backward moves between steps, the most frequent first. */
  readonly returns: readonly Return[];
  readonly mouth: {
    readonly finished: number;
    readonly byKind: ByKind;
    readonly items: KeysByKind;
    readonly cancelled: number;
    readonly cancelledItems: readonly string[];
  };
  /** The gate, or why there is none. */
  readonly constraint: { readonly step: string | null; readonly because: string };
}

/** The picture of the stream as a channel, from idea to customer: load, time, limits, returns, and what came out. Source: methods.md 2.10. */
export function race(input: MeasureInput): Race {
  const found = constraint.measure(input);
  const gate = measuredValue(found)?.step ?? null;
  const spent = measuredValue(waiting.measure(input));
  const steps = new Map((spent?.steps ?? []).map((step) => [step.step, step]));
  const inSteps = keysInSteps(input);
  const flows = new Map(stepFlowIn(input).map((flow) => [flow.step, flow]));
  const load = loadIn(input);
  const completed = completedIn(input);
  const cancelled = cancelledIn(input);
  return {
    steps: input.stream.steps.flatMap((step): RaceStep[] => {
      const { state, name } = step;
      if (state !== 'new' && state !== 'waiting' && state !== 'active') return [];
      const items = inSteps[step.index] ?? [];
      const own = steps.get(name);
      const flow = state === 'new' ? throughNew(input, step.index) : flows.get(step.index);
      return [
        {
          step: name,
          stage: step.stage,
          state,
          load: items.length,
          items,
          averageLoad: state === 'new' ? null : (load.msByStep[step.index] ?? 0) / load.windowMs,
          limit: step.limit,
          medianVisitSeconds: flows.get(step.index)?.medianVisitSeconds ?? null,
          ...sharesIn(own),
          arrivals: flow?.arrivals ?? 0,
          departures: flow?.departures ?? 0,
          isConstraint: name === gate,
          isLongestWait: name === spent?.longest,
        },
      ];
    }),
    returns: measuredValue(backflowRate.measure(input))?.returns ?? [],
    mouth: {
      finished: completed.length,
      byKind: countByKind(completed),
      items: keysByKind(completed),
      cancelled: cancelled.length,
      cancelledItems: cancelled.map((facts) => facts.item),
    },
    constraint: { step: gate, because: found.status === 'measured' ? found.value.because : found.reason },
  };
}

function sharesIn(own: WaitingStep | undefined): Pick<RaceStep, 'share' | 'activeShare' | 'waitingShare'> {
  if (own === undefined) return { share: null, activeShare: null, waitingShare: null };
  const waits = own.state === 'waiting' ? own.share : own.share * (own.blockedShare ?? 0);
  return { share: own.share, activeShare: own.share - waits, waitingShare: waits };
}

/** Keys of the items in each new, waiting or active step just before the window's end. */
function keysInSteps(input: MeasureInput): readonly (readonly string[])[] {
  const keys = input.stream.steps.map(noKeys);
  const { items, ideas } = prepare(input);
  const { atEnd, atEndStep } = loadIn(input);
  atEnd.forEach((index, place) => {
    const facts = items[index];
    if (facts !== undefined) keys[atEndStep[place] ?? -1]?.push(facts.item);
  });
  const { endAt } = input.window;
  for (let index = 0; index < ideas.length; index += 1) {
    if ((ideas.enterAt[index] ?? 0) >= endAt || (ideas.exitAt[index] ?? 0) < endAt) continue;
    const facts = items[ideas.item[index] ?? 0];
    if (facts !== undefined) keys[ideas.step[index] ?? -1]?.push(facts.item);
  }
  return keys;
}

function throughNew(input: MeasureInput, step: number): { readonly arrivals: number; readonly departures: number } {
  const { fromAt, endAt } = input.window;
  const { ideas } = prepare(input);
  let arrivals = 0;
  let departures = 0;
  for (let index = 0; index < ideas.length; index += 1) {
    if (ideas.step[index] !== step) continue;
    const enter = ideas.enterAt[index] ?? 0;
    const exit = ideas.exitAt[index] ?? 0;
    if (enter >= fromAt && enter < endAt) arrivals += 1;
    if (exit >= fromAt && exit < endAt) departures += 1;
  }
  return { arrivals, departures };
}

function noKeys(): string[] {
  return [];
}
