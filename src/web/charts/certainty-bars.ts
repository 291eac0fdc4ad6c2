import type { ChartContext } from './drawing.ts';

interface Marked {
  readonly value: number;
  /** Certainties, in per cent, that this bar is the answer to. */
  readonly certainties: readonly number[];
}

/** A probability a bar; those that answer a certainty are solid and carry it above them. */
export function certaintyBars(bars: readonly Marked[], { tokens }: ChartContext) {
  return {
    id: 'probability',
    type: 'bar',
    barCategoryGap: bars.length > 60 ? '0%' : '14%',
    barMaxWidth: 46,
    data: bars.map(({ value, certainties }) => ({
      value,
      itemStyle: { color: certainties.length > 0 ? tokens.water : tokens.wait },
      label: {
        show: certainties.length > 0,
        position: 'top',
        formatter: `${certainties.join(', ')} %`,
        color: tokens.ink,
        fontSize: 11,
        fontWeight: certainties.includes(85) ? 600 : 400,
      },
    })),
    labelLayout: { hideOverlap: false },
  };
}
