import type { Change, Link } from '../../flow/history.ts';
import type { JiraItem, JiraLink } from './issue.ts';

/** A change of links at its moment, not yet told apart from links that were there from the beginning. */
export interface LinkChange {
  readonly at: number;
  readonly sequence: number;
  readonly isAdded: boolean;
  readonly link: Link;
}

/** The links that the issue has now, as said from the issue itself. */
export function presentLinks(links: readonly JiraLink[]): readonly Link[] {
  const present: Link[] = [];
  for (const { type, inwardIssue, outwardIssue } of links) {
    if (inwardIssue !== undefined) present.push({ type: type.inward, item: inwardIssue.key });
    if (outwardIssue !== undefined) present.push({ type: type.outward, item: outwardIssue.key });
  }
  return present;
}

/** What a `Link` entry of the change log says: the key under `to` was linked, the one under `from` unlinked. */
export function linkChangesOf(
  item: JiraItem,
  at: number,
  sequence: number,
  types: readonly string[],
): readonly LinkChange[] {
  const changes: LinkChange[] = [];
  if (item.from !== null && item.from !== '') {
    changes.push({ at, sequence, isAdded: false, link: linkOf(item.from, item.fromString, types) });
  }
  if (item.to !== null && item.to !== '') {
    changes.push({ at, sequence, isAdded: true, link: linkOf(item.to, item.toString, types) });
  }
  return changes;
}

/** "This issue is blocked by K-7" → `is blocked by`. In other languages the type is found among those the issue has. */
function linkOf(key: string, text: string | null, types: readonly string[]): Link {
  const said = (text ?? '').trim();
  const bare = said.endsWith(key) ? said.slice(0, -key.length).trim() : said;
  if (bare.startsWith('This issue ')) return { type: bare.slice('This issue '.length), item: key };
  const known = types.find((type) => type !== '' && bare.includes(type));
  return { type: known ?? bare, item: key };
}

export interface LinkStory {
  readonly initial: readonly Link[];
  readonly changes: readonly Change[];
}

/**
 * Tells links of the beginning from later ones. A present link that the change log never added was there at creation.
 * Where a link type was renamed or the other issue moved, a change and a present link that match in one half only
 * are taken for the same link, under its present name; else it would count twice, once from creation on.
 */
export function linkStory(changes: readonly LinkChange[], present: readonly Link[]): LinkStory {
  const held = new Map(present.map((link) => [idOf(link), link]));
  const renamed = renames(changes, present);
  const named = changes.map((change) => ({ ...change, link: renamed.get(idOf(change.link)) ?? change.link }));
  const initial = new Map<string, Link>();
  const met = new Set<string>();
  for (const { isAdded, link } of named) {
    if (!met.has(idOf(link)) && !isAdded) initial.set(idOf(link), link);
    met.add(idOf(link));
  }
  for (const [id, link] of held) if (!met.has(id)) initial.set(id, link);
  return {
    initial: [...initial.values()],
    changes: named.map(({ at, sequence, isAdded, link }) => ({ at, sequence, field: 'link', isAdded, link })),
  };
}

/** Links that the change log added for good under another name than the present one → the present link. */
function renames(changes: readonly LinkChange[], present: readonly Link[]): ReadonlyMap<string, Link> {
  const lasting = new Map<string, Link>();
  const met = new Set<string>();
  for (const { isAdded, link } of changes) {
    met.add(idOf(link));
    if (isAdded) lasting.set(idOf(link), link);
    else lasting.delete(idOf(link));
  }
  const held = new Set(present.map(idOf));
  const unexplained = present.filter((link) => !met.has(idOf(link)));
  const gone = [...lasting.values()].filter((link) => !held.has(idOf(link)));
  const renamed = new Map<string, Link>();
  for (const half of [sameItem, sameType]) {
    for (const link of unexplained) {
      if ([...renamed.values()].includes(link)) continue;
      const candidates = gone.filter((other) => half(link, other) && !renamed.has(idOf(other)));
      const rivals = unexplained.filter((other) => half(link, other));
      const [only] = candidates;
      if (only !== undefined && candidates.length === 1 && rivals.length === 1) renamed.set(idOf(only), link);
    }
  }
  return renamed;
}

function sameItem(one: Link, other: Link): boolean {
  return one.item === other.item;
}

function sameType(one: Link, other: Link): boolean {
  return one.type === other.type;
}

function idOf(link: Link): string {
  return `${link.type}\n${link.item}`;
}
