import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkStatement } from './check-statement.ts';
import { readStatement } from './reading.ts';
import { LONGEST_STATEMENT, type StatementFields, StatementTooLong, statementFault } from './statement.ts';

const TODAY = '2026-11-22';
const codesOf = (text: string, fields: StatementFields = {}): readonly string[] =>
  checkStatement(text, fields, TODAY).findings.map((each) => each.code);

/** Pieces of real prose and of trouble, so that random texts come near to statements. */
const piece = fc.oneof(
  fc.constantFrom(
    ...'reduce raise churn customers from to by 5 % 3 % 70% → – − -15 % halve a third 1 in 10 Q3 2027 within 7 days so that launch @lee Anna’s tickets 1,200 1 200 4,5 £3m . , ( ) : \n - without who 31/12/2027 99999999999 29 February'.split(
      ' ',
    ),
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const prose = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(' '));

describe('laws of the check', () => {
  it('answers for any text, with spans inside of it, and the verdict is the worst severity', () => {
    fc.assert(
      fc.property(fc.oneof(prose, fc.string({ maxLength: 400 })), fc.constantFrom(null, TODAY), (text, today) => {
        const { verdict, findings, parsed } = checkStatement(text, {}, today);
        for (const { span, message } of findings) {
          expect(span[0]).toBeGreaterThanOrEqual(0);
          expect(span[1]).toBeGreaterThanOrEqual(span[0]);
          expect(span[1]).toBeLessThanOrEqual(text.length);
          expect(message).not.toBe('');
        }
        const worst = findings.some((each) => each.severity === 'FAIL')
          ? 'FAIL'
          : findings.length > 0
            ? 'WARN'
            : 'PASS';
        expect(verdict).toBe(worst);
        expect(parsed.by === null || /^\d{4}-\d{2}-\d{2}$/.test(parsed.by)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('says the same of a text with spaces around it', () => {
    fc.assert(
      fc.property(prose, fc.stringMatching(/^ {0,4}$/), fc.stringMatching(/^[ \n]{0,4}$/), (text, before, after) => {
        const plain = checkStatement(text.trim(), {}, TODAY);
        const padded = checkStatement(`${before}${text.trim()}${after}`, {}, TODAY);
        expect(padded.findings.map((each) => each.code)).toEqual(plain.findings.map((each) => each.code));
        expect(padded.parsed).toEqual(plain.parsed);
      }),
      { numRuns: 300 },
    );
  });

  it('a field that is filled takes its finding away', () => {
    const filled: readonly (readonly [StatementFields, string])[] = [
      [{ metric: 'waiting time' }, 'NO-METRIC'],
      [{ direction: 'down' }, 'NO-DIRECTION'],
      [{ target: 5 }, 'NO-TARGET'],
      [{ baseline: 10 }, 'NO-BASELINE'],
      [{ by: '2027-06-30' }, 'NO-DATE'],
      [{ beneficiary: 'patients' }, 'NO-BENEFICIARY'],
    ];
    fc.assert(
      fc.property(prose, fc.constantFrom(...filled), (text, [fields, code]) => {
        expect(codesOf(text, fields)).not.toContain(code);
      }),
      { numRuns: 300 },
    );
    expect(codesOf('Do something')).toEqual(expect.arrayContaining(filled.map(([, code]) => code)));
  });

  it('a field that is blank or null says nothing', () => {
    const blank = { metric: ' ', direction: null, baseline: null, target: null, unit: '', by: '', beneficiary: null };
    expect(checkStatement('Make it nicer', blank, TODAY)).toEqual(checkStatement('Make it nicer', {}, TODAY));
  });
});

describe('work that grows with the text', () => {
  const trouble = [
    'reduce ',
    'from 3 to ',
    '5 % ',
    '1 200 ',
    'who that ',
    '(',
    ') ( ',
    'every ',
    '100 % of ',
    'rate tickets closed ',
    'a-',
    '1.2.',
    '@a.',
    'by the end of ',
    'within ',
    'so to ',
    'without 5 ',
    'Dr. ',
    '- ',
    'fy ',
    'minutes and raise ',
    'soon ',
  ];
  it.each(trouble)('twice the text of %j takes about twice the steps', (fragment) => {
    const steps = (length: number): number =>
      readStatement(fragment.repeat(Math.ceil(length / fragment.length)).slice(0, length), {}, TODAY).line.steps;
    const half = steps(LONGEST_STATEMENT / 2);
    const whole = steps(LONGEST_STATEMENT);
    expect(whole).toBeLessThan(2.3 * half + 500);
    // Some 200 looks at each character would be a search that goes back and forth.
    expect(whole).toBeLessThan(200 * LONGEST_STATEMENT);
  });

  it('a text of ten megabytes is refused with a reason', () => {
    const text = 'reduce churn '.repeat(800_000);
    expect(statementFault(text)).toMatch(/^the statement has 10,400,000 characters, and at most 10,000 are read/);
    expect(() => checkStatement(text)).toThrow(StatementTooLong);
    expect(statementFault('Reduce churn')).toBeNull();
  });
});

describe('what was understood', () => {
  const parsed = (text: string, fields: StatementFields = {}) => checkStatement(text, fields, TODAY).parsed;

  it('levels, unit, day and people of a whole statement', () => {
    expect(
      parsed('Raise the share of new users who finish setting up within 7 days from 62 % to 80 % by Q3 2027.'),
    ).toEqual({
      metric: 'share of new users who finish setting up within 7 days',
      direction: 'up',
      baseline: 62,
      target: 80,
      unit: '%',
      by: '2027-09-30',
      beneficiary: 'new users',
    });
  });

  // Each worked from the words: 3 of 10 is 30 %, half of 12 is 6, 4 minutes are 240 seconds, 10 days less 3 are 7.
  it.each([
    ['No-shows of patients go from 3 in 10 to 1 in 10', 30, 10, '%'],
    ['Halve no-shows of patients (now 12 %)', 12, 6, '%'],
    ['Cut checkout time from 4 minutes to 90 seconds', 240, 90, 'seconds'],
    ['Cut waiting time by 3 days (today 10 days)', 10, 7, 'days'],
    ['Waiting time falls by 3 days to 7 days', 10, 7, 'days'],
    ['Reduce support tickets by 15 %', null, -15, '% change'],
    ['Support tickets −15 %', null, -15, '% change'],
    ['Double sign-ups', null, 100, '% change'],
    ['Raise margin by 3 percentage points', null, 3, 'points change'],
    ['Raise revenue from £1.2m to £1.5m a year', 1_200_000, 1_500_000, '£ per year'],
    ['Raise visits from 1 200 to 1 500', 1200, 1500, null],
    ['Raise visits from 1,200 to 1,500.5', 1200, 1500.5, null],
    ['Lower the refund rate from 4,5 % to 3 %', 4.5, 3, '%'],
    ['Raise the fifth-day share from a fifth to a quarter', 20, 25, '%'],
    ['Handling time from 7:30 to 6:00 minutes', 7.5, 6, 'minutes'],
    ['Lead time: 10–14 days down to 3–5 days', 12, 4, 'days'],
    ['Raise sign-ups from twenty-one to forty a week', 21, 40, 'per week'],
  ])('%s', (text, baseline, target, unit) => {
    expect(parsed(text)).toMatchObject({ baseline, target, unit });
  });

  it.each([
    ['by Q3 2027', '2027-09-30'],
    ['by FY27 Q2', '2027-06-30'],
    ['by end of June', '2027-06-30'],
    ['by the end of February 2028', '2028-02-29'],
    ['by 31 May', '2027-05-31'],
    ['by 2027-03-14', '2027-03-14'],
    ['by 31.12.2027', '2027-12-31'],
    ['by 03/04/2027', null],
    ['by 31 June 2027', null],
    ['by mid-2027', '2027-06-30'],
    ['by the end of next year', '2027-12-31'],
    ['this quarter', '2026-12-31'],
    ['in H1 2027', '2027-06-30'],
    ['within six months', '2027-05-22'],
    ['within a month of release', null],
    ['by next summer', '2027-08-31'],
    ['by May 3, 2027', '2027-05-03'],
  ])('"%s" is a date', (words, day) => {
    const text = `Cut the waiting time of patients from 10 to 5 days ${words}`;
    expect(parsed(text).by).toBe(day);
    expect(codesOf(text)).toEqual([]);
  });

  it('a date without a year stays unknown where today is not given', () => {
    const check = checkStatement('Cut the waiting time of patients from 10 to 5 days by end of June');
    expect(check).toMatchObject({ verdict: 'PASS', parsed: { by: null } });
  });

  it('"within 30 days of sign-up" and "within 7 days" are part of the metric', () => {
    expect(codesOf('Raise retention of users within 30 days of sign-up from 40 % to 45 %')).toEqual(['NO-DATE']);
    expect(codesOf('Onboarding completion among users within 7 days from 60 % to 80 %')).toEqual(['NO-DATE']);
  });
});

describe('where a finding points and what it offers', () => {
  it('underlines the words it is about', () => {
    const text = 'Raise Anna’s score from 10 to 20 by Q3 2027 for customers';
    const found = checkStatement(text, {}, TODAY).findings.find((each) => each.code === 'INDIVIDUAL');
    expect(found === undefined ? '' : text.slice(...found.span)).toBe('Anna’s');
  });

  it('offers the clause after "so that" where output stands first', () => {
    const text = 'Launch the new checkout so that abandonment among shoppers falls from 71 % to 60 % by Q3 2027.';
    expect(checkStatement(text, {}, TODAY).findings).toMatchObject([
      {
        code: 'OUTPUT-LED',
        severity: 'WARN',
        span: [0, 6],
        suggestion: 'abandonment among shoppers falls from 71 % to 60 % by Q3 2027',
      },
    ]);
  });

  it('offers the figures the other way round where words and figures disagree', () => {
    const found = checkStatement('Reduce churn of customers from 3 % to 5 % by Q3 2027', {}, TODAY).findings;
    expect(found).toMatchObject([{ code: 'SIGN-CONFLICT', span: [31, 41], suggestion: 'from 5 % to 3 %' }]);
  });

  it('names both readings of an ambiguous per cent', () => {
    const [found] = checkStatement('Raise retention of customers by 10 % (now 40 %) by Q3 2027', {}, TODAY).findings;
    expect(found).toMatchObject({
      code: 'AMBIGUOUS-PERCENT',
      suggestion: 'by 10 percentage points, or from … % to … %',
    });
  });
});

describe('people and work', () => {
  it.each([
    ['each customer’s waiting time', 'Cut each customer’s waiting time from 10 to 5 days by Q3 2027'],
    ['an owner beside the statement', 'Cut waiting time of patients from 10 to 5 days by Q3 2027 (owner: @lee)'],
    ['a team named after its lead', 'Cut waiting time of callers at Mark’s desk from 10 to 5 minutes by Q3 2027'],
    ['a city', 'Cut London’s waiting list of patients from 2,000 to 1,500 by Q3 2027'],
    ['revenue per employee', 'Raise revenue per employee from £80k to £95k by Q3 2027'],
  ])('%s is no individual who is measured', (_what, text) => {
    expect(codesOf(text)).toEqual([]);
  });

  it.each([
    ['support tickets', 'Cut support tickets of customers from 200 to 170 a month by Q3 2027'],
    ['change fail rate', 'Cut the change fail rate for developers from 15 % to 5 % by Q3 2027'],
    ['deployment frequency', 'Raise deployment frequency for developers from weekly to daily by Q3 2027'],
    ['deployments per time', 'Raise deployments from 1 per month to 1 per week for developers by Q3 2027'],
    [
      'the share answered in time',
      'Raise the share of tickets resolved within 4 hours for customers from 40 % to 75 % by Q3 2027',
    ],
    ['what customers complete', 'Raise customers who complete their tasks from 40 % to 75 % by Q3 2027'],
  ])('%s is no activity of the team', (_what, text) => {
    expect(codesOf(text)).toEqual([]);
  });
});
