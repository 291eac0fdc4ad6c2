import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemHistory } from '../../flow/history.ts';
import { fileOf } from '../kit/files.ts';
import { formatRefused } from '../kit/format-refused.ts';
import type { HistoryRecord, ReadOptions } from '../kit/record.ts';
import { events } from './index.ts';

const BERLIN: ReadOptions = { timeZone: 'Europe/Berlin' };

async function read(texts: string | readonly string[], options = BERLIN): Promise<readonly HistoryRecord[]> {
  const files = (typeof texts === 'string' ? [texts] : texts).map((text, index) => fileOf(`f${index + 1}.csv`, text));
  const records: HistoryRecord[] = [];
  for await (const record of events.read(files, options)) {
    if (record.kind === 'history') expect(events.historyOfRaw(record.raw, { timeZone: 'UTC' })).toEqual(record.history);
    records.push(record);
  }
  return records;
}

async function historyFrom(text: string): Promise<ItemHistory> {
  const records = await read(text);
  const [first] = records;
  if (first?.kind !== 'history' || records.length !== 1) throw new Error(JSON.stringify(records));
  return first.history;
}

async function refusedFrom(text: string): Promise<readonly (readonly [number | null, string])[]> {
  return (await read(text)).flatMap((record) =>
    record.kind === 'refused' ? [[record.line, record.reason] as const] : [],
  );
}

const at = (text: string): number => Date.parse(text);

