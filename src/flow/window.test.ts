import { describe, expect, test } from 'vitest';
import { isWhollyPast, windowOf } from './window.ts';

const at = (text: string): number => Date.parse(text);

describe('a window', () => {
  test('begins and ends with days of its zone, and is seen from its end unless told', () => {
    // America/Halifax is UTC−4 until 10 March 2024, UTC−3 from then on.
    const window = windowOf('America/Halifax', '2024-03-10', '2024-03-11');
    expect(window).toMatchObject({
      fromAt: at('2024-03-10T04:00Z'),
      toAt: at('2024-03-11T03:00Z'),
      endAt: at('2024-03-11T03:00Z'),
      asOf: at('2024-03-11T03:00Z'),
    });
    expect(isWhollyPast(window)).toBe(false);
  });

  test('is clipped at asOf, and not by one that lies behind it', () => {
    const early = windowOf('UTC', '2024-03-01', '2024-04-01', at('2024-03-15T12:00Z'));
    expect(early.endAt).toBe(at('2024-03-15T12:00Z'));
    expect(early.toAt).toBe(at('2024-04-01T00:00Z'));
    const late = windowOf('UTC', '2024-03-01', '2024-04-01', at('2024-05-01T00:00Z'));
    expect(late).toMatchObject({ endAt: at('2024-04-01T00:00Z'), asOf: at('2024-05-01T00:00Z') });
  });

  test.each([
    ['2024-02-29T23:59:59.999Z', true],
    ['2024-03-01T00:00:00.000Z', true],
    ['2024-03-01T00:00:00.001Z', false],
  ])('from 1 March, seen from %s, is wholly past it: %s', (asOf, isPast) => {
    expect(isWhollyPast(windowOf('UTC', '2024-03-01', '2024-04-01', at(asOf)))).toBe(isPast);
  });

  test.each([
    ['2024-03-01', '2024-03-01'],
    ['2024-03-02', '2024-03-01'],
  ])('from %s to %s is refused', (from, to) => {
    expect(() => windowOf('UTC', from, to)).toThrow(RangeError);
  });
});
