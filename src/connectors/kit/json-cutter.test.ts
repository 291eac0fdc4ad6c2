import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutterOf } from './json-cutter.ts';

const CAP = 1_000_000;

interface Cut {
  readonly values: readonly unknown[];
  readonly problems: readonly string[];
  /** Why the document could not be read to its end. */
  readonly fatal: string | null;
  readonly names: Readonly<Record<string, unknown>>;
}

/** Cuts a document given in pieces, and parses what was cut. */
function cut(text: string, chunkBytes: number, cap = CAP): Cut {
  const cutter = cutterOf(cap);
  const bytes = Buffer.from(text);
  const values: unknown[] = [];
  const problems: string[] = [];
  let fatal: string | null = null;
  for (let at = 0; at < bytes.length && fatal === null; at += chunkBytes) {
    const result = cutter.push(bytes.subarray(at, at + chunkBytes));
    for (const record of result.records) {
      if (record.bytes === null) problems.push(record.problem ?? '');
      else values.push(JSON.parse(record.bytes.toString()));
    }
    fatal = result.problem;
  }
  return { values, problems, fatal: fatal ?? cutter.end(), names: cutter.names() };
}

const one = { key: 'K-1', fields: { summary: 'a "quoted" } and \\ and ] and é 漢', n: [1, { a: [] }] }, changelog: {} };
const two = { key: 'K-2', fields: {}, empty: [], nested: { issuesLike: [{ key: 'no' }] } };

describe('cutting records out of JSON', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['an array', JSON.stringify([one, two])],
    ['a pretty-printed array', JSON.stringify([one, two], null, 2)],
    ['a search answer', JSON.stringify({ startAt: 0, maxResults: 50, total: 2, issues: [one, two], isLast: true })],
    [
      'a search answer with records first',
      JSON.stringify({ issues: [one, two], warningMessages: ['x'], n: null }, null, 1),
    ],
    ['answers in an array', JSON.stringify([{ issues: [one] }, { startAt: 1, issues: [two] }])],
    ['answers in a wrapper', JSON.stringify({ meta: { at: [1] }, pages: [{ issues: [one] }, { issues: [two] }] })],
    ['an answer under data', JSON.stringify({ data: { issues: [one, two] } })],
    ['arrays in an array', JSON.stringify([[one], [two], []])],
    ['documents one after the other', `${JSON.stringify(one, null, 2)}\n${JSON.stringify(two, null, 2)}\n`],
    ['a mixture', `${JSON.stringify([one])}\r\n\t${JSON.stringify({ values: [two] })}`],
  ];

  for (const [name, text] of forms) {
    it(`finds the same records in ${name}, whatever the chunks`, () => {
      for (const chunkBytes of [1, 2, 3, 7, 64, text.length + 10]) {
        expect(cut(text, chunkBytes)).toMatchObject({ values: [one, two], problems: [], fatal: null });
      }
    });

    it(`takes ${name} that was cut short anywhere for an error or for its beginning, never for something else`, () => {
      const whole = Buffer.from(text);
      for (let end = 0; end < whole.length; end += 1) {
        const part = whole.subarray(0, end).toString('latin1');
        const cutter = cutterOf(CAP);
        const { records, problem } = cutter.push(whole.subarray(0, end));
        const values = records.map((record) => JSON.parse(record.bytes?.toString() ?? 'null'));
        expect([one, two].slice(0, values.length)).toEqual(values);
        expect(problem).toBeNull();
        // Only documents that stand one after the other can end between two of them without being broken.
        const isWhole = cutter.end() === null;
        if (isWhole) expect([name, /[}\]]\s*$/.test(part)]).toEqual([name, true]);
        if (isWhole && !name.startsWith('documents') && name !== 'a mixture') expect(part.trim()).toBe('');
      }
    });
  }

  it('gives the records of any JSON the same for any chunk size', () => {
    const issue = fc
      .dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 })
      .map((rest) => ({ ...rest, key: 'K-1', fields: {} }));
    fc.assert(
      fc.property(
        fc.array(issue, { maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        (issues, size, isPretty) => {
          const plain = issues.map((each) =>
            Object.fromEntries(Object.entries(each).filter(([key]) => !WRAPPER_KEYS.has(key))),
          );
          const text = JSON.stringify(plain, null, isPretty ? 2 : undefined);
          expect(cut(text, size)).toMatchObject({ values: JSON.parse(text), problems: [], fatal: null });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never makes a record of a truncated one', () => {
    const issue = fc.record({ key: fc.string(), fields: fc.jsonValue() });
    fc.assert(
      fc.property(
        fc.array(issue, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.integer({ min: 1, max: 30 }),
        (issues, where, size) => {
          const bytes = Buffer.from(JSON.stringify({ issues }));
          const end = where % bytes.length;
          const cutter = cutterOf(CAP);
          const values: unknown[] = [];
          for (let at = 0; at < end; at += size) {
            const { records } = cutter.push(bytes.subarray(at, Math.min(at + size, end)));
            for (const record of records) values.push(JSON.parse(record.bytes?.toString() ?? ''));
          }
          expect(JSON.parse(JSON.stringify(issues.slice(0, values.length)))).toEqual(values);
          expect(cutter.end()).not.toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says after which record and byte a truncated document ends', () => {
    expect(cut('[{"key":"K-1"},{"key"', 5).fatal).toBe(
      'ends at byte 21, after 1 record, in the middle of the JSON; the file was cut short: fetch it again',
    );
  });

  it('says what was expected where the structure is broken', () => {
    expect(cut('[{"a":1} {"b":2}]', 100).fatal).toContain(
      'at byte 9, after 1 record: "," or "]" was expected, "{" was found',
    );
    expect(cut('{"issues":[{"a":1}} ', 100).fatal).toContain('"," or "]" was expected, "}" was found');
    expect(cut('{"a":1} garbage', 100).fatal).toContain('an object or a list was expected, "g" was found');
    expect(cut('[,]', 100).fatal).toContain('a value was expected');
    expect(cut('', 100).fatal).toBe('holds no JSON');
  });

  it('names what is no object and goes on', () => {
    for (const chunkBytes of [1, 100]) {
      const found = cut(JSON.stringify([1, 'a "b" ]', null, one, true, [], two]), chunkBytes);
      expect(found.values).toEqual([one, two]);
      expect(found.problems).toEqual(Array.from({ length: 4 }, () => 'is not an object'));
    }
  });

  it('leaves out a record that is larger than the cap and goes on', () => {
    for (const chunkBytes of [1, 7, 5000]) {
      const found = cut(JSON.stringify([one, { key: 'K-9', fields: 'x'.repeat(3000) }, two]), chunkBytes, 1000);
      expect(found.values).toEqual([one, two]);
      expect(found.problems).toHaveLength(1);
      expect(found.problems[0]).toContain('is larger than');
    }
  });

  it('finds the names of fields before the issues and behind them', () => {
    for (const chunkBytes of [1, 11, 5000]) {
      const before = cut(JSON.stringify({ names: { customfield_1: 'Team' }, issues: [one] }), chunkBytes);
      const behind = cut(JSON.stringify({ issues: [one], names: { customfield_2: 'Epic "Link"' } }), chunkBytes);
      expect(before.names).toEqual({ customfield_1: 'Team' });
      expect(behind.names).toEqual({ customfield_2: 'Epic "Link"' });
    }
  });
});

const WRAPPER_KEYS = new Set(['issues', 'values', 'results', 'pages', 'items', 'data']);
