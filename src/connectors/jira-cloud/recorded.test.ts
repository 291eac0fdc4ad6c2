import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FakeJira } from '../../fakes/jira.ts';
import type { IterationRecord } from '../../flow/delivery/records.ts';
import type { Change, ItemHistory } from '../../flow/history.ts';
import { type ContractFake, collect, Kept } from '../contract.test-data.ts';
import { sourceOf } from '../live-sources.test-data.ts';
import { FOLDER, hasRecorded, rowsOf, startRecorded } from './recorded.test-data.ts';

/** Further fields of the recorded change logs. */
const FURTHER = [
  'Rank',
  'Fix Version',
  'timeestimate',
  'timeoriginalestimate',
  'timespent',
  'Workflow',
  'RemoteIssueLink',
  'WorklogId',
  'Start date',
  'End date',
  'assignee',
];

describe.skipIf(!hasRecorded)(
  `recorded answers of Jira Cloud${hasRecorded ? '' : ` (skipped: no data in ${FOLDER})`}`,
  () => {
    let fake: FakeJira | null = null;
    const kept = new Kept();
    const byId = new Map<string, ItemHistory>();
    const sprints = new Map<string, IterationRecord>();

    beforeAll(async () => {
      fake = await startRecorded();
      const source = sourceOf('jira-cloud');
      const as: ContractFake = {
        config: { site: fake.address, customFields: FURTHER },
        secrets: { email: 'reader@example.invalid', token: 'any' },
        requests: fake.requests,
        planted: [],
        truth: () => [],
        change: () => [],
        remove: () => '',
        move: null,
        close: fake.close,
      };
      await collect({ source, start: async () => as }, as, kept);
      for (const [id, payload] of kept.records) {
        for (const mapped of source.map(payload, source.id, as.config)) {
          if (mapped.kind === 'item') byId.set(id.replace('issue:', ''), mapped.history);
          else if (mapped.record.kind === 'iteration') sprints.set(mapped.record.id, mapped.record);
        }
      }
    });

    afterAll(async () => {
      await fake?.close();
    });

    it('each expected issue is read with the same key, title, type, status, instants and parent', () => {
      const keyOf = new Map([...byId].map(([id, { item }]) => [id, item]));
      const classes: Record<string, number> = { same: 0 };
      for (const row of rowsOf('expected_issues')) {
        const history = byId.get(idIn(row.id));
        const now = history === undefined ? null : presentOf(history);
        const parent = row.parent_issue_id === '' ? row.epic_key : keyOf.get(idIn(row.parent_issue_id));
        const pairs = {
          key: [row.issue_key, history?.item],
          address: [`/browse/${row.issue_key}`, history?.url?.replace(/^https?:\/\/[^/]+/, '')],
          title: [row.title, now?.title],
          type: [row.original_type, now?.type],
          status: [row.original_status, history?.presentStatus?.name],
          created: [Date.parse(row.created_date ?? ''), history?.createdAt],
          // Jira stamps the field some milliseconds before the entry of the log.
          resolved: [true, isNear(instant(row.resolution_date), now?.resolvedAt ?? null)],
          parent: [parent, now?.parent ?? ''],
        };
        const different = Object.entries(pairs).flatMap(([name, [wanted, found]]) => (wanted === found ? [] : [name]));
        const name = different.length === 0 ? 'same' : different.join(' and ');
        classes[name] = (classes[name] ?? 0) + 1;
      }
      // The log says that fourteen were put under an epic and never that they left it; their field says none, the epic being gone.
      expect(classes).toEqual({ same: 16, parent: 14 });
    });

    it('each expected change is there with both its sides, but for who an issue was assigned to', () => {
      const rows = rowsOf('expected_issue_changelogs');
      const idOf = namesById();
      const missing = rows.filter((row) => {
        const history = byId.get(idIn(row.issue_id));
        const isSprint = row.field_name === 'Sprint';
        const wanted = [row.original_from_value, row.original_to_value].map((text = '') =>
          isSprint ? text.split(',').map(idIn).join(', ') : idOf(row.field_name, text),
        );
        return !changesOf(history).some(
          ({ at, name, from, to }) =>
            at === Date.parse(row.created_date ?? '') &&
            name === (isSprint ? 'Sprint id' : nameOf(row.field_name ?? '')) &&
            idOf(row.field_name, from) === wanted[0] &&
            idOf(row.field_name, to) === wanted[1],
        );
      });
      const classes = Object.fromEntries(
        [...Map.groupBy(missing, ({ field_name = '' }) => field_name)].map(([name, list]) => [name, list.length]),
      );
      expect({ rows: rows.length, classes }).toEqual({
        rows: 689,
        classes: { assignee: 41, Rank: 2, RemoteIssueLink: 1, WorklogId: 1 },
      });
    });

    it('each expected sprint is there with its name and instants', () => {
      const rows = rowsOf('expected_sprints');
      const differing = rows.filter((row) => {
        const sprint = sprints.get(idIn(row.id));
        const wanted = [row.name, instant(row.started_date), instant(row.ended_date), instant(row.completed_date)];
        return (
          JSON.stringify(wanted) !== JSON.stringify([sprint?.name, sprint?.startAt, sprint?.endAt, sprint?.completedAt])
        );
      });
      expect(differing).toEqual([]);
      expect(rows.length).toBeGreaterThan(25);
    });

    it('nobody who changed an issue stands in what is kept', () => {
      const stored = JSON.stringify([...kept.records]);
      const names = new Set(rowsOf('expected_issue_changelogs').map(({ author_name = '' }) => author_name));
      names.delete('');
      expect(names.size).toBeGreaterThan(3);
      for (const name of names) expect(stored).not.toContain(name);
    });
  },
);

