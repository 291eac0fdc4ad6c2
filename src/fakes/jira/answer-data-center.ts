import type { JiraJson } from '../../sample/as-jira.ts';
import type { FakeAnswer, FakeRequest } from '../faulty-server.ts';
import { found, readJql } from './jql.ts';
import { isJson, listIn, numberIn, objectIn, textIn } from './json.ts';
import { fail, ok, onlyFields, type Served } from './serve.ts';

const SEARCH_MOST = 1_000;

/** What only Jira Data Center answers; null: not here. */
export function answerDataCenter(served: Served, request: FakeRequest): FakeAnswer | null {
  if (request.path === '/rest/api/2/project') return ok(served.site.projects());
  if (request.path === '/rest/api/2/search' && request.method === 'POST') {
    return search(served, isJson(request.body) ? request.body : {});
  }
  const log = /^\/rest\/api\/2\/issue\/(\d+)\/changelog$/.exec(request.path);
  return log === null ? null : changelog(served, log[1] ?? '', request.query);
}

function search(served: Served, body: JiraJson): FakeAnswer {
  const jql = readJql(textIn(body, 'jql'));
  if (jql === null) return fail(400, `Error in the JQL Query: ${textIn(body, 'jql')}`);
  const unknown = served.unknownProject(jql.projects);
  if (unknown !== null) return fail(400, `The value '${unknown}' does not exist for the field 'project'.`);
  const issues = found(served.site, jql);
  const startAt = numberIn(body, 'startAt', 0);
  const maxResults = Math.min(numberIn(body, 'maxResults', 50), SEARCH_MOST);
  const fields = listIn(body, 'fields').map(String);
  const hasLog = listIn(body, 'expand').includes('changelog');
  return ok({
    startAt,
    maxResults,
    total: issues.length,
    issues: issues.slice(startAt, startAt + maxResults).map((issue) => {
      const json = onlyFields(served.shown(issue, '2'), fields, hasLog);
      return hasLog ? { ...json, changelog: cut(objectIn(json, 'changelog'), served.logPage) } : json;
    }),
  });
}

/** A server may give only the latest entries, and says so by the total. */
function cut(log: JiraJson, most: number): JiraJson {
  const histories = listIn(log, 'histories');
  return { ...log, maxResults: Math.min(most, histories.length), histories: histories.slice(-most) };
}

function changelog(served: Served, id: string, query: URLSearchParams): FakeAnswer {
  const issue = served.site.issues.get(id);
  if (issue === undefined || !served.site.isVisible(issue) || !served.hasLogPages) return fail(404, 'null for uri');
  return served.paged(listIn(objectIn(served.shown(issue, '2'), 'changelog'), 'histories'), query, 100);
}
