import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeIssue } from '../../fakes/github/issue.ts';
import { BOARD } from '../../fakes/github/site.ts';
import { startFakeGitHub } from '../../fakes/github.ts';
import { Kept, virtualClock } from '../contract.test-data.ts';
import { openHttp } from '../kit/http.ts';
import type { CollectMode } from '../kit/live-source.ts';
import { gitHubConfig } from './config.ts';
import { gitHubSettings, SMALL } from './contract.test-data.ts';
import { gitHub } from './index.ts';

type Fake = Awaited<ReturnType<typeof startFakeGitHub>>;
type FakeOptions = Partial<Parameters<typeof startFakeGitHub>[0]>;

async function withFake<Result>(options: FakeOptions, use: (fake: Fake) => Promise<Result>): Promise<Result> {
  const fake = await startFakeGitHub({ ...SMALL, ...options });
  try {
    return await use(fake);
  } finally {
    await fake.close();
  }
}

function httpTo(address: string) {
  const { baseUrl, headers } = gitHub.connect(gitHubConfig.parse({ url: address, repositories: ['a/b'] }), {
    token: 't',
  });
  return openHttp({ baseUrl, headers, source: 'GitHub', clock: virtualClock() });
}

async function collect(
  address: string,
  kept: Kept,
  settings: object = {},
  mode: CollectMode = 'changes',
): Promise<void> {
  const config = gitHubConfig.parse({ url: address, ...gitHubSettings, ...settings });
  const known = [...kept.records.keys()];
  const request = { config, http: httpTo(address), cursor: kept.cursor, mode, clock: virtualClock() };
  for await (const page of gitHub.collect({
    ...request,
    known: async function* () {
      yield* known;
    },
  }))
    kept.keep(page);
}

