import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemStates } from './item-states.ts';
import { commit, deploy, joined, on, pullRequest } from './records.test-data.ts';
import type { DeliveryRecord } from './records.ts';

const BASE = [commit('r', '5 08:00'), deploy('d1', 'r', '5 09:00')];
const keys = ['SHOP-1'];

/** Of SHOP-1 `day time event` each; `back to` where a review was withdrawn, `since unknown` where the time of an arrival is not known. */
function told(records: readonly DeliveryRecord[], rules?: Parameters<typeof joined>[1]): readonly string[] {
  const words = { happened: '', back: 'back to ', unknown: 'since unknown ' };
  return itemStates(joined(records, rules))
    .of('SHOP-1')
    .map(({ at, state, how }) => {
      const day = (at - on('1')) / 86_400_000 + 1;
      return `${Number(day.toFixed(2))} ${words[how]}${state ?? 'nothing'}`;
    });
}

describe('the work on an item is', () => {
  test('in review from the opening of its pull request, merged when that is, and deployed with its merge commit', () => {
    const request = pullRequest('7', '6 12:00', '8', { keys, commits: ['a'], mergeCommit: 'm' });
    const records = [...BASE, commit('a', '6', 'r'), commit('m', '8', 'r a'), request];
    expect(told(records)).toEqual(['6.5 review opened', '8 merged']);
    expect(told([...records, deploy('d2', 'm', '9')])).toEqual(['6.5 review opened', '8 merged', '9 deployed']);
  });

  test('in review as long as one of several pull requests is open, whatever was merged or deployed in between', () => {
    const records = [
      ...BASE,
      commit('m1', '7', 'r'),
      commit('m2', '9', 'm1'),
      pullRequest('1', '6', '7', { keys, mergeCommit: 'm1' }),
      pullRequest('2', '6 12:00', '9', { keys, mergeCommit: 'm2' }),
      deploy('d2', 'm1', '8'),
      deploy('d3', 'm2', '10'),
    ];
    // Between the 8th and the 9th all that is merged is in production, and the second review still open.
    expect(told(records)).toEqual(['6 review opened', '9 merged', '10 deployed']);
  });

  test('merged, then deployed, by a commit of no pull request: trunk-based work', () => {
    const records = [...BASE, commit('a', '6', 'r', { keys }), commit('b', '7', 'a', { keys })];
    expect(told([...records, deploy('d2', 'a', '6 12:00'), deploy('d3', 'b', '8')])).toEqual([
      '6 merged',
      '6.5 deployed',
      '7 merged',
      '8 deployed',
    ]);
    // Both go out together: nothing is in production before all of it is.
    expect(told([...records, deploy('d3', 'b', '8')])).toEqual(['6 merged', '8 deployed']);
  });

  test('merged with the pull request that holds its commit, though only the commit names it', () => {
    const request = pullRequest('7', '6', '8', { commits: ['a'], mergeCommit: 'm' });
    const records = [...BASE, commit('a', '5 12:00', 'r', { keys }), commit('m', '8', 'r a'), request];
    expect(told([...records, deploy('d2', 'm', '9')])).toEqual(['8 merged', '9 deployed']);
    expect(
      told([...BASE, commit('a', '5 12:00', 'r', { keys }), { ...request, mergedAt: null, closedAt: null }]),
    ).toEqual([]);
  });

  test('where it was before, when its review is withdrawn', () => {
    const request = { ...pullRequest('7', '8', null, { keys }), closedAt: on('9') };
    const done = [...BASE, commit('a', '6', 'r', { keys }), deploy('d2', 'a', '7')];
    expect(told([...BASE, request])).toEqual(['8 review opened', '9 back to nothing']);
    expect(told([...done, request])).toEqual(['6 merged', '7 deployed', '8 review opened', '9 back to deployed']);
    // Merged on the 6th and deployed while the review was open: that it is deployed is new when the review ends.
    expect(told([...BASE, commit('a', '6', 'r', { keys }), deploy('d2', 'a', '8 12:00'), request])).toEqual([
      '6 merged',
      '8 review opened',
      '9 deployed',
    ]);
  });

  test('reopened by a second pull request, and deployed again with it', () => {
    const records = [
      ...BASE,
      commit('m1', '7', 'r'),
      pullRequest('1', '6', '7', { keys, mergeCommit: 'm1' }),
      deploy('d2', 'm1', '8'),
      commit('m2', '11', 'm1'),
      pullRequest('2', '10', '11', { keys, mergeCommit: 'm2' }),
      deploy('d3', 'm2', '12'),
    ];
    expect(told(records)).toEqual([
      '6 review opened',
      '7 merged',
      '8 deployed',
      '10 review opened',
      '11 merged',
      '12 deployed',
    ]);
  });

  test('in production since a time that is not known where the baseline brought it', () => {
    const early = commit('r', '4', '', { keys });
    expect(told([early, deploy('d1', 'r', '5 09:00')])).toEqual(['4 merged', '5.38 since unknown deployed']);
    // The next part has a known time, and with it the item.
    const later = [commit('a', '6', 'r', { keys }), deploy('d2', 'a', '7')];
    expect(told([early, deploy('d1', 'r', '5 09:00'), ...later]).slice(-2)).toEqual(['6 merged', '7 deployed']);
  });

  test('deployed with its merge, where what was tried in production was merged afterwards', () => {
    const request = pullRequest('7', '6', '8', { keys, commits: ['a'], mergeCommit: 'a' });
    const records = [...BASE, commit('a', '6', 'r'), request, deploy('d2', 'a', '7')];
    expect(told(records)).toEqual(['6 review opened', '8 deployed']);
  });

  test('deployed when every application that it touches has it', () => {
    const rules = [
      { name: 'Web', repo: ['acme/shop'], path: ['web'] },
      { name: 'Api', repo: ['acme/shop'], path: ['api'] },
    ];
    const paths = ['web/a.ts', 'api/a.ts'];
    const records = [
      commit('r', '4', '', { paths }),
      commit('a', '6', 'r', { paths, keys }),
      ...['Web', 'Api'].map((application) => deploy(`${application}1`, 'r', '5', { application })),
      deploy('w2', 'a', '7', { application: 'Web' }),
    ];
    expect(told(records, rules)).toEqual(['6 merged']);
    expect(told([...records, deploy('a2', 'a', '9', { application: 'Api' })], rules)).toEqual([
      '6 merged',
      '9 deployed',
    ]);
  });

  test('not moved by what takes it back, unless nothing else names it', () => {
    const revert = commit('b', '8', 'a', { keys, isRevert: true });
    const change = commit('a', '6', 'r', { keys });
    const rest = [...BASE, revert, deploy('d2', 'a', '7'), deploy('d3', 'b', '9')];
    expect(told([...rest, change])).toEqual(['6 merged', '7 deployed']);
    expect(told([...rest, { ...change, keys: [] }])).toEqual(['8 merged', '9 deployed']);
  });
});

