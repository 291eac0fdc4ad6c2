import type { FakeAnswer, FakeRequest } from '../faulty-server.ts';
import { identity, written } from './people.ts';
import type { AzureDevOpsSite } from './site.ts';
import type { FakeRevision, FakeWorkItem } from './work-item.ts';

export interface WorkOptions {
  /** Revisions that a batch of the feed holds at most. */
  readonly feedPage: number;
}

/** Work items, their feed, types and iterations; null: another part of the API. `path` begins behind `_apis/`. */
export function answerWork(
  site: AzureDevOpsSite,
  project: string | null,
  path: string,
  { query, body }: FakeRequest,
  options: WorkOptions,
): FakeAnswer | null {
  if (path === 'wit/reporting/workitemrevisions') return feed(site, project, query, options.feedPage);
  const revisions = /^wit\/workItems\/(\d+)\/revisions$/.exec(path)?.[1];
  if (revisions !== undefined) return ownRevisions(site, Number(revisions), query);
  if (path === 'wit/wiql') return ids(site, project, body, query);
  if (project === null) return null;
  if (path === 'wit/workitemtypes') return list([...site.types].map((name) => ({ name, states: states(site) })));
  if (path === 'wit/classificationnodes/iterations') return ok(tree(site, project));
  return null;
}

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): FakeAnswer {
  return { status: 200, body, headers };
}

export function list(value: readonly unknown[]): FakeAnswer {
  return ok({ count: value.length, value });
}

export function stamp(at: number): string {
  return new Date(at).toISOString();
}

function feed(site: AzureDevOpsSite, project: string | null, query: URLSearchParams, most: number): FakeAnswer {
  const after = Number(query.get('continuationToken')?.split(';')[0] ?? 0);
  const since = Date.parse(query.get('startDateTime') ?? '1970-01-01T00:00:00Z');
  const isDeletedToo = query.get('includeDeleted') === 'true';
  const rows = site.feed.filter(({ item, revision: { watermark, at, fields } }) => {
    const isIn = watermark > after && at >= since && (project === null || fields.project === project);
    return isIn && (isDeletedToo || !item.isRemoved);
  });
  const page = rows.slice(0, Math.min(most, Number(query.get('$maxPageSize') ?? 200)));
  const last = page[page.length - 1];
  const token = last === undefined ? (query.get('continuationToken') ?? '0;0;0') : tokenOf(last.item, last.revision);
  const wanted = new Set(query.get('fields')?.split(',') ?? []);
  return ok({
    values: page.map(({ item, revision }) => ({
      id: item.id,
      rev: revision.rev,
      fields: {
        ...Object.fromEntries(Object.entries(fieldsOf(item, revision)).filter(([name]) => wanted.has(name))),
        'System.ChangedBy': written('opener'),
        'System.AssignedTo': written('other'),
      },
    })),
    nextLink: `https://dev.example.invalid/_apis/wit/reporting/workItemRevisions?continuationToken=${token}&api-version=6.0`,
    isLastBatch: page.length === rows.length,
  });
}

function tokenOf({ id }: FakeWorkItem, { watermark, rev }: FakeRevision): string {
  return `${watermark};${id};${rev}`;
}

function ownRevisions(site: AzureDevOpsSite, id: number, query: URLSearchParams): FakeAnswer {
  const item = site.items.get(id);
  if (item === undefined || item.isRemoved)
    return {
      status: 404,
      body: { message: `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.` },
    };
  const skip = Number(query.get('$skip') ?? 0);
  const top = Number(query.get('$top') ?? 200);
  return list(
    item.revisions.slice(skip, skip + top).map((revision) => ({
      id,
      rev: revision.rev,
      fields: {
        ...fieldsOf(item, revision),
        'System.AssignedTo': identity('other'),
        'System.ChangedBy': identity('opener'),
        'System.CreatedBy': identity('opener'),
        'System.History': 'Seen by Ivo Marsh',
      },
    })),
  );
}

function fieldsOf(
  { id, revisions }: FakeWorkItem,
  { rev, at, fields }: FakeRevision,
): Readonly<Record<string, unknown>> {
  return {
    'System.Id': id,
    'System.Rev': rev,
    'System.Title': fields.title,
    'System.State': fields.state,
    'System.Reason': fields.reason,
    'System.WorkItemType': fields.type,
    'System.TeamProject': fields.project,
    ...(fields.parent === null ? {} : { 'System.Parent': fields.parent }),
    'System.AreaPath': fields.area,
    'System.IterationPath': fields.iteration.path,
    'System.IterationId': fields.iteration.id,
    ...(fields.tags.length === 0 ? {} : { 'System.Tags': fields.tags.join('; ') }),
    'System.CreatedDate': stamp(revisions[0]?.at ?? at),
    'System.ChangedDate': stamp(at),
  };
}

function ids(site: AzureDevOpsSite, project: string | null, body: unknown, query: URLSearchParams): FakeAnswer {
  const after = Number(/\[System\.Id\] > (\d+)/.exec(JSON.stringify(body))?.[1] ?? 0);
  const found = site
    .visible(project === null ? site.projects() : [project])
    .map(({ id }) => id)
    .filter((id) => id > after)
    .toSorted((one, other) => one - other);
  return ok({ workItems: found.slice(0, Number(query.get('$top') ?? 20_000)).map((id) => ({ id, url: '' })) });
}

function states(site: AzureDevOpsSite): readonly unknown[] {
  return [...site.categories].map(([name, category]) => ({ name, color: 'b2b2b2', category }));
}

function tree(site: AzureDevOpsSite, project: string): unknown {
  const root = site.iterationAt(project, null);
  const children = [...(site.iterations.get(project)?.values() ?? [])].filter(({ id }) => id !== root.id);
  return {
    id: root.id,
    name: project,
    structureType: 'iteration',
    hasChildren: true,
    children: children.map(({ id, path, startDate, finishDate }) => ({
      id,
      name: path.slice(project.length + 1),
      structureType: 'iteration',
      hasChildren: false,
      attributes: { startDate, finishDate },
    })),
  };
}
