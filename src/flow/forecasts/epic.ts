import type { Day } from '../calendar.ts';
import type { ItemFacts } from '../facts.ts';
import type { Measure, Measured } from '../measure.ts';
import type { WhenAnswer, WhenPoint } from './answers.ts';
import { chanceBy, forecastItems } from './forecast.ts';
import type { HistorySummary } from './history-of-days.ts';
import { forecastJoint, type JointForecast, type JointInput, type TeamDemand } from './joint.ts';
import { queueOf } from './queue.ts';
import { type Remaining, remainingOf } from './remaining.ts';

export interface EpicInput extends JointInput {
  readonly items: readonly ItemFacts[];
  /** Items of every level, the epic and its children among them. */
  readonly all: readonly ItemFacts[];
  /** Keys in the order in which they will be taken, before all others; by default in process first, by age, then by creation. */
  readonly order?: readonly string[];
}

/** A team's part: how many of the epic's items it has, and how far down its queue the last of them stands. */
export interface EpicPart extends TeamDemand {
  readonly remaining: readonly string[];
  /** Open items of other work that stand before the epic's last item. */
  readonly ahead: number;
  readonly answers: readonly WhenAnswer[];
}

export interface EpicForecast {
  readonly question: 'epic';
  readonly epic: string;
  readonly title: string;
  /** The epic's flow items: all, finished, cancelled, and those still open. */
  readonly items: number;
  readonly finished: number;
  readonly cancelled: number;
  readonly remaining: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly answers: readonly WhenAnswer[];
  readonly curve: readonly WhenPoint[];
  readonly teams: readonly EpicPart[];
  /** The probability of being finished by a named day; the interval is what the trials leave open, null where computed exactly. */
  readonly by: {
    readonly day: Day;
    readonly probability: number;
    readonly low: number | null;
    readonly high: number | null;
  } | null;
  /** Exact for one team, simulated for several. */
  readonly method: 'exact' | 'simulated';
  readonly seed: number | null;
  readonly trials: number | null;
  readonly history: HistorySummary;
}

/**
 * When an epic's remaining flow items will be finished, given that each team takes its open items in order: a team's part is done when it has
 * finished as many items as the place of the epic's last one in its queue. One team is computed exactly from its own history, several together
 * by simulation. Edges: unmeasurable where no item has the key, none of its flow items is known, or none is left open.
 * Source: methods.md 3.1, 3.2.
 */
export function forecastEpic(input: EpicInput, key: string): Measure<EpicForecast> {
  const flowItem = input.stream.document.flowItem;
  const found = remainingOf(input.all, key, flowItem);
  if (found === null) return unmeasurable(`No item ${key} is known in this stream; check the key.`);
  const { flowItems, open } = found;
  if (flowItems.length === 0) {
    return unmeasurable(`${key} has no item of level ${flowItem} under it, so there is nothing to forecast.`);
  }
  if (open.length === 0)
    return unmeasurable(`Nothing is left open under ${key}: its ${flowItems.length} items have ended.`);

  const parts = partsOf(input, open);
  const only = parts.length === 1 ? parts[0] : undefined;
  return only === undefined ? byTeamsTogether(input, found, parts) : byOneTeam(input, found, only);
}

type Part = Omit<EpicPart, 'answers'>;

function partsOf(input: EpicInput, open: readonly ItemFacts[]): readonly Part[] {
  const wanted = new Set(open.map((facts) => facts.item));
  const teams = [...new Set(open.map((facts) => facts.team))];
  return teams.map((team) => {
    const queue = queueOf(input.items, team, input.order);
    const items = 1 + queue.findLastIndex((facts) => wanted.has(facts.item));
    const remaining = queue.filter((facts) => wanted.has(facts.item)).map((facts) => facts.item);
    return { team, items, remaining, ahead: items - remaining.length };
  });
}

function byOneTeam(input: EpicInput, found: Remaining, part: Part): Measure<EpicForecast> {
  const ofTeam = { ...input, team: part.team };
  const when = forecastItems(ofTeam, part.items);
  if (when.status === 'unmeasurable') return when;
  const { firstDay, lastDay, answers, curve, history } = when.value;
  const probability = input.by === undefined ? null : chanceBy(ofTeam, part.items, input.by);
  return answer(when, found, {
    firstDay,
    lastDay,
    answers,
    curve,
    history,
    teams: [{ ...part, answers }],
    by:
      input.by === undefined || typeof probability !== 'number'
        ? null
        : { day: input.by, probability, low: null, high: null },
    method: 'exact',
    seed: null,
    trials: null,
  });
}

function byTeamsTogether(input: EpicInput, found: Remaining, parts: readonly Part[]): Measure<EpicForecast> {
  const joint = forecastJoint(input, parts);
  if (joint.status === 'unmeasurable') return joint;
  const { firstDay, lastDay, answers, curve, history, by, method, seed, trials } = joint.value;
  const teams = parts.map((part, place) => ({ ...part, answers: joint.value.teams[place]?.answers ?? [] }));
  return answer(joint, found, { firstDay, lastDay, answers, curve, history, teams, by, method, seed, trials });
}

function answer(
  basis: Measured<{ readonly history: HistorySummary } | JointForecast>,
  { epic, flowItems, open }: Remaining,
  rest: Omit<EpicForecast, 'question' | 'epic' | 'title' | 'items' | 'finished' | 'cancelled' | 'remaining'>,
): Measure<EpicForecast> {
  const value: EpicForecast = {
    question: 'epic',
    epic: epic.item,
    title: epic.title,
    items: flowItems.length,
    finished: flowItems.filter((facts) => facts.completedAt !== null).length,
    cancelled: flowItems.filter((facts) => facts.cancelledAt !== null).length,
    remaining: open.length,
    ...rest,
  };
  return { ...basis, value };
}

function unmeasurable(reason: string): Measure<EpicForecast> {
  return { status: 'unmeasurable', reason };
}
