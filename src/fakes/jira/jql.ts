import { textIn } from './json.ts';
import { type HeldIssue, type JiraSite, projectOf } from './site.ts';

export interface Jql {
  readonly holds: (issue: HeldIssue) => boolean;
  readonly order: string;
  readonly before: (one: HeldIssue, other: HeldIssue) => number;
  /** Projects that are named. */
  readonly projects: readonly string[];
  readonly hasCondition: boolean;
}

/** The small part of JQL that is needed here; null: not understood. Instants are whole seconds, as a Jira index has them. */
export function readJql(text: string): Jql | null {
  const [condition = '', order = ''] = text.split(/\s*\bORDER BY\b\s*/i);
  const projects: string[] = [];
  const tests: ((issue: HeldIssue) => boolean)[] = [];
  for (const part of condition.split(/\s+AND\s+/i).filter((one) => one.trim() !== '')) {
    const list = /^\s*(project|id)\s+in\s+\(([^)]*)\)\s*$/i.exec(part);
    const limit = /^\s*(updated|created)\s*(>=|<=)\s*"?([\d-]+)"?\s*$/i.exec(part);
    if (list !== null) {
      const names = (list[2] ?? '').split(',').map((name) => name.trim().replaceAll('"', ''));
      if (list[1]?.toLowerCase() === 'project') {
        projects.push(...names);
        tests.push(({ json }) => names.includes(projectOf(json)));
      } else tests.push(({ id }) => names.includes(id));
    } else if (limit !== null) {
      const field = limit[1]?.toLowerCase() === 'updated' ? 'updatedAt' : 'createdAt';
      const said = limit[3] ?? '';
      const edge = seconds(said.includes('-') ? Date.parse(said) : Number(said));
      const isLower = limit[2] === '>=';
      tests.push((issue) => (isLower ? seconds(issue[field]) >= edge : seconds(issue[field]) <= edge));
    } else return null;
  }
  return {
    holds: (issue) => tests.every((test) => test(issue)),
    order,
    before: orderOf(order),
    projects,
    hasCondition: tests.length > 0,
  };
}

/** The issues that a search finds, in its order. */
export function found(site: JiraSite, jql: Jql): readonly HeldIssue[] {
  return site.inOrder(jql.order, jql.before).filter((issue) => site.isVisible(issue) && jql.holds(issue));
}

function orderOf(order: string): (one: HeldIssue, other: HeldIssue) => number {
  const [field = 'created', direction = 'ASC'] = (order.split(',')[0] ?? '').trim().split(/\s+/);
  const sign = direction.toUpperCase() === 'DESC' ? -1 : 1;
  const at = (issue: HeldIssue): number => (field.toLowerCase() === 'updated' ? issue.updatedAt : issue.createdAt);
  return (one, other) =>
    sign * (at(one) - at(other) || textIn(one.json, 'key').localeCompare(textIn(other.json, 'key')));
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
