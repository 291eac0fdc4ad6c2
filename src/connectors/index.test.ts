import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  fileFormats,
  fileOf,
  formatRefused,
  type HistoryRecord,
  historyOfRaw,
  isFileFormat,
  readHistories,
} from './index.ts';
import { issueOf, statusChange } from './jira/issue.test-data.ts';

const OPTIONS = { timeZone: 'UTC' };
const folder = mkdtempSync(path.join(tmpdir(), 'millrace-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function collect(reading: AsyncIterable<HistoryRecord>): Promise<readonly HistoryRecord[]> {
  const records: HistoryRecord[] = [];
  for await (const record of reading) records.push(record);
  return records;
}

const issues = Array.from({ length: 7 }, (_, index) =>
  issueOf({
    key: `K-${index + 1}`,
    entries: [{ at: '2014-02-01T00:00:00.000+0000', items: [statusChange(['1', 'Open'], ['6', 'Closed'])] }],
  }),
);

describe('reading histories', () => {
  it('formats are known by id, and an unknown one is named', () => {
    expect(fileFormats.map((format) => format.id)).toEqual(['jira', 'events', 'stages']);
    expect(isFileFormat('jira')).toBe(true);
    expect(isFileFormat('toString')).toBe(false);
    expect(() => readHistories('excel', [], OPTIONS)).toThrow(
      'the format "excel" is not known; known are jira, events, stages',
    );
  });

  it('files are read one after the other from disk, with progress in bytes', async () => {
    const one = path.join(folder, 'one.json');
    const two = path.join(folder, 'two.ndjson');
    writeFileSync(one, JSON.stringify(issues.slice(0, 3)));
    writeFileSync(
      two,
      issues
        .slice(3)
        .map((issue) => JSON.stringify(issue))
        .join('\n'),
    );
    const reading = readHistories('jira', [one, two], OPTIONS);
    const records = await collect(reading);
    expect(records.map(({ position, file }) => [position, file])).toEqual([
      ...[1, 2, 3].map((position) => [position, 'one.json']),
      ...[4, 5, 6, 7].map((position) => [position, 'two.ndjson']),
    ]);
    const { bytesRead, bytesTotal } = reading.progress();
    expect(bytesRead).toBe(bytesTotal);
    expect(bytesTotal).toBeGreaterThan(1000);
  });

  it('a reading that was interrupted anywhere goes on where it was', async () => {
    const files = [
      fileOf('a.json', JSON.stringify({ issues: issues.slice(0, 3) })),
      fileOf('b.ndjson', `${JSON.stringify({ issues: issues.slice(3, 5) })}\n{broken\n${JSON.stringify(issues[5])}\n`),
    ];
    const whole = await collect(readHistories('jira', files, OPTIONS));
    expect(whole.map((record) => record.kind)).toEqual([
      ...Array.from({ length: 5 }, () => 'history'),
      'refused',
      'history',
    ]);
    for (let after = 0; after <= whole.length; after += 1) {
      expect(await collect(readHistories('jira', files, { ...OPTIONS, after }))).toEqual(whole.slice(after));
    }
  });

  it('what is kept of a record gives its history again', async () => {
    for (const record of await collect(readHistories('jira', [fileOf('a', JSON.stringify(issues))], OPTIONS))) {
      if (record.kind === 'history') expect(historyOfRaw('jira', record.raw, OPTIONS)).toEqual(record.history);
    }
  });

  it('nothing is kept where nothing is stored', async () => {
    const file = fileOf('a', JSON.stringify(issues));
    const [record] = await collect(readHistories('jira', [file], { ...OPTIONS, withRaw: false }));
    expect(record).toMatchObject({ kind: 'history', raw: '' });
  });

  it('a file that is missing or a folder is named', async () => {
    const missing = path.join(folder, 'missing.json');
    await expect(collect(readHistories('jira', [missing], OPTIONS))).rejects.toThrow(
      `${missing}: there is no such file`,
    );
    await expect(collect(readHistories('events', [folder], OPTIONS))).rejects.toThrow(
      'is a folder; name the files in it',
    );
  });

  it('refused Jira records can be mended in their own file and imported again', async () => {
    const broken = { ...issueOf({ key: 'K-9' }), changelog: undefined };
    const text = `${JSON.stringify(broken)}\n{"key":"K-10" oops}\n${JSON.stringify(issues[0])}\n`;
    const records = await collect(readHistories('jira', [fileOf('a.ndjson', text)], OPTIONS));
    const refused = records.filter((record) => record.kind === 'refused');
    expect(refused.map(({ item, place }) => [item, place])).toEqual([
      ['K-9', 'line 1'],
      [null, 'line 2'],
    ]);
    const written = formatRefused('jira', refused, true);
    const [first, second] = written.split('\n');
    expect(JSON.parse(first ?? '')).toMatchObject({ key: 'K-9', refused: expect.stringContaining('has no changelog') });
    expect(second).toBe('{"key":"K-10" oops}');
    const mended = JSON.stringify({ ...JSON.parse(first ?? ''), changelog: { histories: [] } });
    expect(await collect(readHistories('jira', [fileOf('b', mended)], OPTIONS))).toMatchObject([
      { kind: 'history', history: { item: 'K-9' } },
    ]);
  });
});
