/** A map that keeps its latest used entries: the oldest use goes when there is one too many. */
export interface LatestMap<Key, Value> {
  readonly getOrMake: (key: Key, make: () => Value) => Value;
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => void;
  readonly delete: (key: Key) => void;
  readonly clear: () => void;
  readonly size: () => number;
  /** The oldest use first. */
  readonly values: () => readonly Value[];
}

/** Keeps at most `limit` entries, and, where `weigh` is given, at most `budget` in sum (the latest one always stays). */
export function latestMap<Key, Value>(
  limit: number,
  weight?: { readonly budget: number; readonly weigh: (value: Value) => number },
): LatestMap<Key, Value> {
  const entries = new Map<Key, Value>();
  let sum = 0;
  const weigh = weight?.weigh ?? (() => 0);
  const budget = weight?.budget ?? 0;
  const drop = (key: Key): void => {
    const value = entries.get(key);
    if (value === undefined) return;
    sum -= weigh(value);
    entries.delete(key);
  };
  const get = (key: Key): Value | undefined => {
    const value = entries.get(key);
    if (value === undefined) return undefined;
    entries.delete(key);
    entries.set(key, value);
    return value;
  };
  const set = (key: Key, value: Value): void => {
    drop(key);
    entries.set(key, value);
    sum += weigh(value);
    for (const oldest of entries.keys()) {
      if (entries.size === 1 || (entries.size <= limit && sum <= budget)) break;
      drop(oldest);
    }
  };
  return {
    get,
    set,
    delete: drop,
    clear: () => {
      entries.clear();
      sum = 0;
    },
    size: () => entries.size,
    values: () => [...entries.values()],
    getOrMake: (key, make) => {
      const known = get(key);
      if (known !== undefined) return known;
      const made = make();
      set(key, made);
      return made;
    },
  };
}
