import { PROBLEM_IDS } from '../../src/flow/data-quality/problem.ts';
import type { ItemFacts, ItemProblem } from '../../src/flow/facts.ts';
import { keys, ranked, type Seen } from './seen.ts';

const HOUR_MS = 3_600_000;

/** Everything below an item, itself only where parents lead back to it. */
function below(all: readonly ItemFacts[], top: ItemFacts): readonly ItemFacts[] {
  const found: ItemFacts[] = [];
  let level: readonly ItemFacts[] = [top];
  while (level.length > 0) {
    level = all.filter((one) => !found.includes(one) && level.some(({ item }) => item === one.parent));
    found.push(...level);
  }
  return found;
}

function isEpic({ level }: ItemFacts): boolean {
  return level === 'epic' || level === 'initiative';
}

function isWithoutSteps(facts: ItemFacts): boolean {
  return facts.visits.length === 0 && facts.cancelledAt === null;
}

/** Rule 1.2: start and delivery of each epic and initiative below which no parents lead in a circle. */
export function epicModel({ all }: Seen): Readonly<Record<string, unknown>> {
  const isRound = all.filter((facts) => below(all, facts).includes(facts));
  const asked = all.filter(
    (facts) => isEpic(facts) && ![facts, ...below(all, facts)].some((one) => isRound.includes(one)),
  );
  return Object.fromEntries(
    asked.map((facts) => {
      const starts = [facts, ...below(all, facts)].flatMap(({ committedAt }) => committedAt ?? []);
      const startedAt = starts.length === 0 ? null : Math.min(...starts);
      return [facts.item, { startedAt, deliveredAt: deliveredAt(all, facts) }];
    }),
  );
}

function deliveredAt(all: readonly ItemFacts[], epic: ItemFacts): number | null {
  if (epic.completedAt !== null || !isWithoutSteps(epic)) return epic.completedAt;
  const parts = below(all, epic).map((facts) => ({
    createdAt: facts.createdAt,
    isCompleted: facts.cancelledAt === null,
    endAt: facts.completedAt ?? facts.cancelledAt ?? (isEpic(facts) ? deliveredAt(all, facts) : null),
  }));
  const ends = parts.flatMap(({ endAt }) => endAt ?? []).toSorted((a, b) => a - b);
  return (
    ends.find((at) => {
      const there = parts.filter(({ createdAt }) => createdAt <= at);
      const isEnded = (part: (typeof parts)[number]): boolean => part.endAt !== null && part.endAt <= at;
      return there.every(isEnded) && there.some((part) => part.isCompleted && isEnded(part));
    }) ?? null
  );
}

const BY_ITEM: readonly ItemProblem['problem'][] = [
  'status-unmapped',
  'kind-unmapped',
  'done-never-started',
  'done-without-resolution',
  'moved-backwards',
  'reopened',
  'revived',
  'history-not-matching',
  'changes-before-creation',
  'history-begins-late',
  'blocker-unknown',
];

/** Rule 1.5: which problems the list holds, of how many, which items, and which names beside them. */
export function problemsModel(seen: Seen): Readonly<Record<string, unknown>> {
  const { items, all, stream } = seen;
  const hasResolutions = all.some((facts) => facts.resolution !== null);
  const dayOf = (at: number | null): string | null => (at === null ? null : seen.window.calendar.dayOf(at));
  const found: Record<string, unknown> = {};
  const add = (problem: string, some: readonly ItemFacts[], names: readonly string[], count = some.length): void => {
    const detail = names.length === 0 ? undefined : namesInWords(names);
    found[problem] = count === 0 ? null : { count, items: keys(some), detail };
  };
  for (const id of BY_ITEM) {
    const own = items.filter((facts) => facts.problems.some(({ problem }) => problem === id));
    const names = own.flatMap((facts) =>
      facts.problems.flatMap((problem) => (problem.problem === id ? nameIn(problem, facts) : [])),
    );
    add(id, id === 'done-without-resolution' && !hasResolutions ? [] : own, names);
  }
  const types = (some: readonly ItemFacts[]): readonly string[] => some.map(({ type }) => type ?? 'no type');
  const unknown = all.filter(({ level }) => level === null);
  add('level-unmapped', unknown, types(unknown));
  const parts = items.filter(({ parent, item, type }) => {
    return type === 'Technical task' || (parent !== item && items.some((one) => one.item === parent));
  });
  add('task-or-release-at-flow-level', parts, types(parts));
  add(
    'flow-item-without-parent',
    items.some(({ parent }) => parent !== null) ? items.filter(({ parent }) => parent === null) : [],
    [],
  );
  add(
    'parent-cycle',
    all.filter((facts) => below(all, facts).includes(facts)),
    [],
  );
  const parents = [...new Set(items.flatMap((facts) => (facts.cancelledAt === null ? (facts.parent ?? []) : [])))];
  const families = parents.map((parent) =>
    items.filter((facts) => facts.parent === parent && facts.cancelledAt === null),
  );
  const together = families
    .filter(
      (family) =>
        family.length > 1 &&
        family.every(
          (facts) => facts.completedAt !== null && dayOf(facts.completedAt) === dayOf(family[0]?.completedAt ?? null),
        ),
    )
    .flat();
  add(
    'siblings-finished-together',
    together,
    together.map(({ parent }) => parent ?? ''),
  );
  const short = stream.steps.flatMap(({ name, state, index }) => {
    const here = visitsMs(items, index);
    const median = ranked(
      here.map(({ ms }) => ms),
      50,
    );
    const isOnTheWay = ['new', 'waiting', 'active'].includes(state);
    return isOnTheWay && median !== null && median < HOUR_MS ? [{ name, median, here }] : [];
  });
  const quick = short.flatMap(({ here }) => here.filter(({ ms }) => ms < HOUR_MS));
  const words = short.map(
    ({ name, median, here }) => `"${name}" (median ${Math.round(median / 60_000)} min, ${here.length} visits)`,
  );
  found['step-under-an-hour'] =
    short.length === 0
      ? null
      : { count: short.length, items: [...new Set(quick.map(({ item }) => item))], detail: words.join(', ') };
  found['too-many-steps'] = null;
  found.order = PROBLEM_IDS.filter((id) => found[id] !== null);
  return found;
}

function visitsMs(items: readonly ItemFacts[], index: number): readonly { item: string; ms: number }[] {
  return items.flatMap(({ item, visits }) =>
    visits.flatMap(({ step, enterAt, exitAt }) =>
      step === index && exitAt !== null ? { item, ms: exitAt - enterAt } : [],
    ),
  );
}

function nameIn(problem: ItemProblem, facts: ItemFacts): string | readonly string[] {
  if (problem.problem === 'status-unmapped') return problem.status;
  if (problem.problem === 'blocker-unknown') return problem.blocker;
  return problem.problem === 'kind-unmapped' ? (facts.type ?? []) : [];
}

/** The most frequent first, eight of them at most. */
function namesInWords(names: readonly string[]): string {
  const counted = [...new Set(names)]
    .map((name) => ({ name, count: names.filter((one) => one === name).length }))
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .map(({ name, count }) => `"${name}" (${count})`);
  const shown = counted.slice(0, 8).join(', ');
  return counted.length > 8 ? `${shown} and ${counted.length - 8} more` : shown;
}
