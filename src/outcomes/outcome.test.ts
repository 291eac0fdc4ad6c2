import { describe, expect, test } from 'vitest';
import { anticipatedEffect, minimumEffect, type OutcomeBody, outcomeBody, promisedOf } from './outcome.ts';

const outcome = (given: Partial<OutcomeBody> = {}): OutcomeBody =>
  outcomeBody.parse({ title: 'Guest checkout', statement: 'Abandonment falls from 68 % to 60 %.', ...given });
const version = (number: number, savedAt: number) => ({
  version: number,
  savedAt,
  savedOn: '2026-01-01',
  body: outcome({ title: `version ${number}` }),
});

describe('the promise of an outcome', () => {
  test('is the last version before the work began, whatever came later', () => {
    const versions = [version(3, 300), version(1, 100), version(2, 200)];
    expect(promisedOf(versions, 250)).toMatchObject({
      version: 2,
      isLocked: true,
      isAfterStart: false,
      laterVersions: 1,
    });
  });

  test('a version saved in the instant of the start still counts', () => {
    expect(promisedOf([version(1, 100), version(2, 200)], 200)).toMatchObject({ version: 2, laterVersions: 0 });
  });

  test('is the latest version while nothing has begun, and is not locked', () => {
    expect(promisedOf([version(1, 100), version(2, 200)], null)).toMatchObject({ version: 2, isLocked: false });
  });

  test('stated after the start is the first version, and said to be late', () => {
    expect(promisedOf([version(1, 100), version(2, 200)], 50)).toMatchObject({
      version: 1,
      isAfterStart: true,
      laterVersions: 1,
    });
    expect(promisedOf([], 50)).toBe(null);
  });
});

describe('the anticipated effect', () => {
  test('is what is said, else the way from baseline to target, else unknown', () => {
    expect(anticipatedEffect(outcome({ anticipated: 3, baseline: 68, target: 60, direction: 'down' }))).toBe(3);
    expect(anticipatedEffect(outcome({ baseline: 68, target: 60, direction: 'down' }))).toBe(8);
    expect(anticipatedEffect(outcome({ target: 60 }))).toBe(null);
  });

  test('the least that is worthwhile is half of it unless said', () => {
    expect(minimumEffect(outcome({ baseline: 68, target: 60, direction: 'down' }))).toBe(4);
    expect(minimumEffect(outcome({ anticipated: 3, minimum: 1 }))).toBe(1);
    expect(minimumEffect(outcome())).toBe(null);
  });
});

describe('an outcome that cannot be meant', () => {
  test.each([
    [{ baseline: 5, target: 5 }, 'target'],
    [{ baseline: 5, target: 4, direction: 'up' }, 'target'],
    [{ baseline: 5, target: 6, direction: 'down' }, 'target'],
    [{ anticipated: 2, minimum: 3 }, 'minimum'],
    [{ anticipated: -2 }, 'anticipated'],
    [{ confidence: 1.2 }, 'confidence'],
    [{ by: '2026-02-30' }, 'by'],
    [{ baseline: Number.POSITIVE_INFINITY }, 'baseline'],
    [{ experiment: { estimate: 3, low: 4, high: 5, level: 0.95, link: 'x' } }, 'experiment'],
    [{ delivery: { startedOn: null, deliveredOn: '2026-01-01', reason: '' } }, 'delivery'],
  ])('is refused by its field: %j', (given, field) => {
    const read = outcomeBody.safeParse({ title: 'x', statement: 'y', ...given });
    expect(read.success).toBe(false);
    expect(read.error?.issues[0]?.path[0]).toBe(field);
  });

  test('to keep a level needs no way to go', () => {
    expect(outcome({ direction: 'hold', baseline: 5, target: 5 }).direction).toBe('hold');
  });
});
