import type { Change } from '../../flow/history.ts';
import type { Happened } from './happened.ts';
import type { JiraComponent } from './issue.ts';

export interface ComponentStory {
  readonly initial: readonly string[];
  readonly changes: readonly Change[];
}

/**
 * The change log adds and removes components one by one, so the beginning is the present set walked back. Components are
 * known by id where there is one; a component that was renamed goes by its present name throughout.
 */
export function componentStory(happened: readonly Happened[], present: readonly JiraComponent[]): ComponentStory {
  const presentNames = new Map(present.map((component) => [component.id ?? component.name, component.name]));
  const steps = happened.filter(({ item }) => /^components?(\/s)?$/i.test(item.field));
  let held = presentNames;
  for (const { item } of steps.toReversed())
    held = moved(held, presentNames, item.to, item.toString, item.from, item.fromString);
  const initial = [...held.values()];
  const changes: Change[] = [];
  for (const { at, sequence, item } of steps) {
    held = moved(held, presentNames, item.from, item.fromString, item.to, item.toString);
    changes.push({ at, sequence, field: 'components', to: [...held.values()] });
  }
  return { initial, changes };
}

/** The set without the one component and with the other. */
function moved(
  held: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
  outId: string | null,
  outName: string | null,
  inId: string | null,
  inName: string | null,
): Map<string, string> {
  const next = new Map(held);
  const outKey = outId ?? outName;
  const inKey = inId ?? inName;
  if (outKey !== null && outKey !== '') next.delete(outKey);
  if (inKey !== null && inKey !== '') next.set(inKey, names.get(inKey) ?? inName ?? inKey);
  return next;
}
