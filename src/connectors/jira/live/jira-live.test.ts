import { afterEach, describe, expect, it } from 'vitest';
import { type FakeJira, type FakeJiraOptions, idOfIssue, startFakeJira } from '../../../fakes/jira.ts';
import { virtualClock } from '../../contract.test-data.ts';
import { SourceFailure } from '../../kit/source-failure.ts';
import { issueOf } from '../issue.test-data.ts';
import { BOTH, connected, DATA_CENTER } from './connected.test-data.ts';
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

  it('what changed in the minute in which the overlap begins is not fetched again', async () => {
    const fake = await fakeJira();
    const { sync } = connected(source, fake);
    await sync();
    const [one, other] = fake.site.visible();
    // Ten seconds past a minute, and five minutes and twenty seconds later: the overlap begins in the first one's minute, behind it.
    fake.site.pass(3_600_000 - ((fake.site.now() + 1_000) % 60_000) + 10_000);
    fake.site.setTitle(one?.id ?? '', 'Changed first');
    fake.site.pass(5 * 60_000 + 19_000);
    fake.site.setTitle(other?.id ?? '', 'Changed later');
    expect((await sync()).flatMap(({ records }) => records.map(({ id }) => id))).toContain(`issue:${one?.id}`);
    expect(fake.site.held(one?.id ?? '').updatedAt % 60_000).toBe(10_000);
    expect(await sync()).toEqual([]);
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
});
