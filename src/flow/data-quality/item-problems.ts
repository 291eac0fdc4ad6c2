import type { ItemFacts, ItemProblem } from '../facts.ts';
import { countedNames, countNames, mapOf, type Problem, type ProblemInput } from './problem.ts';

/** What is said of a problem that single items show. */
interface Words {
  readonly name: string;
  readonly advice: (map: string) => string;
}

const WORDS: Readonly<Record<ItemProblem['problem'], Words>> = {
  'status-unmapped': {
    name: 'Status in no step',
    advice: (map) =>
      `An item with such a status stays in the step where it was. Put each status into a step under ${map}; into one of state ignore if it says nothing about progress.`,
  },
  'kind-unmapped': {
    name: 'Kind not known',
    advice: (map) =>
      `No rule says whether this is feature, defect, risk or debt, so shares by kind do not hold it. Add a rule by type, label or component to kinds under ${map}.`,
  },
  'done-never-started': {
    name: 'Finished without being started',
    advice: (map) =>
      `These went to done without a waiting or active step: they count as finished and have no flow time. If the status before done means that the work was accepted, give its step state waiting under ${map}.`,
  },
  'done-without-resolution': {
    name: 'Finished without a resolution',
    advice: (map) =>
      `Other items say how they ended, these do not, and count as completed. Let the tool set a resolution on the way to done, or map the statuses of dropped work to a step of state cancelled under ${map}.`,
  },
  'moved-backwards': {
    name: 'Moved backwards',
    advice: (map) =>
      `Work went back to an earlier step. Where that is the usual way, the order of steps under ${map} may differ from the real one; else ask what sends work back.`,
  },
  reopened: {
    name: 'Reopened',
    advice: (map) =>
      `Work was finished and taken up again; its flow time runs to its last finish. If done is set before the work has been looked at, map that status to a waiting step under ${map}.`,
  },
  revived: {
    name: 'Cancelled and taken up again',
    advice: (map) =>
      `Work was cancelled and came back; its flow time begins anew. If such a status or resolution only sets work aside, take it from the cancelled ones under ${map}.`,
  },
  'history-not-matching': {
    name: 'History does not lead to the present status',
    advice: () =>
      'The changes on record end in another status than the source shows now. Import these items again with their whole history; if that changes nothing, a status may have been renamed or changed outside the log.',
  },
  'changes-before-creation': {
    name: 'Changes before creation',
    advice: () =>
      'The source dates changes before the item was created, as moved or imported items have them. They are counted at creation. Where the true beginning matters, give an earlier creation date in the history.',
  },
  'history-begins-late': {
    name: 'History begins late',
    advice: () =>
      'The source gave only the later part of the changes. The item is taken to have had its first known status since creation. Import these items again with their whole history.',
  },
  'blocker-unknown': {
    name: 'Blocker not known',
    advice: (map) =>
      `A link says that these are blocked by items that are not here, so the time is not counted as blocked. Import the blockers too, or take the link type from blocked.links under ${map}.`,
  },
};

/** Problems that single flow items show in their own history. Population: the stream's flow items. Source: methods.md 1.5. */
export function itemProblems({ stream, items, all }: ProblemInput): readonly Problem[] {
  const hasResolutions = all.some((facts) => facts.resolution !== null);
  const found = new Map<ItemProblem['problem'], { items: ItemFacts[]; names: string[] }>();
  for (const facts of items) {
    const seen = new Set<ItemProblem['problem']>();
    for (const problem of facts.problems) {
      if (problem.problem === 'done-without-resolution' && !hasResolutions) continue;
      const entry = found.get(problem.problem) ?? { items: [], names: [] };
      found.set(problem.problem, entry);
      if (!seen.has(problem.problem)) entry.items.push(facts);
      seen.add(problem.problem);
      if (problem.problem === 'status-unmapped') entry.names.push(problem.status);
      if (problem.problem === 'blocker-unknown') entry.names.push(problem.blocker);
      if (problem.problem === 'kind-unmapped' && facts.type !== null) entry.names.push(facts.type);
    }
  }
  return [...found].map(([problem, { items: shown, names }]) => {
    const { name, advice } = WORDS[problem];
    const keys = shown.map((facts) => facts.item);
    const base = { problem, name, count: keys.length, items: keys, advice: advice(mapOf(stream)) };
    return names.length === 0 ? base : { ...base, detail: countedNames(countNames(names)) };
  });
}
