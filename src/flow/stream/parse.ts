import { type Document, LineCounter, parseDocument } from 'yaml';
import { documentProblems, documentWarnings } from './check.ts';
import { compileStream, type Stream } from './compile.ts';
import { type StreamDocument, streamDocument } from './document.ts';
import { type Path, showPath } from './document-keys.ts';
import { explainIssue, show, withoutEchoes } from './explain.ts';
import { explainSyntax } from './yaml-syntax.ts';
import { offsetAt, pathAt, plainData } from './yaml-tree.ts';

/** Something to mend in a document's text. Lines and columns count from 1. */
export interface TextProblem {
  readonly line: number;
  readonly column: number;
  /** As people read it: `steps[3].state`; empty for the text as a whole. */
  readonly path: string;
  readonly message: string;
}

export interface ReadStream {
  readonly ok: true;
  readonly document: StreamDocument;
  readonly stream: Stream;
  /** Likely mistakes in a document that can be used all the same. */
  readonly warnings: readonly TextProblem[];
}

export interface RefusedStream {
  readonly ok: false;
  readonly problems: readonly TextProblem[];
}

/** A document is a page or two. A longer text is likely something else, and reading it would take long. */
const LONGEST = 262_144;
/** A file of another sort breaks every rule at once; nobody reads more than this. */
const MOST_PROBLEMS = 50;

/**
 * Reads a value stream's document from YAML (or JSON, which is YAML): the compiled stream, or every mistake with line, key, what
 * was found and what is allowed. Source: methods.md 1.1–1.4; docs/stream-document.md.
 */
export function parseStream(text: string): ReadStream | RefusedStream {
  const read = readText(text);
  if (!read.ok) return read;
  const { document: tree, lines, data } = read;
  const result = streamDocument.safeParse(data);
  if (!result.success) {
    const explained = withoutEchoes(result.error.issues.flatMap((issue) => explainIssue(issue, data)));
    return refuse(explained.map(({ path, at, message }) => problemAt(lines, offsetAt(tree, path, at), path, message)));
  }
  const document = result.data;
  const place = ({ path, message }: { path: Path; message: string }): TextProblem =>
    problemAt(lines, offsetAt(tree, path, 'value'), path, message);
  const problems = documentProblems(document).map(place);
  if (problems.length > 0) return refuse(problems);
  return { ok: true, document, stream: compileStream(document), warnings: documentWarnings(document).map(place) };
}

/** A problem in one line, as command lines print it: `stream.yaml:12:5 steps[3].state: found …`. */
export function showProblem({ line, column, path, message }: TextProblem, file = ''): string {
  const place = file === '' ? `line ${line}, column ${column}` : `${file}:${line}:${column}`;
  return path === '' ? `${place}: ${message}` : `${place}: ${path}: ${message}`;
}

interface ReadText {
  readonly ok: true;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly data: object;
}

/** The text as plain data of a mapping, with what is needed to find places in it again. */
function readText(text: string): ReadText | RefusedStream {
  const whole = (message: string): RefusedStream => refuse([{ line: 1, column: 1, path: '', message }]);
  if (text.length > LONGEST) {
    const size = (text.length / 1_048_576).toFixed(1);
    return whole(`the text is ${size} MB; a stream's document may have 0.25 MB. Is this a history, not a document?`);
  }
  const lines = new LineCounter();
  const document = readYaml(text, lines);
  if (document === null) return whole('the text is nested too deeply to be read');
  const mistakes = [...document.errors, ...document.warnings];
  if (mistakes.length > 0) {
    return refuse(
      explainSyntax(mistakes, document, text, lines).map(({ offset, message }) =>
        problemAt(lines, offset, pathAt(document, offset), message),
      ),
    );
  }
  if (document.contents === null) {
    return whole('the file is empty; `millrace template stream` prints a document to start from');
  }
  const plain = plainData(document);
  if (!('value' in plain)) return refuse([problemAt(lines, plain.offset, plain.path, plain.message)]);
  const data = plain.value;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    const message = `found ${show(data)}; a stream's document is a mapping of keys such as version, stream and steps`;
    return refuse([problemAt(lines, offsetAt(document, [], 'value'), [], message)]);
  }
  return { ok: true, document, lines, data };
}

/** null where the text is nested so deeply that reading it ends the stack. */
function readYaml(text: string, lineCounter: LineCounter): Document | null {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function problemAt(lines: LineCounter, offset: number, path: Path, message: string): TextProblem {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col), path: showPath(path), message };
}

function refuse(problems: readonly TextProblem[]): RefusedStream {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const rest = sorted.length - MOST_PROBLEMS;
  const last = sorted[MOST_PROBLEMS - 1];
  if (rest <= 0 || last === undefined) return { ok: false, problems: sorted };
  const more = { line: last.line, column: last.column, path: '', message: `and ${rest} more` };
  return { ok: false, problems: [...sorted.slice(0, MOST_PROBLEMS), more] };
}
