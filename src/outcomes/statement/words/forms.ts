const DOUBLED = new Set([
  'cut',
  'drop',
  'ship',
  'run',
  'set',
  'plan',
  'trim',
  'stop',
  'get',
  'hit',
  'slip',
  'step',
  'cap',
]);

function formsOf(verb: string): readonly string[] {
  if (DOUBLED.has(verb)) {
    const doubled = `${verb}${verb.slice(-1)}`;
    return [verb, `${verb}s`, `${doubled}ed`, `${doubled}ing`];
  }
  if (verb.endsWith('e')) return [verb, `${verb}s`, `${verb}d`, `${verb.slice(0, -1)}ing`];
  if (/[^aeiou]y$/.test(verb)) return [verb, `${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`];
  if (/(?:s|sh|ch|x|z)$/.test(verb)) return [verb, `${verb}es`, `${verb}ed`, `${verb}ing`];
  return [verb, `${verb}s`, `${verb}ed`, `${verb}ing`];
}

/** The regular forms of verbs, with irregular ones as they are: `verbs('raise grow', 'grew grown')`. Source: methods.md 5.2. */
export function verbs(regular: string, irregular = ''): readonly string[] {
  return [...words(regular).flatMap(formsOf), ...words(irregular)];
}

/** The words of a list. Source: methods.md 5.2. */
export function words(list: string): readonly string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}

/** A set of words and their plurals. Source: methods.md 5.2. */
export function nouns(list: string): ReadonlySet<string> {
  return new Set(words(list).flatMap((noun) => [noun, pluralOf(noun)]));
}

function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|sh|ch|x|z)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
