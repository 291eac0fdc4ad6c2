import { afterEach, describe, expect, it } from 'vitest';
import { type FakeJira, type FakeJiraOptions, idOfIssue, startFakeJira } from '../../../fakes/jira.ts';
import { type ContractFake, collect, Kept, virtualClock } from '../../contract.test-data.ts';
import { openHttp } from '../../kit/http.ts';
import type { LiveSource, Mapped } from '../../kit/live-source.ts';
import { SourceFailure } from '../../kit/source-failure.ts';
import { sourceOf } from '../../live-sources.test-data.ts';
import { issueOf } from '../issue.test-data.ts';
import { sampleIssues } from './contract.test-data.ts';

const CLOUD = sourceOf('jira-cloud');
const DATA_CENTER = sourceOf('jira-data-center');
const BOTH = [
  ['Jira Cloud', CLOUD],
  ['Jira Data Center', DATA_CENTER],
] as const;

const open: FakeJira[] = [];

afterEach(async () => {
  for (const fake of open.splice(0)) await fake.close();
});

async function fakeJira(options: Partial<FakeJiraOptions> = {}): Promise<FakeJira> {
  const fake = await startFakeJira({ issues: sampleIssues(), ...options });
  open.push(fake);
  return fake;
}

/** A source against a fake, with what is kept of it. */
function connected(source: LiveSource, fake: FakeJira, settings: Readonly<Record<string, unknown>> = {}) {
  const config = { site: fake.address, ...settings };
  const secrets = { email: 'reader@example.invalid', token: 'any' };
  const as: ContractFake = {
    config,
    secrets,
    requests: fake.requests,
    planted: [],
    truth: () => [],
    change: () => [],
    remove: () => '',
    move: null,
    close: fake.close,
  };
  const kept = new Kept();
  const { baseUrl, headers } = source.connect(config, secrets);
  return {
    kept,
    config,
    http: openHttp({ baseUrl, headers, source: source.name, clock: virtualClock() }),
    sync: (options: Parameters<typeof collect>[3] = {}) =>
      collect({ source, start: async () => as }, as, kept, options),
    items: () => kept.mapped(source, as).flatMap((mapped) => (mapped.kind === 'item' ? [mapped.history] : [])),
    mapped: (): readonly Mapped[] => kept.mapped(source, as),
  };
}

/** An issue whose title changed so many times. */
function longLived(changes: number) {
  return issueOf({
    fields: { project: { id: '100', key: 'K', name: 'Kettle' }, updated: '2020-06-01T00:00:00.000+0000' },
    entries: Array.from({ length: changes }, (_, index) => ({
      id: String(1_000 + index),
      at: new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString().replace('Z', '+0000'),
      items: [{ field: 'summary', from: null, fromString: `title ${index}`, to: null, toString: `title ${index + 1}` }],
    })),
  });
}

