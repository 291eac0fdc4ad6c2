import type { HttpAnswer } from '../../kit/http.ts';
import { idIn, isRecord, textIn } from '../../kit/json-shape.ts';
import type { SourceRecord } from '../../kit/live-source.ts';
import { numberIn, objectIn, recordsIn } from './answers.ts';
import type { JiraApi } from './api.ts';
import { sprintOf, sprintRecord } from './sprint.ts';

export interface SprintsRead {
  readonly records: readonly SourceRecord[];
  readonly notices: readonly string[];
  /** false: not everything could be read, so that what is missing is not gone. */
  readonly isWhole: boolean;
}

const AGILE = '/rest/agile/1.0';
const PAGE = 50;
/** Without Jira Software, without the permission, with a token that is narrower, or on a board that has no sprints. */
const NOT_HERE = [400, 401, 403, 404];

/** The sprints of all boards that show the projects. Where boards may not be read, that is told and refuses nothing. */
export async function collectSprints(api: JiraApi, projects: readonly string[]): Promise<SprintsRead> {
  const boards = new Set<string>();
  for (const project of projects.length === 0 ? [undefined] : projects) {
    const found = await boardsOf(api, project);
    if (found === null) {
      return {
        records: [],
        notices: [
          `sprints are not read from boards: the credentials may not see them${project === undefined ? '' : ` for ${project}`}; give them Jira Software and the permission Browse projects`,
        ],
        isWhole: false,
      };
    }
    for (const board of found) boards.add(board);
  }
  const records = new Map<string, SourceRecord>();
  let isWhole = true;
  for (const board of boards) {
    const rows = await allOf(api, `${AGILE}/board/${board}/sprint`, {});
    if (rows === null) isWhole = false;
    for (const sprint of (rows ?? []).flatMap(sprintOf)) records.set(`sprint:${sprint.id}`, sprintRecord(sprint));
  }
  return { records: [...records.values()], notices: [], isWhole };
}

/** Whether a sprint that no board shows is gone. */
export async function isSprintGone(api: JiraApi, id: string): Promise<boolean> {
  const { status } = await api.http.ask({ path: `${AGILE}/sprint/${id}`, accept: NOT_HERE });
  return status === 404;
}

/** Ids of boards that may have sprints; null: boards may not be read. */
async function boardsOf(api: JiraApi, project: string | undefined): Promise<readonly string[] | null> {
  const rows = await allOf(api, `${AGILE}/board`, { projectKeyOrId: project });
  if (rows === null) return null;
  return rows.flatMap((board) => {
    const id = isRecord(board) ? idIn(board, 'id') : null;
    return isRecord(board) && id !== null && textIn(board, 'type') !== 'kanban' ? [id] : [];
  });
}

async function allOf(
  api: JiraApi,
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): Promise<readonly unknown[] | null> {
  const rows: unknown[] = [];
  for (;;) {
    const answer: HttpAnswer = await api.http.ask({
      path,
      query: { ...query, startAt: rows.length, maxResults: PAGE },
      accept: NOT_HERE,
    });
    if (answer.status >= 400) return null;
    const page = objectIn(answer, 'boards and sprints');
    const values = recordsIn(page, 'values', 'boards and sprints');
    rows.push(...values);
    const total = numberIn(page, 'total');
    if (values.length === 0 || page.isLast === true || (total !== null && rows.length >= total)) return rows;
  }
}
