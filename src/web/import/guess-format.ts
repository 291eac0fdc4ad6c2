/** The formats that the page can send. */
export const FORMATS = ['jira', 'events', 'stages'] as const;
export type Format = (typeof FORMATS)[number];

/** What each format is, in a line. */
export const FORMAT_NAMES: Readonly<Record<Format, string>> = {
  jira: 'Jira issues as JSON',
  events: 'Changes as CSV: a row a change',
  stages: 'Stages as CSV: a row an item, a dated column a step',
};

export interface Guess {
  /** null: the file is none of them, or nothing could be told. */
  readonly format: Format | null;
  /** What speaks for it, in a sentence. */
  readonly why: string;
  /** What may go wrong with it, and what to do. */
  readonly doubt: string | null;
}

const NO_HISTORY = 'Jira gives the changes of an issue only when asked: fetch the issues with expand=changelog.';

/** Tells the format of a file from its name and the beginning of its text, unpacked. */
export function guessFormat(name: string, head: string): Guess {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (text === '') return unknown('The file is empty.', 'Choose a file that holds a history.');
  if (/^PK|^%PDF|^\x89PNG/.test(text) || text.includes('\0')) {
    return unknown(
      `${name} is packed in a way that cannot be read here.`,
      'Save a workbook as CSV; unpack a zip file. Files packed with gzip can be taken as they are.',
    );
  }
  if (/^[[{]/.test(text)) {
    const hasChanges = text.includes('"changelog"');
    return {
      format: 'jira',
      why: hasChanges ? 'Its issues bring their change log.' : 'No change log was seen in its first part.',
      doubt: hasChanges ? null : NO_HISTORY,
    };
  }
  return guessTable(text);
}

function guessTable(text: string): Guess {
  const header = cellsOf(text);
  const names = header.map((cell) => cell.toLowerCase());
  const missing = ['item', 'at', 'status'].filter((column) => !names.includes(column));
  if (missing.length === 0) {
    return { format: 'events', why: 'Its columns item, at and status say what changed when.', doubt: null };
  }
  if (header.length < 2) {
    return unknown('Its first line names no columns.', 'A CSV file begins with the names of its columns.');
  }
  const shown = header.slice(0, 6).join(', ');
  const why = `Its first line names columns: ${shown}${header.length > 6 ? ' and more' : ''}.`;
  const item = ['id', 'key', 'item', 'issue key', 'issue id', 'work item id', 'ticket', 'issue'];
  return {
    format: 'stages',
    why,
    doubt: names.some((column) => item.includes(column))
      ? null
      : 'No column is called ID or Key: which one names the item?',
  };
}

function unknown(why: string, doubt: string): Guess {
  return { format: null, why, doubt };
}

/** The cells of a table's first line; a first line `sep=;` only names the separator. */
function cellsOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const told = /^"?sep=(.)"?$/i.exec(lines[0] ?? '');
  const line = (told === null ? lines[0] : lines[1]) ?? '';
  const separator =
    told?.[1] ?? [',', ';', '\t'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
  return line.split(separator).map((cell) => cell.trim().replace(/^"|"$/g, ''));
}

/** A name for the source that a file goes into: the tool's for Jira, the file's own for a table. */
export function sourceNameFor(format: Format | null, fileName: string): string {
  if (format === 'jira') return 'jira';
  const name = fileName
    .toLowerCase()
    .replace(/(\.(csv|txt|tsv|json|ndjson|gz))+$/, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return name === '' ? 'history' : name;
}

/** What is wrong with a source's name; null when it can be used. */
export function sourceNameProblem(name: string): string | null {
  if (name === '') return 'Give the source a name.';
  return /^[a-z0-9][a-z0-9-]{0,62}$/.test(name)
    ? null
    : 'Small letters, digits and hyphens, beginning with a letter or digit.';
}
