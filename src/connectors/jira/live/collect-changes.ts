import type { HttpClock } from '../../kit/http.ts';
import type { CollectedPage, SourceRecord } from '../../kit/live-source.ts';
import { SourceFailure } from '../../kit/source-failure.ts';
import type { JiraApi } from './api.ts';
import { collectSprints } from './collect-sprints.ts';
import type { JiraScope } from './config.ts';
import { changesFrom, cursorOf, type JiraCursor, scopeText, withFetched } from './cursor.ts';
import { type FieldIds, fieldIds, OWN_FIELDS } from './field-ids.ts';
import { issueRecord } from './issue-record.ts';
import { conditionOf, type Searchable, searchableProjects } from './scope.ts';
import { sprintRecord } from './sprint.ts';
import { type WalkedIssue, walk } from './walk.ts';

export interface JiraCollection {
  readonly api: JiraApi;
  readonly scope: JiraScope;
  readonly clock: HttpClock;
}

/** The whole history newest first, then what changed meanwhile and since. A run without a change asks once and yields nothing. */
export async function* collectChanges(run: JiraCollection, given: unknown): AsyncGenerator<CollectedPage> {
  let searchable: Searchable = { condition: conditionOf(run.scope.projects), notices: [] };
  let cursor = cursorOf(given, run.scope);
  if (cursor === null) {
    const started = await start(run);
    cursor = started.cursor;
    searchable = { ...searchable, notices: started.notices };
  }
  let notices = searchable.notices;
  for (let tries = 1; ; tries += 1) {
    try {
      for await (const page of pages(run, searchable.condition, cursor)) {
        cursor = page.cursor;
        yield notices.length === 0 ? page : { ...page, notices: [...notices, ...(page.notices ?? [])] };
        notices = [];
        tries = 0;
      }
      return;
    } catch (error) {
      if (!(error instanceof SourceFailure) || error.kind !== 'refused' || tries > 1) throw error;
      // A project went out of sight, or the server forgot the place between two pages: then it goes on from the last one kept.
      searchable = await searchableProjects(run.api, run.scope);
      notices = [...notices, ...searchable.notices];
    }
  }
}

interface JiraPage extends CollectedPage {
  readonly cursor: JiraCursor;
}

async function start({
  api,
  scope,
  clock,
}: JiraCollection): Promise<{ cursor: JiraCursor; notices: readonly string[] }> {
  const { ids, notices } = await fieldIds(api, scope.customFields);
  const cursor: JiraCursor = {
    version: 1,
    scope: scopeText(scope),
    fields: { sprint: ids.sprint, names: { ...ids.names } },
    phase: 'history',
    below: null,
    high: null,
    highSeenAt: clock.now(),
    recent: [],
    done: 0,
    total: null,
  };
  return { cursor, notices };
}

async function* pages(run: JiraCollection, condition: string, begin: JiraCursor): AsyncGenerator<JiraPage> {
  let cursor = begin;
  if (cursor.phase === 'history') {
    for await (const page of history(run, condition, cursor)) yield keep(page);
  }
  if (cursor.phase === 'sprints') {
    const { records, notices } = await collectSprints(run.api, run.scope.projects);
    yield keep({ ...pageOf({ ...cursor, phase: 'changes' }, records, 'sprints'), notices });
  }
  if (cursor.phase === 'changes') {
    for await (const page of changes(run, condition, cursor)) yield keep(page);
  }

  function keep(page: JiraPage): JiraPage {
    cursor = page.cursor;
    return page;
  }
}

async function* history(run: JiraCollection, condition: string, begin: JiraCursor): AsyncGenerator<JiraPage> {
  let cursor = begin;
  cursor = { ...cursor, total: cursor.total ?? (await run.api.count(condition)) };
  const walked = walk(run.api, {
    condition,
    by: 'updated',
    direction: 'DESC',
    from: cursor.below,
    fields: fieldsOf(cursor.fields),
    size: run.api.pageSize,
    withChangelog: true,
  });
  for await (const { issues, isLast } of walked) {
    const { records, notices } = await recordsOf(run, issues, cursor.fields);
    const oldest = issues.reduce<number | null>((least, { at }) => lesser(least, at), cursor.below);
    cursor = { ...withFetched(cursor, instantsOf(issues), run.clock.now()), below: oldest };
    cursor = { ...cursor, done: cursor.done + issues.length };
    // A site without issues is asked again from the beginning the next time.
    if (isLast && cursor.high !== null) cursor = { ...cursor, phase: 'sprints' };
    if (issues.length > 0 || isLast) yield { ...pageOf(cursor, records, 'issues'), notices };
  }
}

async function* changes(run: JiraCollection, condition: string, begin: JiraCursor): AsyncGenerator<JiraPage> {
  let cursor = begin;
  const known = new Map(begin.recent);
  let done = 0;
  let isOrdered = true;
  let latest = Number.NEGATIVE_INFINITY;
  const held: (readonly [string, number])[] = [];
  const walked = walk(run.api, {
    condition,
    by: 'updated',
    direction: 'ASC',
    from: changesFrom(cursor, run.clock.now()),
    fields: fieldsOf(cursor.fields),
    size: run.api.pageSize,
    withChangelog: true,
  });
  for await (const page of walked) {
    const changed = page.issues.filter(({ id, at }) => known.get(id) !== at || at === null);
    if (changed.length === 0) continue;
    const { records, notices } = await recordsOf(run, changed, cursor.fields);
    const instants = instantsOf(changed);
    // Pages out of order: what lies between them may still come, so that the cursor waits for the end.
    isOrdered &&= instants.every(([, updated]) => updated >= latest);
    latest = instants.reduce((most, [, updated]) => Math.max(most, updated), latest);
    held.push(...instants);
    if (isOrdered) cursor = withFetched(cursor, held.splice(0), run.clock.now());
    done += changed.length;
    yield {
      ...pageOf(cursor, records, 'changed issues'),
      notices,
      progress: { done, total: null, what: 'changed issues' },
    };
  }
  if (held.length > 0) yield pageOf(withFetched(cursor, held, run.clock.now()), [], 'changed issues');
}

function pageOf(cursor: JiraCursor, records: readonly SourceRecord[], what: string): JiraPage {
  return { records, gone: [], cursor, progress: { done: cursor.done, total: cursor.total, what } };
}

/** The records of issues, and of the projects and sprints that they name. */
export async function recordsOf(
  { api }: Pick<JiraCollection, 'api'>,
  issues: readonly WalkedIssue[],
  ids: FieldIds,
): Promise<{ readonly records: readonly SourceRecord[]; readonly notices: readonly string[] }> {
  const logs = await api.changelogsOf(issues.map(({ issue }) => issue));
  const records = new Map<string, SourceRecord>();
  const notices: string[] = [];
  for (const { id, issue } of issues) {
    const log = logs.get(id);
    if (log === undefined) continue;
    const { record, sprints, problem } = issueRecord(issue, log, ids, api.site);
    if (problem !== null) notices.push(`not read: ${problem}`);
    for (const one of [record, ...sprints.map(sprintRecord)]) if (one !== null) records.set(one.id, one);
  }
  return { records: [...records.values()], notices };
}

export function fieldsOf(ids: FieldIds): readonly string[] {
  return [...OWN_FIELDS, ...Object.keys(ids.names)];
}

function instantsOf(issues: readonly WalkedIssue[]): readonly (readonly [string, number])[] {
  return issues.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const]));
}

function lesser(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
