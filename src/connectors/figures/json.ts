import type { Day } from '../../flow/calendar.ts';
import { dayOf, type Figure, lastOfEachDay, numberOf, UnreadableFigures } from './figure.ts';
import { readJson } from './read-json.ts';

const DAY_KEYS = ['date', 'day', 'time', 'timestamp', 'at', 'x'];
const VALUE_KEYS = ['value', 'count', 'y'];

/**
 * Figures from an address that answers JSON. `path` leads to one number, which is of `today`, or to a list of objects with a day and
 * a value, or of pairs. Throws UnreadableFigures.
 */
export async function readJsonFigures(
  source: { readonly url: string; readonly path: string },
  today: Day,
): Promise<readonly Figure[]> {
  const found = at(await readJson(source.url), source.path);
  const value = numberOf(found);
  if (value !== null) return [{ day: today, value }];
  if (!Array.isArray(found)) {
    throw new UnreadableFigures(
      `at ${source.path} there is no number and no list; the path names keys and places, as in data.weeks[0].value`,
    );
  }
  return lastOfEachDay(found.map((entry: unknown, place) => figureOf(entry, `${source.path}[${place}]`)));
}

/** What lies at a path such as `data.weeks[0].value`; `$` is the whole. */
function at(root: unknown, path: string): unknown {
  let here = root;
  for (const [, key, place] of path.replace(/^\$\.?/, '').matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    const step = key ?? Number(place);
    if (typeof here !== 'object' || here === null) return undefined;
    here = Object.hasOwn(here, step) ? Reflect.get(here, step) : undefined;
  }
  return here;
}

function figureOf(entry: unknown, where: string): Figure {
  const pick = (keys: readonly string[], place: number): unknown => {
    if (Array.isArray(entry)) return entry[place];
    if (typeof entry !== 'object' || entry === null) return undefined;
    const key = keys.find((one) => Object.hasOwn(entry, one));
    return key === undefined ? undefined : Reflect.get(entry, key);
  };
  const day = dayOf(pick(DAY_KEYS, 0));
  const value = numberOf(pick(VALUE_KEYS, 1));
  if (day === null)
    throw new UnreadableFigures(`${where} has no day; it needs one of ${DAY_KEYS.join(', ')}, or a pair`);
  if (value === null)
    throw new UnreadableFigures(`${where} (${day}) has no number; it needs one of ${VALUE_KEYS.join(', ')}, or a pair`);
  return { day, value };
}
