import type { Line } from './tokens.ts';

/** A date, period or distance over tokens first … last−1. `window` is a span inside of the metric, such as "within 7 days". */
export interface DateMention {
  readonly first: number;
  readonly last: number;
  readonly kind: 'date' | 'window';
  /** The last day of what is said, where it can be known. */
  readonly day: string | null;
}

/** The year that is written there, as 2027 or FY27, or null. Source: methods.md 5.2. */
export function yearAt(line: Line, at: number): number | null {
  const token = line.at(at);
  if (token.kind === 'number' && /^(?:19|20|21)\d\d$/.test(token.text)) return Number(token.text);
  const fiscal = /^(?:fy|cy)(\d{2}|\d{4})$/.exec(token.lower)?.[1];
  if (fiscal !== undefined) return fiscal.length === 2 ? 2000 + Number(fiscal) : Number(fiscal);
  if (token.lower === 'fy' && line.at(at + 1).kind === 'number') return yearAt(line, at + 1);
  return null;
}

/** The token behind a year. Source: methods.md 5.2. */
export function afterYear(line: Line, at: number): number {
  return line.lower(at) === 'fy' ? at + 2 : at + 1;
}

/** The first token that is not in the list, three at most passed over. Source: methods.md 5.2. */
export function skipWords(line: Line, at: number, list: ReadonlySet<string>): number {
  let next = at;
  for (let n = 0; n < 3 && list.has(line.lower(next)); n += 1) next += 1;
  return next;
}
