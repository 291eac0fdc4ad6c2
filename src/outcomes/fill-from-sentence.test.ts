import { describe, expect, test } from 'vitest';
import { completeFromSentence, fillFromSentence, SENTENCE_FIELDS } from './fill-from-sentence.ts';
import { type StatedOutcome, statedOutcome } from './outcome.ts';
import { checkStatement } from './statement/check-statement.ts';
import type { ParsedStatement } from './statement/statement.ts';

const TODAY = '2026-11-22';
const SENTENCE =
  'Mobile shoppers abandon checkout less: checkout abandonment falls from 68 % to 60 % by 31 March 2027.';
const METRICS = [
  { id: 'm1', name: 'Refund rate' },
  { id: 'm2', name: 'Checkout Abandonment' },
];

const stated = (given: Partial<StatedOutcome> = {}): StatedOutcome =>
  statedOutcome.parse({ statement: SENTENCE, ...given });
const complete = (given: Partial<StatedOutcome> = {}) => {
  const whole = stated(given);
  return completeFromSentence(whole, checkStatement(whole.statement, {}, TODAY).parsed, METRICS);
};

describe('an outcome that is stated by its sentence', () => {
  test('has every figure that the sentence names, and the metric of that name', () => {
    const { body, fromSentence } = complete();
    expect(body).toMatchObject({
      title: 'Checkout abandonment',
      metric: 'm2',
      direction: 'down',
      baseline: 68,
      target: 60,
      unit: '%',
      by: '2027-03-31',
      anticipated: null,
    });
    expect(fromSentence).toEqual(expect.arrayContaining(['title', 'metric', 'direction', 'baseline', 'target', 'by']));
    expect(fromSentence).not.toContain('anticipated');
  });

  test('what is sent stands, null too, and is not told as taken', () => {
    const { body, fromSentence } = complete({ title: 'Guests', target: 58, by: null, metric: null });
    expect(body).toMatchObject({ title: 'Guests', baseline: 68, target: 58, by: null, metric: null });
    for (const name of ['title', 'target', 'by', 'metric']) expect(fromSentence).not.toContain(name);
  });

  test('that names no metric has its beginning for a title', () => {
    const short = 'Customers   are happier.';
    expect(complete({ statement: short }).body.title).toBe('Customers are happier.');
    const long = complete({ statement: `Customers are ${'much '.repeat(40)}happier.` }).body.title;
    expect(long.length).toBeLessThanOrEqual(82);
    expect(long.startsWith('Customers are much')).toBe(true);
  });
});

describe('a sentence that says only a change', () => {
  const PARSED: ParsedStatement = {
    metric: null,
    direction: 'down',
    baseline: null,
    target: null,
    unit: null,
    by: null,
    beneficiary: null,
  };
  const change = (target: number, unit: string, baseline: number | null) =>
    fillFromSentence(complete({ baseline }).body, SENTENCE_FIELDS, { ...PARSED, baseline, target, unit }, []);

  test('in per cent has an effect only beside a baseline: 15 % of 200 is 30', () => {
    expect(change(-15, '% change', null)).toMatchObject({ target: null, anticipated: null });
    expect(change(-15, '% change', 200)).toMatchObject({ target: 170, anticipated: 30 });
  });

  test('in points has it in any case', () => {
    expect(change(-3, 'points change', null)).toMatchObject({ target: null, unit: '%', anticipated: 3 });
    expect(change(-3, 'points change', 20)).toMatchObject({ target: 17, anticipated: 3 });
  });

  test('takes a baseline that was sent beside it, and a unit that was sent makes it no level', () => {
    const sentence = 'Support contacts of new customers fall by 15 % by 31 March 2027.';
    const given = stated({ statement: sentence, baseline: 200, unit: 'contacts' });
    const { parsed } = checkStatement(sentence, { baseline: 200, unit: 'contacts' }, TODAY);
    expect(completeFromSentence(given, parsed, []).body).toMatchObject({
      baseline: 200,
      target: 170,
      unit: 'contacts',
    });
  });
});
