import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitGraph } from './commit-graph.ts';
import { itemDeliveries } from './item-deliveries.ts';
import type { ApplicationDelivery } from './joined.ts';
import { changeFailRate } from './metrics/change-fail-rate.ts';
import { reworkRate } from './metrics/rework-rate.ts';
import { measureDelivery } from './metrics.ts';
import { commit, deploy, incident, inJanuary, joined, pullRequest, shop } from './records.test-data.ts';
import type { ChangeRecord, DeliveryRecord, DeploymentRecord, IncidentRecord, PullRequestRecord } from './records.ts';

const START = Date.parse('2026-01-05T00:00Z');
const HOUR = 3_600_000;

const sha = (place: number): string => `c${place}`;
const place = fc.nat({ max: 19 });
const hour = fc.nat({ max: 20 * 24 });

/** Up to twenty commits; each has up to two parents among those before it, or one that is not known; clocks may be wrong. */
const commits: fc.Arbitrary<readonly ChangeRecord[]> = fc
  .array(
    fc.record({
      parents: fc.array(place, { maxLength: 2 }),
      at: hour,
      isUnread: fc.boolean(),
      key: fc.nat({ max: 3 }),
    }),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((all) =>
    all.map(({ parents, at, isUnread, key }, index) => {
      const known = index === 0 ? [] : [...new Set(parents.map((parent) => parent % index))].map(sha);
      const instant = START + at * HOUR;
      return commit(sha(index), '5', [...known, ...(isUnread && at % 5 === 0 ? ['unread'] : [])].join(' '), {
        committedAt: instant,
        authoredAt: instant,
        isMerge: false,
        keys: [`SHOP-${key}`],
      });
    }),
  );
const wholeCommits = commits.map((all) =>
  all.map((one) => ({ ...one, parents: one.parents.filter((parent) => parent !== 'unread') })),
);

const deployments: fc.Arbitrary<readonly DeploymentRecord[]> = fc
  .array(
    fc.record({
      at: hour,
      of: fc.option(place, { freq: 8 }),
      status: fc.constantFrom(
        'succeeded' as const,
        'succeeded' as const,
        'failed' as const,
        'unknown' as const,
        'running' as const,
      ),
      environment: fc.constantFrom('production', 'prod', 'staging'),
      isRollback: fc.constantFrom(null, null, true, false),
      isUnplanned: fc.constantFrom(null, null, true, false),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ at, of, ...more }, index) => {
      const instant = START + at * HOUR;
      return deploy(`d${index}`, of === null ? null : sha(of), '5', {
        createdAt: instant - HOUR / 6,
        finishedAt: instant,
        ...more,
      });
    }),
  );

const incidents: fc.Arbitrary<readonly IncidentRecord[]> = fc
  .array(
    fc.record({
      at: hour,
      lasted: fc.option(fc.nat({ max: 40 })),
      linked: fc.array(fc.nat({ max: 11 }), { maxLength: 2 }),
      key: fc.nat({ max: 3 }),
    }),
    { maxLength: 5 },
  )
  .map((all) =>
    all.map(({ at, lasted, linked, key }, index) => ({
      ...incident(`i${index}`, '5', null, { deployments: linked.map((one) => `d${one}`), item: `SHOP-${key}` }),
      openedAt: START + at * HOUR,
      restoredAt: lasted === null ? null : START + (at + lasted) * HOUR,
    })),
  );

const pullRequests: fc.Arbitrary<readonly PullRequestRecord[]> = fc
  .array(fc.record({ at: hour, merge: fc.option(place), of: fc.uniqueArray(place, { maxLength: 3 }) }), {
    maxLength: 4,
  })
  .map((all) =>
    all.map(({ at, merge, of }, index) => {
      const openedAt = START + at * HOUR;
      const mergedAt = merge === null ? null : openedAt + HOUR;
      const mergeCommit = merge === null ? null : sha(merge);
      return {
        ...pullRequest(`${index}`, '5', null),
        openedAt,
        mergedAt,
        closedAt: mergedAt,
        mergeCommit,
        commits: of.map(sha),
        keys: ['SHOP-1'],
      };
    }),
  );

const records: fc.Arbitrary<readonly DeliveryRecord[]> = fc
  .tuple(commits, deployments, incidents, pullRequests)
  .map((lists): DeliveryRecord[] => lists.flat());

/** Everything that is said of an application, without its functions. */
function said({ application, ...rest }: ApplicationDelivery): string {
  return JSON.stringify([application.name, rest]);
}