describe('a run over GitHub', () => {
  it('without a change asks once for all repositories where no workflow is read', () =>
    withFake({}, async (fake) => {
      const all = {
        repositories: ['example/checkout', 'example/catalogue', 'example/partner-portal'],
        deploymentWorkflows: [],
      };
      const kept = new Kept();
      await collect(fake.address, kept, all);
      const before = fake.requests.length;
      await collect(fake.address, kept, all);
      expect(fake.requests.slice(before)).toEqual(['POST /graphql']);
    }));

  it('without a change asks twice where workflows of three repositories are read', () =>
    withFake({}, async (fake) => {
      const all = { repositories: ['example/checkout', 'example/catalogue', 'example/partner-portal'] };
      const kept = new Kept();
      await collect(fake.address, kept, all);
      const before = fake.requests.length;
      await collect(fake.address, kept, all);
      expect(fake.requests.slice(before)).toEqual([
        'POST /graphql',
        expect.stringMatching(/^GET \/repos\/example\/[a-z-]+\/actions\/runs/),
      ]);
    }));

  it('sees the end of a workflow run that was under way, and one that nothing else tells of with the next sweep', () =>
    withFake({}, async (fake) => {
      const { site } = fake;
      const all = { repositories: ['example/checkout', 'example/catalogue', 'example/partner-portal'] };
      const kept = new Kept();
      await collect(fake.address, kept, all);
      const started = all.repositories.map((name, place) => {
        const repo = site.repository(name);
        const [last] = repo.runs.slice(-1);
        if (last === undefined) throw new Error(`${name} has no run`);
        // The fake's clock stands in 2014, the server's in the present: only what changed lately counts as under way.
        const at = Date.now() - 60_000 * (place + 1);
        const run = { ...last, id: 90 + place, status: 'in_progress', conclusion: null, startedAt: at, updatedAt: at };
        repo.runs.push(run);
        return run;
      });
      await collect(fake.address, kept, all, 'sweep');
      expect(started.map(({ id }) => kept.records.has(`run:${id}`))).toEqual([true, true, true]);
      for (const run of started)
        Object.assign(run, { status: 'completed', conclusion: 'success', updatedAt: Date.now() });
      await collect(fake.address, kept, all);
      const conclusions = started.map(({ id }) => JSON.parse(kept.records.get(`run:${id}`) ?? '{}').conclusion);
      expect(conclusions).toEqual(['success', 'success', 'success']);
    }));

  it('asks in halves for what GitHub does not answer at once', () => {
    const asked: number[] = [];
    const faultOf: FakeOptions['faultOf'] = ({ body }) => {
      const many = (JSON.stringify(body).match(/repository\(owner/g) ?? []).length;
      if (many > 0) asked.push(many);
      return many > 1 ? { kind: 'status', status: 502 } : null;
    };
    return withFake({ faultOf }, async (fake) => {
      const all = { repositories: ['example/checkout', 'example/catalogue', 'example/partner-portal'] };
      const kept = new Kept();
      await collect(fake.address, kept, all);
      expect(asked.slice(0, 5)).toEqual([3, 2, 1, 1, 1]);
      const repos = [...kept.records.keys()].flatMap((id) => /^commit:(.*)@/.exec(id)?.[1] ?? []);
      expect(new Set(repos)).toEqual(new Set(all.repositories));
    });
  });

  it('reads the repositories of an organisation, at the paths of an Enterprise server', () =>
    withFake({}, async (fake) => {
      const kept = new Kept();
      await collect(`${fake.address}/api/v3`, kept, {
        repositories: [],
        organisation: 'example',
        deploymentWorkflows: [],
      });
      const repos = [...kept.records.keys()].flatMap((id) => /^commit:(.*)@/.exec(id)?.[1] ?? []);
      expect(new Set(repos)).toEqual(new Set(['example/checkout', 'example/catalogue', 'example/partner-portal']));
      expect(fake.requests.every((one) => /^(?:GET \/api\/v3\/|POST \/api\/graphql$)/.test(one))).toBe(true);
    }));

  it('asks once for an organisation in which nothing changed, and finds a repository that is new in it', () =>
    withFake({}, async (fake) => {
      const all = { repositories: [], organisation: 'example', deploymentWorkflows: [] };
      const catalogue = fake.site.repository('example/catalogue');
      catalogue.isHidden = true;
      const kept = new Kept();
      await collect(fake.address, kept, all);
      const before = fake.requests.length;
      await collect(fake.address, kept, all);
      expect(fake.requests.slice(before)).toEqual(['POST /graphql']);
      catalogue.isHidden = false;
      await collect(fake.address, kept, all);
      const commits = [...kept.records.keys()].filter((id) => id.startsWith('commit:example/catalogue@'));
      expect(commits).toHaveLength(catalogue.commits.length);
    }));

  it('keeps what it has of a repository that an organisation lists no more, and takes it for gone after two weeks', () =>
    withFake({}, async (fake) => {
      const all = { repositories: [], organisation: 'example', deploymentWorkflows: [] };
      const catalogue = fake.site.repository('example/catalogue');
      const kept = new Kept();
      await collect(fake.address, kept, all);
      const whole = new Set(kept.records.keys());
      catalogue.isHidden = true;
      await collect(fake.address, kept, all, 'sweep');
      expect(new Set(kept.records.keys())).toEqual(whole);
      expect(kept.notices).toContain(
        'example/catalogue is not there, or the token may not see it; what is kept of it stays',
      );
      const cursor = z.object({ organisation: z.object({ away: z.record(z.string(), z.number()) }) }).loose();
      const { organisation, ...rest } = cursor.parse(kept.cursor);
      const twoWeeksAgo = Date.now() - 14 * 86_400_000;
      kept.cursor = { ...rest, organisation: { ...organisation, away: { 'example/catalogue': twoWeeksAgo } } };
      await collect(fake.address, kept, all, 'sweep');
      const issues = catalogue.issues.map(({ id }) => `issue:${id}`);
      expect(issues.length).toBeGreaterThan(0);
      expect(issues.filter((id) => kept.records.has(id))).toEqual([]);
      catalogue.isHidden = false;
      await collect(fake.address, kept, all);
      expect(new Set(kept.records.keys())).toEqual(whole);
    }));

  it('tells of an organisation in which nothing may be seen', () =>
    withFake({}, async (fake) => {
      for (const repo of fake.site.repositories.values()) repo.isHidden = true;
      const kept = new Kept();
      await collect(fake.address, kept, { repositories: [], organisation: 'example' });
      expect(kept.notices).toEqual(['example has no repository that the token may see']);
    }));

  it('tells of a part that it may not see, and reads all others', () =>
    withFake({}, async (fake) => {
      fake.site.repository('example/checkout').withheld.add('deployments').add('runs');
      const kept = new Kept();
      await collect(fake.address, kept);
      expect(kept.notices).toEqual([
        'example/checkout: deployments may not be seen; give the token the permission "Deployments: read"',
        'example/checkout: workflow runs may not be seen; give the token the permission "Actions: read"',
      ]);
      const kinds = new Set([...kept.records.keys()].map((id) => id.split(':')[0]));
      expect(kinds).toEqual(new Set(['issue', 'pull', 'commit', 'release']));
    }));

  it('keeps what it has of a repository that is hidden from it, also in a sweep, and reads the others', () =>
    withFake({}, async (fake) => {
      const both = { repositories: ['example/checkout', 'example/catalogue'] };
      const kept = new Kept();
      await collect(fake.address, kept, both);
      const size = kept.records.size;
      fake.site.repository('example/catalogue').isHidden = true;
      await collect(fake.address, kept, both);
      await collect(fake.address, kept, both, 'sweep');
      expect(kept.records.size).toBe(size);
      expect(kept.notices).toContain(
        'example/catalogue is not there, or the token may not see it; what is kept of it stays',
      );
      expect(kept.notices).toContain('nothing was looked for that is gone: not every repository may be seen');
    }));

  it('ends with words on what to do where no repository may be seen', () =>
    withFake({}, async (fake) => {
      await expect(collect(fake.address, new Kept(), { repositories: ['example/nothing'] })).rejects.toThrow(
        'GitHub: none of example/nothing is there, or the token may not see them; check the names, and which repositories the token was made for',
      );
    }));

  it('reads every path that a commit touches, and none where there may be more', () =>
    withFake({}, async (fake) => {
      const commits = fake.site.repository('example/checkout').commits;
      const named = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `src/${at}.ts`);
      for (const [place, count] of [1, 700, 2_999, 3_000].entries())
        Object.assign(commits[place] ?? {}, { paths: named(count) });
      const kept = new Kept();
      await collect(fake.address, kept, { readPaths: true });
      const paths = commits.slice(0, 4).map(({ id }) => JSON.parse(kept.records.get(`commit:${id}`) ?? '{}').paths);
      expect(paths[0]).toEqual(['src/0.ts', 'before/src/0.ts']);
      // One of them was renamed, and stands at both places.
      expect(paths.map((list) => list?.length ?? null)).toEqual([2, 701, 3_000, null]);
    }));

  it('reads a branch whose history was rewritten anew', () =>
    withFake({}, async (fake) => {
      const kept = new Kept();
      await collect(fake.address, kept);
      const repo = fake.site.repository('example/checkout');
      repo.commits = repo.commits.slice(0, -3);
      const commit = fake.site.commit('example/checkout', 'Begin again, for K-7');
      await collect(fake.address, kept);
      expect(kept.notices).toEqual([
        'example/checkout: the history of its default branch was rewritten; its commits are read anew',
      ]);
      expect(kept.records.has(`commit:${commit.id}`)).toBe(true);
    }));

  it('finds a transferred issue under its new key with the old repository in its history', () =>
    withFake({}, async (fake) => {
      const { site } = fake;
      const repo = site.repository('example/checkout');
      const at = site.pass(3_600_000);
      const issue = new FakeIssue({
        id: 77,
        repo: repo.name,
        number: 9_999,
        title: 'Moved',
        createdAt: at,
        board: BOARD,
      });
      const createdAt = new Date(at + 60_000).toISOString();
      issue.timeline.push({
        __typename: 'TransferredEvent',
        createdAt,
        fromRepository: { nameWithOwner: 'example/old' },
      });
      issue.updatedAt = at + 60_000;
      repo.issues.push(issue);
      const kept = new Kept();
      await collect(fake.address, kept);
      const [mapped] = gitHub.map(kept.records.get('issue:77') ?? '', 'github', gitHubConfig.parse(gitHubSettings));
      expect(mapped).toMatchObject({
        kind: 'item',
        history: {
          item: 'example/checkout#9999',
          initial: { project: 'example/old' },
          changes: [{ at: at + 60_000, field: 'project', to: 'example/checkout' }],
        },
      });
    }));
});

