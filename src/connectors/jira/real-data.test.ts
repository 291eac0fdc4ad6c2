import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { ItemHistory, Status } from '../../flow/history.ts';
import { fileOf } from '../kit/files.ts';
import { isRecord } from '../kit/json-shape.ts';
import type { TakenRecord } from '../kit/record.ts';
import { jira } from './index.ts';

const DATA = process.env.MILLRACE_TEST_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data');
const hasData = existsSync(path.join(DATA, 'jira'));
const OPTIONS = { timeZone: 'UTC' };

async function takenFrom(name: string, content: string | Uint8Array): Promise<readonly TakenRecord[]> {
  const taken: TakenRecord[] = [];
  for await (const record of jira.read([fileOf(name, content)], OPTIONS)) {
    if (record.kind !== 'history') throw new Error(`${name}: ${JSON.stringify(record)}`);
    taken.push(record);
  }
  return taken;
}

function lastStatus(history: ItemHistory): Status | null {
  let status = history.initial.status;
  for (const change of history.changes) if (change.field === 'status') status = change.to;
  return status;
}

/** Changes of status in the raw file, counted without the mapper. */
function statusChangesIn(text: string): number {
  return text.match(/"field": ?"status"/g)?.length ?? 0;
}

describe.skipIf(!hasData)(`histories of real Jira exports${hasData ? '' : ` (skipped: no data in ${DATA})`}`, () => {
  it.each([
    ['apache.ndjson.gz', 501],
    ['islandora.ndjson.gz', 981],
  ])('%s: every issue is read, and its last change of status leads to its present one', async (name, count) => {
    const packed = readFileSync(path.join(DATA, 'jira', name));
    const taken = await takenFrom(name, packed);
    expect(taken).toHaveLength(count);
    const mismatched = taken.filter(({ history }) => lastStatus(history)?.id !== history.presentStatus?.id);
    expect(mismatched.map(({ history }) => history.item)).toEqual([]);
    expect(taken.some(({ history }) => history.isCutShort)).toBe(false);
    const text = gunzipSync(packed).toString();
    const changes = taken.flatMap(({ history }) => history.changes.filter((change) => change.field === 'status'));
    expect(changes).toHaveLength(statusChangesIn(text));
  });

  it.each(['apache.ndjson.gz', 'islandora.ndjson.gz'])('%s: no account is in anything kept', async (name) => {
    const packed = readFileSync(path.join(DATA, 'jira', name));
    // The people of these files are pseudonyms of this form.
    const account = /user-[0-9a-f]{8}/;
    expect(gunzipSync(packed).toString()).toMatch(account);
    for (const { raw, history } of await takenFrom(name, packed)) {
      expect(raw).not.toMatch(account);
      expect(JSON.stringify(history)).not.toMatch(account);
    }
  });

  it.each(['apache.ndjson.gz', 'islandora.ndjson.gz'])(
    '%s: what is kept gives the same histories again',
    async (name) => {
      for (const { raw, history } of await takenFrom(name, readFileSync(path.join(DATA, 'jira', name)))) {
        expect(jira.historyOfRaw(raw, OPTIONS)).toEqual(history);
        const [again] = await takenFrom('raw', raw);
        expect(again?.raw).toBe(raw);
      }
    },
  );

  it('islandora as an array and as an answer gives the same histories as one a line', async () => {
    const text = gunzipSync(readFileSync(path.join(DATA, 'jira', 'islandora.ndjson.gz'))).toString();
    const lines = text.split('\n').filter((line) => line !== '');
    const expected = (await takenFrom('lines', text)).map(({ raw }) => raw);
    const array = await takenFrom('array', `[\n${lines.join(',\n')}\n]`);
    const answer = await takenFrom('answer', `{"startAt":0,"issues":[${lines.join(',')}],"total":981}`);
    expect(array.map(({ raw }) => raw)).toEqual(expected);
    expect(answer.map(({ raw }) => raw)).toEqual(expected);
  });

  it('issues of Jira Cloud, newest change first, give histories in order', async () => {
    const rows = cloudRows('_raw_jira_api_issues.csv');
    const taken = await takenFrom('cloud', rows.map((row) => row.data).join('\n'));
    expect(taken).toHaveLength(33);
    for (const { history } of taken) {
      const order = history.changes.map((change) => change.at);
      expect(order).toEqual(order.toSorted((one, other) => one - other));
      expect(lastStatus(history)?.id).toBe(history.presentStatus?.id);
    }
    expect(JSON.stringify(taken)).not.toMatch(/accountId|avatar|emailAddress/);
  });

  it('change logs of Jira Cloud that were fetched apart can be joined to their issues', async () => {
    const entries = cloudRows('_raw_jira_api_issue_changelogs.csv').map((row) => {
      const input: unknown = JSON.parse(row.input ?? '{}');
      const entry: unknown = JSON.parse(row.data ?? '{}');
      return { issue: isRecord(input) ? String(input.issue_id) : '', entry };
    });
    const ids = [...new Set(entries.map(({ issue }) => issue))];
    const issues = ids.map((id) => ({
      id,
      key: `EE-${id}`,
      fields: { created: '2020-01-01T00:00:00.000+0800', status: { id: '1', name: 'Open' } },
      changelog: { histories: entries.filter(({ issue }) => issue === id).map(({ entry }) => entry) },
    }));
    const taken = await takenFrom('joined', issues.map((issue) => JSON.stringify(issue)).join('\n'));
    const changes = taken.flatMap(({ history }) => history.changes);
    // The file holds ten changes of status, two of resolution and five of links.
    expect(changes.filter((change) => change.field === 'status')).toHaveLength(10);
    expect(changes.filter((change) => change.field === 'resolution')).toHaveLength(2);
    expect(changes.filter((change) => change.field === 'link')).toHaveLength(5);
    expect(changes).toContainEqual(
      expect.objectContaining({ field: 'link', isAdded: true, link: { type: 'is blocked by', item: 'EE-2880' } }),
    );
  });
});

function cloudRows(name: string): readonly Readonly<Record<string, string>>[] {
  const rows: unknown = parse(readFileSync(path.join(DATA, 'jira-cloud', name)), { columns: true });
  if (!Array.isArray(rows)) throw new Error(`${name}: no rows`);
  const list: readonly unknown[] = rows;
  return list.map((row) => {
    if (!isRecord(row)) throw new Error(`${name}: no row`);
    return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]));
  });
}
