import { expect, it } from 'vitest';
import { defaultBranch } from '../../fakes/gitlab/site.ts';
import { startFakeGitLab } from '../../fakes/gitlab.ts';
import { virtualClock } from '../contract.test-data.ts';
import { SMALL } from '../github/contract.test-data.ts';
import { openHttp } from '../kit/http.ts';
import { gitLabBegun, gitLabConfig } from './config.ts';
import { gitLab } from './index.ts';

async function withFake<Result>(
  use: (fake: Awaited<ReturnType<typeof startFakeGitLab>>) => Promise<Result>,
): Promise<Result> {
  const fake = await startFakeGitLab(SMALL);
  try {
    return await use(fake);
  } finally {
    await fake.close();
  }
}

function httpTo(address: string, secrets: Readonly<Record<string, string>> = { token: 'any' }) {
  const { baseUrl, headers } = gitLab.connect(gitLabBegun.parse({ url: address }), secrets);
  return openHttp({ baseUrl, headers, source: 'GitLab', clock: virtualClock() });
}

it('the connection test names what is missing, and projects are found before any is chosen', () =>
  withFake(async (fake) => {
    const http = httpTo(fake.address);
    const config = gitLabConfig.parse({ url: fake.address, projects: ['example/checkout', 'example/nothing'] });
    const checks = await gitLab.test(config, http);
    expect(checks.filter(({ isHeld }) => !isHeld)).toEqual([
      {
        what: 'example/nothing',
        isHeld: false,
        advice: 'Check its path, and make the token for it or for its group.',
      },
    ]);
    const begun = gitLabBegun.parse({ url: fake.address });
    expect(await gitLab.test(begun, http)).toEqual([{ what: 'Sign in', isHeld: true, advice: '' }]);
    expect(await gitLab.findProjects(begun, http, 'CATA')).toEqual([
      { id: 'example/catalogue', name: 'example/catalogue' },
    ]);
    const { issues, merges } = fake.site.project('example/checkout');
    expect(await gitLab.estimate(config, http)).toBe(issues.length + merges.length);
  }));

it('a project that may not be seen is told, and the others are read', () =>
  withFake(async (fake) => {
    const config = gitLabConfig.parse({ url: fake.address, projects: ['example/catalogue', 'example/nothing'] });
    const clock = virtualClock();
    const request = { config, http: httpTo(fake.address), cursor: null, mode: 'changes' as const, clock };
    const notices: string[] = [];
    // What stands at the edge of two pages comes with both.
    const records = new Set<string>();
    for await (const page of gitLab.collect(request)) {
      notices.push(...(page.notices ?? []));
      for (const { id } of page.records) records.add(id);
    }
    const project = fake.site.project('example/catalogue');
    const { issues, merges, deployments, releases, milestones } = project;
    const lists = [issues, merges, defaultBranch(project), releases, milestones, deployments];
    expect(records.size).toBe(lists.reduce((sum, list) => sum + list.length, 0));
    expect(notices).toEqual(['example/nothing is not there, or the token may not see it; what is kept of it stays']);
  }));
