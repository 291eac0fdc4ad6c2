import type { ItemHistory } from '../../flow/history.ts';
import { asJiraIssue, type JiraJson } from '../../sample/as-jira.ts';
import { isJson, listIn, objectIn, textIn } from './json.ts';

/** An issue as the fake site holds it: Jira’s v2 JSON with its whole change log, and the instants that searches compare. */
export interface HeldIssue {
  readonly id: string;
  json: JiraJson;
  createdAt: number;
  updatedAt: number;
}

export interface HeldSprint {
  readonly id: number;
  readonly name: string;
  readonly board: number;
  readonly startAt: number;
  readonly endAt: number;
  readonly completedAt: number | null;
}

export interface HeldBoard {
  readonly id: number;
  readonly name: string;
  readonly project: string;
}

export const SPRINT_FIELD = 'customfield_10020';

/** What a Jira site holds, and what people do to it. Every deed sets `updated` by the site’s own clock. */
export class JiraSite {
  readonly issues = new Map<string, HeldIssue>();
  readonly sprints: HeldSprint[] = [];
  readonly boards: HeldBoard[] = [];
  /** Keys of projects that the reader may not see. */
  readonly hidden = new Set<string>();
  readonly #projects = new Map<string, { id: string; key: string; name: string }>();
  readonly #sorted = new Map<string, readonly HeldIssue[]>();
  #now: number;
  #entry = 900_000_000;

  constructor(issues: readonly JiraJson[], { moreProjects = 0 }: { moreProjects?: number } = {}) {
    this.#now = 0;
    for (const json of issues) this.put(json);
    for (let number = 1; number <= moreProjects; number += 1) {
      const key = `P${String(number).padStart(4, '0')}`;
      this.#projects.set(key, { id: String(500_000 + number), key, name: `Project ${number}` });
    }
  }

  /** The present of the site: its latest deed. */
  now(): number {
    return this.#now;
  }

  projects(): readonly { id: string; key: string; name: string }[] {
    return [...this.#projects.values()].filter(({ key }) => !this.hidden.has(key));
  }

  /** Issues that the reader may see. */
  visible(): readonly HeldIssue[] {
    return [...this.issues.values()].filter((issue) => this.isVisible(issue));
  }

  isVisible({ json }: HeldIssue): boolean {
    return this.hidden.size === 0 || !this.hidden.has(projectOf(json));
  }

  /** All issues in an order, kept until something happens: a large site is asked for the same order often. */
  inOrder(name: string, before: (one: HeldIssue, other: HeldIssue) => number): readonly HeldIssue[] {
    const known = this.#sorted.get(name);
    if (known !== undefined) return known;
    const sorted = [...this.issues.values()].toSorted(before);
    this.#sorted.set(name, sorted);
    return sorted;
  }

  put(json: JiraJson): void {
    const id = textIn(json, 'id');
    const fields = objectIn(json, 'fields');
    const project = objectIn(fields, 'project');
    const createdAt = Date.parse(textIn(fields, 'created').replace('+0000', 'Z'));
    const updated = textIn(fields, 'updated').replace('+0000', 'Z');
    const updatedAt = Number.isNaN(Date.parse(updated)) ? createdAt : Date.parse(updated);
    const key = textIn(project, 'key');
    if (key !== '') this.#projects.set(key, { id: textIn(project, 'id'), key, name: textIn(project, 'name') });
    this.#sorted.clear();
    this.issues.set(id, { id, json, createdAt, updatedAt });
    this.#now = Math.max(this.#now, updatedAt);
  }

  /** Time passes on the site. Unit: ms. */
  pass(ms: number): void {
    this.#now += ms;
  }

  /** Somebody changes a field, as the change log tells it. */
  change(id: string, field: string, to: { readonly id: string | null; readonly text: string }, value: unknown): void {
    const held = this.held(id);
    const fields = objectIn(held.json, 'fields');
    const before = objectIn(fields, field);
    this.log(held, { ...fields, [field]: value }, [
      {
        field,
        fieldId: field,
        fieldtype: 'jira',
        from: textIn(before, 'id') === '' ? null : textIn(before, 'id'),
        fromString: textIn(before, 'name') === '' ? (fields[field] ?? null) : textIn(before, 'name'),
        to: to.id,
        toString: to.text,
      },
    ]);
  }

  setStatus(id: string, status: { readonly id: string; readonly name: string; readonly category: string }): void {
    this.change(
      id,
      'status',
      { id: status.id, text: status.name },
      {
        id: status.id,
        name: status.name,
        statusCategory: { key: status.category },
      },
    );
  }

  setTitle(id: string, title: string): void {
    this.change(id, 'summary', { id: null, text: title }, title);
  }

  /** Somebody comments: `updated` changes, and nothing that is read. */
  touch(id: string): void {
    const held = this.held(id);
    this.log(held, objectIn(held.json, 'fields'), []);
  }

  remove(id: string): void {
    this.#now += 1_000;
    this.#sorted.clear();
    this.issues.delete(id);
  }

  /** The issue gets a key of another project. */
  move(id: string, project: { readonly id: string; readonly key: string; readonly name: string }): void {
    const held = this.held(id);
    const fields = objectIn(held.json, 'fields');
    const before = objectIn(fields, 'project');
    const oldKey = textIn(held.json, 'key');
    const key = `${project.key}-${id.slice(-6)}`;
    this.#projects.set(project.key, project);
    held.json = { ...held.json, key };
    this.log(held, { ...fields, project }, [
      {
        field: 'project',
        fieldtype: 'jira',
        from: textIn(before, 'id'),
        fromString: textIn(before, 'name'),
        to: project.id,
        toString: project.name,
      },
      { field: 'Key', fieldtype: 'jira', from: null, fromString: oldKey, to: null, toString: key },
    ]);
  }

  create(history: ItemHistory): string {
    this.#now += 1_000;
    const moved = { ...history, createdAt: this.#now, changes: [] };
    const json = asJiraIssue(moved);
    this.put(json);
    return textIn(json, 'id');
  }

  held(id: string): HeldIssue {
    const held = this.issues.get(id);
    if (held === undefined) throw new Error(`the fake Jira has no issue ${id}`);
    return held;
  }

  private log(held: HeldIssue, fields: JiraJson, items: readonly JiraJson[]): void {
    this.#now += 1_000;
    const at = new Date(this.#now).toISOString().replace('Z', '+0000');
    const log = objectIn(held.json, 'changelog');
    const histories = listIn(log, 'histories').filter(isJson);
    this.#entry += 1;
    const entries = items.length === 0 ? histories : [...histories, { id: String(this.#entry), created: at, items }];
    held.json = {
      ...held.json,
      fields: { ...fields, updated: at },
      changelog: { ...log, maxResults: entries.length, total: entries.length, histories: entries },
    };
    held.updatedAt = this.#now;
    this.#sorted.clear();
  }
}

export function projectOf(json: JiraJson): string {
  return textIn(objectIn(objectIn(json, 'fields'), 'project'), 'key');
}
