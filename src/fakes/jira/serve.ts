import type { JiraJson } from '../../sample/as-jira.ts';
import type { FakeAnswer } from '../faulty-server.ts';
import { isJson, objectIn } from './json.ts';
import type { HeldIssue, JiraSite } from './site.ts';

/** What the answers are made from. */
export interface Served {
  readonly site: JiraSite;
  /** Change log entries that one answer holds at most. */
  readonly logPage: number;
  /** Data Center: whether the logs of single issues can be paged. */
  readonly hasLogPages: boolean;
  readonly shown: (issue: HeldIssue, version: '2' | '3') => JiraJson;
  readonly unknownProject: (named: readonly string[]) => string | null;
  readonly tokenAt: (place: number, of: string) => string;
  /** null: no token of this search. */
  readonly placeOf: (token: string, of: string) => number | null;
  readonly paged: (rows: readonly unknown[], query: URLSearchParams, most: number) => FakeAnswer;
}

export function ok(body: unknown): FakeAnswer {
  return { status: 200, body };
}

export function fail(status: number, message: string): FakeAnswer {
  return { status, body: { errorMessages: [message], errors: {} } };
}

/** An issue with the fields that were asked for. People stand in their fields all the same where they are planted: a server may tell more than asked. */
export function onlyFields(json: JiraJson, fields: readonly string[], hasLog: boolean): JiraJson {
  const asked = new Set(fields);
  const held = Object.entries(objectIn(json, 'fields')).filter(
    ([key, value]) => asked.has(key) || (isJson(value) && 'accountId' in value),
  );
  const { changelog, names: _, ...rest } = json;
  return { ...rest, fields: Object.fromEntries(held), ...(hasLog ? { changelog } : {}) };
}

export function rowsPaged(rows: readonly unknown[], query: URLSearchParams, most: number): FakeAnswer {
  const startAt = Number(query.get('startAt') ?? 0);
  const maxResults = Math.min(Number(query.get('maxResults') ?? most), most);
  return ok({
    startAt,
    maxResults,
    total: rows.length,
    isLast: startAt + maxResults >= rows.length,
    values: rows.slice(startAt, startAt + maxResults),
  });
}
