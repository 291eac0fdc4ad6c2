import { z } from 'zod';
import type { Http, HttpAnswer } from '../kit/http.ts';
import { SourceFailure } from '../kit/source-failure.ts';

type Query = Readonly<Record<string, string | number | undefined>>;

/** What the vendor answered, checked; a failure names the place and never a value. */
export function parsed<Data>(shape: z.ZodType<Data>, value: unknown, what: string): Data {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const place = read.error.issues[0]?.path.join('.') ?? '';
  throw new SourceFailure(
    'unreadable',
    `GitLab: ${what} is not as expected at "${place}"; is the address that of GitLab?`,
  );
}

/** Path of something of a project: its full path is one part of the address. */
export function projectPath(project: string, rest: string): string {
  return `api/v4/projects/${encodeURIComponent(project)}${rest}`;
}

/** All rows of a short list; empty where it may not be seen or is not there. */
export async function allRows<Row>(
  http: Http,
  path: string,
  row: z.ZodType<Row>,
  query: Query = {},
): Promise<readonly Row[]> {
  return (await wholeList(http, path, row, query)) ?? [];
}

/** All rows, page by page; null where they may not be seen or are not there. */
export async function wholeList<Row>(
  http: Http,
  path: string,
  row: z.ZodType<Row>,
  query: Query = {},
): Promise<readonly Row[] | null> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const answer: HttpAnswer = await http.ask({ path, query: { ...query, per_page: 100, page }, accept: [403, 404] });
    if (answer.status !== 200) return null;
    const some = parsed(z.array(row), answer.json, 'a list');
    rows.push(...some);
    if (some.length < 100) return rows;
  }
}
