import { stringify } from 'yaml';

const WIDTH = 118;

/** A text as comment lines, broken at blanks; line breaks inside names become blanks. */
export function remark(text: string, indent = 0): readonly string[] {
  const lead = `${' '.repeat(indent)}#`;
  const lines: string[] = [];
  let line = lead;
  for (const part of text.split(/\s+/)) {
    if (line.length > lead.length && line.length + 1 + part.length > WIDTH) {
      lines.push(line);
      line = lead;
    }
    line += ` ${part}`;
  }
  return [...lines, line];
}

/** A name as it must stand inside brackets, quoted where it has to be. */
export function word(name: string): string {
  // Several lines, or signs that do not print: as JSON writes them, which YAML reads.
  if (/\p{C}/u.test(name)) return JSON.stringify(name);
  const list = stringify([name], { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 });
  return list.trim().slice(1, -1);
}

/** Names in brackets; one name stands alone. */
export function inBrackets(names: readonly string[]): string {
  return `[${names.map(word).join(', ')}]`;
}

/** Text that stands in brackets already. */
interface Bracketed {
  readonly inBrackets: readonly string[];
}

/** A mapping on one line; empty lists of names are left out, lists of one name are the name. */
export function entry(keys: Readonly<Record<string, string | readonly string[] | Bracketed>>): string {
  const parts = Object.entries(keys).flatMap(([key, value]) => {
    if (typeof value === 'string') return [`${key}: ${word(value)}`];
    if ('inBrackets' in value) return [`${key}: [${value.inBrackets.join(', ')}]`];
    if (value.length === 0) return [];
    return [`${key}: ${value.length === 1 && value[0] !== undefined ? word(value[0]) : inBrackets(value)}`];
  });
  return `{${parts.join(', ')}}`;
}
