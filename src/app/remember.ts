import type { MeasureInput } from '../flow/measure.ts';

/** How many windows over the same items keep their answer. */
const KEPT_WINDOWS = 40;

/**
 * Computes once for the same items and window. The items' list is made anew when facts, filter or `asOf` change, so an answer lives
 * exactly as long as what it was computed from.
 */
export function rememberByInput<Answer>(compute: (input: MeasureInput) => Answer): (input: MeasureInput) => Answer {
  const known = new WeakMap<object, Map<string, Answer>>();
  return (input) => {
    let answers = known.get(input.items);
    if (answers === undefined) {
      answers = new Map();
      known.set(input.items, answers);
    }
    const key = `${input.window.from} ${input.window.to}`;
    const answer = answers.get(key);
    if (answer !== undefined) return answer;
    const made = compute(input);
    if (answers.size >= KEPT_WINDOWS) answers.delete(answers.keys().next().value ?? '');
    answers.set(key, made);
    return made;
  };
}
