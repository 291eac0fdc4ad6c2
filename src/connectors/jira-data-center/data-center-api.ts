import { listOf, numberIn, objectIn, projectIn, recordsIn } from '../jira/live/answers.ts';
import type { Changelog, JiraApi, ProjectSeen, SearchPage, SearchRequest } from '../jira/live/api.ts';
import { isSeen } from '../jira/live/scope.ts';
import type { Http } from '../kit/http.ts';
import { idIn, type JsonRecord, recordIn } from '../kit/json-shape.ts';

const ROOT = '/rest/api/2';
const LOG_PAGE = 100;

/** Jira Data Center: searches paged by number, change logs with the issues. */
export function dataCenterApi(http: Http, site: string): JiraApi {
  return {
    http,
    root: ROOT,
    site,
    pageSize: 100,
    listSize: 1_000,
    listFields: ['created'],
    search: (request) => search(http, request),
    changelogsOf: (issues) => changelogsOf(http, issues),
    count: async (jql) =>
      (await search(http, { jql, fields: ['created'], size: 0, place: null, withChangelog: false })).total,
    projectsSeen: async (names) => {
      const all = await allProjects(http);
      return names.length === 0 ? all : all.filter((one) => names.some((name) => isSeen(name, [one])));
    },
    findProjects: async (words) => {
      const wanted = words.toLowerCase();
      return (await allProjects(http)).filter(
        ({ key, name }) => key.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted),
      );
    },
  };
}

async function search(http: Http, { jql, fields, size, place, withChangelog }: SearchRequest): Promise<SearchPage> {
  const startAt = place !== null && 'offset' in place ? place.offset : 0;
  const answer = await http.ask({
    method: 'POST',
    path: `${ROOT}/search`,
    body: { jql, fields, startAt, maxResults: size, ...(withChangelog ? { expand: ['changelog'] } : {}) },
  });
  const page = objectIn(answer, 'a search');
  const issues = recordsIn(page, 'issues', 'a search');
  const total = numberIn(page, 'total');
  // A server may give fewer than asked for; the total says whether there are more.
  const isMore = total === null ? issues.length >= size : startAt + issues.length < total;
  return { issues, next: isMore && issues.length > 0 ? { offset: startAt + issues.length } : null, total };
}

/** The log that came with each issue; one that was cut short is paged where the server can do that, and else says so by its total. */
async function changelogsOf(http: Http, issues: readonly JsonRecord[]): Promise<ReadonlyMap<string, Changelog>> {
  const logs = new Map<string, Changelog>();
  for (const issue of issues) {
    const id = idIn(issue, 'id');
    const log = recordIn(issue, 'changelog');
    if (id === null || log === null) continue;
    const histories = recordsIn(log, 'histories', 'a change log');
    const total = Math.max(numberIn(log, 'total') ?? 0, histories.length);
    logs.set(id, total > histories.length ? ((await paged(http, id)) ?? { total, histories }) : { total, histories });
  }
  return logs;
}

/** null: this server has no paged change logs. */
async function paged(http: Http, id: string): Promise<Changelog | null> {
  const histories: JsonRecord[] = [];
  for (;;) {
    const answer = await http.ask({
      path: `${ROOT}/issue/${id}/changelog`,
      query: { startAt: histories.length, maxResults: LOG_PAGE },
      accept: [404],
    });
    if (answer.status === 404) return null;
    const page = objectIn(answer, 'a change log');
    const values = recordsIn(page, 'values', 'a change log');
    histories.push(...values);
    const total = numberIn(page, 'total') ?? histories.length;
    if (values.length === 0 || page.isLast === true || histories.length >= total) return { histories, total };
  }
}

async function allProjects(http: Http): Promise<readonly ProjectSeen[]> {
  return listOf(await http.ask({ path: `${ROOT}/project` }), 'projects').flatMap(projectIn);
}