describe('the connection test', () => {
  it('names each permission that is missing', () =>
    withFake({}, async (fake) => {
      fake.site.repository('example/checkout').withheld.add('pullRequests').add('contents');
      const config = gitHubConfig.parse({ url: fake.address, ...gitHubSettings, projects: ['example/2'] });
      const checks = await gitHub.test(config, httpTo(fake.address));
      expect(checks.filter(({ isHeld }) => !isHeld).map(({ what, advice }) => [what, advice])).toEqual([
        ['Pull requests of example/checkout', 'Give the token the repository permission "Pull requests: read".'],
        ['Commits of example/checkout', 'Give the token the repository permission "Contents: read".'],
        [
          'Board example/2',
          'Give the token the organisation permission "Projects: read", and check the number of the project.',
        ],
      ]);
    }));

  it('says when the token is not taken', () =>
    withFake({ isLetIn: () => false }, async (fake) => {
      const config = gitHubConfig.parse({ url: fake.address, ...gitHubSettings });
      expect(await gitHub.test(config, httpTo(fake.address))).toEqual([
        { what: 'Sign in', isHeld: false, advice: 'The token is not taken; make a new one and save it in the source.' },
      ]);
    }));

  it('finds repositories by words, and says how much a first run would fetch', () =>
    withFake({}, async (fake) => {
      const config = gitHubConfig.parse({ url: fake.address, ...gitHubSettings });
      expect(await gitHub.findProjects(config, httpTo(fake.address), 'CATA')).toEqual([
        { id: 'example/catalogue', name: 'example/catalogue' },
      ]);
      const { issues, pulls, deployments, releases } = fake.site.repository('example/checkout');
      expect(await gitHub.estimate(config, httpTo(fake.address))).toBe(
        issues.length + pulls.length + deployments.length + releases.length,
      );
    }));
});
