import { describe, expect, test } from 'vitest';
import { parseStream } from '../flow/stream/parse.ts';
import { fieldsAfter } from './fields-after.ts';
import { simulateStream } from './simulate-stream.ts';

const options = { seed: 4, items: 3000, endOn: '2026-11-22', project: 'B1' };

describe('a stream of any size', () => {
  const histories = [...simulateStream(options).histories];

  test('it has as many items as were asked for, with about eight changes each', () => {
    expect(histories.length).toBe(3000);
    const changes = histories.reduce((sum, history) => sum + history.changes.length, 0);
    expect(changes / 3000).toBeGreaterThan(7);
    expect(changes / 3000).toBeLessThan(9);
  });

  test('it is the same on every reading', () => {
    expect([...simulateStream(options).histories]).toEqual(histories);
  });

  test('its document is valid', () => {
    expect(parseStream(simulateStream(options).documentText)).toMatchObject({ ok: true, warnings: [] });
  });

  test('histories are in order of creation, consistent, and end before the last day', () => {
    const endAt = Date.parse('2026-11-22T00:00:00Z');
    let created = 0;
    let sequence = 0;
    for (const history of histories) {
      expect(history.createdAt).toBeGreaterThanOrEqual(created);
      created = history.createdAt;
      let now = history.initial;
      let at = history.createdAt;
      for (const change of history.changes) {
        expect(change.at).toBeGreaterThanOrEqual(at);
        expect(change.at).toBeLessThan(endAt);
        expect(change.sequence).toBeGreaterThanOrEqual(sequence);
        if (change.field === 'status') expect(change.from).toEqual(now.status);
        now = fieldsAfter(now, change);
        at = change.at;
        sequence = change.sequence;
      }
      expect(history.presentStatus).toEqual(now.status);
    }
  });
});
