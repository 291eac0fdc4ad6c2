import type { JiraJson } from '../sample/as-jira.ts';
import { type FakeAnswer, type FakeRequest, type Fault, startFaultyServer } from './faulty-server.ts';
import { answerCloud } from './jira/answer-cloud.ts';
import { answerDataCenter } from './jira/answer-data-center.ts';
import { FIELDS } from './jira/fields.ts';
import { isJson, listIn, objectIn, textIn } from './jira/json.ts';
import { withPeople } from './jira/people.ts';
import { fail, ok, rowsPaged, type Served } from './jira/serve.ts';
import { type HeldIssue, JiraSite, SPRINT_FIELD } from './jira/site.ts';
import { addSprints, sprintJson, sprintText } from './jira/sprints.ts';
import { perSecondLimit } from './rate-limit.ts';

export { PLANTED } from './jira/people.ts';
export { JiraSite } from './jira/site.ts';

export interface FakeJiraOptions {
  /** In Jira’s own JSON (v2, with the whole change log), e.g. of `asJiraIssue`. */
  readonly issues: readonly JiraJson[];
  /** Projects without issues, beside those of the issues. */
  readonly moreProjects?: number;
  readonly hasSprints?: boolean;
  /** Plants people in every place where Jira puts them. */
  readonly hasPeople?: boolean;
  /** More requests than that in a second are answered 429. */
  readonly perSecond?: number;
  /** Of the rate limit; the present by default. Unit: ms. */
  readonly now?: () => number;
  /** Change log entries that one answer holds at most. */
  readonly logPage?: number;
  /** Data Center: whether `/issue/ID/changelog` is there. */
  readonly hasLogPages?: boolean;
  /** Whether the agile API is there. */
  readonly hasAgile?: boolean;
  /** Answers 401 to credentials that it refuses. */
  readonly isLetIn?: (authorization: string) => boolean;
  readonly faultOf?: (request: FakeRequest, index: number) => Fault | null;
  /** Changes an answer on its way, e.g. the order of its issues. */
  readonly bend?: (answer: FakeAnswer, request: FakeRequest) => FakeAnswer;
  readonly skewMs?: number;
  readonly port?: number;
}

export interface FakeJira {
  readonly address: string;
  readonly site: JiraSite;
  readonly requests: readonly string[];
  /** All issues that the reader may see, as a full export would write them. */
  readonly truth: () => readonly JiraJson[];
  readonly close: () => Promise<void>;
}

/** A Jira on loopback, Cloud and Data Center at once, that holds what it is given and changes as it is told. */
export async function startFakeJira(options: FakeJiraOptions): Promise<FakeJira> {
  const site = new JiraSite(options.issues, { moreProjects: options.moreProjects ?? 0 });
  if (options.hasSprints !== false) addSprints(site);
  let address = '';
  const served = servedFrom(site, options, () => address);
  const limit = perSecondLimit(options.perSecond, options.now);
  const isLetIn = options.isLetIn ?? ((authorization) => authorization !== '');
  const server = await startFaultyServer({
    ...options,
    answer: (request) => {
      const limited = limit();
      if (limited !== null) return limited;
      if (!isLetIn(request.headers.authorization ?? '')) return fail(401, 'Client must be authenticated.');
      const answer =
        answerCloud(served, request) ??
        answerDataCenter(served, request) ??
        answerBoth(served, request, options.hasAgile !== false) ??
        fail(404, 'null for uri');
      return options.bend?.(answer, request) ?? answer;
    },
  });
  address = server.address;
  return {
    address,
    site,
    requests: server.requests,
    truth: () => site.visible().map((issue) => served.shown(issue, '3')),
    close: server.close,
  };
}

function servedFrom(site: JiraSite, options: FakeJiraOptions, address: () => string): Served {
  const tokens = new Map<string, { place: number; of: string }>();
  return {
    site,
    logPage: options.logPage ?? 1_000,
    hasLogPages: options.hasLogPages ?? true,
    shown: (issue, version) => shown(issue, version, address(), options.hasPeople ?? false),
    unknownProject: (named) => {
      const keys = new Set(site.projects().flatMap(({ id, key }) => [id, key]));
      return named.find((name) => !keys.has(name)) ?? null;
    },
    tokenAt: (place, of) => {
      const token = `token-${tokens.size + 1}`;
      tokens.set(token, { place, of });
      return token;
    },
    placeOf: (token, of) => {
      const held = tokens.get(token);
      return held === undefined || held.of !== of ? null : held.place;
    },
    paged: rowsPaged,
  };
}

function shown({ id, json }: HeldIssue, version: '2' | '3', address: string, hasPeople: boolean): JiraJson {
  const peopled = hasPeople ? withPeople(json) : json;
  const fields = objectIn(peopled, 'fields');
  const sprints = listIn(fields, SPRINT_FIELD).filter(isJson);
  return {
    ...peopled,
    self: `${address}/rest/api/${version}/issue/${id}`,
    names: { ...objectIn(peopled, 'names'), [SPRINT_FIELD]: 'Sprint' },
    fields: sprints.length === 0 || version === '3' ? fields : { ...fields, [SPRINT_FIELD]: sprints.map(sprintText) },
  };
}

/** What both kinds of Jira answer. */
function answerBoth(served: Served, { path, query }: FakeRequest, hasAgile: boolean): FakeAnswer | null {
  const { site } = served;
  if (/^\/rest\/api\/[23]\/myself$/.test(path)) return ok({ accountId: 'reader', displayName: 'Zora Quill' });
  if (/^\/rest\/api\/[23]\/field$/.test(path)) return ok(FIELDS);
  if (!path.startsWith('/rest/agile/1.0/')) return null;
  if (!hasAgile) return fail(403, 'Jira Software is not there.');
  if (path === '/rest/agile/1.0/board') {
    const project = query.get('projectKeyOrId');
    const boards = site.boards.filter((board) => project === null || board.project === project);
    return served.paged(
      boards.map(({ id, name }) => ({ id, name, type: 'scrum' })),
      query,
      50,
    );
  }
  const board = /^\/rest\/agile\/1\.0\/board\/(\d+)\/sprint$/.exec(path);
  if (board !== null) {
    const sprints = site.sprints.filter((sprint) => String(sprint.board) === board[1]);
    return served.paged(sprints.map(agileSprint), query, 50);
  }
  const one = site.sprints.find((sprint) => path === `/rest/agile/1.0/sprint/${sprint.id}`);
  return one === undefined ? fail(404, 'Sprint does not exist') : ok(agileSprint(one));
}

function agileSprint(sprint: JiraSite['sprints'][number]): JiraJson {
  const { boardId, ...rest } = sprintJson(sprint);
  return { ...rest, originBoardId: boardId };
}

/** The id of an issue in Jira’s JSON. */
export function idOfIssue(json: JiraJson): string {
  return textIn(json, 'id');
}
