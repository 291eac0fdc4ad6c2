import { verbs, words } from './forms.ts';

const UP = [
  ...verbs(
    'increase raise grow lift boost expand climb rise gain maximise maximize multiply double triple quadruple extend jump',
    'rose risen grew grown uplift',
  ),
  ...words('up more higher growth longer upwards additional extra'),
];
const DOWN = [
  ...verbs(
    'reduce cut lower decrease shorten shrink drop fall decline minimise minimize lessen trim slash diminish halve eliminate save shave cap lose remove',
    'fell fallen shrank shrunk shrunken lost',
  ),
  ...words('down fewer less reduction shorter faster quicker sooner earlier downwards smaller cheaper lowest'),
];
const BETTER = verbs('improve enhance optimise optimize strengthen', 'improvement improvements');
const HOLD = verbs('keep maintain hold sustain stay remain preserve', 'kept held stable');
/** A level that is to be reached, whichever way it lies. */
const REACH = verbs(
  'reach achieve attain hit exceed surpass attract win acquire recruit onboard get sign',
  'become won got',
);

/** The way that a word points to; `better` points to the good side of the metric. Source: methods.md 5.2. */
export type Pointing = 'up' | 'down' | 'hold' | 'better' | 'reach';

const WAYS: ReadonlyMap<string, Pointing> = new Map<string, Pointing>([
  ...UP.map((word) => [word, 'up'] as const),
  ...DOWN.map((word) => [word, 'down'] as const),
  ...BETTER.map((word) => [word, 'better'] as const),
  ...HOLD.map((word) => [word, 'hold'] as const),
  ...REACH.map((word) => [word, 'reach'] as const),
]);

/** Where a word points to, or null. Source: methods.md 5.2. */
export function pointingOf(word: string): Pointing | null {
  return WAYS.get(word) ?? null;
}

/** Comparatives that may follow a figure: "20 % shorter". Source: methods.md 5.2. */
export const COMPARATIVES: ReadonlySet<string> = new Set(
  words(
    'more fewer less shorter faster quicker higher lower longer sooner earlier cheaper smaller larger better additional extra reduction increase decrease drop rise improvement growth decline cut boost uplift gain fall',
  ),
);
/** Words for a change that can be the object of a verb of making: "deliver a 10 % reduction". Source: methods.md 5.2. */
export const CHANGES: ReadonlySet<string> = new Set(
  words(
    'reduction increase decrease drop rise improvement growth decline cut boost uplift gain fall reductions increases improvements',
  ),
);
/** "give up", "set up": here up and down point nowhere. Source: methods.md 5.2. */
export const PHRASAL: ReadonlySet<string> = new Set(
  verbs(
    'give sign set follow back look start pick show end turn log break shut open speed follow bring',
    'gave given broke broken',
  ),
);
/** Verbs whose up and down do point: "bring up", "speed up" is faster. Source: methods.md 5.2. */
export const POINTING_PHRASAL: ReadonlySet<string> = new Set(verbs('bring', 'brought'));

/** Prepositions that make a figure a limit, with the side on which it lies. Source: methods.md 5.2. */
export const LIMITS: ReadonlyMap<string, 'up' | 'down'> = new Map([
  ['below', 'down'],
  ['under', 'down'],
  ['beneath', 'down'],
  ['<', 'down'],
  ['≤', 'down'],
  ['max', 'down'],
  ['maximum', 'down'],
  ['above', 'up'],
  ['over', 'up'],
  ['beyond', 'up'],
  ['>', 'up'],
  ['≥', 'up'],
  ['min', 'up'],
  ['minimum', 'up'],
  ['least', 'up'],
  ['most', 'down'],
]);
/** Words before "than" that make a limit. Source: methods.md 5.2. */
export const THAN: ReadonlyMap<string, 'up' | 'down'> = new Map([
  ['less', 'down'],
  ['fewer', 'down'],
  ['lower', 'down'],
  ['shorter', 'down'],
  ['faster', 'down'],
  ['more', 'up'],
  ['greater', 'up'],
  ['higher', 'up'],
  ['longer', 'up'],
  ['better', 'up'],
]);
