import type { DeliveryAnswer } from '../../api/delivery.ts';
import { editDocumentText } from '../../flow/stream/edit.ts';
import { parseStream } from '../../flow/stream/parse.ts';
import { foldWord } from '../../flow/stream/words.ts';

/** A repository or an application that sources told of. */
export type Place = DeliveryAnswer['elsewhere'][number];

/** A share of what the first names, below which it is chance: keys of other teams' work turn up everywhere. */
const CHANCE = 0.1;

/** What is taken unless somebody says otherwise: repositories of which clearly many records name the stream's items. */
export function placesToTake(places: readonly Place[]): readonly Place[] {
  const most = Math.max(0, ...places.map(({ naming }) => naming));
  return places.filter(({ kind, naming }) => kind === 'repo' && naming > 0 && naming >= CHANCE * most);
}

/**
 * A document's text with applications of these names behind those that it has. A repository's application is called by the last part of
 * its name, unless another is called so. A text that cannot be read stays as it is, for the server to refuse.
 */
export function addApplications(text: string, places: readonly Place[]): string {
  const read = parseStream(text);
  if (!read.ok) return text;
  const before = read.document.applications ?? [];
  const taken = new Set(before.flatMap(({ name, alsoCalled = [] }) => [name, ...alsoCalled].map(foldWord)));
  const take = (name: string): boolean => {
    const isFree = !taken.has(foldWord(name));
    taken.add(foldWord(name));
    return isFree;
  };
  const repos = places.filter(({ kind }) => kind === 'repo');
  const named = places.filter(({ kind }) => kind === 'application');
  const added = [
    ...repos.map(({ name }) => {
      const last = name.split('/').at(-1) ?? name;
      if (take(last)) return { name: last, repo: [name] };
      take(name);
      return { name, repo: [name] };
    }),
    // One that is called like a repository that is taken is that one.
    ...named.flatMap(({ name }) => (take(name) ? [{ name }] : [])),
  ];
  const edited = editDocumentText(text, { ...read.document, applications: [...before, ...added] });
  return edited.ok ? edited.text : text;
}
