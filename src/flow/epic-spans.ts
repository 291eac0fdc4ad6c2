import type { ItemFacts } from './facts.ts';
import { identity } from './fold-all.ts';

/** When an epic or initiative started and was delivered; null: not yet. Instants ms UTC. */
export interface EpicSpan {
  readonly startedAt: number | null;
  readonly deliveredAt: number | null;
}

/**
 * The span of each epic and initiative, by `identity` of the item. It starts at the earlier of its own commitment and its first descendant's; it is
 * delivered at its own completion, else, where its own statuses are mapped to no step, when its last descendant ends and at least one
 * was completed. A child created after delivery reverses nothing. Population: items of level epic and initiative; descendants of any
 * level, by the parent each had at its end, else at `asOf`. Source: methods.md 1.2.
 */
export function epicSpans(all: readonly ItemFacts[]): ReadonlyMap<string, EpicSpan> {
  const children = new Map<string, ItemFacts[]>();
  for (const facts of all) {
    if (facts.parent === null) continue;
    const key = identity(facts.source, facts.parent);
    const siblings = children.get(key);
    if (siblings === undefined) children.set(key, [facts]);
    else siblings.push(facts);
  }
  const spans = new Map<string, EpicSpan>();
  const context: Context = { children, delivered: new Map() };
  for (const facts of all) {
    if (!isEpic(facts)) continue;
    let startedAt = facts.committedAt;
    for (const { committedAt } of descendantsOf(facts, children)) {
      if (committedAt !== null && (startedAt === null || committedAt < startedAt)) startedAt = committedAt;
    }
    const deliveredAt = facts.completedAt ?? (isUnmapped(facts) ? deliveredBy(facts, context) : null);
    spans.set(identity(facts.source, facts.item), { startedAt, deliveredAt });
  }
  return spans;
}

interface Context {
  readonly children: ReadonlyMap<string, readonly ItemFacts[]>;
  /** Epics without own statuses whose end was sought before. */
  readonly delivered: Map<ItemFacts, number | null>;
}

function isEpic(facts: ItemFacts): boolean {
  return facts.level === 'epic' || facts.level === 'initiative';
}

/** None of its statuses is mapped to a step, so its own history says nothing of its end. */
function isUnmapped(facts: ItemFacts): boolean {
  return facts.visits.length === 0 && facts.cancelledAt === null;
}

function descendantsOf(top: ItemFacts, children: Context['children']): readonly ItemFacts[] {
  // A parent cycle leads back to the top or to one that was seen: each item counts once.
  const seen = new Set<ItemFacts>([top]);
  for (const facts of seen) for (const child of children.get(identity(facts.source, facts.item)) ?? []) seen.add(child);
  seen.delete(top);
  return [...seen];
}

/** The first moment at which every descendant that existed had ended and one of them was completed. */
function deliveredBy(top: ItemFacts, context: Context): number | null {
  const known = context.delivered.get(top);
  if (known !== undefined) return known;
  context.delivered.set(top, null); // what a parent cycle finds when it comes back here
  const descendants = descendantsOf(top, context.children);
  const createdAt = descendants.map((facts) => facts.createdAt).toSorted((a, b) => a - b);
  const ends: { readonly at: number; readonly isCompleted: boolean }[] = [];
  for (const facts of descendants) {
    const below = isEpic(facts) && isUnmapped(facts) ? deliveredBy(facts, context) : null;
    const at = facts.completedAt ?? facts.cancelledAt ?? below;
    if (at !== null) ends.push({ at, isCompleted: facts.cancelledAt === null });
  }
  const deliveredAt = firstAllEnded(
    createdAt,
    ends.toSorted((a, b) => a.at - b.at),
  );
  context.delivered.set(top, deliveredAt);
  return deliveredAt;
}

function firstAllEnded(
  createdAt: readonly number[],
  ends: readonly { readonly at: number; readonly isCompleted: boolean }[],
): number | null {
  let created = 0;
  let hasCompleted = false;
  for (const [index, { at, isCompleted }] of ends.entries()) {
    hasCompleted ||= isCompleted;
    while ((createdAt[created] ?? Number.POSITIVE_INFINITY) <= at) created += 1;
    if (hasCompleted && index + 1 === created) return at;
  }
  return null;
}
