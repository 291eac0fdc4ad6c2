import type { JiraJson } from '../../sample/as-jira.ts';
import type { FakeAnswer, FakeRequest } from '../faulty-server.ts';
import { found, readJql } from './jql.ts';
import { isJson, listIn, numberIn, objectIn, textIn } from './json.ts';
import { fail, ok, onlyFields, type Served } from './serve.ts';
import type { HeldIssue } from './site.ts';

const SEARCH_MOST = 100;
const LIST_MOST = 5_000;
const LOG_MOST = 10_000;
const LOG_ISSUES_MOST = 1_000;

/** What only Jira Cloud answers; null: not here. */
export function answerCloud(served: Served, request: FakeRequest): FakeAnswer | null {
  const body = isJson(request.body) ? request.body : {};
  if (request.method !== 'POST') {
    return request.path === '/rest/api/3/project/search' ? projects(served, request.query) : null;
  }
  if (request.path === '/rest/api/3/search/jql') return search(served, body);
  if (request.path === '/rest/api/3/search/approximate-count') return count(served, body);
  if (request.path === '/rest/api/3/changelog/bulkfetch') return changelogs(served, body);
  return null;
}

function search(served: Served, body: JiraJson): FakeAnswer {
  const issues = searched(served, textIn(body, 'jql'));
  if ('status' in issues) return issues;
  const fields = listIn(body, 'fields').map(String);
  const isList = fields.every((field) => field === 'id' || field === 'key');
  const size = Math.max(1, Math.min(numberIn(body, 'maxResults', 50), isList ? LIST_MOST : SEARCH_MOST));
  const token = textIn(body, 'nextPageToken');
  const from = token === '' ? 0 : served.placeOf(token, textIn(body, 'jql'));
  if (from === null) return fail(400, 'The page token is not valid any more.');
  const page = issues.slice(from, from + size);
  const isLast = from + size >= issues.length;
  return ok({
    issues: page.map((issue) =>
      isList ? { id: issue.id } : onlyFields(served.shown(issue, '3'), [...fields, 'updated'], false),
    ),
    isLast,
    ...(isLast ? {} : { nextPageToken: served.tokenAt(from + size, textIn(body, 'jql')) }),
  });
}

function count(served: Served, body: JiraJson): FakeAnswer {
  const issues = searched(served, textIn(body, 'jql'));
  return 'status' in issues ? issues : ok({ count: issues.length });
}

function searched(served: Served, text: string): readonly HeldIssue[] | FakeAnswer {
  const jql = readJql(text);
  if (jql === null) return fail(400, `Error in the JQL Query: ${text}`);
  if (!jql.hasCondition) return fail(400, 'Unbounded JQL queries are not allowed here.');
  const unknown = served.unknownProject(jql.projects);
  if (unknown !== null) return fail(400, `The value '${unknown}' does not exist for the field 'project'.`);
  return found(served.site, jql);
}

/** Logs of several issues, a number of entries a page, instants as numbers; an issue without entries is left out. */
function changelogs(served: Served, body: JiraJson): FakeAnswer {
  const ids = listIn(body, 'issueIdsOrKeys').map(String);
  if (ids.length === 0 || ids.length > LOG_ISSUES_MOST) return fail(400, 'Between 1 and 1000 issues, please.');
  const entries = ids.flatMap((id) => {
    const issue = served.site.issues.get(id);
    return issue === undefined || !served.site.isVisible(issue)
      ? []
      : listIn(objectIn(served.shown(issue, '3'), 'changelog'), 'histories')
          .filter(isJson)
          .map((entry) => ({ id, entry }));
  });
  const size = Math.min(numberIn(body, 'maxResults', 1_000), LOG_MOST, served.logPage);
  const token = textIn(body, 'nextPageToken');
  const from = token === '' ? 0 : served.placeOf(token, ids.join());
  if (from === null) return fail(400, 'The page token is not valid any more.');
  const byIssue = Map.groupBy(entries.slice(from, from + size), ({ id }) => id);
  return ok({
    issueChangeLogs: [...byIssue].map(([issueId, list]) => ({
      issueId,
      changeHistories: list.map(({ entry }) => ({
        ...entry,
        created: Date.parse(textIn(entry, 'created').replace('+0000', 'Z')),
      })),
    })),
    ...(from + size < entries.length ? { nextPageToken: served.tokenAt(from + size, ids.join()) } : {}),
  });
}

function projects(served: Served, query: URLSearchParams): FakeAnswer {
  const keys = query.getAll('keys');
  const ids = query.getAll('id');
  const words = (query.get('query') ?? '').toLowerCase();
  const named = served.site
    .projects()
    .filter(({ key, id }) => (keys.length === 0 && ids.length === 0) || keys.includes(key) || ids.includes(id))
    .filter(({ key, name }) => key.toLowerCase().includes(words) || name.toLowerCase().includes(words));
  return served.paged(named, query, 50);
}
