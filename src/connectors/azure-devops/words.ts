import { keysIn } from '../git/keys.ts';
import { itemKey } from './map-item.ts';

/**
 * Item keys in what people wrote: keys as other tools write them too (`K-7`, `AB#7`), and work items as `#7`. The number in
 * `Merged PR 7:` names the pull request and is no key.
 */
export function keysOf(texts: readonly string[], branch?: string): readonly string[] {
  const keys = new Set<string>();
  for (const text of texts) {
    for (const key of keysIn(text)) keys.add(key);
    for (const [, number] of text.matchAll(/(?:^|[\s([,;:])#([1-9]\d*)\b/g)) keys.add(itemKey(Number(number)));
  }
  for (const key of keysIn((branch ?? '').replace(/_(?=[a-z])/g, ' '))) keys.add(key);
  return [...keys];
}

/** Whether a name or account is a program's, as pipelines have them. */
export function isProgram(name: string | null | undefined, descriptor?: string | null): boolean {
  return (descriptor ?? '').startsWith('svc.') || / Build Service \(|\[bot\]$/.test(name ?? '');
}
