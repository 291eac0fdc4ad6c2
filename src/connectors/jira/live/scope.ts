import { SourceFailure } from '../../kit/source-failure.ts';
import type { JiraApi } from './api.ts';
import type { JiraScope } from './config.ts';

export interface Searchable {
  /** Condition of the search, never empty: Jira Cloud refuses a search without any. */
  readonly condition: string;
  readonly notices: readonly string[];
}

/** Holds for every issue. */
const ANY = 'created >= "1970-01-02"';

export function conditionOf(projects: readonly string[]): string {
  return projects.length === 0 ? ANY : `project in (${projects.map((project) => `"${project}"`).join(', ')})`;
}

/**
 * Jira refuses a search that names a project which is gone, or may not be seen any more. Then the others are read on, and it is
 * told; with none left the run fails.
 */
export async function searchableProjects(api: JiraApi, { projects }: JiraScope): Promise<Searchable> {
  // Nothing to look up, and a site of thousands of projects would take a request for every fifty.
  if (projects.length === 0) return { condition: conditionOf(projects), notices: [] };
  const seen = await api.projectsSeen(projects);
  const held = projects.filter((name) => isSeen(name, seen));
  const lost = projects.filter((name) => !isSeen(name, seen));
  if (held.length === 0) {
    throw new SourceFailure(
      'forbidden',
      `Jira at ${api.site}: none of the projects ${projects.join(', ')} can be seen with these credentials; give them the permission Browse projects, or choose other projects`,
    );
  }
  return { condition: conditionOf(held), notices: lost.map(lostProject) };
}

export function lostProject(name: string): string {
  return `project ${name} cannot be seen any more: it was deleted, or the credentials lost the permission Browse projects. What is known of it is kept. Give the permission back, or take the project out of the source`;
}

export function isSeen(name: string, seen: readonly { readonly id: string; readonly key: string }[]): boolean {
  return seen.some(({ id, key }) => id === name || key.toUpperCase() === name.toUpperCase());
}
