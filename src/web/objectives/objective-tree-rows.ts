import type { ObjectiveRow } from '../../api/objectives.ts';

/** What the address of the objectives can say. */
export interface ObjectiveFilter {
  readonly cycle?: readonly string[] | undefined;
  readonly level?: readonly string[] | undefined;
  readonly owner?: readonly string[] | undefined;
  /** Words that title, team, owner or a key result hold. */
  readonly find?: string | undefined;
}

export interface TreeNode {
  readonly row: ObjectiveRow;
  /** It answers the filter itself; else it is there for what hangs below it. */
  readonly isMatch: boolean;
  /** Objectives that take up a key result, by the key result. */
  readonly below: ReadonlyMap<string, readonly TreeNode[]>;
}

/** No owner has a name that is empty. */
export const NO_OWNER = '(none)';

/** The objectives that each filter lets through, with all that stands above them, as trees. What names no parent that is there is a root. */
export function treeOf(rows: readonly ObjectiveRow[], filter: ObjectiveFilter): readonly TreeNode[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const matches = new Set(rows.filter((row) => isIn(row, filter)).map(({ id }) => id));
  const shown = new Set<string>();
  for (const id of matches) {
    let at = byId.get(id);
    while (at !== undefined && !shown.has(at.id)) {
      shown.add(at.id);
      at = at.parentObjective === null ? undefined : byId.get(at.parentObjective);
    }
  }
  const visible = rows.filter(({ id }) => shown.has(id));
  const childrenOf = Map.groupBy(visible, ({ body }) => body.parent ?? '');
  const nodeOf = (row: ObjectiveRow): TreeNode => ({
    row,
    isMatch: matches.has(row.id),
    below: new Map(
      row.keyResults.flatMap(({ id }) => {
        const children = childrenOf.get(id) ?? [];
        return children.length === 0 ? [] : [[id, children.map(nodeOf)] as const];
      }),
    ),
  });
  return visible.filter((row) => row.parentObjective === null || !shown.has(row.parentObjective)).map(nodeOf);
}

function isIn(row: ObjectiveRow, { cycle, level, owner, find }: ObjectiveFilter): boolean {
  const has = (chosen: readonly string[] | undefined, value: string): boolean =>
    chosen === undefined || chosen.includes(value);
  if (!has(cycle, row.body.cycle) || !has(level, row.body.level)) return false;
  if (owner !== undefined && !ownersOf(row).some((one) => owner.includes(one))) return false;
  const words = (find ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const { title, team } = row.body;
  const text = [title, team ?? '', ...ownersOf(row), ...row.keyResults.map(({ body }) => body.title)].join(' ');
  return words.every((word) => text.toLowerCase().includes(word));
}

/** Who tells how it goes: the owners of an objective and of its key results. */
export function ownersOf({ body, keyResults }: ObjectiveRow): readonly string[] {
  const named = [body.owner, ...keyResults.map((one) => one.body.owner)].filter((one) => one !== null);
  return named.length === 0 ? [NO_OWNER] : [...new Set(named)];
}

/** Whether anything is asked for at all. */
export function isFiltered({ cycle, level, owner, find }: ObjectiveFilter): boolean {
  return cycle !== undefined || level !== undefined || owner !== undefined || (find ?? '') !== '';
}

/** Those that begin open: what others hang below. Leaves show their key results when asked. */
export function openAtFirst(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap(({ row, below }) =>
    below.size === 0 ? [] : [row.id, ...[...below.values()].flatMap((children) => openAtFirst(children))],
  );
}

export function allIds(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap(({ row, below }) => [row.id, ...[...below.values()].flatMap((children) => allIds(children))]);
}
