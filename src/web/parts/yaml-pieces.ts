/** A part of a line that is shown in one way. */
export interface Piece {
  /** Where it begins in the line; tells pieces apart. */
  readonly at: number;
  readonly text: string;
  readonly as: 'remark' | 'key' | 'text';
}

/**
 * A line of YAML cut into its first key, what it says, and its remark. For looks alone: what the line means is the
 * reader's business.
 */
export function piecesOf(line: string): readonly Piece[] {
  const hash = remarkAt(line);
  const said = hash === -1 ? line : line.slice(0, hash);
  const key = /^(\s*(?:- )?\{?)([\w-]+)(?=:(\s|$))/.exec(said);
  const pieces: Piece[] = [];
  const add = (at: number, text: string, as: Piece['as']): void => {
    if (text !== '') pieces.push({ at, text, as });
  };
  if (key === null) add(0, said, 'text');
  else {
    const [whole, lead = '', name = ''] = key;
    add(0, lead, 'text');
    add(lead.length, name, 'key');
    add(whole.length, said.slice(whole.length), 'text');
  }
  if (hash !== -1) add(hash, line.slice(hash), 'remark');
  return pieces;
}

/** Where a remark begins: a `#` at the beginning or behind a blank, outside quotes; -1 when there is none. */
function remarkAt(line: string): number {
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    const before = at === 0 ? ' ' : line.charAt(at - 1);
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if ((letter === '"' || letter === "'") && /[\s[{,:]/.test(before)) quote = letter;
    else if (letter === '#' && /\s/.test(before)) return at;
  }
  return -1;
}
