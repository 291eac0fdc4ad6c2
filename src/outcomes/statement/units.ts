/** What kind of thing a unit measures; figures of one dimension can be compared by their factor. Source: methods.md 5.2. */
export type Dimension = 'percent' | 'points' | 'time' | 'money' | 'times' | 'other';

export interface Unit {
  readonly name: string;
  readonly dimension: Dimension;
  /** Seconds for times, one for all else. */
  readonly factor: number;
}

const percent: Unit = { name: '%', dimension: 'percent', factor: 1 };
const points: Unit = { name: 'points', dimension: 'points', factor: 1 };
const times: Unit = { name: 'times', dimension: 'times', factor: 1 };
const time = (name: string, factor: number): Unit => ({ name, dimension: 'time', factor });
const money = (name: string): Unit => ({ name, dimension: 'money', factor: 1 });

const DAY = 86_400;
const NAMES: readonly (readonly [Unit, string])[] = [
  [percent, '% percent pct per-cent'],
  [{ ...percent, name: '‰' }, '‰'],
  [points, 'pp ppt pts points percentage-points percentage-point'],
  [times, 'x × times'],
  [time('ms', 0.001), 'ms msec millisecond milliseconds'],
  [time('seconds', 1), 's sec secs second seconds'],
  [time('minutes', 60), 'min mins minute minutes'],
  [time('hours', 3600), 'h hr hrs hour hours'],
  [time('days', DAY), 'd day days'],
  [time('weeks', 7 * DAY), 'wk wks week weeks'],
  [time('months', 30.44 * DAY), 'month months mo'],
  [time('years', 365.25 * DAY), 'year years yr yrs'],
  [money('£'), '£ gbp pounds pound'],
  [money('€'), '€ eur euro euros'],
  [money('$'), '$ usd dollars dollar'],
  [money('¥'), '¥ yen jpy'],
  [{ name: 'pence', dimension: 'money', factor: 0.01 }, 'p pence cents'],
];
const UNITS: ReadonlyMap<string, Unit> = new Map(
  NAMES.flatMap(([unit, names]) => names.split(' ').map((name) => [name, unit] as const)),
);

/** A known unit by any of its names, or null. Source: methods.md 5.2. */
export function unitNamed(name: string): Unit | null {
  return UNITS.get(name) ?? null;
}

/** A unit that is only a noun, such as users; an empty one for a bare figure. Source: methods.md 5.2. */
export function otherUnit(name: string): Unit {
  return { name, dimension: 'other', factor: 1 };
}

const MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['thousand', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['million', 1e6],
  ['bn', 1e9],
  ['billion', 1e9],
]);

/** What a word after a figure multiplies it by, or null. Source: methods.md 5.2. */
export function magnitudeOf(word: string): number | null {
  return MAGNITUDES.get(word) ?? null;
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SPELLED: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, value): [string, number] => [word, value]),
  ...TENS.flatMap((ten, i): [string, number][] => [
    [ten, (i + 2) * 10],
    ...SMALL.slice(1, 10).map((one, j): [string, number] => [`${ten}-${one}`, (i + 2) * 10 + j + 1]),
  ]),
  ['hundred', 100],
  ['dozen', 12],
]);

/** The value of a number word such as twenty-one, or null. Source: methods.md 5.2. */
export function spelledValue(word: string): number | null {
  return SPELLED.get(word) ?? null;
}

const PARTS: ReadonlyMap<string, number> = new Map([
  ['half', 50],
  ['third', 100 / 3],
  ['thirds', 100 / 3],
  ['quarter', 25],
  ['quarters', 25],
  ['fifth', 20],
  ['fifths', 20],
  ['tenth', 10],
]);

/** A fraction word as per cent, or null. Source: methods.md 5.2. */
export function partValue(word: string): number | null {
  return PARTS.get(word) ?? null;
}
