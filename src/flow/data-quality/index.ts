import {
  levelUnmapped,
  parentCycles,
  siblingsFinishedTogether,
  taskOrReleaseAtFlowLevel,
  withoutParent,
} from './hierarchy.ts';
import { itemProblems } from './item-problems.ts';
import { shortSteps, tooManySteps } from './map-problems.ts';
import type { Problem, ProblemInput } from './problem.ts';

export type { Problem, ProblemInput } from './problem.ts';

/**
 * Every modelling problem that a stream's map and items show, each with its items and what to do; none where none is found.
 * Population: flow items; parent cycles and unknown levels over items of all levels. Source: methods.md 1.5.
 */
export function findProblems(input: ProblemInput): readonly Problem[] {
  const shown = itemProblems(input);
  return [
    shown.get('status-unmapped'),
    shown.get('kind-unmapped'),
    levelUnmapped(input),
    taskOrReleaseAtFlowLevel(input),
    withoutParent(input),
    parentCycles(input),
    shown.get('done-never-started'),
    shown.get('done-without-resolution'),
    shown.get('moved-backwards'),
    shown.get('reopened'),
    shown.get('revived'),
    siblingsFinishedTogether(input),
    shortSteps(input),
    tooManySteps(input),
    shown.get('history-not-matching'),
    shown.get('changes-before-creation'),
    shown.get('history-begins-late'),
    shown.get('blocker-unknown'),
  ].filter((problem) => problem !== undefined && problem !== null);
}
