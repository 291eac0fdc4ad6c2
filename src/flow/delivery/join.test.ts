import { describe, expect, test } from 'vitest';
import { commit, deploy, incident, joined, on, pullRequest, shop, shown } from './records.test-data.ts';

/** r ← a ← b ← c on the trunk, an hour apart on the 6th. */
const TRUNK = [
  commit('r', '6 08:00'),
  commit('a', '6 09:00', 'r'),
  commit('b', '6 10:00', 'a'),
  commit('c', '6 11:00', 'b'),
];

describe('the first deployment of a change', () => {
  test('trunk-based: what the first known deployment holds is the baseline, the rest is in the first that contains it', () => {
    const found = shop([...TRUNK, deploy('d1', 'a', '6 12:00'), deploy('d2', 'c', '7 12:00')]);
    expect(shown(found)).toEqual(['r baseline d1', 'a baseline d1', 'b deployed d2', 'c deployed d2']);
    expect(found.deployments.map(({ isBaseline }) => isBaseline)).toEqual([true, false]);
    expect(found.changes[2]?.deployedAt).toBe(on('7 12:00'));
  });

  test('what no deployment holds waits', () => {
    expect(shown(shop([...TRUNK, deploy('d1', 'b', '6 12:00')])).at(-1)).toBe('c waiting');
  });

  test('a merge commit brings its branch along and is itself left out', () => {
    const records = [
      commit('r', '6 08:00'),
      commit('side', '6 09:00', 'r'),
      commit('main', '6 09:30', 'r'),
      commit('m', '6 10:00', 'main side'),
      deploy('d1', 'r', '6 08:30'),
      deploy('d2', 'main', '6 11:00'),
      deploy('d3', 'm', '6 12:00'),
    ];
    expect(shown(shop(records))).toEqual(['r baseline d1', 'main deployed d2', 'side deployed d3']);
    expect(shop(records).leftOut).toEqual({ merges: ['m'], copies: [] });
  });

  test('a squashed pull request: its commits were deployed with the squash, which does not count beside them', () => {
    const records = [
      ...TRUNK.slice(0, 1),
      commit('x', '6 09:00', 'r'),
      commit('y', '6 09:30', 'x'),
      commit('squash', '6 10:00', 'r'),
      pullRequest('7', '6 09:40', '6 10:00', { commits: ['x', 'y'], mergeCommit: 'squash' }),
      deploy('d1', 'r', '6 08:30'),
      deploy('d2', 'squash', '6 11:00'),
    ];
    const found = shop(records);
    expect(shown(found)).toEqual(['r baseline d1', 'x deployed d2', 'y deployed d2']);
    expect(found.leftOut.copies).toEqual(['squash']);
    expect(found.pullRequests[0]).toMatchObject({ state: 'deployed', deployedAt: on('6 11:00') });
  });

  test('a squashed pull request whose commits were not read: the squash is the change', () => {
    const squash = commit('squash', '6 10:00', 'r');
    const deployments = [deploy('d1', 'r', '6 08:30'), deploy('d2', 'squash', '6 11:00')];
    for (const known of [[], [commit('x', '6 09:00', 'r')]]) {
      const request = pullRequest('7', '6 09:40', '6 10:00', { commits: ['x', 'y'], mergeCommit: 'squash' });
      expect(shown(shop([...TRUNK.slice(0, 1), ...known, squash, request, ...deployments]))).toEqual([
        'r baseline d1',
        'squash deployed d2',
      ]);
    }
  });

  test('a rebased pull request: the originals count, each copy with the same time of writing does not', () => {
    const records = [
      commit('r', '6 08:00'),
      commit('x', '6 09:00', 'r'),
      commit('y', '6 09:30', 'x'),
      commit('other', '6 09:45', 'r'),
      commit('x2', '6 10:00', 'other', { authoredAt: on('6 09:00') }),
      commit('y2', '6 10:00', 'x2', { authoredAt: on('6 09:30') }),
      pullRequest('7', '6 09:40', '6 10:00', { commits: ['x', 'y'], mergeCommit: 'y2' }),
      deploy('d1', 'r', '6 08:30'),
      deploy('d2', 'y2', '6 11:00'),
    ];
    const found = shop(records);
    expect(shown(found)).toEqual(['r baseline d1', 'x deployed d2', 'y deployed d2', 'other deployed d2']);
    expect(found.leftOut.copies).toEqual(['x2', 'y2']);
  });

  test('stacked pull requests, both squashed: the inner one was delivered with the outer', () => {
    const records = [
      commit('r', '6 08:00'),
      commit('in', '6 08:40', 'r'),
      commit('inner', '6 09:00', 'r'),
      commit('outer', '6 10:00', 'r'),
      pullRequest('1', '6 08:50', '6 09:00', { commits: ['in'], mergeCommit: 'inner', targetBranch: 'feature' }),
      pullRequest('2', '6 09:10', '6 10:00', { commits: ['inner'], mergeCommit: 'outer' }),
      deploy('d1', 'r', '6 08:30'),
      deploy('d2', 'outer', '6 11:00'),
    ];
    expect(shown(shop(records))).toEqual(['r baseline d1', 'in deployed d2']);
  });

  test('failed, cancelled and running deployments deliver nothing; the retry does', () => {
    const records = [
      ...TRUNK,
      deploy('d1', 'a', '6 12:00'),
      deploy('d2', 'b', '7 12:00', { status: 'failed' }),
      deploy('d3', 'b', '7 13:00', { status: 'cancelled' }),
      deploy('d4', 'b', '7 14:00', { status: 'running', finishedAt: null }),
      deploy('d5', 'b', '7 15:00'),
    ];
    expect(shown(shop(records))).toEqual(['r baseline d1', 'a baseline d1', 'b deployed d5', 'c waiting']);
  });

  test('of two production environments the first that has it counts', () => {
    const records = [
      ...TRUNK,
      deploy('d1', 'a', '6 12:00', { environment: 'Prod-EU' }),
      deploy('d2', 'c', '7 12:00', { environment: 'prod-us' }),
      deploy('d3', 'c', '8 12:00', { environment: 'prod-eu' }),
      deploy('d0', 'c', '6 12:30', { environment: 'staging' }),
    ];
    const found = shop(records, { name: 'Shop', repo: ['acme/shop'], environment: ['prod-eu', 'prod-us'] });
    expect(shown(found)).toEqual(['r baseline d1', 'a baseline d1', 'b deployed d2', 'c deployed d2']);
    expect(found.deployments.map(({ isRollback }) => isRollback)).toEqual([false, false, false]);
  });

  test('production and prod are production where nothing is said, in any case', () => {
    const names = ['Production', 'PROD', 'production-eu', 'staging', 'preprod'];
    const records = names.map((environment, index) => deploy(`d${index}`, 'a', '6 12:00', { environment }));
    expect(shop([...TRUNK, ...records]).deployments.map(({ record }) => record.environment)).toEqual([
      'Production',
      'PROD',
    ]);
  });

  test('a commit dated after the deployment that holds it has no known time, and its neighbours have', () => {
    const skewed = [commit('r', '6 08:00'), commit('future', '9 00:00', 'r'), commit('b', '6 10:00', 'future')];
    const found = shop([...skewed, deploy('d1', 'r', '6 09:00'), deploy('d2', 'b', '6 12:00')]);
    expect(shown(found)).toEqual(['r baseline d1', 'b deployed d2', 'future unknown d2 clock-skew']);
  });

  test('a child dated before its parent is found by ancestry all the same', () => {
    const skewed = [commit('r', '6 08:00'), commit('a', '6 10:00', 'r'), commit('b', '6 09:00', 'a')];
    const found = shop([
      ...skewed,
      deploy('d1', 'r', '6 08:30'),
      deploy('d2', 'a', '6 11:00'),
      deploy('d3', 'b', '6 12:00'),
    ]);
    expect(shown(found)).toEqual(['r baseline d1', 'a deployed d2', 'b deployed d3']);
  });

  test('a successful deployment without a finish delivers, but when is not known', () => {
    const found = shop([...TRUNK, deploy('d1', 'b', '6 12:00'), deploy('d2', 'c', '7 12:00', { finishedAt: null })]);
    expect(shown(found).at(-1)).toBe('c unknown d2 finish-unknown');
  });

  test('a short hash stands for the whole where only one begins so', () => {
    const long = [commit('abcdef0123', '6 08:00'), commit('abcdef0999', '6 09:00', 'abcdef0123')];
    const deployments = [deploy('d1', 'abcdef01', '6 10:00'), deploy('d2', 'abcdef0', '6 11:00')];
    const found = shop([...long, ...deployments]);
    expect(found.deployments.map(({ isContentKnown }) => isContentKnown)).toEqual([true, false]);
  });
});

