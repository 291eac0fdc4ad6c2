import type { ItemFacts, Level } from '../facts.ts';
import { isOpen } from './queue.ts';

/** What is left of an epic. */
export interface Remaining {
  readonly epic: ItemFacts;
  /** Its flow items, itself where it is one: all, and those still open. */
  readonly flowItems: readonly ItemFacts[];
  readonly open: readonly ItemFacts[];
}

/**
 * The flow items under an item, at any depth, by the parents that its descendants name; null where no item has that key.
 * Population: children are sought in the item's own source; a circle of parents is walked once. A flow item that lies under another flow
 * item is counted too. Source: methods.md 1.2, 3.1.
 */
export function remainingOf(all: readonly ItemFacts[], key: string, flowItem: Level): Remaining | null {
  const epic = all.find((facts) => facts.item === key);
  if (epic === undefined) return null;
  const children = new Map<string, ItemFacts[]>();
  for (const facts of all) {
    if (facts.parent === null || facts.source !== epic.source) continue;
    const siblings = children.get(facts.parent);
    if (siblings === undefined) children.set(facts.parent, [facts]);
    else siblings.push(facts);
  }
  const seen = new Set<ItemFacts>([epic]);
  for (const facts of seen) for (const child of children.get(facts.item) ?? []) seen.add(child);
  const flowItems = [...seen].filter((facts) => facts.level === flowItem);
  return { epic, flowItems, open: flowItems.filter(isOpen) };
}
