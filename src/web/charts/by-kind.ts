import { KINDS, type KindOrUnmapped } from '../../flow/facts.ts';
import { kindName } from '../format.ts';
import { KIND_COLOURS } from '../theme.ts';
import type { LegendEntry } from './drawing.ts';

/** Kinds that occur at all, in the order they have everywhere. */
export function kindsIn(counts: readonly Readonly<Record<KindOrUnmapped, number>>[]): readonly KindOrUnmapped[] {
  return KINDS.filter((kind) => counts.some((one) => one[kind] > 0));
}

export function kindLegend(kinds: readonly KindOrUnmapped[]): readonly LegendEntry[] {
  return kinds.map((kind) => ({ name: kindName(kind), swatch: { as: 'kind', kind } }));
}

/** Each kind has a texture beside its colour, so that stacked bars read without colour. */
export function kindFill(kind: KindOrUnmapped, card: string) {
  return {
    color: KIND_COLOURS[kind],
    decal: { ...TEXTURES[kind], color: `${card}66` },
    borderColor: card,
    borderWidth: 0.75,
  };
}

const TEXTURES: Readonly<Record<KindOrUnmapped, object>> = {
  feature: { symbol: 'none' },
  defect: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 7], rotation: -Math.PI / 4, symbolSize: 1 },
  risk: {
    symbol: 'circle',
    dashArrayX: [
      [4, 4],
      [0, 4, 4, 0],
    ],
    dashArrayY: [4, 0],
    symbolSize: 0.5,
  },
  debt: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 6], rotation: 0, symbolSize: 1 },
  unmapped: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: Math.PI / 2, symbolSize: 1 },
};