describe('what is not known', () => {
  test('behind a missing parent lies what is older: a change from before the gap may have been delivered there', () => {
    // d2 delivers g, whose parent was not read. `old` is written before g and `new` after it; d3 has both by a merge.
    const records = [
      commit('r', '6 08:00'),
      commit('old', '6 09:00', 'r'),
      commit('g', '6 10:00', 'missing'),
      commit('new', '6 11:00', 'r'),
      commit('n', '6 12:00', 'g old'),
      commit('m', '6 12:30', 'n new'),
      deploy('d1', 'r', '6 08:30'),
      deploy('d2', 'g', '6 10:30'),
      deploy('d3', 'm', '6 13:00'),
    ];
    expect(shown(shop(records))).toEqual([
      'r baseline d1',
      'g deployed d2',
      'old unknown d3 ancestry-unknown',
      'new deployed d3',
    ]);
  });

  test('a shallow history is known from its edge on', () => {
    const shallow = [commit('a', '6 09:00', 'unread'), commit('b', '6 10:00', 'a'), commit('c', '6 11:00', 'b')];
    const edge = [commit('a', '6 09:00', '', { areParentsUnread: true }), ...shallow.slice(1)];
    for (const commits of [shallow, edge]) {
      const found = shop([...commits, deploy('d1', 'a', '6 09:30'), deploy('d2', 'c', '6 12:00')]);
      expect(shown(found)).toEqual(['a baseline d1', 'b deployed d2', 'c deployed d2']);
    }
  });

  test('parents that were not read are a gap, though none is listed', () => {
    // g looks like a first commit. Only where it is said to have parents may what is older than it have been delivered with it.
    const of = (areParentsUnread: boolean) =>
      shown(
        shop([
          commit('r', '6 08:00'),
          commit('old', '6 09:00', 'r'),
          commit('g', '6 10:00', '', { areParentsUnread }),
          commit('m', '6 12:00', 'g old'),
          deploy('d1', 'r', '6 08:30'),
          deploy('d2', 'g', '6 10:30'),
          deploy('d3', 'm', '6 13:00'),
        ]),
      ).at(-1);
    expect([true, false].map(of)).toEqual(['old unknown d3 ancestry-unknown', 'old deployed d3']);
  });

  test('a deployment of an unknown commit may hold anything written before it', () => {
    const records = [
      ...TRUNK,
      deploy('d1', 'r', '6 08:30'),
      deploy('d2', null, '6 10:30'),
      deploy('d3', 'c', '6 12:00'),
    ];
    // d2 was begun at 10:20: a and b may be in it, c was written later.
    expect(shown(shop(records))).toEqual([
      'r baseline d1',
      'a unknown d3 ancestry-unknown',
      'b unknown d3 ancestry-unknown',
      'c deployed d3',
    ]);
  });

  test('where the first deployment is of an unknown commit, the second is no baseline', () => {
    const records = [...TRUNK, deploy('d1', 'elsewhere', '6 10:40'), deploy('d2', 'c', '6 12:00')];
    expect(shown(shop(records)).map((line) => line.split(' ')[1])).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'deployed',
    ]);
  });

  test('a deployment whose end is not known may have delivered', () => {
    const records = [
      ...TRUNK,
      deploy('d1', 'r', '6 08:30'),
      deploy('d2', 'a', '6 09:30', { status: 'unknown' }),
      deploy('d3', 'b', '6 12:00'),
    ];
    expect(shown(shop(records))).toEqual([
      'r baseline d1',
      'a unknown d3 outcome-unknown',
      'b deployed d3',
      'c waiting',
    ]);
  });

  test('without any deployment nothing is said of any change', () => {
    expect(shown(shop(TRUNK))).toEqual(['r', 'a', 'b', 'c'].map((id) => `${id} unknown never-deployed`));
  });

  test('nothing known at all', () => {
    const { applications, unplaced } = joined([]);
    expect(applications[0]).toMatchObject({ changes: [], deployments: [], pullRequests: [], incidents: [] });
    expect(unplaced).toEqual([]);
    expect(joined([], []).applications).toEqual([]);
  });
});

