import { purposeAt } from './clauses.ts';
import { readStatement } from './reading.ts';
import { purposeText } from './rules/output.ts';
import { StatementTooLong, statementFault } from './statement.ts';
import { words } from './words/forms.ts';

/** In what terms technical debt can be worth paying back. Source: methods.md 5 and 1.3. */
export type WorthTerm = 'customer' | 'reliability' | 'risk' | 'delivery';

export interface DebtWorth {
  readonly term: WorthTerm;
  /** The question that leads to the worth. */
  readonly question: string;
  readonly metric: string;
  readonly example: string;
}

export interface DebtHelp {
  /** The words behind "so that", or null where the text has none. */
  readonly soThat: string | null;
  /** The four terms, those that the text speaks of first. */
  readonly worths: readonly DebtWorth[];
}

const WORTHS: readonly DebtWorth[] = [
  {
    term: 'customer',
    question: 'What do customers wait for, stumble over or give up because of it?',
    metric: '95th percentile of the time until a page can be used',
    example:
      'The time until shoppers can use the product page (95th percentile) falls from 4.2 s to 2 s by the end of the second quarter.',
  },
  {
    term: 'reliability',
    question: 'What breaks because of it, how often, and for how long?',
    metric: 'minutes a month in which customers cannot pay',
    example: 'Minutes a month in which customers cannot pay fall from 95 to 20 within three months of release.',
  },
  {
    term: 'risk',
    question: 'What could happen because of it, and how exposed are we until then?',
    metric: 'days for which a known critical vulnerability stays open',
    example:
      'Critical vulnerabilities in services that hold customer data stay open 6 days instead of 40, by the end of the year.',
  },
  {
    term: 'delivery',
    question: 'What takes longer because of it, for whom, and how much of that would go away?',
    metric: 'change lead time (median, days)',
    example:
      'Changes to billing reach customers in 4 days instead of 15 (median lead time) by the end of the third quarter.',
  },
];

const SIGNS: Readonly<Record<WorthTerm, ReadonlySet<string>>> = {
  customer: new Set(
    words(
      'customer customers user users shopper shoppers slow page checkout search screen load performance latency response experience',
    ),
  ),
  reliability: new Set(
    words(
      'outage outages incident incidents crash crashes timeout timeouts flaky downtime availability stability error errors fail fails failing failures reliable reliability recovery restore',
    ),
  ),
  risk: new Set(
    words(
      'security vulnerability vulnerabilities compliance audit unsupported outdated expired licence license end-of-life breach data risk risks deprecated legacy upgrade patch version',
    ),
  ),
  delivery: new Set(
    words(
      'build builds deploy deployment deployments release releases pipeline test tests refactor refactoring module monolith split coupling duplication lead cycle change changes onboarding developers engineers code',
    ),
  ),
};

/**
 * Help to say what technical debt is worth: the clause that may say it already, and four terms with a question, a metric and an example
 * each, those that the text's words point to first. Throws StatementTooLong. Source: methods.md 5.
 */
export function debtHelp(text: string): DebtHelp {
  const fault = statementFault(text);
  if (fault !== null) throw new StatementTooLong(fault);
  const reading = readStatement(text, {}, null);
  const counts = new Map<WorthTerm, number>();
  for (const { lower } of reading.line.tokens) {
    for (const { term } of WORTHS) if (SIGNS[term].has(lower)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const worths = WORTHS.toSorted((a, b) => (counts.get(b.term) ?? 0) - (counts.get(a.term) ?? 0));
  const isSaid = /\bso(?: that)?\b|\bin order to\b/i.test(text);
  const purpose = reading.lead === null && isSaid ? purposeAt(reading.line, 0) : null;
  const clause =
    reading.lead === null
      ? purposeText({ ...reading, lead: purpose === null ? null : { first: 0, last: 0, purpose } })
      : purposeText(reading);
  return { soThat: clause === '' ? null : clause, worths };
}
