import type { Sentence, ViewHeader } from '../api/view.ts';
import { findProblems, type Problem } from '../flow/data-quality/index.ts';
import { rememberByInput } from './remember.ts';
import type { View } from './view.ts';
import { count } from './words.ts';

const find = rememberByInput(findProblems);

/** Modelling problems of a stream with what to do about each; they blame nobody. Source: methods.md 1.5. */
export function problemsOf(view: View): {
  header: ViewHeader;
  sentence: Sentence;
  problems: { problem: string; name: string; count: number; items: string[]; advice: string; detail?: string }[];
} {
  const problems = find(view.input);
  return {
    header: view.header,
    sentence: [{ text: inWords(problems, view.input.items.length) }],
    problems: problems.map((one) => ({
      problem: one.problem,
      name: one.name,
      count: one.count,
      items: [...one.items],
      advice: one.advice,
      ...(one.detail === undefined ? {} : { detail: one.detail }),
    })),
  };
}

/** Keys of the items that show a problem; none where nothing shows it. */
export function itemsWithProblem(view: View, problem: string): readonly string[] {
  return find(view.input).find((one) => one.problem === problem)?.items ?? [];
}

function inWords(problems: readonly Problem[], items: number): string {
  if (items === 0) return 'There are no items to look at.';
  if (problems.length === 0) return `Nothing in the history of ${count(items, 'item')} makes the figures doubtful.`;
  const touched = new Set(problems.flatMap((one) => one.items)).size;
  return `${count(problems.length, 'thing')} in the map or the history may make figures doubtful; ${count(touched, 'item')} of ${items} ${touched === 1 ? 'is' : 'are'} touched.`;
}
