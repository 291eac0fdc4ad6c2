import { idIn, isRecord } from '../../kit/json-shape.ts';
import type { CollectedPage, SourceRecord } from '../../kit/live-source.ts';
import { SourceFailure } from '../../kit/source-failure.ts';
import type { ProjectSeen } from './api.ts';
import { fieldsOf, type JiraCollection, recordsOf } from './collect-changes.ts';
import { collectSprints, isSprintGone } from './collect-sprints.ts';
import { cursorOf } from './cursor.ts';
import { type FieldIds, fieldIds } from './field-ids.ts';
import { conditionOf, isSeen, lostProject } from './scope.ts';
import { walk } from './walk.ts';

const BATCH = 100;

/**
 * Compares the ids of all issues with those that are kept. What is gone is told; what became visible without being changed is
 * fetched; sprints are read again. Where a whole project went out of sight nothing is taken for deleted: more likely a permission was lost.
 */
export async function* sweep(
  run: JiraCollection,
  given: unknown,
  known: () => AsyncIterable<string>,
): AsyncGenerator<CollectedPage> {
  const { api, scope } = run;
  const seen = await api.projectsSeen(scope.projects);
  const kept = await keptIds(known);
  const lost = lostProjects(scope.projects, kept.projects, seen);
  const held = scope.projects.filter((name) => isSeen(name, seen));
  if (seen.length === 0 || (scope.projects.length > 0 && held.length === 0)) {
    throw new SourceFailure(
      'forbidden',
      `Jira at ${api.site}: no project can be seen with these credentials; give them the permission Browse projects. What is known is kept`,
    );
  }
  const listed = await listedIds(run, conditionOf(held));
  const ids = cursorOf(given, scope)?.fields ?? (await fieldIds(api, scope.customFields)).ids;
  const missing = [...listed].filter((id) => !kept.issues.has(id));
  let done = listed.size - missing.length;
  for (let from = 0; from < missing.length; from += BATCH) {
    const records = await fetched(run, missing.slice(from, from + BATCH), ids);
    done += records.length;
    yield { records, gone: [], cursor: given, progress: { done, total: listed.size, what: 'issues compared' } };
  }
  const sprints = await collectSprints(api, held);
  const gone = await goneIds(run, kept, listed, sprints.isWhole ? new Set(sprints.records.map(({ id }) => id)) : null);
  const isSafe = lost.length === 0 && (listed.size > 0 || kept.issues.size === 0);
  yield {
    records: [...sprints.records, ...projectRecords(seen, scope.projects)],
    gone: isSafe ? gone : [],
    cursor: given,
    progress: { done: listed.size, total: listed.size, what: 'issues compared' },
    notices: [...lost.map(lostProject), ...sprints.notices, ...(isSafe || lost.length > 0 ? [] : [NOTHING_LISTED])],
  };
}

const NOTHING_LISTED =
  'no issue can be seen any more, though the projects can; what is known is kept. See the issue security and the permissions of the credentials';

interface Kept {
  readonly issues: ReadonlySet<string>;
  readonly sprints: readonly string[];
  readonly projects: readonly string[];
}

async function keptIds(known: () => AsyncIterable<string>): Promise<Kept> {
  const issues = new Set<string>();
  const sprints: string[] = [];
  const projects: string[] = [];
  for await (const id of known()) {
    if (id.startsWith('issue:')) issues.add(id.slice('issue:'.length));
    else if (id.startsWith('sprint:')) sprints.push(id);
    else if (id.startsWith('project:')) projects.push(id.slice('project:'.length));
  }
  return { issues, sprints, projects };
}

/** Projects that were seen once and are out of sight. With projects named, only those count: leaving one out is no loss. */
function lostProjects(
  named: readonly string[],
  kept: readonly string[],
  seen: readonly ProjectSeen[],
): readonly string[] {
  return named.length > 0 ? named.filter((name) => !isSeen(name, seen)) : kept.filter((id) => !isSeen(id, seen));
}

async function listedIds({ api }: JiraCollection, condition: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const walked = walk(api, {
    condition,
    by: 'created',
    direction: 'ASC',
    from: null,
    fields: api.listFields,
    size: api.listSize,
    withChangelog: false,
  });
  for await (const { issues } of walked) for (const { id } of issues) ids.add(id);
  return ids;
}

async function fetched(
  run: JiraCollection,
  ids: readonly string[],
  fields: FieldIds,
): Promise<readonly SourceRecord[]> {
  try {
    const { issues } = await run.api.search({
      jql: `id in (${ids.join(', ')}) ORDER BY created ASC`,
      fields: fieldsOf(fields),
      size: BATCH,
      place: null,
      withChangelog: true,
    });
    const found = issues.filter(isRecord).map((issue) => ({ id: idIn(issue, 'id') ?? '', at: null, issue }));
    return (await recordsOf(run, found, fields)).records;
  } catch (error) {
    // One of them went away between listing and asking; the next sweep finds the others.
    if (error instanceof SourceFailure && error.kind === 'refused') return [];
    throw error;
  }
}

async function goneIds(
  { api, scope }: JiraCollection,
  kept: Kept,
  listed: ReadonlySet<string>,
  sprints: ReadonlySet<string> | null,
): Promise<readonly string[]> {
  const gone = [...kept.issues].filter((id) => !listed.has(id)).map((id) => `issue:${id}`);
  for (const id of sprints === null ? [] : kept.sprints.filter((one) => !sprints.has(one))) {
    if (await isSprintGone(api, id.slice('sprint:'.length))) gone.push(id);
  }
  if (scope.projects.length > 0)
    for (const id of kept.projects) if (!scope.projects.includes(id)) gone.push(`project:${id}`);
  return gone;
}

/** What was seen is remembered, so that a project that goes out of sight is noticed. */
function projectRecords(seen: readonly ProjectSeen[], named: readonly string[]): readonly SourceRecord[] {
  if (named.length > 0) return [];
  return seen.map(({ id, key }) => ({ id: `project:${id}`, payload: JSON.stringify({ project: { id, key } }) }));
}
