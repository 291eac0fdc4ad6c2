import type { EChartsType } from 'echarts/core';
import { download } from '../parts/csv.ts';
import { fileName } from '../parts/rows-table.tsx';
import type { Tokens } from '../theme.ts';
import type { Drawing } from './drawing.ts';

/** The chart as it stands, twice as fine as the screen. */
export function savePng(chart: EChartsType, name: string, tokens: Tokens): void {
  const address = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: tokens.card });
  // Decoded by hand: the server's content policy lets nothing be fetched but from itself.
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
  download(`${fileName(name)}.png`, new Blob([bytes], { type: 'image/png' }), 'image/png');
}

/** Drawn again as SVG: a canvas holds no shapes. */
export async function saveSvg(drawing: Drawing, name: string, width: number, height: number): Promise<void> {
  const { init } = await import('./svg-engine.ts');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(drawing.option);
  download(`${fileName(name)}.svg`, chart.renderToSVGString(), 'image/svg+xml');
  chart.dispose();
}
