/**
 * Names are compared without regard to case or surrounding blanks, as the tools that they come from do: Jira shows one
 * resolution as "Not a Problem" today and "Not A Problem" in an old change log.
 */

/** A name as it is compared: case, surrounding blanks and the form of accents do not count. */
export function foldWord(word: string): string {
  return word.normalize('NFC').trim().toLowerCase();
}

/** Labels may be many and long; beyond this many distinct words nothing more is remembered. */
const REMEMBERED = 10_000;

/** A test for membership of a list of names. Answers are remembered by word, since a million items hold the same few. */
export function wordTest(accepted: readonly string[]): (word: string) => boolean {
  const folded = new Set(accepted.map(foldWord));
  return remember((word) => folded.has(foldWord(word)));
}

/** `answer`, remembered for each of the first words asked. `answer` must depend on the word alone. */
export function remember<Answer>(answer: (word: string) => Answer): (word: string) => Answer {
  const known = new Map<string, Answer>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const made = answer(word);
    if (known.size < REMEMBERED) known.set(word, made);
    return made;
  };
}
