import { describe, expect, test } from 'vitest';
import {
  formatDay,
  formatDays,
  formatDaysWords,
  formatInstant,
  formatShare,
  formatSpan,
  formatWindow,
} from './format.ts';

/** Numbers and units are held together by a no-break space. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('how numbers and days are written', () => {
  test('dates as 14 Nov 2026', () => {
    expect(plain(formatDay('2026-11-14'))).toBe('14 Nov 2026');
  });
  test('a window is named by its first and its last day, though it is half-open', () => {
    expect(plain(formatWindow('2026-08-31', '2026-11-23'))).toBe('31 Aug – 22 Nov 2026');
    expect(plain(formatWindow('2025-12-01', '2026-02-01'))).toBe('1 Dec 2025 – 31 Jan 2026');
    expect(plain(formatWindow('2026-03-01', '2026-03-02'))).toBe('1 Mar 2026');
  });
  test('whole weeks are called weeks, everything else days', () => {
    expect(plain(formatSpan('2026-08-31', '2026-11-23'))).toBe('12 weeks');
    expect(plain(formatSpan('2026-01-01', '2026-04-01'))).toBe('90 days');
  });
  test('durations are elapsed days with one decimal, and almost nothing is not nothing', () => {
    expect(plain(formatDays(6.24 * 86_400))).toBe('6.2 d');
    expect(plain(formatDaysWords(600))).toBe('< 0.1 d');
    expect(plain(formatDaysWords(0))).toBe('0.0 d');
  });
  test('a share that is not zero never reads as 0 %', () => {
    expect(plain(formatShare(0.004))).toBe('under 1 %');
    expect(plain(formatShare(0))).toBe('0 %');
    expect(plain(formatShare(0.384))).toBe('38 %');
  });
  test('an instant is told in the zone of the stream', () => {
    // Berlin is UTC+1 in November.
    expect(plain(formatInstant('2026-11-14T23:30:00Z', 'Europe/Berlin'))).toBe('15 Nov 2026, 00:30');
  });
});
