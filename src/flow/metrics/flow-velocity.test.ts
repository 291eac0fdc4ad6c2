import { describe, expect, test } from 'vitest';
import { exampleStream, inputOf, itemOf } from './example.test-data.ts';
import { flowVelocity } from './flow-velocity.ts';

const NONE = { feature: 0, defect: 0, risk: 0, debt: 0, unmapped: 0 };

/** Built on 5 January, finished when the line says so. */
function finished(item: string, at: string, options = {}) {
  return itemOf(item, ['2026-01-05T09:00Z Build', `${at} Done`], options);
}

describe('flow velocity', () => {
  test('nothing finished in the window is a measured zero', () => {
    const input = inputOf([finished('K-1', '2026-03-02T09:00Z')], '2026-01-01', '2026-02-01');
    expect(flowVelocity.measure(input)).toEqual({
      status: 'measured',
      value: { total: 0, byKind: NONE },
      n: 0,
      items: [],
      excluded: [],
    });
  });

  test('one item finished counts under its kind', () => {
    const input = inputOf([finished('K-1', '2026-01-20T09:00Z', { type: 'Bug' })], '2026-01-01', '2026-02-01');
    expect(flowVelocity.measure(input)).toMatchObject({
      value: { total: 1, byKind: { ...NONE, defect: 1 } },
      n: 1,
      items: ['K-1'],
    });
  });

  test('items finished in one instant all count, in the order of their keys', () => {
    const at = '2026-01-20T09:00Z';
    const input = inputOf([finished('K-2', at), finished('K-1', at)], '2026-01-01', '2026-02-01');
    expect(flowVelocity.measure(input)).toMatchObject({ value: { total: 2 }, items: ['K-1', 'K-2'] });
  });

  test('the first instant of the window is in, the first instant after it is out', () => {
    const items = [
      finished('before', '2026-01-11T23:59:59.999Z'),
      finished('first', '2026-01-12T00:00Z'),
      finished('last', '2026-01-18T23:59:59.999Z'),
      finished('after', '2026-01-19T00:00Z'),
    ];
    const input = inputOf(items, '2026-01-12', '2026-01-19', { asOf: '2026-02-01T00:00Z' });
    expect(flowVelocity.measure(input)).toMatchObject({ items: ['first', 'last'] });
  });

  test('the day is that of the stream: 23:30 UTC on 11 January is 12 January in Berlin', () => {
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const input = inputOf([finished('K-1', '2026-01-11T23:30Z')], '2026-01-12', '2026-01-13', { stream });
    expect(flowVelocity.measure(input)).toMatchObject({ value: { total: 1 } });
  });

  test('the day on which clocks go forward ends an hour earlier', () => {
    // Berlin, 29 March 2026: midnight is 23:00Z the day before, the next midnight 22:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const items = [finished('in', '2026-03-29T21:59:59.999Z'), finished('out', '2026-03-29T22:00Z')];
    const input = inputOf(items, '2026-03-29', '2026-03-30', { stream, asOf: '2026-04-01T00:00Z' });
    expect(flowVelocity.measure(input)).toMatchObject({ items: ['in'] });
  });

  test('the day on which clocks go back is an hour longer', () => {
    // Berlin, 25 October 2026: the day runs from 22:00Z to 23:00Z.
    const stream = exampleStream({ timeZone: 'Europe/Berlin' });
    const items = [finished('in', '2026-10-25T22:59:59.999Z'), finished('out', '2026-10-25T23:00Z')];
    const input = inputOf(items, '2026-10-25', '2026-10-26', { stream, asOf: '2026-11-01T00:00Z' });
    expect(flowVelocity.measure(input)).toMatchObject({ items: ['in'] });
  });

  test('an item reopened and finished again in the window counts once', () => {
    const again = itemOf('K-1', [
      '2026-01-05T09:00Z Build',
      '2026-01-06T09:00Z Done',
      '2026-01-07T09:00Z Build',
      '2026-01-08T09:00Z Done',
    ]);
    expect(flowVelocity.measure(inputOf([again], '2026-01-01', '2026-02-01'))).toMatchObject({ value: { total: 1 } });
  });

  test('an item reopened after the window and open at asOf does not count', () => {
    const open = itemOf('K-1', ['2026-01-05T09:00Z Build', '2026-01-06T09:00Z Done', '2026-02-07T09:00Z Build']);
    const of = (asOf: string) => flowVelocity.measure(inputOf([open], '2026-01-01', '2026-02-01', { asOf }));
    expect(of('2026-02-07T08:59Z')).toMatchObject({ value: { total: 1 } });
    expect(of('2026-02-07T09:00Z')).toMatchObject({ value: { total: 0 } });
  });

  test('an item that skipped every step between, and one that moved back, count like others', () => {
    const items = [
      itemOf('skipped', ['2026-01-05T09:00Z Idea', '2026-01-06T09:00Z Done']),
      itemOf('back', ['2026-01-05T09:00Z Test', '2026-01-06T09:00Z Build', '2026-01-07T09:00Z Done']),
    ];
    expect(flowVelocity.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({
      items: ['skipped', 'back'],
    });
  });

  test('cancelled items do not count, neither by step nor by resolution', () => {
    const items = [
      itemOf('step', ['2026-01-05T09:00Z Build', '2026-01-06T09:00Z Dropped']),
      itemOf('resolution', [
        '2026-01-05T09:00Z Build',
        "2026-01-06T09:00Z resolution=Won't Fix",
        '2026-01-06T09:00Z Done',
      ]),
    ];
    expect(flowVelocity.measure(inputOf(items, '2026-01-01', '2026-02-01'))).toMatchObject({ value: { total: 0 } });
  });

  test('a window wholly past asOf is unmeasurable, not zero', () => {
    const input = inputOf([finished('K-1', '2026-01-06T09:00Z')], '2026-02-01', '2026-03-01', {
      asOf: '2026-02-01T00:00Z',
    });
    expect(flowVelocity.measure(input)).toEqual({
      status: 'unmeasurable',
      reason: 'The window begins on 2026-02-01, after 2026-02-01T00:00:00.000Z, up to which anything is known.',
    });
  });

  test('a stream without any item is unmeasurable, not zero', () => {
    expect(flowVelocity.measure(inputOf([], '2026-01-01', '2026-02-01'))).toMatchObject({ status: 'unmeasurable' });
  });

  test('only items at the level of the flow item count', () => {
    const input = inputOf([finished('E-1', '2026-01-06T09:00Z', { type: 'Epic' })], '2026-01-01', '2026-02-01');
    expect(flowVelocity.measure(input)).toMatchObject({ status: 'measured', value: { total: 0 } });
  });
});
