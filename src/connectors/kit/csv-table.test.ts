import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { csvLine, csvTable } from './csv-table.ts';
import { fileOf } from './files.ts';

async function read(text: string | Uint8Array, chunkBytes?: number) {
  const table = await csvTable(fileOf('f.csv', text, chunkBytes));
  const rows: (readonly [number, ...string[]])[] = [];
  for await (const batch of table.rows) for (const { line, cells } of batch) rows.push([line, ...cells]);
  return { header: table.header, rows };
}

describe('a CSV file', () => {
  it('may be separated by comma, semicolon or tab', async () => {
    for (const separator of [',', ';', '\t']) {
      const text = 'a,b,c\n1,2,3\n'.replaceAll(',', separator);
      for (const chunk of [1, 3, 1000]) {
        expect(await read(text, chunk)).toEqual({ header: ['a', 'b', 'c'], rows: [[2, '1', '2', '3']] });
      }
    }
  });

  it('may begin with a byte order mark or the separator, have CRLF, and be packed', async () => {
    const expected = { header: ['a', 'b'], rows: [[2, '1', '2']] };
    expect(await read('\uFEFFa,b\r\n1,2\r\n')).toEqual(expected);
    expect(await read(gzipSync('a,b\n1,2'))).toEqual(expected);
    expect(await read('sep=;\r\na;b\r\n1;2\r\n')).toMatchObject({ header: ['a', 'b'], rows: [[3, '1', '2']] });
    expect(await read('\uFEFFsep=;\r\na;b\r\n1;2\r\n')).toMatchObject({ header: ['a', 'b'], rows: [[3, '1', '2']] });
  });

  it('counts lines through quoted line ends and blank lines, and leaves empty rows out', async () => {
    const text = 'a,b\n"x\ny",2\n\n,\n3,"say ""hi"""\n';
    expect((await read(text)).rows).toEqual([
      [2, 'x\ny', '2'],
      [6, '3', 'say "hi"'],
    ]);
  });

  it('keeps rows of another length, for the format to judge', async () => {
    expect((await read('a,b\n1\n1,2,3\n')).rows).toEqual([
      [2, '1'],
      [3, '1', '2', '3'],
    ]);
  });

  it.each([
    ['', 'is empty; the first line names the columns'],
    ['\n\n', 'is empty; the first line names the columns'],
    ['PK\u0003\u0004', 'is a workbook or ZIP archive'],
    ['[{"a":1}]', 'is JSON, no CSV'],
    ['a,b\n1,"2\n3,4\n', 'a quote is opened and not closed'],
    ['a,b\n1,"2"x\n', 'text follows a closing quote'],
    ['a,b\n1,x"2"\n', 'a quote stands inside a cell that is not quoted'],
  ])('that cannot be read is refused with the reason: %j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
    await expect(read(text)).rejects.toThrow(/^f\.csv: /);
  });

  it('names the line of a broken quote', async () => {
    await expect(read('a,b\n1,2\n1,"2"x\n')).rejects.toThrow('f.csv: line 3: ');
  });

  it('UTF-16 is told', async () => {
    await expect(read(Buffer.from('\uFEFFa,b\n', 'utf16le'))).rejects.toThrow('looks like UTF-16');
  });
});

it('a written line is read back as it was', async () => {
  const cells = ['plain', 'a,b', 'say "hi"', 'two\nlines', 'a;b', ''];
  expect((await read(`${csvLine(['a', 'b', 'c', 'd', 'e', 'f'])}\n${csvLine(cells)}\n`)).rows).toEqual([[2, ...cells]]);
});
