import { describe, expect, test } from 'vitest';
import { takeSuggestion } from './take-suggestion.ts';

describe('taking a suggestion', () => {
  test('who is better off is put at the end, before the full stop, and the gap is ready to be filled', () => {
    const taken = takeSuggestion('Churn falls to 3 %.', { code: 'NO-BENEFICIARY', suggestion: 'for [customers]' });
    expect(taken).toEqual({ text: 'Churn falls to 3 % for [customers].', gap: [23, 34] });
  });
  test('of two ways to say a date the first is taken', () => {
    expect(
      takeSuggestion('Churn falls', { code: 'NO-DATE', suggestion: 'by the end of …, or within a month' })?.text,
    ).toBe('Churn falls by the end of …');
  });
  test('where it stands today goes before the figure that is said already', () => {
    const taken = takeSuggestion('Success rises to 90 % by June.', {
      code: 'NO-BASELINE',
      suggestion: 'from … to 90 %',
    });
    expect(taken).toEqual({ text: 'Success rises from … to 90 % by June.', gap: [19, 20] });
  });
  test('the clause behind “so that” becomes the sentence', () => {
    expect(takeSuggestion('Ship it so that x', { code: 'OUTPUT-LED', suggestion: 'search success rises' })).toEqual({
      text: 'Search success rises.',
      gap: null,
    });
  });
  test('an example is not taken into the sentence', () => {
    expect(takeSuggestion('Improve it', { code: 'NO-METRIC', suggestion: 'the share of people' })).toBeNull();
    expect(takeSuggestion('Improve it', { code: 'NO-DATE', suggestion: '' })).toBeNull();
  });
});
