import { type Document, isMap, isScalar, type LineCounter, visit, type YAMLParseError, type YAMLWarning } from 'yaml';
import { keyText } from './yaml-tree.ts';

export interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
}

type Mistake = YAMLParseError | YAMLWarning;

/** What the codes of the YAML reader mean for someone who writes a document. */
const WORDS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'a tab stands at the beginning of the line; indent with blanks',
  BAD_INDENT: 'the indentation does not fit, or a bracket is not closed',
  MISSING_CHAR: 'a quote, bracket or colon is missing',
  MULTIPLE_DOCS: 'a second document begins here (---); a file holds one stream',
  BLOCK_AS_IMPLICIT_KEY:
    'two colons in one line, or the next line is indented too far; put the text in quotes if the colon belongs to it',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line with its colon',
  BLOCK_IN_FLOW: 'a comma or a closing bracket is missing inside the brackets',
  BAD_SCALAR_START: 'a text cannot begin with this sign; put it in quotes',
  BAD_DQ_ESCAPE: 'an unknown \\ sequence; double the backslash or use single quotes',
  BAD_ALIAS: 'an alias (*name) that cannot be read; put the text in quotes if it begins with a star',
  BAD_ANCHOR: 'an anchor (&name) that cannot be read; put the text in quotes if it begins with &',
  UNEXPECTED_TOKEN: 'this does not fit here; look at the indentation and the line above',
  TAG_RESOLVE_FAILED: 'tags (!name) are not read here; put the text in quotes if it begins with an exclamation mark',
  KEY_OVER_1024_CHARS: 'a key is longer than 1,024 letters; is a quote not closed?',
};

/** The mistakes of a text in plain words, one a line at most, since one missing bracket breaks much that follows. */
export function explainSyntax(
  mistakes: readonly Mistake[],
  document: Document,
  text: string,
  lines: LineCounter,
): readonly SyntaxProblem[] {
  const explained: SyntaxProblem[] = [];
  const seen = new Set<number>();
  for (const mistake of mistakes) {
    const offset = mistake.pos[0];
    const { line } = lines.linePos(offset);
    if (seen.has(line)) continue;
    seen.add(line);
    explained.push({ offset, message: explain(mistake, document, text, lines) });
    // After a broken bracket or indentation the rest is noise; keys written twice are each a mistake of their own.
    if (mistake.code !== 'DUPLICATE_KEY' && mistake.code !== 'TAG_RESOLVE_FAILED') break;
  }
  return explained;
}

function explain(mistake: Mistake, document: Document, text: string, lines: LineCounter): string {
  if (mistake.code === 'DUPLICATE_KEY') return duplicateKey(document, mistake.pos[0], lines);
  const line = lineAround(text, mistake.pos[0]);
  if (/^[ ]*\t/.test(line)) return WORDS.TAB_AS_INDENT ?? mistake.message;
  if (/call stack/i.test(mistake.message)) return 'nested too deeply to be read';
  return WORDS[mistake.code] ?? `this is not YAML: ${mistake.message}`;
}

function lineAround(text: string, offset: number): string {
  const begin = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(begin, end === -1 ? undefined : end);
}

function duplicateKey(document: Document, offset: number, lines: LineCounter): string {
  let message = 'a key stands twice';
  visit(document, {
    Map(_key, node) {
      const twin = node.items.find((pair) => isScalar(pair.key) && pair.key.range?.[0] === offset);
      if (!isMap(node) || twin === undefined || !isScalar(twin.key)) return undefined;
      const name = keyText(twin.key);
      const first = node.items.find((pair) => isScalar(pair.key) && keyText(pair.key) === name);
      const firstOffset = first !== undefined && isScalar(first.key) ? first.key.range?.[0] : undefined;
      const line = firstOffset === undefined ? '' : ` (first in line ${lines.linePos(firstOffset).line})`;
      message = `key "${name}" stands twice${line}; keep one`;
      return visit.BREAK;
    },
  });
  return message;
}
