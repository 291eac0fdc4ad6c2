import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from './tables.ts';

export type Cell = string | number | boolean | null;

/** One column of a bulk write: its name, its type, and how it is read from a row. */
export interface Column<Row> {
  readonly name: string;
  readonly type: 'text' | 'bigint' | 'integer' | 'boolean';
  readonly of: (row: Row) => Cell;
}

/** Between two values of a column, and in place of a null. Both are control characters that no text of ours may hold. */
const SEPARATOR = '\u001f';
const NULL = '\u001e';
const MARKS = sql`${sql.lit(SEPARATOR)}, ${sql.lit(NULL)}`;
const FORBIDDEN = ['\0', NULL, SEPARATOR] as const;

const UTF_8 = new TextEncoder();

const MAX_BATCH_CHARACTERS = 4_000_000;
const MAX_BATCH_ROWS = 5_000;

/**
 * Writes many rows with few statements: each column goes as one joined text that the database takes apart. On the embedded database
 * this was 4 times as fast as array parameters, 1.5 times as fast as JSON, and near COPY, which cannot end in `on conflict`.
 */
export async function insertRows<Row>(
  db: Kysely<Database>,
  table: keyof Database,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  ending: RawBuilder<unknown> = sql``,
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  const values = sql.join(columns.map((column) => sql`cast(${sql.ref(column.name)} as ${sql.raw(column.type)})`));
  let batch: string[][] = columns.map(() => []);
  let characters = 0;
  let count = 0;
  const flush = async (): Promise<void> => {
    if (count === 0) return;
    const texts = sql.join(columns.map((_, place) => sql`string_to_table(${packed(batch[place] ?? [])}, ${MARKS})`));
    // The first row comes from the leading separators, and must be gone before its empty texts are cast.
    await sql`insert into ${sql.table(table)} (${names})
      select ${values} from (select * from rows from (${texts}) as packed (${names}) offset 1) packed ${ending}`.execute(
      db,
    );
    batch = columns.map(() => []);
    characters = 0;
    count = 0;
  };
  for (const row of rows) {
    columns.forEach((column, place) => {
      const text = encode(column.of(row));
      characters += text.length;
      batch[place]?.push(text);
    });
    count += 1;
    if (characters >= MAX_BATCH_CHARACTERS || count >= MAX_BATCH_ROWS) await flush();
  }
  await flush();
}

/** A text array as one parameter, for `= any(…)`. */
export function textArray(values: readonly string[]): RawBuilder<readonly string[]> {
  return sql<readonly string[]>`(string_to_array(${packed(values.map(storableText))}, ${MARKS}))[2:]`;
}

/** What the store can keep of a text: PostgreSQL has no NUL, half a surrogate pair is no text, and two characters are ours. */
export function storableText(text: string): string {
  let storable = text.isWellFormed() ? text : text.toWellFormed();
  for (const forbidden of FORBIDDEN) {
    if (storable.includes(forbidden)) storable = storable.replaceAll(forbidden, '\ufffd');
  }
  return storable;
}

function encode(cell: Cell): string {
  if (cell === null) return NULL;
  return typeof cell === 'string' ? storableText(cell) : String(cell);
}

/**
 * Values as one text. The leading separator keeps one empty value apart from no value at all. It goes as bytes: the embedded database would
 * copy a string twice and count its bytes one by one.
 */
function packed(values: readonly string[]): RawBuilder<string> {
  return sql<string>`cast(${UTF_8.encode(SEPARATOR + values.join(SEPARATOR))} as text)`;
}