describe('repetitions and the moment of looking', () => {
  test('a record that comes twice counts once; of two states the one that knows more', () => {
    const running = deploy('d2', 'c', '7 12:00', { status: 'running', finishedAt: null });
    const records = [...TRUNK, ...TRUNK, deploy('d1', 'a', '6 12:00'), running, deploy('d2', 'c', '7 12:00'), running];
    const found = shop(records);
    expect(found.deployments.map(({ record }) => record.id)).toEqual(['d1', 'd2']);
    expect(shown(found)).toEqual(['r baseline d1', 'a baseline d1', 'b deployed d2', 'c deployed d2']);
  });

  test('two sources of one commit make one change with the keys of both', () => {
    const again = commit('c', '6 11:00', 'b', { id: 'git@c', keys: ['SHOP-2'], repo: 'Acme/Shop' });
    const first = { ...TRUNK[3], keys: ['SHOP-1'] };
    const found = shop([...TRUNK.slice(0, 3), commit('c', '6 11:00', 'b', first), again, deploy('d1', 'a', '6 12:00')]);
    expect(found.changes).toHaveLength(4);
    expect(found.changes.at(-1)?.record.keys).toEqual(['SHOP-1', 'SHOP-2']);
  });

  test('what ended after the moment of looking has not ended yet', () => {
    const records = [
      ...TRUNK,
      deploy('d1', 'a', '6 12:00'),
      deploy('d2', 'c', '7 12:00'),
      incident('i', '6 13:00', '7 13:00'),
      pullRequest('1', '6 09:00', '7 09:00', { mergeCommit: 'c' }),
    ];
    const found = shop(records, undefined, { asOf: on('7 00:00') });
    expect(found.deployments.map(({ record }) => record.id)).toEqual(['d1']);
    expect(found.incidents[0]?.record.restoredAt).toBeNull();
    expect(found.pullRequests[0]?.record).toMatchObject({ mergedAt: null, closedAt: null, mergeCommit: null });
    const during = shop(records, undefined, { asOf: on('7 11:55') });
    expect(during.deployments[1]?.record).toMatchObject({ id: 'd2', status: 'running', finishedAt: null });
  });
});
