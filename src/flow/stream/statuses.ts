import type { Status } from '../history.ts';
import type { StatusRef } from './document.ts';
import { foldWord, remember } from './words.ts';

/**
 * The list that a status belongs to, by its place in `lists`, or -1. An id wins over a name; a name without an id matches the text
 * in the history, exactly where it can, else without regard to case; a name beside an id counts only where the history gives no id.
 * Source: methods.md 1.4.
 */
export function statusLookup(lists: readonly (readonly StatusRef[])[]): (status: Status) => number {
  const byId = new Map<string, number>();
  const bareNames = new NameIndex();
  const namesOfIds = new NameIndex();
  lists.forEach((refs, index) => {
    for (const ref of refs) {
      if (ref.id !== null) byId.set(ref.id, index);
      if (ref.name === null) continue;
      if (ref.id === null) bareNames.add(ref.name, index);
      else namesOfIds.add(ref.name, index);
    }
  });
  const byNameBesideId = remember((name) => bareNames.find(name) ?? -1);
  const byNameAlone = remember((name) => bareNames.find(name) ?? namesOfIds.find(name) ?? -1);
  return (status) => {
    if (status.id === null) return byNameAlone(status.name);
    return byId.get(status.id) ?? byNameBesideId(status.name);
  };
}

/** Whether a status stands in a list, by the rules of `statusLookup`. Source: methods.md 1.4. */
export function statusTest(refs: readonly StatusRef[]): (status: Status) => boolean {
  if (refs.length === 0) return () => false;
  const lookup = statusLookup([refs]);
  return (status) => lookup(status) === 0;
}

/** Names to places; the first of equal names holds. */
class NameIndex {
  private readonly exact = new Map<string, number>();
  private readonly folded = new Map<string, number>();

  add(name: string, index: number): void {
    if (!this.exact.has(name)) this.exact.set(name, index);
    const key = foldWord(name);
    if (!this.folded.has(key)) this.folded.set(key, index);
  }

  find(name: string): number | undefined {
    return this.exact.get(name) ?? this.folded.get(foldWord(name));
  }
}
