import pg from 'pg';
import { dayOf, type Figure, lastOfEachDay, numberOf, UnreadableFigures } from './figure.ts';

const TIMEOUT_MS = 30_000;
const MOST_ROWS = 20_000;
/** Days and numbers as the server writes them: a driver would put a day into this machine's zone. */
const AS_TEXT = { getTypeParser: () => (text: string) => text };

/**
 * Figures of a query on a PostgreSQL server: its first column is the day, its second the value. The transaction is read-only and ends
 * within half a minute, whatever the query says. Throws UnreadableFigures.
 */
export async function readSqlFigures(query: string, connection: string): Promise<readonly Figure[]> {
  const client = new pg.Client({ connectionString: connection, connectionTimeoutMillis: TIMEOUT_MS });
  // A server that goes away tells whoever asks; unheard it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('begin transaction read only');
    await client.query(`set local statement_timeout = ${TIMEOUT_MS}`);
    await client.query("set local timezone = 'UTC'");
    // A statement with a name is prepared, and so is one statement only: a second one could end the read-only transaction.
    const text = query.trim().replace(/;\s*$/, '');
    const { rows, fields } = await client.query<unknown[]>({
      name: 'figures',
      text,
      rowMode: 'array',
      types: AS_TEXT,
    });
    if (fields.length < 2)
      throw new UnreadableFigures('the query gives one column; the first is the day, the second the value');
    if (rows.length > MOST_ROWS)
      throw new UnreadableFigures(`the query gives more than ${MOST_ROWS} rows; sum by day or by week`);
    return lastOfEachDay(rows.map((row, place) => figureOf(row, place + 1)));
  } catch (error) {
    if (error instanceof UnreadableFigures) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new UnreadableFigures(
      `the query could not be run: ${said}; try it on that server as a user who may only read`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

function figureOf(row: readonly unknown[], line: number): Figure {
  const [given] = row;
  const day = dayOf(typeof given === 'string' ? given.slice(0, 10) : given);
  const value = numberOf(row[1]);
  if (day === null) throw new UnreadableFigures(`row ${line} has no day in its first column; select a date there`);
  if (value === null) throw new UnreadableFigures(`row ${line} (${day}) has no number in its second column`);
  return { day, value };
}
