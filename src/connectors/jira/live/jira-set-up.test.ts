import { afterEach, describe, expect, it } from 'vitest';
import { type FakeJira, type FakeJiraOptions, startFakeJira } from '../../../fakes/jira.ts';
import { BOTH, CLOUD, connected, DATA_CENTER } from './connected.test-data.ts';
import { sampleIssues } from './contract.test-data.ts';

const open: FakeJira[] = [];

afterEach(async () => {
  for (const fake of open.splice(0)) await fake.close();
});

async function fakeJira(options: Partial<FakeJiraOptions> = {}): Promise<FakeJira> {
  const fake = await startFakeJira({ issues: sampleIssues(), ...options });
  open.push(fake);
  return fake;
}

describe.each(BOTH)('%s', (_name, source) => {
  it('names each missing permission, one check after the other', async () => {
    const fake = await fakeJira({ hasAgile: false, isLetIn: (authorization) => !authorization.includes('wrong') });
    const { config, http } = connected(source, fake, { projects: ['CHK', 'GONE'] });
    const checks = await source.test(config, http);
    expect(checks.map(({ what, isHeld }) => [what, isHeld])).toEqual([
      ['Sign in', true],
      ['Browse projects', false],
      ['Read the change log of issues', true],
      ['Read boards and sprints', false],
    ]);
    expect(checks[1]?.advice).toContain('GONE');
  });

  it('a connection with everything holds every check', async () => {
    const fake = await fakeJira();
    const { config, http } = connected(source, fake);
    expect((await source.test(config, http)).filter(({ isHeld }) => !isHeld)).toEqual([]);
  });

  it('credentials that are not taken are the one thing that is told', async () => {
    const fake = await fakeJira({ isLetIn: () => false });
    const { config, http } = connected(source, fake);
    const checks = await source.test(config, http);
    expect(checks.map(({ what, isHeld }) => [what, isHeld])).toEqual([['Sign in', false]]);
    expect(checks[0]?.advice).toContain('make new ones');
  });

  it('finds projects among thousands by name or key, fifty at most', async () => {
    const fake = await fakeJira({ moreProjects: 3_000 });
    const { config, http } = connected(source, fake);
    expect(await source.findProjects(config, http, 'project 2999')).toEqual([
      { id: 'P2999', name: 'Project 2999 (P2999)' },
    ]);
    expect((await source.findProjects(config, http, 'chk')).map(({ id }) => id)).toEqual(['CHK']);
    expect(await source.findProjects(config, http, 'project')).toHaveLength(50);
  });

  it('says in one request how much there is', async () => {
    const fake = await fakeJira();
    const { config, http } = connected(source, fake);
    expect(await source.estimate(config, http)).toBe(fake.truth().length);
    expect(fake.requests).toHaveLength(1);
  });
});

describe('Jira Data Center alone', () => {
  it('is asked with a personal access token, below the path of its address', () => {
    expect(DATA_CENTER.connect({ site: 'https://jira.example.org/jira/' }, { token: 'abc' })).toEqual({
      baseUrl: 'https://jira.example.org/jira',
      headers: { authorization: 'Bearer abc' },
    });
  });
});

describe('Jira Cloud alone', () => {
  it('is asked with address and token, at Atlassian’s own address where the token has scopes', () => {
    const secrets = { email: 'me@example.org', token: 'abc' };
    // Base64 of me@example.org:abc.
    const headers = { authorization: 'Basic bWVAZXhhbXBsZS5vcmc6YWJj' };
    const site = 'https://example.atlassian.net';
    expect(CLOUD.connect({ site }, secrets)).toEqual({ baseUrl: site, headers });
    const cloudId = '11111111-2222-3333-4444-555555555555';
    expect(CLOUD.connect({ site, cloudId }, secrets)).toEqual({
      baseUrl: `https://api.atlassian.com/ex/jira/${cloudId}`,
      headers,
    });
  });
});
