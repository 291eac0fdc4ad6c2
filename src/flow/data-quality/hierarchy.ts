import { calendarOf } from '../calendar.ts';
import type { ItemFacts } from '../facts.ts';
import { countedNames, countNames, mapOf, type Problem, type ProblemInput } from './problem.ts';

/** Types that name a part of a piece of work, or a delivery of many pieces, and no piece that is worth something alone. */
const PART_OR_RELEASE =
  /^(sub-?\s?task|(technical|tech|dev|test|development)?\s?task|to-?do|checklist item|release|version|deployment|milestone|sprint)$/i;

/** Items that no level rule takes: they are in no measure at all. Source: methods.md 1.2 (and 0: unknown is never zero). */
export function levelUnmapped({ stream, all }: ProblemInput): Problem | null {
  const unknown = all.filter((facts) => facts.level === null);
  return problemOf(unknown, {
    problem: 'level-unmapped',
    name: 'Level not known',
    advice: `No rule says what level these have, so no measure holds them. Add a rule to levels under ${mapOf(stream)}; a last rule without condition takes the rest.`,
    detail: countedNames(countNames(unknown.map((facts) => facts.type ?? 'no type'))),
  });
}

/** Flow items that are a task, a release, or a part of another flow item. Source: methods.md 1.5. */
export function taskOrReleaseAtFlowLevel({ stream, items }: ProblemInput): Problem | null {
  const keys = new Set(items.map(keyOf));
  const isPart = (facts: ItemFacts): boolean =>
    (facts.type !== null && PART_OR_RELEASE.test(facts.type)) ||
    (facts.parent !== null && keys.has(parentKeyOf(facts)) && facts.parent !== facts.item);
  const parts = items.filter(isPart);
  return problemOf(parts, {
    problem: 'task-or-release-at-flow-level',
    name: 'Task or release at the level of flow items',
    advice: `A flow item is the smallest piece that is worth something by itself. By type or parent these look like parts of one, or collections of many, which blur velocity and flow time. Where they are, give them level task, or a level above, in levels under ${mapOf(stream)}.`,
    detail: countedNames(countNames(parts.map((facts) => facts.type ?? 'no type'))),
  });
}

/** Flow items without a parent, in a stream whose items have parents. Source: methods.md 1.5. */
export function withoutParent({ stream, items }: ProblemInput): Problem | null {
  if (!items.some((facts) => facts.parent !== null)) return null;
  return problemOf(
    items.filter((facts) => facts.parent === null),
    {
      problem: 'flow-item-without-parent',
      name: 'Flow item without parent',
      advice: `Others in ${stream.name} belong to an epic or initiative, these to none, so no outcome or forecast of an epic holds them. Link them in the source where they belong to one.`,
    },
  );
}

/** Items whose parents lead back to themselves. Population: items of all levels. Source: methods.md 1.5. */
export function parentCycles({ all }: ProblemInput): Problem | null {
  const byKey = new Map(all.map((facts) => [keyOf(facts), facts]));
  const settled = new Set<ItemFacts>();
  const inCycle = new Set<ItemFacts>();
  for (const start of all) {
    const way: ItemFacts[] = [];
    const onWay = new Set<ItemFacts>();
    let here: ItemFacts | undefined = start;
    while (here !== undefined && !settled.has(here) && !onWay.has(here)) {
      way.push(here);
      onWay.add(here);
      here = here.parent === null ? undefined : byKey.get(parentKeyOf(here));
    }
    if (here !== undefined && onWay.has(here)) for (const facts of way.slice(way.indexOf(here))) inCycle.add(facts);
    for (const facts of way) settled.add(facts);
  }
  return problemOf(
    all.filter((facts) => inCycle.has(facts)),
    {
      problem: 'parent-cycle',
      name: 'Parents that lead in a circle',
      advice:
        'Each of these is an ancestor of itself, so what belongs to what cannot be told. Take one of the parent links away in the source.',
    },
  );
}

/**
 * Children of one parent that were all finished on one day: slices that are likely worth nothing alone. At least two children, none open.
 * Population: completed flow items by parent; a day is the stream's. Source: methods.md 1.5.
 */
export function siblingsFinishedTogether({ stream, items }: ProblemInput): Problem | null {
  const calendar = calendarOf(stream.timeZone);
  const families = new Map<string, ItemFacts[]>();
  for (const facts of items) {
    if (facts.parent === null || facts.cancelledAt !== null) continue;
    const key = parentKeyOf(facts);
    const family = families.get(key);
    if (family === undefined) families.set(key, [facts]);
    else family.push(facts);
  }
  const together = [...families.values()].filter((family) => {
    const days = new Set(family.map(({ completedAt }) => (completedAt === null ? null : calendar.dayOf(completedAt))));
    return family.length >= 2 && days.size === 1 && !days.has(null);
  });
  return problemOf(together.flat(), {
    problem: 'siblings-finished-together',
    name: 'Children of one parent all finished on one day',
    advice: `Pieces that are always finished together are likely worth nothing alone. The parent may be the true flow item: see flowItem and levels under ${mapOf(stream)}, or cut the work so that each piece can be used.`,
    detail: countedNames(countNames(together.flat().map((facts) => facts.parent ?? ''))),
  });
}

function keyOf(facts: ItemFacts): string {
  return `${facts.source}\u0000${facts.item}`;
}

/** A parent is named by its key in the item's own source. */
function parentKeyOf(facts: ItemFacts): string {
  return `${facts.source}\u0000${facts.parent ?? ''}`;
}

function problemOf(found: readonly ItemFacts[], words: Omit<Problem, 'count' | 'items'>): Problem | null {
  return found.length === 0 ? null : { ...words, count: found.length, items: found.map((facts) => facts.item) };
}
