import type { JiraJson } from '../../sample/as-jira.ts';
import { listIn, objectIn, textIn } from './json.ts';
import { type HeldIssue, type HeldSprint, type JiraSite, projectOf, SPRINT_FIELD } from './site.ts';

const TWO_WEEKS_MS = 14 * 24 * 3_600_000;

/** Gives each project a board with sprints of two weeks, and puts every second issue into the sprint after its creation. */
export function addSprints(site: JiraSite): void {
  const byProject = Map.groupBy(site.issues.values(), ({ json }) => projectOf(json));
  for (const [project, issues] of byProject) {
    const board = site.boards.length + 1;
    site.boards.push({ id: board, name: `${project} board`, project });
    const first = Math.min(...issues.map(({ createdAt }) => createdAt));
    const bySlot = new Map<number, HeldSprint>();
    issues.forEach((issue, index) => {
      if (index % 2 === 1) return;
      const slot = 1 + Math.floor((issue.createdAt - first) / TWO_WEEKS_MS);
      let sprint = bySlot.get(slot);
      if (sprint === undefined) {
        const startAt = first + slot * TWO_WEEKS_MS;
        const endAt = startAt + TWO_WEEKS_MS;
        sprint = {
          id: site.sprints.length + 1,
          name: `${project} sprint ${slot}, the usual`,
          board,
          startAt,
          endAt,
          completedAt: endAt < site.now() ? endAt + 3_600_000 : null,
        };
        bySlot.set(slot, sprint);
        site.sprints.push(sprint);
      }
      putInto(issue, sprint);
    });
  }
}

function putInto(issue: HeldIssue, sprint: HeldSprint): void {
  const log = objectIn(issue.json, 'changelog');
  const at = new Date(Math.min(issue.createdAt + 1_000, issue.updatedAt)).toISOString().replace('Z', '+0000');
  const entry = {
    id: String(1 + sprint.id),
    created: at,
    items: [
      {
        field: 'Sprint',
        fieldId: SPRINT_FIELD,
        fieldtype: 'custom',
        from: '',
        fromString: '',
        to: String(sprint.id),
        toString: sprint.name,
      },
    ],
  };
  const histories = [entry, ...listIn(log, 'histories')];
  issue.json = {
    ...issue.json,
    fields: { ...objectIn(issue.json, 'fields'), [SPRINT_FIELD]: [sprintJson(sprint)] },
    changelog: { ...log, maxResults: histories.length, total: histories.length, histories },
  };
}

/** A sprint as Jira Cloud and the agile API tell it. */
export function sprintJson({ id, name, board, startAt, endAt, completedAt }: HeldSprint): JiraJson {
  return {
    id,
    name,
    state: completedAt === null ? 'active' : 'closed',
    boardId: board,
    goal: 'Ask Ivo Marsh',
    startDate: new Date(startAt).toISOString(),
    endDate: new Date(endAt).toISOString(),
    ...(completedAt === null ? {} : { completeDate: new Date(completedAt).toISOString() }),
  };
}

/** The same as Jira Data Center tells it in an issue’s field. */
export function sprintText(sprint: JiraJson): string {
  const part = (key: string): string => (textIn(sprint, key) === '' ? '<null>' : textIn(sprint, key));
  return `com.atlassian.greenhopper.service.sprint.Sprint@1f2e[id=${part('id')},rapidViewId=${part('boardId')},state=${part('state').toUpperCase()},name=${part('name')},startDate=${part('startDate')},endDate=${part('endDate')},completeDate=${part('completeDate')},activatedDate=<null>,sequence=${part('id')},goal=${part('goal')},autoStartStop=false]`;
}
