import type { OutcomeRow } from '../../api/outcomes.ts';

/** What the address of the outcomes can say. */
export interface OutcomeFilter {
  readonly stage?: readonly string[] | undefined;
  readonly stream?: readonly string[] | undefined;
  readonly owner?: readonly string[] | undefined;
  /** Codes of verdicts; `none`: no verdict yet. */
  readonly verdict?: readonly string[] | undefined;
}

export const LOOP_STAGES_IN_ORDER: readonly OutcomeRow['stage'][] = [
  'stated',
  'in-work',
  'delivered',
  'reviewed',
  'settled',
];

/** The outcomes that each filter lets through; a filter that is not set lets all through. */
export function filterOutcomes(rows: readonly OutcomeRow[], filter: OutcomeFilter): readonly OutcomeRow[] {
  const isIn = (chosen: readonly string[] | undefined, value: string | null): boolean =>
    chosen === undefined || (value !== null && chosen.includes(value));
  return rows.filter(
    (row) =>
      isIn(filter.stage, row.stage) &&
      isIn(filter.stream, row.stream) &&
      isIn(filter.owner, row.owner) &&
      isIn(filter.verdict, row.verdict ?? 'none'),
  );
}
