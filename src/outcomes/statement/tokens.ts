/** A piece of the text: a word with its hyphens, a number as written, a day in figures, or a sign. */
export interface Token {
  readonly kind: 'word' | 'number' | 'day' | 'sign';
  readonly text: string;
  /** Lower case, straight apostrophes, without a possessive ending. */
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** The value of a number; null for a number that cannot be read as one, such as 1.2.3. */
  readonly value: number | null;
  readonly isPossessive: boolean;
}

/** Each pattern is tried where the last one ended and consumes what it has looked at, so that reading stays linear. */
const WORD = /[\p{L}][\p{L}\p{M}\p{N}]*(?:['’\-‐‑][\p{L}\p{M}\p{N}]+)*['’]?/uy;
const DAY = /\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)/y;
const NUMBER = /\d+(?:[.,]\d+)*/y;
const ACCOUNT = /@[\p{L}\p{N}_][\p{L}\p{N}_.-]*/uy;
const ARROW = /-{1,2}>|=>|→|➔|➜|⇒/y;
const LIMIT = /<=|>=/y;
const ITEM = /(?:[-*+•]|\d{1,2}[.)])[ \t]+(?=\S)/y;
const SIGNS = new Set('%‰£$€¥.,;:()[]–—-+−<>≤≥~≈/&!?×=•'.split(''));

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** The value of a number as written: 1,200 and 1,200.50 have thousands, 4,5 and 1.200,50 a decimal comma. Source: methods.md 5.2. */
export function figureValue(written: string): number | null {
  if (/^\d+(?:\.\d+)?$/.test(written)) return Number(written);
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(written)) return Number(written.replaceAll(',', ''));
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(written)) return Number(written.replaceAll('.', '').replace(',', '.'));
  if (/^\d+,\d+$/.test(written)) return Number(written.replace(',', '.'));
  return null;
}

const POSSESSIVE = /(?:'s|(?<=s)')$/;

function wordToken(text: string, start: number): Token {
  const plain = text.toLowerCase().replaceAll('’', "'").replaceAll(/[‐‑]/g, '-');
  const isPossessive = POSSESSIVE.test(plain);
  const lower = isPossessive ? plain.replace(POSSESSIVE, '') : plain.replace(/'$/, '');
  return { kind: 'word', text, lower, start, end: start + text.length, value: null, isPossessive };
}

function plainToken(kind: Token['kind'], text: string, lower: string, start: number): Token {
  const value = kind === 'number' ? figureValue(text) : null;
  return { kind, text, lower, start, end: start + text.length, value, isPossessive: false };
}

function tokenAt(text: string, at: number, isLineStart: boolean): Token | number {
  if (isLineStart) {
    const item = matchAt(ITEM, text, at);
    if (item !== null) return plainToken('sign', item, '•', at);
  }
  const word = matchAt(WORD, text, at);
  if (word !== null) return wordToken(word, at);
  const day = matchAt(DAY, text, at);
  if (day !== null) return plainToken('day', day, day, at);
  const number = matchAt(NUMBER, text, at);
  if (number !== null) return plainToken('number', number, number, at);
  const account = matchAt(ACCOUNT, text, at);
  if (account !== null) return { ...wordToken(account, at), isPossessive: false };
  const arrow = matchAt(ARROW, text, at);
  if (arrow !== null) return plainToken('sign', arrow, '→', at);
  const limit = matchAt(LIMIT, text, at);
  if (limit !== null) return plainToken('sign', limit, limit === '<=' ? '≤' : '≥', at);
  const sign = text.charAt(at);
  return SIGNS.has(sign) ? plainToken('sign', sign, sign, at) : at + 1;
}

/** Figures beyond this are no amount that somebody states. */
const LONGEST_NUMBER = 16;
const GROUP_SPACES = new Set([' ', '\u00a0', '\u202f', '\u2009']);

/** 1 200 000 is one number: groups of three after one to three figures, a single space between. */
function joinGroups(tokens: readonly Token[], text: string): readonly Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    const isGroup =
      last !== undefined &&
      last.kind === 'number' &&
      last.text.length < LONGEST_NUMBER &&
      token.kind === 'number' &&
      /^\d{3}$/.test(token.text) &&
      /^\d{1,3}(?:[^\d.,]\d{3})*$/.test(last.text) &&
      GROUP_SPACES.has(text.slice(last.end, token.start));
    if (!isGroup) {
      joined.push(token);
      continue;
    }
    const whole = text.slice(last.start, token.end);
    joined[joined.length - 1] = {
      ...last,
      text: whole,
      end: token.end,
      value: Number(whole.replaceAll(/\D/g, '')),
    };
  }
  return joined;
}

/** The tokens of a text, in order. Markdown marks and quotes are passed over. Source: methods.md 5.2. */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let isLineStart = true;
  while (at < text.length) {
    const read = tokenAt(text, at, isLineStart);
    if (typeof read === 'number') {
      const passed = text.charAt(at);
      isLineStart = passed === '\n' || (isLineStart && (passed === ' ' || passed === '\t'));
      at = read;
      continue;
    }
    tokens.push(read);
    at = read.end;
    isLineStart = false;
  }
  return joinGroups(tokens, text);
}

const OUTSIDE: Token = { kind: 'sign', text: '', lower: '', start: 0, end: 0, value: null, isPossessive: false };

/** The tokens to walk over. It counts how often it was asked, so that a test can hold reading to linear work. */
export class Line {
  readonly text: string;
  readonly tokens: readonly Token[];
  steps = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = readTokens(text);
  }

  get length(): number {
    return this.tokens.length;
  }

  /** The token there; an empty sign outside of the text. */
  at(index: number): Token {
    this.steps += 1;
    return this.tokens[index] ?? OUTSIDE;
  }

  lower(index: number): string {
    return this.at(index).lower;
  }

  isWord(index: number, words: ReadonlySet<string>): boolean {
    return words.has(this.at(index).lower);
  }

  /** Offsets of tokens first … last−1. */
  span(first: number, last: number): readonly [number, number] {
    if (this.tokens.length === 0 || last <= first) return [0, this.text.length];
    return [this.at(first).start, this.at(last - 1).end];
  }
}