describe.each(BOTH)('%s', (_name, source) => {
  it('brings the newest first', async () => {
    const fake = await fakeJira();
    const pages = await connected(source, fake).sync();
    const updated = pages
      .slice(0, 3)
      .map(({ records }) => records.filter(({ id }) => id.startsWith('issue:')).map(({ id }) => id.slice(6)))
      .map((ids) => ids.map((id) => fake.site.held(id).updatedAt));
    expect(updated[0]?.length).toBe(100);
    expect(Math.min(...(updated[0] ?? []))).toBeGreaterThanOrEqual(Math.max(...(updated[1] ?? [])));
    expect(Math.min(...(updated[1] ?? []))).toBeGreaterThanOrEqual(Math.max(...(updated[2] ?? [])));
  });

  it('reads a change log of 2,345 entries whole', async () => {
    const fake = await fakeJira({ issues: [longLived(2_345)], logPage: 500, hasSprints: false });
    const { sync, items } = connected(source, fake);
    await sync();
    const [history] = items();
    expect(history?.changes).toHaveLength(2_345);
    expect(history?.initial.title).toBe('title 0');
    expect(history?.isCutShort).toBe(false);
  });

  it('reads the named projects only, and all of them', async () => {
    const fake = await fakeJira();
    const { sync, items } = connected(source, fake, { projects: ['CHK', 'PAR'] });
    await sync();
    const wanted = fake.truth().filter(({ key }) => /^(CHK|PAR)-/.test(String(key)));
    expect(
      items()
        .map(({ item }) => item)
        .toSorted(),
    ).toEqual(wanted.map(({ key }) => String(key)).toSorted());
  });

  it('fetches everything again when projects or fields were added to the settings', async () => {
    const fake = await fakeJira();
    const first = connected(source, fake, { projects: ['CHK'] });
    await first.sync();
    const second = connected(source, fake, { projects: ['CHK', 'CAT'] });
    second.kept.cursor = first.kept.cursor;
    await second.sync();
    expect(new Set(second.items().map(({ item }) => item.split('-')[0]))).toEqual(new Set(['CHK', 'CAT']));
  });

  it('goes on with the other projects when one went out of sight, tells it, and takes nothing for deleted', async () => {
    const fake = await fakeJira();
    const { sync, items, kept } = connected(source, fake, { projects: ['CHK', 'CAT'] });
    await sync();
    const before = items().length;
    fake.site.hidden.add('CAT');
    const checkout = fake.truth().find(({ key }) => String(key).startsWith('CHK-'));
    fake.site.setTitle(idOfIssue(checkout ?? {}), 'A title of later');
    await sync();
    const pages = await sync({ mode: 'sweep' });
    expect(pages.flatMap(({ gone }) => gone)).toEqual([]);
    expect(items()).toHaveLength(before);
    expect(kept.notices.filter((notice) => notice.includes('project CAT cannot be seen any more'))).toHaveLength(2);
    expect(
      items().some(({ changes }) => changes.some((one) => one.field === 'title' && one.to === 'A title of later')),
    ).toBe(true);
  });

  it('notices a project that went out of sight where none are named, from what it saw before', async () => {
    const fake = await fakeJira();
    const { sync, items, kept } = connected(source, fake);
    await sync();
    await sync({ mode: 'sweep' });
    const before = items().length;
    fake.site.hidden.add('CAT');
    const pages = await sync({ mode: 'sweep' });
    expect(pages.flatMap(({ gone }) => gone)).toEqual([]);
    expect(items()).toHaveLength(before);
    expect(kept.notices.join('\n')).toContain('cannot be seen any more');
  });

  it('fails with words when no project can be seen any more', async () => {
    const fake = await fakeJira();
    const { sync } = connected(source, fake, { projects: ['CHK'] });
    await sync();
    fake.site.hidden.add('CHK');
    await expect(sync()).rejects.toThrow('none of the projects CHK can be seen');
    await expect(sync({ mode: 'sweep' })).rejects.toThrow('no project can be seen');
  });

  it('a sweep fetches what became visible without being changed', async () => {
    const fake = await fakeJira();
    fake.site.hidden.add('CAT');
    const { sync, items } = connected(source, fake);
    await sync();
    fake.site.hidden.clear();
    await sync();
    expect(items().some(({ item }) => item.startsWith('CAT-'))).toBe(false);
    await sync({ mode: 'sweep' });
    expect(items()).toHaveLength(fake.truth().length);
  });

  it('a comment changes no record, and the overlap fetches nothing twice', async () => {
    const fake = await fakeJira();
    const { sync, kept } = connected(source, fake);
    await sync();
    const before = new Map(kept.records);
    fake.site.touch(idOfIssue(fake.truth()[5] ?? {}));
    const pages = await sync();
    expect(pages.flatMap(({ records }) => records.filter(({ id }) => id.startsWith('issue:')))).toHaveLength(1);
    expect(kept.records).toEqual(before);
    expect(await sync()).toEqual([]);
  });

  it('an issue that came into the index minutes late is still found', async () => {
    const fake = await fakeJira();
    const late = idOfIssue(fake.truth()[7] ?? {});
    const { sync, items } = connected(source, fake);
    await sync();
    fake.site.setTitle(late, 'Late in the index');
    const held = fake.site.held(late);
    fake.site.issues.delete(late);
    fake.site.pass(120_000);
    fake.site.setTitle(idOfIssue(fake.truth()[9] ?? {}), 'In time');
    await sync();
    fake.site.issues.set(late, held);
    fake.site.setTitle(idOfIssue(fake.truth()[11] ?? {}), 'Later');
    await sync();
    expect(
      items().some(({ changes }) => changes.some((one) => one.field === 'title' && one.to === 'Late in the index')),
    ).toBe(true);
  });

  it('after thousands changed in one minute, a run without a change still asks at most twice', async () => {
    const issues = sampleIssues().map((issue, index) => {
      const fields: unknown = issue.fields;
      return typeof fields === 'object' && fields !== null
        ? {
            ...issue,
            fields: { ...fields, updated: `2026-01-04T10:00:${String(index % 60).padStart(2, '0')}.000+0000` },
          }
        : issue;
    });
    const fake = await fakeJira({ issues });
    const clock = virtualClock();
    const { sync, items } = connected(source, fake);
    await sync({ clock });
    expect(items()).toHaveLength(issues.length);
    await clock.wait(3_600_000);
    const before = fake.requests.length;
    expect(await sync({ clock })).toEqual([]);
    expect(fake.requests.length - before).toBeLessThanOrEqual(2);
    fake.site.setTitle(idOfIssue(fake.truth()[3] ?? {}), 'Afterwards');
    await sync({ clock });
    expect(items().some(({ changes }) => changes.some((one) => one.field === 'title' && one.to === 'Afterwards'))).toBe(
      true,
    );
  });

  it('an issue removed while pages are read hides no other one', async () => {
    const fake = await fakeJira();
    const { sync, items } = connected(source, fake);
    const newest = fake
      .truth()
      .toSorted((one, other) => fake.site.held(idOfIssue(other)).updatedAt - fake.site.held(idOfIssue(one)).updatedAt);
    await sync({ pages: 1 });
    for (const issue of newest.slice(0, 30)) fake.site.remove(idOfIssue(issue));
    await sync();
    await sync({ mode: 'sweep' });
    expect(
      items()
        .map(({ item }) => item)
        .toSorted(),
    ).toEqual(
      fake
        .truth()
        .map(({ key }) => String(key))
        .toSorted(),
    );
  });

  it('without boards issues are read all the same, and it is told', async () => {
    const fake = await fakeJira({ hasAgile: false });
    const { sync, items, kept } = connected(source, fake);
    await sync();
    expect(items()).toHaveLength(fake.truth().length);
    expect(kept.notices.join('\n')).toContain('sprints are not read from boards');
    // Sprints that issues name are known from them.
    expect([...kept.records.keys()].filter((id) => id.startsWith('sprint:')).length).toBeGreaterThan(10);
  });

  it('items name their sprint by name and by id, as the sprint’s own record does', async () => {
    const fake = await fakeJira();
    const { sync, mapped, items } = connected(source, fake);
    await sync();
    const iterations = new Map(
      mapped().flatMap((one) =>
        one.kind === 'delivery' && one.record.kind === 'iteration' ? [[one.record.id, one.record] as const] : [],
      ),
    );
    expect(iterations.size).toBe(fake.site.sprints.length);
    const named = items().flatMap(({ changes }) =>
      changes.flatMap((one) => (one.field === 'custom' && one.name === 'Sprint id' ? one.to : [])),
    );
    expect(named.length).toBeGreaterThan(50);
    for (const id of named) expect(iterations.has(id)).toBe(true);
    const sprint = fake.site.sprints[3];
    expect(iterations.get(String(sprint?.id))).toMatchObject({ name: sprint?.name, startAt: sprint?.startAt });
  });

  it('a type that tells of incidents gives an incident beside the item', async () => {
    const issue = issueOf({
      fields: {
        issuetype: { name: 'Incident', subtask: false },
        project: { id: '100', key: 'K' },
        resolution: { name: 'Done' },
      },
      entries: [
        {
          at: '2020-03-01T10:30:00.000+0000',
          items: [{ field: 'resolution', from: null, fromString: null, to: '1', toString: 'Done' }],
        },
      ],
    });
    const fake = await fakeJira({ issues: [issue], hasSprints: false });
    const { sync, mapped } = connected(source, fake, { incidentTypes: ['Incident'] });
    await sync();
    const incident = mapped().find((one) => one.kind === 'delivery');
    expect(incident).toMatchObject({
      kind: 'delivery',
      record: { kind: 'incident', restoredAt: Date.UTC(2020, 2, 1, 10, 30) },
    });
  });

  it('further fields are read by name, and fields of people are told and never read', async () => {
    const fake = await fakeJira({ hasPeople: true });
    const { sync, kept, items } = connected(source, fake, { customFields: ['Team', 'Tester', 'Approvers', 'Nowhere'] });
    await sync();
    expect(items().some(({ initial }) => (initial.custom.Team ?? []).length > 0)).toBe(true);
    expect(kept.notices).toEqual(
      expect.arrayContaining([
        'the field "Tester" holds people or their words and is not read',
        'the field "Approvers" holds people or their words and is not read',
        'no field is called "Nowhere" here; only changes under that name are read',
      ]),
    );
    expect(JSON.stringify([...kept.records])).not.toMatch(/zora|quill|ivo|marsh/i);
  });

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

  it('an answer as to nobody is told as credentials that are not taken', async () => {
    const fake = await fakeJira({
      bend: (answer) => ({ ...answer, headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' } }),
    });
    const failure = await connected(source, fake)
      .sync()
      .catch((error: unknown) => error);
    expect(failure instanceof SourceFailure ? failure.kind : failure).toBe('unauthorised');
  });

  it('a place that the server forgot is taken up again from the last page that was kept', async () => {
    let isForgotten = false;
    const fake = await fakeJira({
      bend: (answer, { path }) => {
        const isSearch = /search(\/jql)?$/.test(path);
        if (!isSearch || isForgotten || fake.requests.filter((one) => one.includes('/search')).length < 4)
          return answer;
        isForgotten = true;
        return { status: 400, body: { errorMessages: ['The page token is not valid any more.'] } };
      },
    });
    const { sync, items } = connected(source, fake);
    await sync();
    expect(isForgotten).toBe(true);
    expect(items()).toHaveLength(fake.truth().length);
  });
});

describe('Jira Data Center alone', () => {
  it('a log that the server cuts short and cannot page says so', async () => {
    const fake = await fakeJira({ issues: [longLived(700)], logPage: 500, hasLogPages: false, hasSprints: false });
    const { sync, items } = connected(DATA_CENTER, fake);
    await sync();
    expect(items().map(({ isCutShort, changes }) => [isCutShort, changes.length])).toEqual([[true, 500]]);
  });

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
