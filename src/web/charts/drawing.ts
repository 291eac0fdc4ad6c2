import type { EChartsCoreOption } from 'echarts/core';
import type { Note } from '../../api/store.ts';
import type { KindOrUnmapped } from '../../flow/facts.ts';
import type { SERIES } from '../../flow/series/index.ts';
import type { OpenTarget } from '../open.ts';
import type { Tokens } from '../theme.ts';

/** The data of each chart, as `flow/series` computes it and the server hands it over. */
export type ChartData = { readonly [Id in keyof typeof SERIES]: ReturnType<(typeof SERIES)[Id]> };

/** What a chart is drawn for: the scheme, the room it has, and the notes pinned to its days. */
export interface ChartContext {
  readonly tokens: Tokens;
  readonly isNarrow: boolean;
  /** Of the whole drawing, in pixels, roughly. */
  readonly width: number;
  readonly height: number;
  readonly notes: readonly Note[];
}

/** What a mark opens: the items it stands for, or one item's page. */
export type Mark = OpenTarget | { readonly to: 'item'; readonly item: string };

export type Cell = string | number | null;

/** The chart in rows: what is read aloud, shown instead of the picture, and written to CSV. */
export interface ChartTable {
  readonly header: readonly string[];
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly mark?: Mark }[];
}

export interface LegendEntry {
  readonly name: string;
  readonly swatch:
    | { readonly as: 'kind'; readonly kind: KindOrUnmapped }
    | { readonly as: 'fill' | 'hatch' | 'line' | 'dash' | 'diamond' | 'ring' | 'struck'; readonly colour: string };
}

/** A chart, drawn but not yet on the page. */
export interface Drawing {
  readonly option: EChartsCoreOption;
  /** Nothing to draw: the words say why, and no empty axes are shown. */
  readonly isEmpty: boolean;
  /** What the picture shows, in a sentence or two, for those who do not see it. */
  readonly description: string;
  /** Made when somebody wants it: thousands of rows are not built for a picture. */
  readonly table: () => ChartTable;
  readonly legend: readonly LegendEntry[];
  readonly markAt: (series: string, index: number) => Mark | null;
  /** For areas, which have no marks of their own: what stands at a place of the axes. */
  readonly markAtPoint?: (x: number, y: number) => Mark | null;
  /** Small print under the picture: what was left out, how many false signals to expect. */
  readonly remarks?: readonly string[];
}

/** An answer about a chart holds that chart's data: the server computes both from one registry. */
export function isChartOf<Id extends keyof ChartData>(
  answer: { readonly chart: string; readonly data: unknown },
  id: Id,
): answer is { readonly chart: Id; readonly data: ChartData[Id] } {
  return answer.chart === id;
}
