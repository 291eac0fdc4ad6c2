import type { MeasureInput } from '../measure.ts';
import type { Stream } from '../stream/compile.ts';

/** Every problem that can be found, in the order of lists. An id never changes once released. Source: methods.md 1.5. */
export const PROBLEM_IDS = [
  'status-unmapped',
  'kind-unmapped',
  'level-unmapped',
  'task-or-release-at-flow-level',
  'flow-item-without-parent',
  'parent-cycle',
  'done-never-started',
  'done-without-resolution',
  'moved-backwards',
  'reopened',
  'revived',
  'siblings-finished-together',
  'step-under-an-hour',
  'too-many-steps',
  'history-not-matching',
  'changes-before-creation',
  'history-begins-late',
  'blocker-unknown',
] as const;
export type ProblemId = (typeof PROBLEM_IDS)[number];

/** One sort of modelling problem found in a stream: what in the map or the data makes figures doubtful. Source: methods.md 1.5. */
export interface Problem {
  readonly problem: ProblemId;
  /** What it is, in few words. */
  readonly name: string;
  /** How many items show it; for problems of the map, how many steps. */
  readonly count: number;
  /** Keys of the items that show it. */
  readonly items: readonly string[];
  /** What to do, and where. It blames nobody. */
  readonly advice: string;
  /** Which statuses, steps, parents or blockers, the most frequent first. */
  readonly detail?: string;
}

/** What the search for problems reads: a stream and its items as known at one moment. */
export type ProblemInput = Pick<MeasureInput, 'stream' | 'items' | 'all'>;

/** Where a stream's map is edited, as messages say it. */
export function mapOf(stream: Stream): string {
  return `Streams › ${stream.name} › Map`;
}

/** Counted names in words, the most frequent first, few of them: `"Triage" (12), "QA" (3) and 2 more`. */
export function countedNames(counts: ReadonlyMap<string, number>, most = 8): string {
  const sorted = [...counts].toSorted(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1));
  const shown = sorted.slice(0, most).map(([name, count]) => `"${name}" (${count})`);
  const rest = sorted.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

/** How often each name occurs. */
export function countNames(names: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
