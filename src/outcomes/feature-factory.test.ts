import { describe, expect, test } from 'vitest';
import { type Coverage, featureFactoryRatio } from './feature-factory.ts';

const ratioOf = (...coverages: readonly Coverage[]) => featureFactoryRatio(coverages.map((coverage) => ({ coverage })));

describe('the Feature Factory Ratio', () => {
  test('is unknown, not zero, where nothing was at work', () => {
    expect(ratioOf()).toMatchObject({ ratio: null, without: 0, of: 0 });
  });

  test('counts those without an outcome of all that need one', () => {
    // Two of five: the exempt one is of none.
    expect(ratioOf('none', 'none', 'valid', 'covered-by-parent', 'overridden', 'exempt')).toMatchObject({
      ratio: 0.4,
      without: 2,
      of: 5,
    });
  });

  test('a statement that is not valid or came late is an outcome, and shown apart', () => {
    const { ratio, byCoverage } = ratioOf('not-valid', 'after-start');
    expect(ratio).toBe(0);
    expect(byCoverage).toMatchObject({ 'not-valid': 1, 'after-start': 1, none: 0 });
  });

  test('only exempt ones leave nothing to divide by', () => {
    expect(ratioOf('exempt')).toMatchObject({ ratio: null, of: 0, byCoverage: { exempt: 1 } });
  });
});
