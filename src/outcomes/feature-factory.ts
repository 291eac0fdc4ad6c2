/** How an initiative or epic stands with its outcome. Source: methods.md 5.1. */
export type Coverage = 'valid' | 'not-valid' | 'after-start' | 'overridden' | 'covered-by-parent' | 'exempt' | 'none';

/** What an outcome may have come to; each stage is counted by itself. Source: methods.md 5.1. */
export const FUNNEL = ['stated', 'checkable', 'aligned', 'delivered', 'adopted', 'reviewed', 'verdict'] as const;
export type FunnelStage = (typeof FUNNEL)[number];

export interface FactoryRatio {
  /** Share without an anticipated outcome; null where there was no initiative or epic. Unit: share, 0 to 1. */
  readonly ratio: number | null;
  readonly without: number;
  readonly of: number;
  readonly byCoverage: Readonly<Record<Coverage, number>>;
}

const COVERAGES: readonly Coverage[] = [
  'valid',
  'not-valid',
  'after-start',
  'overridden',
  'covered-by-parent',
  'exempt',
  'none',
];

/**
 * The Feature Factory Ratio: initiatives and epics without an anticipated outcome, of all that were started, in progress or delivered in
 * the window. Population: those outside exempt classes, of which there are `exempt` beside it; one that its parent's outcome covers has
 * an outcome. A statement that fails its check, lacks owner, target or date, or came after the start, is an outcome, and shown apart.
 * A full list needs no interval: k of n. Source: methods.md 5.1; Clark 2025.
 */
export function featureFactoryRatio(items: readonly { readonly coverage: Coverage }[]): FactoryRatio {
  const byCoverage: Record<Coverage, number> = {
    valid: 0,
    'not-valid': 0,
    'after-start': 0,
    overridden: 0,
    'covered-by-parent': 0,
    exempt: 0,
    none: 0,
  };
  for (const { coverage } of items) byCoverage[coverage] += 1;
  const of = COVERAGES.reduce((sum, coverage) => sum + (coverage === 'exempt' ? 0 : byCoverage[coverage]), 0);
  return { ratio: of === 0 ? null : byCoverage.none / of, without: byCoverage.none, of, byCoverage };
}
