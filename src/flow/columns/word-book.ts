/** Texts and lists of texts, each kept once and named by its place. */
export interface WordBook {
  readonly words: readonly string[];
  readonly lists: readonly (readonly string[])[];
  /** -1 for null. */
  readonly place: (word: string | null) => number;
  readonly placeOfList: (list: readonly string[]) => number;
}

/** An empty book. */
export function makeWordBook(): WordBook {
  const words: string[] = [];
  const lists: (readonly string[])[] = [];
  const places = new Map<string, number>();
  const placesOfLists = new Map<string, number>();
  return {
    words,
    lists,
    place: (word) => (word === null ? -1 : placeIn(places, words, word, word)),
    placeOfList: (list) => placeIn(placesOfLists, lists, JSON.stringify(list), list),
  };
}

function placeIn<One>(places: Map<string, number>, all: One[], key: string, one: One): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  places.set(key, all.length);
  all.push(one);
  return all.length - 1;
}
