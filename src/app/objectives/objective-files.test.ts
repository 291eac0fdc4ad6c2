import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkInBody } from '../../outcomes/objectives/check-in.ts';
import { cycleBody } from '../../outcomes/objectives/cycle.ts';
import { iterationGoalBody } from '../../outcomes/objectives/iteration-goal.ts';
import { keyResultBody } from '../../outcomes/objectives/key-result.ts';
import { objectiveBody } from '../../outcomes/objectives/objective.ts';
import { Failure } from '../errors.ts';
import { checkRecord } from './checked-record.ts';
import { COLUMNS_OF } from './csv-columns.ts';
import { readObjectivesCsv } from './read-csv.ts';
import { readYaml } from './read-yaml.ts';
import type { RawRecord, Records } from './records.ts';
import { writeObjectivesCsv } from './write-csv.ts';
import { writeYaml } from './write-yaml.ts';

/** What was read, put together as it was before it was written. */
function readBack(raw: readonly RawRecord[]): Records {
  const problems: string[] = [];
  const checked = raw.flatMap(
    (one) => checkRecord(one, (line, path, message) => problems.push(`${line} ${path} ${message}`)) ?? [],
  );
  expect(problems).toEqual([]);
  return {
    cycles: checked.flatMap((one) => (one.kind === 'cycles' ? [{ id: one.id, body: one.body }] : [])),
    objectives: checked.flatMap((one) => (one.kind === 'objectives' ? [{ id: one.id, body: one.body }] : [])),
    keyResults: checked.flatMap((one) => (one.kind === 'keyResults' ? [{ id: one.id, body: one.body }] : [])),
    checkIns: checked.flatMap((one) => (one.kind === 'checkIns' ? [{ id: one.id, body: one.body }] : [])),
    goals: checked.flatMap((one) => (one.kind === 'goals' ? [{ id: one.id, body: one.body }] : [])),
  };
}

/** Texts that files trip over: commas, quotes, line ends, formulas, words that YAML takes for something else. */
const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '\n', '\r', '\t', ' ', '#', ':', '{', 'a'),
      minLength: 1,
      maxLength: 12,
    }),
    fc.constantFrom(
      'yes',
      'null',
      '~',
      '1.0',
      '2027-01-01',
      '0x10',
      '- a',
      '? b',
      '| c',
      '\u0085',
      '\uFEFF',
      '\u2028',
      '1e3',
      '[]',
      "'=SUM(A1)",
      '=SUM(A1)',
      '%',
      '*x',
      '&x',
      '!x',
    ),
  )
  .filter((text) => !text.includes('\0'));
const figures = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));
const days = fc.integer({ min: 10, max: 28 }).map((date) => `2027-01-${date}`);

const records: fc.Arbitrary<Records> = fc.record({
  cycles: fc
    .tuple(words)
    .map(([name]) => [{ id: 'q1', body: cycleBody.parse({ name, from: '2027-01-01', to: '2027-04-01' }) }]),
  objectives: fc
    .tuple(words, words, fc.option(words))
    .map(([title, why, owner]) => [
      { id: 'o1', body: objectiveBody.parse({ title, why, owner, level: 'team', cycle: 'q1' }) },
    ]),
  keyResults: fc.tuple(words, figures, figures, fc.option(figures)).map(([title, baseline, target, low]) => [
    {
      id: 'k1',
      body:
        low === null && baseline !== target
          ? keyResultBody.parse({
              objective: 'o1',
              title,
              direction: target > baseline ? 'up' : 'down',
              baseline,
              target,
              unit: title,
            })
          : keyResultBody.parse({
              objective: 'o1',
              title,
              direction: 'maintain',
              band: { low }.low === null ? { high: target } : { low },
            }),
    },
  ]),
  checkIns: fc
    .tuple(words, fc.option(figures), fc.array(fc.tuple(words, words, fc.boolean()), { maxLength: 3 }), days)
    .map(([note, value, asks, on]) => [
      {
        id: 'c1',
        body: checkInBody.parse({
          keyResult: 'k1',
          on,
          value,
          note,
          asks: asks.map(([team, what, isBlocking]) => ({ team, what, isBlocking })),
        }),
      },
    ]),
  goals: fc.tuple(words, fc.option(words)).map(([statement, team]) => [
    {
      id: 'g1',
      body: iterationGoalBody.parse({ stream: 's', team, from: '2027-01-01', to: '2027-01-15', statement }),
    },
  ]),
});

