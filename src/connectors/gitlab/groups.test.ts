import { expect, it } from 'vitest';
import { type Kept, virtualClock } from '../contract.test-data.ts';
import { openHttp } from '../kit/http.ts';
import { gitLabConfig } from './config.ts';
import { gitLab } from './index.ts';
import { tryGitLab } from './try-gitlab.test-data.ts';

/** Full paths of the projects of which merge requests are kept. */
function projectsIn(kept: Kept): readonly string[] {
  const found = [...kept.records].flatMap(([id, payload]) =>
    id.startsWith('pull:') ? [String(JSON.parse(payload).repo)] : [],
  );
  return [...new Set(found)].toSorted();
}

const ALL = ['example/catalogue', 'example/checkout', 'example/partner-portal'];

it('the projects of a group are read page by page, and one that is new in it is found', () =>
  tryGitLab({ groups: ['example'] }, async ({ site }, kept, run) => {
    const catalogue = site.project('example/catalogue');
    site.projects.delete('example/catalogue');
    await run();
    expect(projectsIn(kept)).toEqual(ALL.filter((path) => path !== 'example/catalogue'));
    site.projects.set('example/catalogue', catalogue);
    await run();
    expect(projectsIn(kept)).toEqual(ALL);
  }));

it('a quiet run of a group takes a request for each page of it, and one for the deployments of a project', () =>
  tryGitLab({ groups: ['example'] }, async (fake, _kept, run) => {
    await run();
    const before = fake.requests.length;
    await run();
    expect(fake.requests.slice(before).map((one) => one.replace(/example%2F[a-z-]+/, 'P').replace(/\?.*/, ''))).toEqual(
      // The fake gives two projects a page.
      ['POST /api/graphql', 'POST /api/graphql', 'GET /api/v4/projects/P/deployments'],
    );
  }));

it('where GraphQL does not answer a group is listed by REST', () =>
  tryGitLab(
    { groups: ['example'] },
    async (_fake, kept, run) => {
      await run();
      expect(projectsIn(kept)).toEqual(ALL);
    },
    ({ path }) => (path === '/api/graphql' ? { kind: 'status', status: 404 } : null),
  ));

it('what a group lists no more stays, and nothing is taken for gone until two weeks have passed', () =>
  tryGitLab({ groups: ['example'] }, async ({ site }, kept, run) => {
    await run();
    const whole = new Set(kept.records.keys());
    const catalogue = site.project('example/catalogue');
    site.projects.delete('example/catalogue');
    await run('sweep');
    expect(new Set(kept.records.keys())).toEqual(whole);
    expect(kept.notices).toEqual([
      'example/catalogue is not there, or the token may not see it; what is kept of it stays',
      'nothing was looked for that is gone: not every project may be seen',
    ]);
    const cursor = JSON.stringify(kept.cursor);
    const old = JSON.stringify({ 'example/catalogue': Date.now() - 14 * 86_400_000 });
    kept.cursor = JSON.parse(cursor.replace(/"away":\{[^}]*\}/, `"away":${old}`));
    await run('sweep');
    expect(projectsIn(kept)).toEqual(ALL.filter((path) => path !== 'example/catalogue'));
    site.projects.set('example/catalogue', catalogue);
    await run();
    expect(projectsIn(kept)).toEqual(ALL);
  }));

it('a group that may not be seen is told, and its token is tested', () =>
  tryGitLab({ groups: ['example', 'nobody'] }, async ({ address }, kept, run) => {
    await run();
    expect(projectsIn(kept)).toEqual(ALL);
    expect(kept.notices).toEqual(['nobody is not there, or the token may not see it; what is kept of it stays']);
    const config = gitLabConfig.parse({ url: address, groups: ['example', 'nobody'] });
    const { baseUrl, headers } = gitLab.connect(config, { token: 'any' });
    const checks = await gitLab.test(config, openHttp({ baseUrl, headers, source: 'GitLab', clock: virtualClock() }));
    expect(checks.filter(({ isHeld }) => !isHeld)).toEqual([
      { what: 'nobody', isHeld: false, advice: 'Check its path, and make the token for it.' },
    ]);
  }));
