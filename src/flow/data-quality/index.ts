import {
  levelUnmapped,
  parentCycles,
  siblingsFinishedTogether,
  taskOrReleaseAtFlowLevel,
  withoutParent,
} from './hierarchy.ts';
import { itemProblems } from './item-problems.ts';
import { shortSteps, tooManySteps } from './map-problems.ts';
import { PROBLEM_IDS, type Problem, type ProblemInput } from './problem.ts';

export { PROBLEM_IDS, type Problem } from './problem.ts';

/**
 * Every modelling problem that a stream's map and items show, each with its items and what to do; none where none is found.
 * Population: flow items; parent cycles and unknown levels over items of all levels. Source: methods.md 1.5.
 */
export function findProblems(input: ProblemInput): readonly Problem[] {
  const found = [
    ...itemProblems(input),
    levelUnmapped(input),
    taskOrReleaseAtFlowLevel(input),
    withoutParent(input),
    parentCycles(input),
    siblingsFinishedTogether(input),
    shortSteps(input),
    tooManySteps(input),
  ].filter((problem) => problem !== null);
  return found.toSorted((a, b) => PROBLEM_IDS.indexOf(a.problem) - PROBLEM_IDS.indexOf(b.problem));
}
