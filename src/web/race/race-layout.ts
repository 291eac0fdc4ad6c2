import type { RaceData, RaceReturn } from './race-data.ts';

/**
 * The geometry of the race in two neutral directions: `along` runs from idea to customer, `across` is the channel's width.
 * The drawing turns them into x and y for the wide picture and into y and x for the narrow one.
 */
export interface RaceLayout {
  readonly slots: readonly Slot[];
  /** Half the widest channel. */
  readonly half: number;
  readonly gate: Gate | null;
  readonly returns: readonly ReturnLane[];
  /** Returns that are counted in words only. */
  readonly returnsLeftOut: number;
  /** Steps whose load is more than the picture has room for. */
  readonly cut: readonly number[];
  readonly length: number;
}

export interface Slot {
  readonly start: number;
  readonly end: number;
  /** Where the channel begins to change towards the next step. */
  readonly bend: number;
  readonly half: number;
  readonly nextHalf: number;
}

export interface Gate {
  readonly at: number;
  /** From the channel's edge outwards. */
  readonly inner: number;
  readonly outer: number;
}

export interface ReturnLane {
  readonly from: number;
  readonly to: number;
  readonly fromAlong: number;
  readonly toAlong: number;
  readonly fromHalf: number;
  readonly toHalf: number;
  /** 0 is the lane next to the channel. */
  readonly lane: number;
  readonly thickness: number;
  readonly count: number;
}

const LEAST_HALF = 4;
const GAP = 2;
const LANES = 2;
/** The widest step in process leaves a little room above it, so that a cut backlog is seen to be wider. */
const HIGHEST_IN_PROCESS = 0.86;

/**
 * Lays out the channel. Width is linear in load, with a least width so that an empty step is still seen as a step. The scale is that of
 * work in process; ideas may be many times more and are cut at the widest, where the picture says so.
 */
export function layoutRace(data: RaceData, length: number, widest: number): RaceLayout {
  const count = Math.max(1, data.steps.length);
  const size = length / count;
  const most = Math.max(1, ...data.steps.map((step) => (step.state === 'new' ? 0 : step.load)));
  const halves = data.steps.map((step) =>
    Math.min(widest / 2, Math.max(LEAST_HALF, (step.load / most) * (widest / 2) * HIGHEST_IN_PROCESS)),
  );
  const bendLength = Math.min(26, size * 0.24);
  const slots = halves.map((half, index) => ({
    start: index * size + GAP / 2,
    end: (index + 1) * size - GAP / 2,
    bend: (index + 1) * size - bendLength,
    half,
    nextHalf: halves[index + 1] ?? half,
  }));
  const { lanes, leftOut } = placeReturns(data.returns, slots);
  return {
    slots,
    half: Math.max(LEAST_HALF, ...halves),
    gate: gateOf(data.constraint, slots),
    returns: lanes,
    returnsLeftOut: leftOut,
    cut: data.steps.flatMap((step, index) => (step.load * HIGHEST_IN_PROCESS > most ? index : [])),
    length,
  };
}

function gateOf(constraint: number | null, slots: readonly Slot[]): Gate | null {
  const slot = constraint === null ? undefined : slots[constraint];
  if (constraint === null || slot === undefined) return null;
  const before = slots[constraint - 1]?.half ?? slot.half;
  const inner = slot.half + 5;
  return { at: slot.start - GAP / 2, inner, outer: Math.max(before + 4, inner + 24) };
}

/** The two most travelled returns get a lane each; the rest are said in words. */
function placeReturns(
  returns: readonly RaceReturn[],
  slots: readonly Slot[],
): { readonly lanes: readonly ReturnLane[]; readonly leftOut: number } {
  const ranked = [...returns].sort((a, b) => b.count - a.count || a.from - b.from);
  const shown = ranked.slice(0, LANES);
  const most = Math.max(1, ...shown.map((one) => one.count));
  // The shorter way runs inside, so that the two do not cross more than they must.
  const inOrder = [...shown].sort((a, b) => a.from - a.to - (b.from - b.to));
  const lanes: ReturnLane[] = [];
  inOrder.forEach((one, lane) => {
    const from = slots[one.from];
    const to = slots[one.to];
    if (from === undefined || to === undefined) return;
    const spread = (lane - (inOrder.length - 1) / 2) * 10;
    lanes.push({
      from: one.from,
      to: one.to,
      // Leaves late in its step and comes back to the middle of the earlier one, clear of the words at the step's beginning.
      fromAlong: from.start + (from.bend - from.start) * 0.82 + spread / 2,
      toAlong: (to.start + to.bend) / 2 - spread,
      fromHalf: from.half,
      toHalf: to.half,
      lane,
      thickness: 1.25 + 1.75 * (one.count / most),
      count: one.count,
    });
  });
  return { lanes, leftOut: ranked.slice(LANES).reduce((sum, one) => sum + one.count, 0) };
}

/** Turns (along, across) into a point of the drawing. */
export type Project = (along: number, across: number) => readonly [number, number];

/** Outline of a part of one step's channel, from `upper` to `lower` as parts of its half width (-1 … 1), as an SVG path. */
export function channelPath(slot: Slot, project: Project, upper = -1, lower = 1): string {
  const at = (along: number, across: number): string => project(along, across).map(round).join(' ');
  const middle = (slot.bend + slot.end) / 2;
  return [
    `M${at(slot.start, slot.half * upper)}`,
    `L${at(slot.bend, slot.half * upper)}`,
    `C${at(middle, slot.half * upper)} ${at(middle, slot.nextHalf * upper)} ${at(slot.end, slot.nextHalf * upper)}`,
    `L${at(slot.end, slot.nextHalf * lower)}`,
    `C${at(middle, slot.nextHalf * lower)} ${at(middle, slot.half * lower)} ${at(slot.bend, slot.half * lower)}`,
    `L${at(slot.start, slot.half * lower)}`,
    'Z',
  ].join('');
}

/** The way back: out of the channel, along its own lane, up into the earlier step. */
export function returnPath(lane: ReturnLane, laneAcross: number, project: Project): string {
  const at = (along: number, across: number): string => project(along, across).map(round).join(' ');
  const radius = Math.min(16, (lane.fromAlong - lane.toAlong) / 2, Math.max(2, laneAcross - lane.fromHalf - 2));
  return [
    `M${at(lane.fromAlong, lane.fromHalf + 1)}`,
    `L${at(lane.fromAlong, laneAcross - radius)}`,
    `Q${at(lane.fromAlong, laneAcross)} ${at(lane.fromAlong - radius, laneAcross)}`,
    `L${at(lane.toAlong + radius, laneAcross)}`,
    `Q${at(lane.toAlong, laneAcross)} ${at(lane.toAlong, laneAcross - radius)}`,
    `L${at(lane.toAlong, lane.toHalf + 6)}`,
  ].join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Breaks a name into at most two lines of about `letters` letters; the last line is cut with an ellipsis. */
export function wrapName(name: string, letters: number): readonly string[] {
  if (name.length <= letters) return [name];
  const words = name.split(' ');
  let first = '';
  while (words.length > 0 && `${first} ${words[0] ?? ''}`.trim().length <= letters) {
    first = `${first} ${words.shift() ?? ''}`.trim();
  }
  if (first === '') return [cut(name, letters)];
  return words.length === 0 ? [first] : [first, cut(words.join(' '), letters)];
}

function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}
