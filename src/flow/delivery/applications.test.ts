import { describe, expect, test } from 'vitest';
import { applicationIn } from './join.ts';
import { commit, deploy, joined, pullRequest, shop, shown } from './records.test-data.ts';

/** r ← a ← b ← c on the trunk, an hour apart on the 6th. */
const TRUNK = [
  commit('r', '6 08:00'),
  commit('a', '6 09:00', 'r'),
  commit('b', '6 10:00', 'a'),
  commit('c', '6 11:00', 'b'),
];

describe('several applications', () => {
  const rules = [
    { name: 'Web', repo: ['acme/shop'], path: ['apps/web', 'libs/*/ui'] },
    { name: 'Api', repo: ['ACME/Shop'], path: ['apps/api'] },
  ];
  const commits = [
    commit('r', '6 08:00', '', { paths: ['apps/web/a.ts', 'apps/api/a.ts'] }),
    commit('w', '6 09:00', 'r', { paths: ['apps/web/b.ts'] }),
    commit('u', '6 10:00', 'w', { paths: ['libs/money/ui/c.ts', 'README.md'] }),
    commit('both', '6 11:00', 'u', { paths: ['apps/web/d.ts', 'apps/api/d.ts'] }),
    commit('none', '6 11:30', 'both', { paths: ['apps/website/e.ts'] }),
  ];

  test('of one repository: a change belongs by its paths, to both where it touches both', () => {
    const delivery = joined([...commits, deploy('d1', 'r', '6 08:30'), deploy('d2', 'none', '6 12:00')], rules);
    const web = applicationIn(delivery, 'web');
    const api = applicationIn(delivery, 'API');
    expect(web && shown(web)).toEqual(['r baseline d1', 'w deployed d2', 'u deployed d2', 'both deployed d2']);
    expect(api && shown(api)).toEqual(['r baseline d1', 'both deployed d2']);
  });

  test('a deployment that names its application delivers that one only', () => {
    const records = [
      ...commits,
      deploy('d1', 'r', '6 08:30'),
      deploy('w2', 'both', '6 12:00', { application: 'WEB' }),
      deploy('a2', 'both', '7 12:00', { application: 'Api', repo: null }),
      deploy('x', 'both', '6 11:45', { application: 'Worker' }),
    ];
    const delivery = joined(records, rules);
    const deployedBoth = delivery.applications.map(shown).map((lines) => lines.at(-1));
    expect(deployedBoth).toEqual(['both deployed w2', 'both deployed a2']);
    expect(delivery.unplaced).toEqual([{ id: 'x', kind: 'deployment', reason: 'application-unknown' }]);
  });

  test('a change whose paths were not read may belong or not', () => {
    const delivery = joined(
      [commit('r', '6 08:00'), commit('a', '6 09:00', 'r'), deploy('d1', 'r', '6 08:30'), deploy('d2', 'a', '6 10:00')],
      rules,
    );
    expect(delivery.applications.map(shown)).toEqual([
      ['r baseline d1 paths-unknown', 'a unknown d2 paths-unknown'],
      ['r baseline d1 paths-unknown', 'a unknown d2 paths-unknown'],
    ]);
  });

  test('a pull request belongs by the paths of its commits, whatever its merge commit lists', () => {
    const merge = commit('m', '6 11:00', 'r w', { paths: [] });
    const of = (held: readonly string[], mergeCommit: string) =>
      joined(
        [
          ...commits,
          merge,
          pullRequest('7', '6 09:30', '6 11:00', { commits: held, mergeCommit }),
          deploy('d1', 'r', '6 08:30'),
        ],
        rules,
      ).applications.map(({ pullRequests }) => pullRequests.map(({ doubt }) => doubt ?? 'belongs').join());
    expect(of(['w'], 'm')).toEqual(['belongs', '']);
    expect(of(['none'], 'both')).toEqual(['belongs', 'belongs']);
    expect(of(['none'], 'm')).toEqual(['', '']);
    expect(of([], 'm')).toEqual(['paths-unknown', 'paths-unknown']);
  });

  test('a pull request whose merge commit is not known was delivered with the last of its commits', () => {
    const of = (commits: readonly string[], ...more: ReturnType<typeof deploy>[]) => {
      const request = pullRequest('7', '6 09:30', '6 11:00', { commits, mergeCommit: null });
      const found = shop([...TRUNK, request, deploy('d1', 'r', '6 08:30'), deploy('d2', 'a', '6 12:00'), ...more])
        .pullRequests[0];
      return `${found?.state} ${found?.deployment?.record.id ?? ''}`;
    };
    expect(of(['a', 'b'])).toBe('waiting ');
    expect(of(['a', 'b'], deploy('d3', 'b', '7 12:00'))).toBe('deployed d3');
    expect(of(['b', 'a', 'r'], deploy('d3', 'b', '7 12:00'))).toBe('deployed d3');
    expect(of(['a', 'elsewhere'])).toBe('unknown ');
    expect(of([])).toBe('unknown ');
  });

  test('an application of two repositories has a baseline in each', () => {
    const records = [
      ...TRUNK.slice(0, 2),
      commit('s', '6 08:00', '', { repo: 'acme/bills' }),
      commit('t', '6 09:00', 's', { repo: 'acme/bills' }),
      deploy('d1', 'r', '6 10:00'),
      deploy('e1', 's', '6 11:00', { repo: 'acme/bills' }),
      deploy('d2', 'a', '6 12:00'),
      deploy('e2', 't', '6 13:00', { repo: 'acme/bills' }),
    ];
    const found = shop(records, { name: 'Shop', repo: ['acme/shop', 'acme/bills'] });
    expect(shown(found)).toEqual(['r baseline d1', 's baseline e1', 'a deployed d2', 't deployed e2']);
  });

  describe('of two repositories', () => {
    const rule = { name: 'Shop', repo: ['acme/shop', 'acme/bills'] };
    const bills = { repo: 'acme/bills' };
    const records = [
      ...TRUNK.slice(0, 2),
      commit('s', '6 08:00', '', bills),
      commit('t', '6 09:00', 's', bills),
      deploy('d1', 'r', '6 08:30'),
      deploy('e1', 's', '6 08:30', bills),
      deploy('d2', 'a', '6 12:00'),
      deploy('e2', 't', '6 13:00', bills),
    ];
    const doubtful = (more: Parameters<typeof deploy>[3]): readonly string[] =>
      shown(shop([...records, deploy('x', null, '6 11:00', more)], rule)).filter((line) => line.includes('unknown'));

    test('what is not known of one repository says nothing of the other', () => {
      expect(doubtful({})).toEqual(['a unknown d2 ancestry-unknown']);
      expect(doubtful(bills)).toEqual(['t unknown e2 ancestry-unknown']);
    });

    test('a deployment that names no repository, or a strange one, may have held any', () => {
      const either = ['a unknown d2 ancestry-unknown', 't unknown e2 ancestry-unknown'];
      expect(doubtful({ repo: null, application: 'Shop' })).toEqual(either);
      expect(doubtful({ repo: 'acme/infra', application: 'Shop' })).toEqual(either);
    });

    test('a hash that both have means that of the repository that the deployment names, or else of any', () => {
      const copies = [commit('s', '6 08:00', '', { id: 'copy' }), commit('t', '6 09:00', 's', { id: 'copy2' })];
      const found = shop([...records, ...copies], rule).changes.filter(
        ({ deployment }) => deployment?.record.id === 'e2',
      );
      expect(found.map(({ record }) => record.id)).toEqual(['t']);
      const reversed = shop([...records, ...copies], { ...rule, repo: rule.repo.toReversed() });
      expect(shown(reversed).filter((line) => line.endsWith('e2'))).toEqual(['t deployed e2']);
      const named = deploy('e3', 't', '6 14:00', { repo: null, application: 'Shop' });
      expect(shop([...records, named], rule).deployments.at(-1)?.isContentKnown).toBe(true);
    });
  });
});