describe('a file of objectives', () => {
  test('as YAML is read as it was written, whatever its texts hold', () => {
    fc.assert(
      fc.property(records, (given) => {
        const text = writeYaml(given);
        const read = readBack(readYaml(text));
        expect(read).toEqual(given);
        expect(writeYaml(read)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  test('as CSV likewise, and no cell of text begins as a formula', () => {
    fc.assert(
      fc.property(records, (given) => {
        const text = writeObjectivesCsv(given);
        const read = readBack(readObjectivesCsv(text));
        expect(read).toEqual(given);
        expect(writeObjectivesCsv(read)).toBe(text);
      }),
      { numRuns: 200 },
    );
    const cycle = { id: 'q', body: cycleBody.parse({ name: '=HYPERLINK("x")', from: '2027-01-01', to: '2027-04-01' }) };
    const empty = { objectives: [], keyResults: [], checkIns: [], goals: [] };
    expect(writeObjectivesCsv({ ...empty, cycles: [cycle] })).toContain(`"'=HYPERLINK(""x"")"`);
  });

  const docs = readFileSync(path.resolve(import.meta.dirname, '../../../docs/objectives.md'), 'utf8');

  test('the example of the docs is read as it stands there', () => {
    const example = /```yaml\n(.*?)```/s.exec(docs)?.[1] ?? '';
    const { cycles, objectives, keyResults, checkIns, goals } = readBack(readYaml(example));
    expect([cycles, objectives, keyResults, checkIns, goals].map((one) => one.length)).toEqual([1, 2, 2, 1, 1]);
    expect(checkIns[0]).toMatchObject({
      id: 'paying.completed.2026-01-18',
      body: { asks: [{ team: 'Data', isBlocking: true }] },
    });
  });

  test('the docs name the columns that there are', () => {
    const named = [...docs.matchAll(/^\| [a-z- ]+ \| (.*) \|$/gm)].map(([, cells]) =>
      [...(cells ?? '').matchAll(/`(\w+)`/g)].map(([, column]) => column),
    );
    expect(named.slice(-6)).toEqual(Object.values(COLUMNS_OF));
  });

  test('a cycle may be named by a year, and its days need no quotes', () => {
    const [record] = readYaml(
      'cycles:\n  - { id: 2027, name: 2027, from: 2027-01-01, to: 2028-01-01, checkInEveryDays: 30 }\n',
    );
    expect(record).toEqual({
      kind: 'cycles',
      id: '2027',
      line: 2,
      fields: { name: '2027', from: '2027-01-01', to: '2028-01-01', checkInEveryDays: 30 },
    });
  });

  const problemsOf = (read: () => unknown): readonly string[] => {
    try {
      read();
      return ['read'];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return error.problems.length === 0
        ? [error.message]
        : error.problems.map(({ line, message }) => `${line} ${message}`);
    }
  };

  test.each([
    ['', 'no objectives'],
    ['- a\n', 'no objectives'],
    ['cycles:\n  - {id: q\n', '3 this is not YAML'],
    ['goals: []\n', '1 there is no list "goals"'],
    ['cycles:\n  id: q\n', '1 must be a list'],
    ['cycles:\n  - q1\n', '2 must be fields by name'],
    ['cycles: &c []\nobjectives: *c\n', '2 aliases'],
    [
      'objectives:\n  - id: o\n    keyResults:\n      - id: k\n        objective: other\n',
      '5 "objective" is told by the place',
    ],
  ])('YAML that is none is refused by line: %j', (text, says) => {
    expect(problemsOf(() => readYaml(text)).join('; ')).toContain(says);
  });

  test.each([
    ['', 'is empty'],
    ['id,name\n', 'there must be a column "record"'],
    ['record,id,weight\n', 'there is no column "weight"'],
    ['record,id\ncycle,"q\n', 'no CSV'],
    ['record,id\ntheme,t\n', '2 "theme" is no kind of row'],
    ['record,id,title,name\ncycle,q,,Q\n\nobjective,o,"two\nlines",\ncycle,q2,x,Q\n', '6 this row has no such column'],
    ['record,id,baseline\nkey-result,k,many\n', '2 "many" is no number'],
    ['record,id,baseline\nkey-result,k,Infinity\n', '2 "Infinity" is no number'],
    ['record,checkIn,team,what\nask,c9,Data,x\n', '2 the file holds no check-in "c9"'],
  ])('CSV that is none is refused by line: %j', (text, says) => {
    expect(problemsOf(() => readObjectivesCsv(text)).join('; ')).toContain(says);
  });
});
