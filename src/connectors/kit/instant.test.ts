import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, partsOf } from './instant.ts';
import { instantReader } from './zoned-instant.ts';

describe('instants with a zone', () => {
  it.each([
    ['2010-06-10T10:13:18.175+0000', '2010-06-10T10:13:18.175Z'],
    ['2021-01-25T11:09:27.985+0800', '2021-01-25T03:09:27.985Z'],
    ['2021-01-25T11:09:27.985-0330', '2021-01-25T14:39:27.985Z'],
    ['2021-01-25T11:09:27.985+08:00', '2021-01-25T03:09:27.985Z'],
    ['2021-01-25T11:09:27Z', '2021-01-25T11:09:27.000Z'],
    ['2021-01-25 11:09Z', '2021-01-25T11:09:00.000Z'],
    ['2021-01-25T11:09:27.1+01', '2021-01-25T10:09:27.100Z'],
    ['2021-01-25T11:09:27.123456789Z', '2021-01-25T11:09:27.123Z'],
    ['2024-02-29T00:00:00.000+0000', '2024-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(instantOf(text)).toBe(Date.parse(instant));
  });

  it.each([
    '',
    'yesterday',
    '2021-01-25T11:09:27',
    '2021-01-25',
    '25/01/2021',
    '2021-13-01T00:00:00Z',
    '2021-02-29T00:00:00Z',
    '2021-02-29T00:00:00.000Z',
    '2021-01-25T11:09:27.98xZ',
    '2021-02-29T00:00:00.000+0000',
    '2021-04-31T00:00:00Z',
    '2021-01-25T24:00:00Z',
    '2021-01-25T23:60:00Z',
    '2021-01-25T23:59:60Z',
    '2021-01-25T11:09:27.985+9900',
    '2021-01-25T11:09:27.98x+0000',
    '44221.5',
  ])('%j is no instant with a zone', (text) => {
    expect(instantOf(text)).toBeNull();
  });

  it('the quick form agrees with the general one for any instant and offset', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1971-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        (date, offset) => {
          const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
          const two = (value: number): string => String(value).padStart(2, '0');
          const hours = two(Math.floor(Math.abs(offset) / 60));
          const minutes = two(Math.abs(offset) % 60);
          const sign = offset < 0 ? '-' : '+';
          expect(instantOf(`${local}${sign}${hours}${minutes}`)).toBe(date.getTime());
          expect(instantOf(`${local}${sign}${hours}:${minutes}`)).toBe(date.getTime());
          expect(instantOf(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });
});

describe('instants without a zone', () => {
  const berlin = instantReader('Europe/Berlin');

  it('are local time of the stream', () => {
    expect(berlin('2014-01-14T09:30')).toBe(Date.parse('2014-01-14T08:30:00Z'));
    expect(berlin('2014-07-14 09:30:15.5')).toBe(Date.parse('2014-07-14T07:30:15.5Z'));
    expect(berlin('2014-07-14T09:30Z')).toBe(Date.parse('2014-07-14T09:30:00Z'));
  });

  it('a time that the clocks skipped counts behind the change', () => {
    // In Berlin 2014-03-30 02:00 became 03:00; 02:30 is read as 03:30 summer time, 01:30 UTC.
    expect(berlin('2014-03-30T02:30')).toBe(Date.parse('2014-03-30T01:30:00Z'));
    expect(berlin('2014-03-30T01:59')).toBe(Date.parse('2014-03-30T00:59:00Z'));
    expect(berlin('2014-03-30T12:00')).toBe(Date.parse('2014-03-30T10:00:00Z'));
  });

  it('a time that came twice is the first of the two', () => {
    // In Berlin 2014-10-26 03:00 summer time became 02:00; the first 02:30 is 00:30 UTC.
    expect(berlin('2014-10-26T02:30')).toBe(Date.parse('2014-10-26T00:30:00Z'));
    expect(berlin('2014-10-26T12:00')).toBe(Date.parse('2014-10-26T11:00:00Z'));
  });

  it('a bare day is its first instant, also where it has no midnight', () => {
    expect(berlin('2014-03-30')).toBe(Date.parse('2014-03-29T23:00:00Z'));
    // In São Paulo 2018-11-04 began at 01:00, which is 03:00 UTC.
    expect(instantReader('America/Sao_Paulo')('2018-11-04')).toBe(Date.parse('2018-11-04T03:00:00Z'));
    expect(instantReader('America/Sao_Paulo')('2018-11-04T09:00')).toBe(Date.parse('2018-11-04T11:00:00Z'));
  });

  it('what is no ISO 8601 is none', () => {
    for (const text of ['14.01.2014', '1/14/2014 9:30', '2014-1-14', '41653', '2014-01-14T9:30']) {
      expect(berlin(text)).toBeNull();
      expect(partsOf(text)).toBeNull();
    }
  });
});
