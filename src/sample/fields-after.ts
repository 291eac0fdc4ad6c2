import type { Change, Fields } from '../flow/history.ts';

/** What an item is after a change. */
export function fieldsAfter(now: Fields, change: Change): Fields {
  if (change.field === 'link') {
    const others = now.links.filter((one) => one.type !== change.link.type || one.item !== change.link.item);
    return { ...now, links: change.isAdded ? [...others, change.link] : others };
  }
  if (change.field === 'custom') {
    const { [change.name]: _before, ...others } = now.custom;
    return { ...now, custom: change.to.length === 0 ? others : { ...others, [change.name]: change.to } };
  }
  return { ...now, [change.field]: change.to };
}
