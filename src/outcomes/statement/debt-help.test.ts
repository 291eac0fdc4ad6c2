import { expect, it } from 'vitest';
import { checkStatement } from './check-statement.ts';
import { debtHelp } from './debt-help.ts';
import { LONGEST_STATEMENT } from './statement.ts';

it('finds the clause that says the worth already', () => {
  expect(debtHelp('Split the billing module so that changes reach customers in 4 days, not 15.').soThat).toBe(
    'changes reach customers in 4 days, not 15',
  );
  expect(debtHelp('Upgrade the database in order to close known vulnerabilities').soThat).toBe(
    'close known vulnerabilities',
  );
  expect(debtHelp('We keep the old queue so far').soThat).toBeNull();
  expect(debtHelp('Refactor the scheduler').soThat).toBeNull();
  expect(debtHelp('').soThat).toBeNull();
});

it('begins with the term that the words speak of', () => {
  const first = (text: string) => debtHelp(text).worths[0]?.term;
  expect(first('The old library is unsupported and an audit is coming')).toBe('risk');
  expect(first('Timeouts lead to incidents every month')).toBe('reliability');
  expect(first('Split the monolith, its build and tests take an hour')).toBe('delivery');
  expect(first('The search page is slow for shoppers')).toBe('customer');
});

it('always gives all four terms, and each example passes the check itself', () => {
  const { worths } = debtHelp('Pay back some debt');
  expect(worths.map((each) => each.term)).toEqual(['customer', 'reliability', 'risk', 'delivery']);
  for (const { example } of worths) {
    expect({ example, findings: checkStatement(example, {}, '2026-11-22').findings }).toEqual({
      example,
      findings: [],
    });
  }
});

it('refuses a text that is longer than any statement', () => {
  expect(() => debtHelp('x'.repeat(LONGEST_STATEMENT + 1))).toThrow('at most 10,000');
});
