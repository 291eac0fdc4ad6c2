import type { Finding } from '../../../outcomes/statement/statement.ts';

/** The sentence with a suggestion taken, and the gap to fill next. */
export interface Taken {
  readonly text: string;
  /** Offsets of the first gap; null where nothing is left open. */
  readonly gap: readonly [start: number, end: number] | null;
}

const APPENDED = new Set<Finding['code']>(['NO-BASELINE', 'NO-TARGET', 'NO-DATE', 'NO-BENEFICIARY']);

/** Takes a suggestion into the sentence; null where it is only an example. */
export function takeSuggestion(text: string, { code, suggestion }: Pick<Finding, 'code' | 'suggestion'>): Taken | null {
  if (suggestion === '') return null;
  if (code === 'OUTPUT-LED')
    return suggestion.startsWith('…') ? appended(text, suggestion.slice(1).trim()) : replaced(suggestion);
  if (code === 'NO-DIRECTION') return replaced(suggestion.replace('raise (or lower)', 'raise'));
  if (!APPENDED.has(code)) return null;
  const first = suggestion.split(', or ')[0] ?? suggestion;
  const tail = /^from … (to .+)$/.exec(first)?.[1];
  const place = tail === undefined ? -1 : text.indexOf(tail);
  if (place > 0) return withGap(`${text.slice(0, place)}from … ${text.slice(place)}`, place);
  return appended(text, first);
}

function appended(text: string, words: string): Taken {
  const end = /[\s.!?]*$/.exec(text)?.index ?? text.length;
  const mark = text.slice(end).trim();
  return withGap(`${text.slice(0, end)} ${words}${mark}`, end);
}

function replaced(words: string): Taken {
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return withGap(/[.!?]$/.test(sentence) ? sentence : `${sentence}.`, 0);
}

function withGap(text: string, from: number): Taken {
  const found = /…|\[[^\]]+\]/.exec(text.slice(from));
  const start = from + (found?.index ?? 0);
  return { text, gap: found === null ? null : [start, start + found[0].length] };
}
