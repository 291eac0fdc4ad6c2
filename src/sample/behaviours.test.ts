import { describe, expect, test } from 'vitest';
import { foldAll } from '../flow/fold-all.ts';
import type { ItemHistory } from '../flow/history.ts';
import { simulateOrganisation } from './simulate-organisation.ts';
import { type Seen, seenIn } from './story.test-data.ts';

const END = '2026-11-22';
const organisation = simulateOrganisation({ seed: 1, endOn: END });
const checkout = seenIn(organisation, 'checkout');
const portal = seenIn(organisation, 'partner-portal');
const streams = [checkout, seenIn(organisation, 'catalogue'), portal];
const items = streams.flatMap((seen) => seen.itemsOn(END));
const histories = organisation.streams.flatMap((stream) => stream.histories);

function count(test: (history: ItemHistory) => boolean): number {
  return histories.filter(test).length;
}

function goesThrough(history: ItemHistory, status: string): boolean {
  return history.changes.some((change) => change.field === 'status' && change.to?.name === status);
}

describe('behaviours worth seeing are in the sample', () => {
  test('reopened and revived items', () => {
    expect(items.filter((item) => item.reopens > 0).length).toBeGreaterThan(50);
    expect(items.filter((item) => item.revivals > 0).length).toBeGreaterThan(4);
  });

  test('items cancelled by a status, and by a resolution in a done step', () => {
    const cancelled = items.filter((item) => item.cancelledAt !== null && item.deletedAt === null);
    const bySteps = streams.flatMap((seen) =>
      seen
        .itemsOn(END)
        .flatMap((item) => (item.cancelledAt === null ? [] : (seen.stream.steps[item.step]?.state ?? []))),
    );
    expect(cancelled.length).toBeGreaterThan(100);
    expect(bySteps.filter((state) => state === 'cancelled').length).toBeGreaterThan(30);
    expect(bySteps.filter((state) => state === 'done').length).toBeGreaterThan(30);
  });

  test('items blocked by a flag, by a status and by another item, known and unknown, some of them now', () => {
    expect(
      count((one) => one.changes.some((change) => change.field === 'custom' && change.name === 'Flagged')),
    ).toBeGreaterThan(100);
    expect(count((one) => goesThrough(one, 'Blocked'))).toBeGreaterThan(10);
    const blockers = histories.flatMap((one) =>
      one.changes.flatMap((change) =>
        change.field === 'link' && change.isAdded && change.link.type === 'is blocked by' ? change.link.item : [],
      ),
    );
    expect(blockers.filter((blocker) => blocker.startsWith('OPS-')).length).toBeGreaterThan(5);
    expect(blockers.filter((blocker) => !blocker.startsWith('OPS-')).length).toBeGreaterThan(40);
    expect(items.filter((item) => item.isBlocked && item.completedAt === null).length).toBeGreaterThan(0);
    expect(items.filter((item) => item.blockedMs > 0).length).toBeGreaterThan(200);
  });

  test('an item of one stream blocked by one of another', () => {
    const other = (one: ItemHistory): boolean =>
      one.changes.some(
        (change) => change.field === 'link' && one.item.startsWith('PAR-') && change.link.item.startsWith('CHK-'),
      );
    expect(count(other)).toBeGreaterThan(0);
  });

  test('statuses and kinds that nobody mapped', () => {
    const unmapped = items.flatMap((item) => item.problems).filter((one) => one.problem === 'status-unmapped');
    expect(unmapped.length).toBeGreaterThan(50);
    const share = items.filter((item) => item.kind === 'unmapped').length / items.length;
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.1);
  });

  test('items put back into a new step for a while after they were begun', () => {
    const paused = (seen: Seen): number =>
      seen.itemsOn(END).filter((item) => {
        const first = item.visits.findIndex((visit) => stateOf(seen, visit.step) === 'active');
        return first !== -1 && item.visits.slice(first).some((visit) => stateOf(seen, visit.step) === 'new');
      }).length;
    expect(streams.reduce((sum, seen) => sum + paused(seen), 0)).toBeGreaterThan(20);
    expect(items.some((item) => item.isPaused)).toBe(true);
  });

  test('moves backwards and steps skipped', () => {
    expect(items.filter((item) => item.backflows > 0).length).toBeGreaterThan(300);
    const idea = checkout.stream.steps.findIndex((step) => step.name === 'Idea');
    const ready = checkout.stream.steps.findIndex((step) => step.name === 'Ready');
    const begun = checkout.itemsOn(END).filter((item) => item.visits.length > 2 && item.visits[0]?.step === idea);
    expect(begun.filter((item) => item.visits.every((visit) => visit.step !== ready)).length).toBeGreaterThan(20);
    expect(items.some((item) => item.isNeverStarted)).toBe(true);
  });

  test('items handed from one team to another, by component and by team field', () => {
    const fields = histories.flatMap((one) => one.changes.map((change) => change.field));
    expect(fields.filter((field) => field === 'team').length).toBeGreaterThan(10);
    const moved = foldAll(checkout.sample.histories, checkout.stream).filter(
      (timeline) => new Set(timeline.epochs.map((epoch) => epoch.team)).size > 1,
    );
    expect(moved.length).toBeGreaterThan(10);
  });

  test('eight teams, none of them without work', () => {
    const teams = Map.groupBy(items, (item) => item.team ?? 'no team');
    expect([...teams.keys()].toSorted()).toEqual([
      'Basket',
      'Feeds',
      'Onboarding',
      'Orders',
      'Payments',
      'Product pages',
      'Search',
      'Settlement',
    ]);
    for (const [team, own] of teams) expect(own.length, team).toBeGreaterThan(200);
  });

  test('initiatives with epics, epics with features and stories, stories with tasks; epics under way and delivered', () => {
    const types = new Map(histories.map((one) => [one.item, one.initial.type]));
    const pairs = new Set(
      histories.map((one) => `${types.get(one.initial.parent ?? '') ?? 'none'} › ${one.initial.type}`),
    );
    for (const pair of [
      'Initiative › Epic',
      'Epic › Story',
      'Epic › Feature',
      'Feature › Story',
      'Story › Sub-task',
      'none › Bug',
    ]) {
      expect(pairs).toContain(pair);
    }
    for (const seen of streams) {
      const epics = seen.inputOf('2000-01-01', END).all.filter((item) => item.level === 'epic');
      expect(epics.filter((epic) => epic.completedAt !== null).length).toBeGreaterThan(20);
      expect(epics.filter((epic) => epic.committedAt !== null && epic.completedAt === null).length).toBeGreaterThan(1);
    }
  });

  test('features whose stories all end on the same day', () => {
    const groups = Map.groupBy(
      portal.itemsOn(END).filter((item) => item.completedAt !== null && item.parent !== null),
      (item) => item.parent,
    );
    const { calendar } = portal.inputOf('2000-01-01', END).window;
    const sliced = [...groups.values()].filter(
      (own) => own.length > 2 && new Set(own.map((item) => calendar.dayOf(item.completedAt ?? 0))).size === 1,
    );
    expect(sliced.length).toBeGreaterThan(3);
  });

  test('a few deleted items, a few histories cut short, done items without resolution, types changed at completion', () => {
    expect(count((one) => one.deletedAt !== null)).toBeGreaterThan(5);
    expect(count((one) => one.isCutShort)).toBeGreaterThan(5);
    expect(
      items.flatMap((item) => item.problems).filter((one) => one.problem === 'done-without-resolution').length,
    ).toBeGreaterThan(10);
    const retyped = (one: ItemHistory): boolean =>
      one.changes.some(
        (change) =>
          change.field === 'type' &&
          one.changes.some((other) => other.field === 'status' && other.sequence === change.sequence),
      );
    expect(count(retyped)).toBeGreaterThan(10);
  });
});

function stateOf(seen: Seen, step: number): string | undefined {
  return seen.stream.steps[step]?.state;
}
