import { describe, expect, test } from 'vitest';
import type { ParsedStatement } from '../../../outcomes/statement/statement.ts';
import { changed, draftOf, filled, newDraft } from './draft.ts';

const PARSED: ParsedStatement = {
  metric: 'checkout abandonment',
  direction: 'down',
  baseline: 68,
  target: 60,
  unit: '%',
  by: '2027-03-31',
  beneficiary: 'shoppers',
};
const METRICS = [{ id: 'm1', name: 'Checkout abandonment', unit: '%' }];

describe('fields follow the sentence until somebody sets them', () => {
  test('all of them are filled, and a metric of that name is chosen', () => {
    expect(filled(newDraft({}), PARSED, METRICS)).toMatchObject({
      title: 'Checkout abandonment',
      metric: 'm1',
      direction: 'down',
      baseline: 68,
      target: 60,
      unit: '%',
      by: '2027-03-31',
      beneficiary: 'shoppers',
      anticipated: null,
    });
  });
  test('one set by hand stays, and follows again when it is emptied', () => {
    const draft = changed(newDraft({}), { target: 58 });
    expect(filled(draft, PARSED, []).target).toBe(58);
    expect(filled(changed(draft, { target: null }), PARSED, []).target).toBe(60);
  });
  test('a title that is known beforehand is not changed by the sentence', () => {
    expect(filled(newDraft({ title: 'Guest checkout' }), PARSED, []).title).toBe('Guest checkout');
  });
  test('what was saved counts as set by hand', () => {
    const saved = filled(newDraft({}), PARSED, []);
    expect(filled(draftOf(saved), { ...PARSED, target: 50 }, []).target).toBe(60);
  });
});
