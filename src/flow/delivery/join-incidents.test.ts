import { describe, expect, test } from 'vitest';
import { commit, deploy, incident, joined, on, pullRequest, shop, shown } from './records.test-data.ts';

/** r ← a ← b ← c on the trunk, an hour apart on the 6th. */
const TRUNK = [
  commit('r', '6 08:00'),
  commit('a', '6 09:00', 'r'),
  commit('b', '6 10:00', 'a'),
  commit('c', '6 11:00', 'b'),
];

describe('a rollback', () => {
  test('brings back what lies behind what was there, and delivers nothing new', () => {
    const found = shop([
      ...TRUNK,
      deploy('d1', 'a', '6 12:00'),
      deploy('d2', 'c', '7 12:00'),
      deploy('d3', 'b', '7 13:00'),
      deploy('d4', 'c', '7 14:00'),
      deploy('d5', 'c', '7 15:00'),
    ]);
    expect(found.deployments.map(({ isRollback }) => isRollback)).toEqual([false, false, true, false, false]);
    expect(shown(found)).toEqual(['r baseline d1', 'a baseline d1', 'b deployed d2', 'c deployed d2']);
  });

  test('is one where its source says so, and none where its source says not', () => {
    const found = shop([
      ...TRUNK,
      deploy('d1', 'c', '6 12:00'),
      deploy('d2', 'a', '7 12:00', { isRollback: false }),
      deploy('d3', 'c', '7 13:00', { isRollback: true }),
    ]);
    expect(found.deployments.map(({ isRollback }) => isRollback)).toEqual([false, false, true]);
  });

  test('to a commit that is not known takes back the deployment before it', () => {
    const records = [
      ...TRUNK,
      deploy('d1', 'b', '6 12:00'),
      deploy('d2', 'c', '7 12:00'),
      deploy('d3', null, '9 12:00', { isRollback: true }),
    ];
    const found = shop([...records, incident('i', '9 11:00', '9 13:00')]);
    expect(found.incidents[0]).toMatchObject({ rule: 'repair', failed: [{ record: { id: 'd2' } }] });
  });

  test('is none on another branch, and none in another environment', () => {
    const records = [
      ...TRUNK,
      commit('fix', '6 12:30', 'a'),
      deploy('d1', 'b', '6 12:00'),
      deploy('d2', 'fix', '6 13:00'),
      deploy('d3', 'a', '6 14:00', { environment: 'prod' }),
    ];
    expect(shop(records).deployments.map(({ isRollback }) => isRollback)).toEqual([false, false, false]);
  });
});

