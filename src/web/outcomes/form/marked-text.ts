import type { Finding, Severity } from '../../../outcomes/statement/statement.ts';

/** A stretch of the sentence, and the worst that is said of it. */
export interface Stretch {
  readonly from: number;
  readonly text: string;
  readonly severity: Severity | null;
}

/** The sentence in stretches. A finding about all of it marks nothing: what is marked everywhere points nowhere. */
export function stretchesOf(text: string, findings: readonly Pick<Finding, 'span' | 'severity'>[]): readonly Stretch[] {
  const pointing = findings.filter(({ span: [from, to] }) => to > from && to - from < text.trimEnd().length - 1);
  const ends = pointing.flatMap(({ span }) => [...span]).filter((at) => at > 0 && at < text.length);
  const edges = [...new Set([0, ...ends, text.length])].toSorted((a, b) => a - b);
  const stretches = edges.slice(1).map((to, place): Stretch => {
    const from = edges[place] ?? 0;
    const here = pointing.filter(({ span }) => span[0] <= from && span[1] >= to);
    const severity = here.some((one) => one.severity === 'FAIL') ? 'FAIL' : here.length > 0 ? 'WARN' : null;
    return { from, text: text.slice(from, to), severity };
  });
  return stretches.filter((one) => one.text !== '');
}