describe('whatever is known', () => {
  test('the order of the records, and how often each comes, do not matter', () => {
    fc.assert(
      fc.property(
        records.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length })),
        ),
        ([list, shuffled]) => {
          expect(said(shop(shuffled))).toBe(said(shop(list)));
          const [one, other] = [list, shuffled].map((some) => itemDeliveries(joined(some))('SHOP-1'));
          expect(other).toEqual(one);
        },
      ),
    );
  });

  test('rates lie between 0 and 1, coverage too, and unknown is no number', () => {
    fc.assert(
      fc.property(records, (list) => {
        const input = inJanuary(shop(list));
        for (const metric of [changeFailRate, reworkRate]) {
          const measure = metric.measure(input);
          if (measure.status === 'unmeasurable') continue;
          expect(measure.value.rate).toBeGreaterThanOrEqual(0);
          expect(measure.value.rate).toBeLessThanOrEqual(1);
          expect(new Set(measure.items).size).toBe(measure.items.length);
        }
        expect(JSON.stringify(measureDelivery(input))).not.toMatch(/NaN|Infinity/);
      }),
    );
  });

  test('a change is in an application once, and no lead time is negative', () => {
    fc.assert(
      fc.property(records, (list) => {
        const { changes } = shop(list);
        expect(new Set(changes.map(({ record }) => record.id)).size).toBe(changes.length);
        for (const { record, deployedAt } of changes) {
          if (deployedAt !== null) expect(deployedAt).toBeGreaterThanOrEqual(record.committedAt);
        }
      }),
    );
  });

  test('a later deployment changes nothing that was delivered earlier', () => {
    fc.assert(
      fc.property(
        records,
        place,
        fc.constantFrom('succeeded' as const, 'unknown' as const, 'failed' as const),
        (list, of, status) => {
          const later = deploy('later', sha(of), '31 00:00', { status });
          const after = new Map(shop([...list, later]).changes.map((change) => [change.record.id, change]));
          for (const change of shop(list).changes) {
            if (change.deployment === null) continue;
            const then = after.get(change.record.id);
            expect([then?.state, then?.deployedAt, then?.deployment?.record.id]).toEqual([
              change.state,
              change.deployedAt,
              change.deployment.record.id,
            ]);
          }
        },
      ),
    );
  });

  test('what is known at a moment is what the records of that moment say', () => {
    fc.assert(
      fc.property(records, hour, (list, at) => {
        const asOf = START + at * HOUR;
        const before = shop(list, undefined, { asOf }).changes.filter(({ state }) => state === 'deployed');
        const all = new Map(shop(list).changes.map(({ record, deployedAt }) => [record.id, deployedAt]));
        // A pull request merged later may tell that a change was copied, so that it, or its copy, is no longer counted or came earlier.
        const isPlain = !list.some(({ kind }) => kind === 'pull-request');
        if (isPlain) for (const { record, deployedAt } of before) expect(all.get(record.id)).toBe(deployedAt);
        for (const { deployedAt } of before) expect(deployedAt).toBeLessThanOrEqual(asOf);
      }),
    );
  });
});

/** Everything that lies behind a commit, and itself: by the definition, slowly. */
function behind(commits: readonly ChangeRecord[], from: string): ReadonlySet<string> {
  const found = new Set([from]);
  for (const hash of found) {
    for (const parent of commits.find((one) => one.sha === hash)?.parents ?? []) found.add(parent);
  }
  return found;
}

describe('where all parents are known', () => {
  test('one commit is in another exactly where it is the same or lies behind it', () => {
    fc.assert(
      fc.property(wholeCommits, (list) => {
        const graph = commitGraph('acme/shop', list);
        for (const [inNode, { sha: hash }] of list.entries()) {
          const held = behind(list, hash);
          for (const [node, one] of list.entries()) expect(graph.isContained(node, inNode)).toBe(held.has(one.sha));
        }
      }),
    );
  });

  test('the first deployment of a change is the first successful one that holds it', () => {
    const named = deployments.map((all) =>
      all.filter(({ sha: hash, status }) => hash !== null && status !== 'unknown'),
    );
    fc.assert(
      fc.property(wholeCommits, named, (list, all) => {
        const known = all.filter((one) => list.some(({ sha: hash }) => hash === one.sha));
        const successful = known
          .filter(({ status, environment }) => status === 'succeeded' && environment !== 'staging')
          .toSorted((a, b) => (a.finishedAt ?? 0) - (b.finishedAt ?? 0) || (a.id < b.id ? -1 : 1));
        const holds = successful.map(({ id, sha: hash }) => ({ id, held: behind(list, hash ?? '') }));
        const found = shop([...list, ...known]).changes;
        for (const { record, deployment } of found) {
          expect(deployment?.record.id).toBe(holds.find(({ held }) => held.has(record.sha))?.id);
        }
      }),
    );
  });
});