const HOUR = 3_600_000;
const hours = fc.nat({ max: 400 });
const requests = fc
  .array(fc.record({ open: hours, length: fc.nat({ max: 60 }), end: fc.constantFrom('merged', 'closed', 'open') }), {
    maxLength: 6,
  })
  .map((all) =>
    all.flatMap(({ open, length, end }, place) => {
      const openedAt = on('6') + open * HOUR;
      const closedAt = end === 'open' ? null : openedAt + length * HOUR;
      const mergedAt = end === 'merged' ? closedAt : null;
      const mergeCommit = mergedAt === null ? null : `m${place}`;
      const request = { ...pullRequest(`${place}`, '6', null, { keys }), openedAt, closedAt, mergedAt, mergeCommit };
      const merge =
        mergedAt === null ? [] : [{ ...commit(`m${place}`, '6', 'r'), committedAt: mergedAt, authoredAt: openedAt }];
      return [request, ...merge];
    }),
  );
const deployments = fc.array(fc.record({ at: hours, of: fc.nat({ max: 5 }) }), { maxLength: 8 }).map((all) =>
  all.map(({ at, of }, place) => ({
    ...deploy(`p${place}`, `m${of}`, '6'),
    createdAt: on('6') + at * HOUR,
    finishedAt: on('6') + at * HOUR,
  })),
);

describe('whatever is known', () => {
  test('states follow each other in time, no state twice in a row, and no item is deployed before it is merged', () => {
    fc.assert(
      fc.property(requests, deployments, (some, more) => {
        const states = itemStates(joined([...BASE, ...some, ...more])).of('SHOP-1');
        const merges = some.flatMap((one) => (one.kind === 'pull-request' ? (one.mergedAt ?? []) : []));
        for (const [place, { at, state }] of states.entries()) {
          const before = states[place - 1];
          expect(before === undefined || before.at < at).toBe(true);
          expect(state).not.toBe(before?.state ?? null);
          if (state === 'deployed') expect(Math.min(...merges)).toBeLessThanOrEqual(at);
        }
      }),
    );
  });

  test('what becomes known later changes nothing that was told before', () => {
    fc.assert(
      fc.property(requests, deployments, hours, (some, more, hour) => {
        const asOf = on('6') + hour * HOUR;
        const records = [...BASE, ...some, ...more];
        const all = itemStates(joined(records)).of('SHOP-1');
        const then = itemStates(joined(records, undefined, { asOf })).of('SHOP-1');
        expect(then.filter(({ at }) => at <= asOf)).toEqual(all.filter(({ at }) => at <= asOf));
      }),
    );
  });
});