describe('events', () => {
  it('a row is a change, the first one the creation', async () => {
    const history = await historyFrom(
      [
        'item,at,status,type,parent,labels,components,project,team,resolution,title,blocked',
        'K-1,2014-01-01T10:00:00Z,Open,Bug,K-9,a;b,Core,K,Red,,Fix it,',
        'K-1,2014-01-02T10:00:00Z,In Progress,,,b; c ;b,,,,,,true',
        'K-1,2014-01-03T10:00:00Z,,Task,-,-,,,Blue,,Fix it well,FALSE',
        'K-1,2014-01-04T10:00:00Z,Done,,,,,,,Fixed,,',
      ].join('\n'),
    );
    expect(history).toEqual({
      source: 'events',
      item: 'K-1',
      url: null,
      createdAt: at('2014-01-01T10:00:00Z'),
      initial: {
        title: 'Fix it',
        status: { id: null, name: 'Open' },
        type: 'Bug',
        resolution: null,
        project: 'K',
        parent: 'K-9',
        team: 'Red',
        labels: ['a', 'b'],
        components: ['Core'],
        blocked: false,
        links: [],
        custom: {},
      },
      changes: [
        { at: at('2014-01-02T10:00:00Z'), sequence: 1, field: 'labels', to: ['b', 'c'] },
        { at: at('2014-01-02T10:00:00Z'), sequence: 1, field: 'blocked', to: true },
        {
          at: at('2014-01-02T10:00:00Z'),
          sequence: 1,
          field: 'status',
          from: { id: null, name: 'Open' },
          to: { id: null, name: 'In Progress' },
        },
        { at: at('2014-01-03T10:00:00Z'), sequence: 2, field: 'type', to: 'Task' },
        { at: at('2014-01-03T10:00:00Z'), sequence: 2, field: 'parent', to: null },
        { at: at('2014-01-03T10:00:00Z'), sequence: 2, field: 'team', to: 'Blue' },
        { at: at('2014-01-03T10:00:00Z'), sequence: 2, field: 'labels', to: [] },
        { at: at('2014-01-03T10:00:00Z'), sequence: 2, field: 'title', to: 'Fix it well' },
        { at: at('2014-01-03T10:00:00Z'), sequence: 2, field: 'blocked', to: false },
        { at: at('2014-01-04T10:00:00Z'), sequence: 3, field: 'resolution', to: 'Fixed' },
        {
          at: at('2014-01-04T10:00:00Z'),
          sequence: 3,
          field: 'status',
          from: { id: null, name: 'In Progress' },
          to: { id: null, name: 'Done' },
        },
      ],
      presentStatus: null,
      isCutShort: false,
      deletedAt: null,
    });
  });

  it('an earlier "created" begins the item before its first row, with a status that is not known', async () => {
    const history = await historyFrom(
      'item,at,status,created,resolution,type\nK-1,2014-01-05,Open,2014-01-01,,Bug\nK-1,2014-01-06,Done,,Fixed,\n',
    );
    expect(history.createdAt).toBe(at('2013-12-31T23:00:00Z'));
    expect(history.isCutShort).toBe(true);
    expect(history.initial).toMatchObject({ status: null, type: 'Bug', resolution: null });
    expect(history.changes).toMatchObject([
      { field: 'status', from: null, to: { name: 'Open' }, at: at('2014-01-04T23:00:00Z') },
      { field: 'resolution' },
      { field: 'status', to: { name: 'Done' } },
    ]);
  });

  it('a later "created" changes nothing: the first row is the creation', async () => {
    const history = await historyFrom('item,at,status,created\nK-1,2014-01-05T00:00Z,Open,2014-02-01\n');
    expect(history.createdAt).toBe(at('2014-01-05T00:00Z'));
    expect(history.isCutShort).toBe(false);
  });

  it('an empty status in the first row is a status not known', async () => {
    const history = await historyFrom('item,at,status\nK-1,2014-01-05,\nK-1,2014-01-06,Open\n');
    expect(history.initial.status).toBeNull();
    expect(history.isCutShort).toBe(false);
  });

  it('rows may stand in any order and any file; those of one instant go by their lines', async () => {
    const whole = ['K-1,2014-01-01,A', 'K-1,2014-01-02,B', 'K-1,2014-01-02,C', 'K-1,2014-01-03,D'];
    const expected = await historyFrom(['item,at,status', ...whole].join('\n'));
    expect(expected.changes.map((change) => ('to' in change ? change.to : null))).toMatchObject([
      { name: 'B' },
      { name: 'C' },
      { name: 'D' },
    ]);
    const header = 'item,at,status\n';
    const mixed = await read([
      `${header}${whole[3]}\nK-2,2014-01-01,A\n${whole[1]}\n`,
      `${header}${whole[2]}\n${whole[0]}\n`,
    ]);
    expect(mixed.flatMap((record) => (record.kind === 'history' ? [record.history] : []))[0]).toEqual(expected);
  });

  it('the order of rows never matters where instants differ', async () => {
    const rows = Array.from({ length: 6 }, (_, index) => `K-${index % 2},2014-01-0${index + 1},S${index},L${index}`);
    const expected = await read(`item,at,status,labels\n${rows.join('\n')}`);
    const key = (record: HistoryRecord): string => (record.kind === 'history' ? record.raw : '');
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
        const found = await read(`item,at,status,labels\n${shuffled.join('\n')}`);
        expect(found.map(key).toSorted()).toEqual(expected.map(key).toSorted());
      }),
      { numRuns: 30 },
    );
  });

  it('a row that repeats what holds changes nothing', async () => {
    const history = await historyFrom('item,at,status,labels\nK-1,2014-01-01,Open,a\nK-1,2014-01-02,Open,a\n');
    expect(history.changes).toEqual([]);
  });

  it('local times are the stream’s', async () => {
    const history = await historyFrom('item,at,status\nK-1,2014-07-01 10:00,Open\n');
    expect(history.createdAt).toBe(at('2014-07-01T08:00:00Z'));
  });

  it('a reading goes on behind a position, and says the same', async () => {
    const text = 'item,at,status\nK-1,2014-01-01,A\nK-2,x,A\nK-3,2014-01-01,A\nK-4,2014-01-01,A\n';
    const whole = await read(text);
    expect(whole.map((record) => record.position)).toEqual([1, 2, 3, 4]);
    expect(await read(text, { ...BERLIN, after: 2 })).toEqual(whole.slice(2));
  });
});