function idIn(text = ''): string {
  return text.split(':').at(-1) ?? '';
}

function instant(text = ''): number | null {
  return text === '' ? null : Date.parse(text);
}

/** Names of change log fields as the history has them. */
function nameOf(field: string): string {
  const own: Readonly<Record<string, string>> = { issuetype: 'type', Parent: 'parent', 'Epic Link': 'parent' };
  return own[field] ?? field;
}

interface Sided {
  readonly at: number;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Each change with what was before it. */
function changesOf(history: ItemHistory | undefined): readonly Sided[] {
  if (history === undefined) return [];
  const now = new Map<string, string>([
    ['status', history.initial.status?.name ?? ''],
    ['type', history.initial.type ?? ''],
    ['resolution', history.initial.resolution ?? ''],
    ['parent', history.initial.parent ?? ''],
    ...Object.entries(history.initial.custom).map(([name, texts]) => [name, texts.join(', ')] as const),
  ]);
  return history.changes.map((change) => {
    const name = change.field === 'custom' ? change.name : change.field;
    const to = textOf(change);
    const from = now.get(name) ?? '';
    now.set(name, to);
    return { at: change.at, name, from, to };
  });
}

/**
 * One thing has several names: of its day, of the site’s language, of the reader’s. They are compared by the id that the recorded answers
 * give them; a status is compared by the id that is kept, for which the expected rows must always have the same name.
 */
function namesById(): (field: string | undefined, name: string) => string {
  const ids = new Map<string, string>();
  const learn = (field: string, id: string | null | undefined, name: string | null | undefined): void => {
    if (typeof id === 'string' && typeof name === 'string' && id !== '') ids.set(`${field} ${name}`, id);
  };
  for (const { data = '' } of rowsOf('_raw_jira_api_issues')) {
    const { fields, changelog } = namedShape.parse(JSON.parse(data));
    learn('issuetype', fields.issuetype.id, fields.issuetype.name);
    learn('resolution', fields.resolution?.id, fields.resolution?.name);
    for (const item of changelog.histories.flatMap(({ items }) => items)) {
      learn(item.field, item.from, item.fromString);
      learn(item.field, item.to, item.toString);
    }
  }
  for (const [id, name] of STATUSES) learn('status', id, name);
  return (field = '', name) =>
    ['status', 'issuetype', 'resolution'].includes(field) ? (ids.get(`${field} ${name}`) ?? name) : name;
}

/** Names of statuses in the expected rows, by the id that the log has at the same instant; every other row keeps to them. */
const STATUSES = [
  ['10000', '待办'],
  ['3', 'In Progress'],
  ['10029', '待开发'],
] as const;

const sideShape = z.string().nullish();
const named = z.object({ id: z.string(), name: z.string() });
const namedShape = z.object({
  fields: z.object({ issuetype: named, resolution: named.nullish() }),
  changelog: z.object({
    histories: z.array(
      z.object({
        items: z.array(
          z.object({ field: z.string(), from: sideShape, fromString: sideShape, to: sideShape, toString: sideShape }),
        ),
      }),
    ),
  }),
});

function isNear(one: number | null, other: number | null): boolean {
  return one === null || other === null ? one === other : Math.abs(one - other) < 1_000;
}

function textOf(change: Change): string {
  switch (change.field) {
    case 'status':
      return change.to?.name ?? '';
    case 'custom':
    case 'labels':
    case 'components':
      return change.to.join(', ');
    case 'link':
      return change.link.item;
    default:
      return String(change.to ?? '');
  }
}

function presentOf(history: ItemHistory) {
  let { title, type, parent } = history.initial;
  let resolvedAt: number | null = null;
  for (const change of history.changes) {
    if (change.field === 'title') title = change.to;
    else if (change.field === 'type') type = change.to;
    else if (change.field === 'parent') parent = change.to;
    else if (change.field === 'resolution') resolvedAt = change.to === null ? null : change.at;
  }
  return { title, type, parent, resolvedAt };
}
