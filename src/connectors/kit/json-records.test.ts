import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileOf, type HistoryFile } from './files.ts';
import { parseRecord, recordsOf } from './json-records.ts';

async function readAll(file: HistoryFile, maxBytes?: number) {
  const values: unknown[] = [];
  const problems: string[] = [];
  for await (const batch of recordsOf(file, maxBytes)) {
    for (const record of batch.records) {
      const parsed = parseRecord(record);
      if (parsed.problem === null) values.push(parsed.value);
      else problems.push(`${record.line ?? `byte ${record.byte}`}: ${parsed.problem}`);
    }
  }
  return { values, problems };
}

const one = { key: 'K-1', text: 'é' };
const two = { key: 'K-2' };
const lines = `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`;
const CHUNKS = [1, 5, 1000];

describe('records of a JSON file', () => {
  it('are the same in every form and chunk size', async () => {
    const forms = [
      lines,
      lines.replaceAll('\n', '\r\n'),
      `\n\n${lines}\n`,
      `\uFEFF${lines}`,
      `\uFEFF${JSON.stringify([one, two])}`,
      JSON.stringify([one, two], null, 4),
      JSON.stringify({ issues: [one, two] }),
      `[\n${JSON.stringify(one)},\n${JSON.stringify(two)}\n]\n`,
      `${JSON.stringify(one, null, 2)}\n${JSON.stringify(two, null, 2)}`,
      lines.trimEnd(),
    ];
    for (const form of forms) {
      for (const chunk of CHUNKS) {
        expect(await readAll(fileOf('f.json', form, chunk))).toEqual({ values: [one, two], problems: [] });
        expect(await readAll(fileOf('f.json', gzipSync(form), chunk))).toEqual({ values: [one, two], problems: [] });
      }
    }
  });

  it('a file of several gzip members is read whole', async () => {
    const file = fileOf('f.gz', Buffer.concat([gzipSync(lines), gzipSync(lines)]), 7);
    expect((await readAll(file)).values).toEqual([one, two, one, two]);
  });

  it('a broken line is refused by its number and the rest is read', async () => {
    for (const chunk of CHUNKS) {
      const text = `${JSON.stringify(one)}\n\n{"key": "K-9", oops}\nnot json\n${JSON.stringify(two)}\n`;
      const found = await readAll(fileOf('f.ndjson', text, chunk));
      expect(found.values).toEqual([one, two]);
      expect(found.problems).toEqual([
        '3: is not valid JSON (wrong from character 16 on)',
        expect.stringContaining('4: is not valid JSON'),
      ]);
    }
  });

  it('a broken first line does not hide that the file is one record a line', async () => {
    const found = await readAll(fileOf('f.ndjson', `{"key": "K-9\n${lines}`));
    expect(found.values).toEqual([one, two]);
    expect(found.problems).toHaveLength(1);
  });

  it('says that the last line may have been cut short', async () => {
    const found = await readAll(fileOf('f.ndjson', `${lines}{"key":"K-`));
    expect(found.values).toEqual([one, two]);
    expect(found.problems).toEqual(['3: is the last line and has no end; the file may have been cut short']);
  });

  it('does not repeat what stands in a broken record, which may be a name', async () => {
    const { problems } = await readAll(fileOf('f.ndjson', `${lines}{"author":"Ada Lovelace" oops}\n`));
    expect(problems.join()).not.toContain('Ada');
  });

  it('a line longer than the cap is refused and the rest is read', async () => {
    const text = `${JSON.stringify(one)}\n{"key":"${'x'.repeat(500)}"}\n${JSON.stringify(two)}\n`;
    for (const chunk of CHUNKS) {
      const found = await readAll(fileOf('f.ndjson', text, chunk), 100);
      expect(found.values).toEqual([one, two]);
      expect(found.problems).toEqual([expect.stringContaining('2: is longer than')]);
    }
  });

  it('text that is not UTF-8 is refused, not turned into question marks', async () => {
    const bytes = Buffer.concat([Buffer.from(`${lines}{"key":"`), Buffer.from([0xe9]), Buffer.from('"}\n')]);
    const found = await readAll(fileOf('f.ndjson', bytes));
    expect(found.problems).toEqual(['3: is not UTF-8; save the file as UTF-8']);
  });

  it.each([
    ['', 'is empty'],
    [' \n\n ', 'holds nothing but blank lines'],
    ['<html>Sign in</html>', 'is HTML or XML'],
    ['PK\u0003\u0004', 'is a ZIP archive'],
    ['item,at,status\n', 'begins with "item,at,status"; JSON records begin with { or ['],
  ])('a file that is no JSON is told from its beginning: %j', async (text, message) => {
    await expect(readAll(fileOf('f.json', text))).rejects.toThrow(`f.json: ${message}`);
  });

  it('UTF-16 is told from its beginning', async () => {
    await expect(readAll(fileOf('f.json', Buffer.from(`\uFEFF${lines}`, 'utf16le')))).rejects.toThrow(
      'looks like UTF-16',
    );
  });

  it('a truncated gzip file is an error, not an end', async () => {
    const whole = gzipSync(JSON.stringify([one, two]));
    for (let end = 3; end < whole.length; end += 3) {
      await expect(readAll(fileOf('f.gz', whole.subarray(0, end), 10))).rejects.toThrow(
        /f\.gz: the gzip file (ends too early; it was cut short|is damaged)/,
      );
    }
  });

  it('a damaged gzip file is an error', async () => {
    const bytes = gzipSync(lines.repeat(50));
    const at = Math.floor(bytes.length / 2);
    bytes[at] = 255 - (bytes[at] ?? 0);
    await expect(readAll(fileOf('f.gz', bytes))).rejects.toThrow(
      /the gzip file is damaged|is not valid JSON|cut short/,
    );
  });

  it('a truncated document is an error', async () => {
    await expect(readAll(fileOf('f.json', '{"issues":[{"key":"K-1"},{"ke'))).rejects.toThrow(
      'f.json: ends at byte 29, after 1 record',
    );
  });
});
