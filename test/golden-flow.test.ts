import { describe, expect, test } from 'vitest';
import { readCorpus } from './golden/corpus.ts';
import * as engine from './golden/engine.ts';
import { readyCase, runCase } from './golden/run-case.ts';

const corpus = readCorpus();
const cases = corpus.files.flatMap((file) => file.cases);

/** Every numbered rule of methods.md 0 to 2 that the corpus must hold, each by at least three cases. */
const RULES = '0 1.1 1.2 1.3 1.4 2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 2.10 2.11 2.12'.split(' ');

describe.each(corpus.files)('$topic', ({ cases: ofTopic }) => {
  test.each(ofTopic)('$id: $title', async (golden) => {
    const ready = await readyCase(golden, corpus.streams);
    expect(runCase(ready, engine)).toEqual([]);
  });
});

describe('the corpus itself', () => {
  test('holds at least eighty cases, each with its own id', () => {
    expect(cases.length).toBeGreaterThanOrEqual(80);
    expect(new Set(cases.map((golden) => golden.id)).size).toBe(cases.length);
  });

  test.each(RULES)('rule %s stands in at least three cases', (rule) => {
    expect(cases.filter((golden) => golden.rules.includes(rule)).length).toBeGreaterThanOrEqual(3);
  });

  test('every case names known rules and gives its reasoning', () => {
    const known = new Set([...RULES, '1.5', '4.1']);
    const wrong = cases.filter(
      ({ rules, why }) => rules.some((rule) => !known.has(rule)) || why.some((line) => line.trim().length < 20),
    );
    expect(wrong.map((golden) => golden.id)).toEqual([]);
  });

  test('every case expects something', () => {
    const empty = cases.filter((golden) => Object.keys(golden.expected).length === 0);
    expect(empty.map((golden) => golden.id)).toEqual([]);
  });
});