describe('events that are refused', () => {
  it('say line and reason; the other rows of the item are refused with them, other items are not', async () => {
    const text =
      'item,at,status,blocked\nK-1,2014-01-01,Open,\nK-2,2014-01-01,Open,\nK-1,1/2/2014,Done,\nK-3,2014-01-01,A,yes\n';
    const records = await read(text);
    expect(records.map((record) => record.kind)).toEqual(['refused', 'refused', 'history', 'refused']);
    expect(await refusedFrom(text)).toEqual([
      [2, 'another row of its item is refused, and an item is taken whole or not at all'],
      [4, expect.stringContaining('"at" is "1/2/2014", which is no ISO 8601 instant')],
      [5, '"blocked" is "yes"; it is true, false or empty'],
    ]);
  });

  it.each([
    [',2014-01-01,Open', '"item" is empty; each row names its item'],
    ['K-1,,Open', '"at" is empty; each row says when'],
    ['K-1,2014-02-30,Open', '"at" is "2014-02-30", which is no ISO 8601 instant'],
    ['K-1,41653.5,Open', '"at" is "41653.5", which is no ISO 8601 instant'],
    ['K-1,2014-01-01', 'has 2 cells, the header has 3'],
    ['K-1,2014-01-01,Open,x', 'has 4 cells, the header has 3'],
    ['K-1,2014-01-01,\uFFFD', '"status" holds characters that are not UTF-8'],
  ])('%j', async (row, reason) => {
    expect(await refusedFrom(`item,at,status\n${row}\n`)).toEqual([[2, expect.stringContaining(reason)]]);
  });

  it('a row without an item does not refuse the other rows without one', async () => {
    expect(await refusedFrom('item,at,status\n,2014-01-01,A\n,2014-01-02,B\n')).toHaveLength(2);
  });

  it('trailing empty cells, as Excel leaves them, refuse nothing', async () => {
    expect(await refusedFrom('item,at,status,,\nK-1,2014-01-01,Open,,\nK-2,2014-01-01,Open,,,\n')).toEqual([]);
  });

  it('lines are those of the file, also behind quoted line ends', async () => {
    expect(await refusedFrom('item,at,status,title\nK-1,2014-01-01,Open,"a\nb"\nK-2,x,Open,c\n')).toMatchObject([
      [4, {}],
    ]);
  });

  it('can be mended in their own file and imported again', async () => {
    const text = 'item;at;status;title\nK-1;2014-01-01;Open;"say ""hi"", twice; or not"\nK-1;soon;Done;\n';
    const refused = (await read(text)).filter((record) => record.kind === 'refused');
    const written = formatRefused('events', refused, true);
    expect(written.split('\n')[0]).toBe(
      'item,at,status,type,parent,labels,components,project,team,resolution,title,created,blocked,refused',
    );
    const mended = await historyFrom(written.replace('soon', '2014-01-02'));
    expect(mended).toEqual(await historyFrom(text.replace('soon', '2014-01-02')));
  });
});

describe('files of events that are refused', () => {
  it.each([
    ['item,when,status\n', 'line 1: has no column "at"'],
    ['K-1,2014-01-01,Open\n', 'line 1: has no column "item" and "at" and "status"'],
    ['item,at,status,Status\n', 'line 1: the column "Status" stands twice'],
    ['item,at,status,lables\n', 'line 1: the column "lables" is not known; is "labels" meant? Rename or remove it'],
    ['item,at,status,component\n', 'line 1: the column "component" is not known; is "components" meant?'],
  ])('%j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(`f1.csv: ${message}`);
  });

  it('a column that is not known is named and left out', async () => {
    const records = await read('item,at,status,assignee\nK-1,2014-01-01,Open,Ada Lovelace\n');
    expect(records.map((record) => record.kind)).toEqual(['notice', 'history']);
    expect(records[0]).toMatchObject({ message: 'the column "assignee" is not read', line: 1 });
    expect(JSON.stringify(records)).not.toContain('Ada');
  });

  it('names of columns may be in capitals and have blanks around them', async () => {
    expect((await historyFrom('Item , AT,Status\nK-1,2014-01-01,Open\n')).item).toBe('K-1');
  });
});