describe('an incident finds its deployment', () => {
  const commits = [...TRUNK, deploy('d1', 'a', '6 12:00'), deploy('d2', 'b', '7 12:00'), deploy('d3', 'c', '7 18:00')];
  const of = (records: Parameters<typeof shop>[0]): string => {
    const [found] = shop(records).incidents;
    return `${found?.rule ?? 'none'}: ${found?.failed.map(({ record }) => record.id).join(' ') ?? ''}`;
  };

  test('by an explicit link, whatever else it says, by id or address', () => {
    expect(of([...commits, incident('i', '7 19:00', '7 20:00', { deployments: ['d1'], changes: ['b'] })])).toBe(
      'link: d1',
    );
    const addressed = deploy('d4', 'c', '7 18:30', { url: 'https://example.test/d4' });
    expect(
      of([...commits, addressed, incident('i', '7 19:00', null, { deployments: ['https://example.test/d4'] })]),
    ).toBe('link: d4');
  });

  test('by a commit, release or pull request that it names, where that was delivered before it', () => {
    const sha = 'b'.repeat(40);
    const named = [
      commit('r', '6 08:00'),
      commit(sha, '6 10:00', 'r'),
      commit('c', '6 11:00', sha),
      deploy('d1', 'r', '6 12:00'),
      deploy('d2', sha, '7 12:00'),
      deploy('d3', 'c', '7 18:00'),
    ];
    const release = {
      kind: 'release' as const,
      id: 'r1',
      repo: 'acme/shop',
      name: 'v1.2',
      sha,
      at: on('7 11:00'),
      isPrerelease: false,
      url: null,
    };
    const request = pullRequest('7', '6 09:00', '6 10:00', { mergeCommit: sha });
    for (const name of [sha, sha.slice(0, 8), `acme/shop@${sha}`, 'V1.2', '#7', 'acme/shop#7']) {
      expect(of([...named, release, request, incident('i', '7 19:00', null, { changes: [name] })])).toBe('change: d2');
    }
  });

  test('a change delivered only after it began is its repair, not its cause; of several the latest before it', () => {
    const [early, late] = ['a', 'c'].map((letter) => letter.repeat(40));
    const named = [
      commit('r', '6 08:00'),
      commit(`${early}`, '6 10:00', 'r'),
      commit(`${late}`, '6 11:00', early),
      deploy('d0', 'r', '6 11:30'),
      deploy('d1', `${early}`, '6 12:00'),
      deploy('d2', 'r', '7 12:00'),
      deploy('d3', `${late}`, '7 18:00'),
    ];
    expect(of([...named, incident('i', '7 13:00', '7 14:00', { changes: [`${late}`] })])).toBe('latest: d2');
    expect(of([...named, incident('i', '7 13:00', '7 14:00', { changes: [`${late}`, `${early}`] })])).toBe(
      'change: d1',
    );
    expect(of([...named, incident('i', '7 18:00', '7 19:00', { changes: [`${late}`, `${early}`] })])).toBe(
      'change: d3',
    );
    expect(of([...named, incident('i', '7 19:00', '7 20:00', { changes: [`${early}`, 'other/repo@ccccccc'] })])).toBe(
      'change: d1',
    );
  });

  test('by the rollback that ended it: the latest deployment that it took back', () => {
    const rollback = deploy('d4', 'a', '9 20:00');
    expect(of([...commits, rollback, incident('i', '9 19:30', '9 20:30')])).toBe('repair: d3');
    // d3 came after the incident began and was taken back too; d2 was there before it.
    expect(of([...commits, deploy('d4', 'a', '7 20:00'), incident('i', '7 17:00', '7 20:30')])).toBe('repair: d2');
  });

  test('by an unplanned deployment that ended it: what was there when it began, however long before', () => {
    const hotfix = deploy('d4', 'c', '10 20:00', { isUnplanned: true });
    expect(of([...commits, hotfix, incident('i', '10 19:00', '10 20:30')])).toBe('repair: d3');
  });

  test('by a deployment of a change that names its work item', () => {
    const fix = commit('fix', '10 19:30', 'c', { keys: ['SHOP-7'] });
    const records = [...commits, fix, deploy('d4', 'fix', '10 20:00')];
    expect(of([...records, incident('i', '10 19:00', '10 20:30', { item: 'SHOP-7' })])).toBe('repair: d3');
    expect(of([...records, incident('i', '10 19:00', '10 20:30')])).toBe('none: ');
  });

  test('by its time: the latest finished within 24 hours before it, both ends included', () => {
    expect(of([...commits, incident('i', '7 17:59', null)])).toBe('latest: d2');
    expect(of([...commits, incident('i', '7 18:00', null)])).toBe('latest: d3');
    expect(of([...commits, incident('i', '8 18:00', null)])).toBe('latest: d3');
    const justAfter = { ...incident('i', '8 18:00', null), openedAt: on('8 18:00') + 1 };
    expect(of([...commits, justAfter])).toBe('none: ');
  });

  test('a failed deployment is taken for its cause only where it is named', () => {
    const failed = deploy('d4', 'c', '7 18:30', { status: 'failed' });
    expect(of([...commits, failed, incident('i', '7 19:00', null)])).toBe('latest: d3');
    expect(of([...commits, failed, incident('i', '7 19:00', null, { deployments: ['d4'] })])).toBe('link: d4');
  });

  test('it belongs by the application or repository that it names; of neither, it is listed', () => {
    const other = incident('i', '7 19:00', null, { application: null });
    expect(joined([...commits, { ...other, repo: 'Acme/Shop' }]).applications[0]?.incidents).toHaveLength(1);
    expect(joined([...commits, { ...other, application: 'Mail' }]).unplaced).toMatchObject([
      { reason: 'application-unknown' },
    ]);
    const staged = deploy('s', 'c', '7 18:30', { environment: 'staging' });
    expect(joined([...commits, staged, { ...other, repo: 'acme/shop', deployments: ['s'] }]).unplaced).toMatchObject([
      { id: 'i', reason: 'not-production' },
    ]);
  });
});
