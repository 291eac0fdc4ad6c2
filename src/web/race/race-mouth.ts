import { KINDS, type KindOrUnmapped } from '../../flow/facts.ts';
import type { Project } from './race-layout.ts';

/** One kind's share of what came out, as a strand of the mouth. */
export interface Strand {
  readonly kind: KindOrUnmapped;
  readonly count: number;
  /** Where the strand leaves the channel and where it ends, across. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

const GAP = 3;
const LEAST = 2.5;

/** Splits the mouth into a strand a kind, as wide as its share; kinds of which nothing came out have none. */
export function layoutMouth(
  byKind: Readonly<Record<KindOrUnmapped, number>>,
  half: number,
  mouthHalf: number,
): readonly Strand[] {
  const present = KINDS.filter((kind) => byKind[kind] > 0);
  const total = present.reduce((sum, kind) => sum + byKind[kind], 0);
  if (total === 0) return [];
  const room = mouthHalf * 2 - GAP * (present.length - 1);
  const wanted = present.map((kind) => Math.max(LEAST, (byKind[kind] / total) * room));
  const scale = room / wanted.reduce((sum, one) => sum + one, 0);
  const strands: Strand[] = [];
  let out = -mouthHalf;
  let into = -half;
  present.forEach((kind, index) => {
    const width = (wanted[index] ?? 0) * scale;
    const inWidth = (width / room) * half * 2;
    strands.push({ kind, count: byKind[kind], from: [into, into + inWidth], to: [out, out + width] });
    out += width + GAP;
    into += inWidth;
  });
  return strands;
}

/** Outline of a strand: a bend from the channel, then straight. */
export function strandPath(strand: Strand, start: number, bendTo: number, end: number, project: Project): string {
  const at = (along: number, across: number): string =>
    project(along, across)
      .map((value) => Math.round(value * 10) / 10)
      .join(' ');
  const middle = (start + bendTo) / 2;
  const [a0, b0] = strand.from;
  const [a1, b1] = strand.to;
  return [
    `M${at(start, a0)}`,
    `C${at(middle, a0)} ${at(middle, a1)} ${at(bendTo, a1)}`,
    `L${at(end, a1)}`,
    `L${at(end, b1)}`,
    `L${at(bendTo, b1)}`,
    `C${at(middle, b1)} ${at(middle, b0)} ${at(start, b0)}`,
    'Z',
  ].join('');
}
