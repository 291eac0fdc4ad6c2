import { describe, expect, test } from 'vitest';
import { calendarOf, weekday } from '../flow/calendar.ts';
import { parseStream } from '../flow/stream/parse.ts';
import { fieldsAfter } from './fields-after.ts';
import { simulateOrganisation } from './simulate-organisation.ts';

const organisation = simulateOrganisation({ seed: 1, endOn: '2026-11-22' });
const all = organisation.streams.flatMap((stream) => stream.histories.map((history) => ({ stream, history })));

describe('the sample organisation', () => {
  test('the same seed and day give the same bytes, another seed gives others', () => {
    const small = { seed: 5, endOn: '2026-11-22', scale: 0.3 };
    const text = JSON.stringify(simulateOrganisation(small));
    expect(JSON.stringify(simulateOrganisation(small)) === text).toBe(true);
    expect(JSON.stringify(simulateOrganisation({ ...small, seed: 6 })) === text).toBe(false);
  });

  test('it has three streams, eight teams and about six thousand items', () => {
    expect(organisation.streams.map((stream) => stream.name)).toEqual(['Checkout', 'Catalogue', 'Partner portal']);
    const teams = organisation.streams.flatMap(({ documentText }) => documentText.match(/- \{team: [^,]+/g) ?? []);
    expect(new Set(teams).size).toBe(8);
    expect(all.length).toBeGreaterThan(5400);
    expect(all.length).toBeLessThan(6600);
  });

  test('a third of the scale gives about a third of the items', () => {
    const small = simulateOrganisation({ seed: 1, endOn: '2026-11-22', scale: 1 / 3 });
    const count = small.streams.reduce((sum, stream) => sum + stream.histories.length, 0);
    expect(count / all.length).toBeGreaterThan(0.25);
    expect(count / all.length).toBeLessThan(0.42);
  });

  test('its documents are valid, without warnings', () => {
    for (const { documentText } of organisation.streams) {
      expect(parseStream(documentText)).toMatchObject({ ok: true, warnings: [] });
    }
  });

  test('nothing happens on the last day or later, nor before an item exists', () => {
    for (const { stream, history } of all) {
      const endAt = calendarOf(stream.timeZone).startOf('2026-11-22');
      const instants = [history.createdAt, ...history.changes.map((change) => change.at), history.deletedAt ?? 0];
      expect(Math.max(...instants), history.item).toBeLessThan(endAt);
      for (const change of history.changes) expect(change.at, history.item).toBeGreaterThanOrEqual(history.createdAt);
    }
  });

  test('every history is in order, and each change of status begins where the one before ended', () => {
    for (const { history } of all) {
      let now = history.initial;
      let before = { at: history.createdAt, sequence: 0 };
      for (const change of history.changes) {
        expect(change.at >= before.at && change.sequence >= before.sequence, history.item).toBe(true);
        if (change.field === 'status') expect(change.from, history.item).toEqual(now.status);
        now = fieldsAfter(now, change);
        before = change;
      }
      expect(history.presentStatus, history.item).toEqual(now.status);
      expect(now.status?.id, history.item).toMatch(/^\d+$/);
    }
  });

  test('one number names one entry: the same moment of the same item', () => {
    const entries = new Map<number, string>();
    for (const { history } of all) {
      for (const { sequence, at } of history.changes) {
        const entry = `${history.item} ${at}`;
        expect(entries.get(sequence) ?? entry).toBe(entry);
        entries.set(sequence, entry);
      }
    }
  });

  test('keys are unique, and parents and blockers are known unless they lie outside', () => {
    const keys = new Set(all.map(({ history }) => history.item));
    expect(keys.size).toBe(all.length);
    let outside = 0;
    for (const { history } of all) {
      if (history.initial.parent !== null) expect(keys.has(history.initial.parent), history.item).toBe(true);
      for (const change of history.changes) {
        if (change.field !== 'link') continue;
        if (change.link.item.startsWith('OPS-')) outside += 1;
        else expect(keys.has(change.link.item), change.link.item).toBe(true);
      }
    }
    expect(outside).toBeGreaterThan(0);
  });

  test('work is done on working days between a quarter to nine and a quarter to six, at all kinds of minutes', () => {
    const minutes = new Set<number>();
    for (const { stream, history } of all) {
      const calendar = calendarOf(stream.timeZone);
      for (const change of history.changes) {
        // The other side of a link is said when people of another stream, in another zone, say it.
        if (change.field === 'link') continue;
        const day = calendar.dayOf(change.at);
        expect(weekday(day), history.item).toBeLessThan(6);
        const hour = (change.at - calendar.startOf(day)) / 3_600_000;
        expect(hour, history.item).toBeGreaterThanOrEqual(8.75);
        expect(hour, history.item).toBeLessThan(17.8);
        minutes.add(Math.floor((hour * 60) % 60));
      }
    }
    expect(minutes.size).toBe(60);
  });

  test('titles hardly repeat, and are no numbers of items', () => {
    const titles = new Set(all.map(({ history }) => history.initial.title));
    expect(titles.size / all.length).toBeGreaterThan(0.9);
    for (const title of titles) expect(title).toMatch(/^[A-Z][^{}]+$/);
  });
});
