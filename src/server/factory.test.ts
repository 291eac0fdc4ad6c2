import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeAppOnBothDatabases } from '../../test/test-app.ts';
import { saved, startSampleServer } from './sample-server.test-data.ts';

const WINDOW = 'from=2026-01-01&to=2026-06-15';
const counted = z.looseObject({ without: z.number(), of: z.number() });
const factory = counted.extend({
  items: z.array(z.looseObject({ item: z.string(), source: z.string(), team: z.string().nullable() })),
  byStream: z.array(counted.extend({ stream: z.string() })),
  byTeam: z.array(counted.extend({ team: z.string() })),
  trend: z.array(counted),
  funnel: z.array(z.object({ stage: z.string(), count: z.number() })),
  inWorkWithout: z.array(z.string()),
  deliveredNeverReviewed: z.array(z.string()),
  overdue: z.array(z.looseObject({ outcome: z.string(), look: z.number() })),
});
const STATEMENT = 'Mobile shoppers abandon checkout less: the checkout abandonment rate falls from 68 % to 60 %.';

describeAppOnBothDatabases('the Feature Factory Ratio over HTTP', (open) => {
  // The same work is seen by two streams.
  const both = (text: string) => [text, text.replace('stream: Checkout', 'stream: All of the shop')];
  const { ask } = startSampleServer(open, 0.15, both);
  const read = (more = '') => ask('GET', `/api/factory?${WINDOW}${more}`, factory);

  test('an initiative or epic of two streams counts in each of them, and once in their sum', async () => {
    const before = await read();
    const each = new Set(before.items.map(({ item }) => item));
    expect(each.size).toBeGreaterThan(3);
    expect(before.items).toHaveLength(each.size);
    expect(before).toMatchObject({ of: each.size, without: each.size });
    expect(before.byStream.map(({ of }) => of)).toEqual([each.size, each.size]);
    expect(before.byTeam.reduce((sum, { of }) => sum + of, 0)).toBe(each.size);
    const [own] = before.byStream;
    expect(await read(`&stream=${own?.stream}`)).toMatchObject({ of: each.size });
    expect(before.trend.at(-1)?.of).toBeLessThanOrEqual(each.size);

    const [epic] = before.items;
    const subject = { source: epic?.source, item: epic?.item };
    await ask('POST', '/api/outcomes', saved, { title: 'For both', statement: STATEMENT, subject });
    const after = await read();
    expect(after).toMatchObject({ of: each.size, without: each.size - 1 });
    expect(after.byStream.map(({ without }) => without)).toEqual([each.size - 1, each.size - 1]);
  });

  test('a team narrows the ratio, the funnel and every list', async () => {
    const { byTeam } = await read();
    const [one, other] = byTeam.map(({ team }) => team);
    expect(other).toBeDefined();
    const delivery = { startedOn: '2025-08-01', deliveredOn: '2025-10-01', reason: 'released by hand' };
    const statedBy = async (team: string | undefined) =>
      (await ask('POST', '/api/outcomes', saved, { title: `By ${team}`, statement: STATEMENT, team, delivery })).id;
    const own = await statedBy(one);
    const others = await statedBy(other);

    const all = await read();
    const narrowed = await read(`&team=${encodeURIComponent(one ?? '')}`);
    expect(all.deliveredNeverReviewed).toEqual(expect.arrayContaining([own, others]));
    expect(narrowed.deliveredNeverReviewed).toContain(own);
    expect(narrowed.deliveredNeverReviewed).not.toContain(others);
    // Delivered in October: the looks of month 1, 3 and 6 lie behind.
    const looksOf = (overdue: typeof all.overdue, id: string) =>
      overdue.filter(({ outcome }) => outcome === id).map(({ look }) => look);
    expect(looksOf(all.overdue, others)).toEqual([1, 3, 6]);
    expect(looksOf(narrowed.overdue, own)).toEqual([1, 3, 6]);
    expect(looksOf(narrowed.overdue, others)).toEqual([]);
    const statedOf = ({ funnel }: typeof all) => funnel.find(({ stage }) => stage === 'stated')?.count ?? 0;
    const rest = await Promise.all(byTeam.slice(1).map(({ team }) => read(`&team=${encodeURIComponent(team)}`)));
    expect(statedOf(narrowed) + rest.reduce((sum, of) => sum + statedOf(of), 0)).toBe(statedOf(all));
    expect(statedOf(narrowed)).toBeLessThan(statedOf(all));
    expect(narrowed.of).toBe(byTeam[0]?.of);
    expect(narrowed.items.every(({ team }) => (team ?? 'no team') === one)).toBe(true);
    const keys = new Set(narrowed.items.map(({ item }) => item));
    expect(narrowed.inWorkWithout.every((item) => keys.has(item))).toBe(true);
    expect(narrowed.inWorkWithout.length).toBeLessThan(all.inWorkWithout.length);
  });
});
