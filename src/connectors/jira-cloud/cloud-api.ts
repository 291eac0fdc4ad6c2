import { numberIn, objectIn, projectIn, recordsIn } from '../jira/live/answers.ts';
import type { Changelog, JiraApi, ProjectSeen, SearchPage, SearchRequest } from '../jira/live/api.ts';
import type { Http } from '../kit/http.ts';
import { idIn, type JsonRecord, textIn } from '../kit/json-shape.ts';
import { SourceFailure } from '../kit/source-failure.ts';

const ROOT = '/rest/api/3';
const LOG_PAGE = 1_000;
const PROJECT_PAGE = 50;

/** Jira Cloud: searches paged by tokens, change logs of many issues at once and whole. */
export function cloudApi(http: Http, site: string): JiraApi {
  return {
    http,
    root: ROOT,
    site,
    pageSize: 100,
    listSize: 5_000,
    listFields: ['id'],
    search: (request) => search(http, request),
    changelogsOf: (issues) => changelogsOf(http, issues),
    count: async (jql) => {
      const answer = await http.ask({ method: 'POST', path: `${ROOT}/search/approximate-count`, body: { jql } });
      return numberIn(objectIn(answer, 'the count of issues'), 'count');
    },
    projectsSeen: (names) => projectsSeen(http, names),
    findProjects: async (words) => {
      const answer = await http.ask({
        path: `${ROOT}/project/search`,
        query: { query: words === '' ? undefined : words, maxResults: PROJECT_PAGE, orderBy: 'key' },
      });
      return recordsIn(objectIn(answer, 'projects'), 'values', 'projects').flatMap(projectIn);
    },
  };
}

async function search(http: Http, { jql, fields, size, place }: SearchRequest): Promise<SearchPage> {
  const answer = await http.ask({
    method: 'POST',
    path: `${ROOT}/search/jql`,
    body: {
      jql,
      fields,
      maxResults: size,
      ...(place !== null && 'token' in place ? { nextPageToken: place.token } : {}),
    },
  });
  const page = objectIn(answer, 'a search');
  const token = textIn(page, 'nextPageToken');
  return {
    issues: recordsIn(page, 'issues', 'a search'),
    next: token === null || page.isLast === true ? null : { token },
    total: null,
  };
}

/** An issue that nothing was ever changed of is not in the answer: its log is empty. */
async function changelogsOf(http: Http, issues: readonly JsonRecord[]): Promise<ReadonlyMap<string, Changelog>> {
  const found = new Map<string, JsonRecord[]>();
  for (const issue of issues) found.set(idIn(issue, 'id') ?? '', []);
  found.delete('');
  let token: string | null = null;
  while (found.size > 0) {
    const page: JsonRecord = objectIn(
      await http.ask({
        method: 'POST',
        path: `${ROOT}/changelog/bulkfetch`,
        body: {
          issueIdsOrKeys: [...found.keys()],
          maxResults: LOG_PAGE,
          ...(token === null ? {} : { nextPageToken: token }),
        },
      }),
      'change logs',
    );
    for (const log of recordsIn(page, 'issueChangeLogs', 'change logs')) {
      found.get(idIn(log, 'issueId') ?? '')?.push(...recordsIn(log, 'changeHistories', 'a change log'));
    }
    const next = textIn(page, 'nextPageToken');
    if (next === null || next === '') break;
    if (next === token) throw new SourceFailure('unreadable', 'Jira: change logs give the same page again and again');
    token = next;
  }
  return new Map([...found].map(([id, histories]) => [id, { histories, total: null }]));
}

/** Projects by key or id, fifty at a time; with no names all, page by page. */
async function projectsSeen(http: Http, names: readonly string[]): Promise<readonly ProjectSeen[]> {
  const seen: ProjectSeen[] = [];
  for (let from = 0; from < Math.max(1, names.length); from += PROJECT_PAGE) {
    const some = names.slice(from, from + PROJECT_PAGE);
    const wanted = some.map((name) => (/^\d+$/.test(name) ? `id=${name}` : `keys=${encodeURIComponent(name)}`));
    for (let startAt = 0; ; ) {
      const answer = await http.ask({
        path: `${ROOT}/project/search?${wanted.join('&')}`,
        query: { startAt, maxResults: PROJECT_PAGE },
      });
      const page = objectIn(answer, 'projects');
      const values = recordsIn(page, 'values', 'projects');
      seen.push(...values.flatMap(projectIn));
      startAt += values.length;
      const total = numberIn(page, 'total');
      if (values.length === 0 || page.isLast === true || (total !== null && startAt >= total)) break;
    }
  }
  return seen;
}
