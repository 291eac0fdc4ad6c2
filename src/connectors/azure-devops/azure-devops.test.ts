import { describe, expect, it } from 'vitest';
import { startFakeAzureDevOps } from '../../fakes/azure-devops.ts';
import { Kept } from '../contract.test-data.ts';
import { saysRevert } from '../git/says-revert.ts';
import { openHttp } from '../kit/http.ts';
import { azureDevOpsConfig } from './config.ts';
import { azureDevOpsSettings, sampleAzureDevOps } from './contract.test-data.ts';
import { azureDevOps } from './index.ts';
import { type KeptItem, recordOf } from './kept.ts';
import { mapAzureDevOps } from './map.ts';
import { keptPull, pullShape, signOfPull, threadsShape } from './read-pull.ts';
import { itemOf, readRevision } from './read-revision.ts';
import { keysOf } from './words.ts';

const config = azureDevOpsConfig.parse({ url: 'https://dev.azure.com/example/', incidentTypes: ['Incident'] });

const CATEGORIES: Readonly<Record<string, string>> = { New: 'Proposed', Active: 'InProgress', Closed: 'Completed' };

/** An item of rows as the feed gives them. */
function itemIn(rows: readonly Readonly<Record<string, unknown>>[], firstRev = 1): KeptItem {
  const revisions = rows.flatMap((fields, place) => readRevision({ id: 7, rev: firstRev + place, fields }, []) ?? []);
  const item = itemOf(
    7,
    revisions,
    (_project, _type, state) => CATEGORIES[state ?? ''] ?? null,
    (id, project) => `${project}/${id}`,
  );
  if (item === null) throw new Error('no revision could be read');
  return item;
}

const day = (date: number): string => `2026-03-0${date}T00:00:00Z`;

function fields(state: string, date: number, more: Readonly<Record<string, unknown>> = {}) {
  return {
    'System.Title': 'A title',
    'System.State': state,
    'System.WorkItemType': 'Bug',
    'System.TeamProject': 'Shop',
    'System.AreaPath': 'Shop\\Basket',
    'System.Reason': `Moved to ${state}`,
    'System.CreatedDate': day(1),
    'System.ChangedDate': day(date),
    ...more,
  };
}

function historyOf(item: KeptItem) {
  const [mapped] = mapAzureDevOps(recordOf(item).payload, 'azure-devops', config);
  if (mapped?.kind !== 'item') throw new Error('an item comes first');
  return mapped.history;
}

describe('a work item', () => {
  it('has a resolution only while its state is completed: the resolved reason, or else the reason', () => {
    const { changes } = historyOf(
      itemIn([
        fields('New', 1),
        fields('Closed', 2, { 'Microsoft.VSTS.Common.ResolvedReason': 'Fixed' }),
        fields('Active', 3),
        fields('Closed', 4),
      ]),
    );
    expect(changes.flatMap((change) => (change.field === 'resolution' ? [change.to] : []))).toEqual([
      'Fixed',
      null,
      'Moved to Closed',
    ]);
  });

  it('says nothing of what it was before the first revision that was seen', () => {
    const { isCutShort, initial, createdAt, changes } = historyOf(itemIn([fields('Active', 3)], 4));
    expect(isCutShort).toBe(true);
    expect(createdAt).toBe(Date.parse(day(1)));
    expect(initial.status).toBeNull();
    expect(changes).toEqual([
      { at: Date.parse(day(3)), sequence: 4, field: 'status', from: null, to: { id: null, name: 'Active' } },
    ]);
  });

  it('splits its tags, and takes a parent by its number', () => {
    const { initial } = historyOf(itemIn([fields('New', 1, { 'System.Tags': 'late; asked for', 'System.Parent': 3 })]));
    expect(initial.labels).toEqual(['late', 'asked for']);
    expect(initial.parent).toBe('AB#3');
  });

  it('of a type that means incidents is restored when it was last closed', () => {
    const incident = { 'System.WorkItemType': 'Incident' };
    const item = itemIn([
      fields('New', 1, incident),
      fields('Closed', 2, incident),
      fields('Active', 3, incident),
      fields('Closed', 4, incident),
    ]);
    const [, mapped] = mapAzureDevOps(recordOf(item).payload, 'azure-devops', config);
    expect(mapped).toMatchObject({ record: { kind: 'incident', item: 'AB#7', restoredAt: Date.parse(day(4)) } });
  });

  it('keeps of further fields neither an account nor a text that holds an address', () => {
    const row = {
      id: 7,
      rev: 1,
      fields: fields('New', 1, {
        'Custom.Team': 'Red',
        'Custom.Who': 'Zora Quill <z@example.invalid>',
        'Custom.Him': { id: '1' },
      }),
    };
    expect(readRevision(row, ['Custom.Team', 'Custom.Who', 'Custom.Him'])?.fields.further).toEqual({
      'Custom.Team': 'Red',
    });
  });
});

it.each(['System.AssignedTo', 'System.ChangedBy', 'Microsoft.VSTS.Common.ResolvedBy', 'System.Description'])(
  'the field %s cannot be asked for',
  (name) => {
    expect(azureDevOpsConfig.safeParse({ url: 'https://dev.azure.com/example', furtherFields: [name] }).success).toBe(
      false,
    );
  },
);

describe('a pull request', () => {
  const who = (id: string, descriptor = 'aad.1') => ({ id, displayName: `Name of ${id}`, descriptor });
  const vote = (id: string, value: number, at: string) => ({
    publishedDate: at,
    comments: [{ author: who('service'), commentType: 'system', publishedDate: at }],
    properties: {
      CodeReviewThreadType: { $value: 'VoteUpdate' },
      CodeReviewVoteResult: { $value: String(value) },
      CodeReviewVotedByTfId: { $value: id },
    },
  });
  const said = (author: ReturnType<typeof who>, at: string, commentType = 'text') => ({
    publishedDate: at,
    comments: [{ author, commentType, publishedDate: at }],
  });
  const pull = pullShape.parse({
    pullRequestId: 5,
    repository: { id: 'r', name: 'shop' },
    status: 'active',
    title: 'Mend the basket #12',
    createdBy: who('opener'),
    creationDate: day(1),
    sourceRefName: 'refs/heads/mend-K-3',
    targetRefName: 'refs/heads/main',
    reviewers: [{ vote: 10 }, { vote: 0 }],
    workItemRefs: [{ id: '12' }, { id: '13' }],
  });
  const kept = (threads: readonly unknown[]) =>
    keptPull(pull, threadsShape.parse({ value: threads }).value, 'Shop/shop', '');

  it('is answered by the first word or vote of somebody else, and approved by the first vote of five or more', () => {
    const { firstResponseAt, approvedAt } = kept([
      said(who('opener'), day(1)),
      said(who('robot', 'svc.9'), day(2)),
      said(who('other'), day(2), 'system'),
      vote('opener', 10, day(2)),
      vote('other', -5, day(3)),
      vote('other', 0, day(4)),
      vote('other', 5, day(5)),
      said(who('other'), day(6)),
    ]);
    expect([firstResponseAt, approvedAt]).toEqual([Date.parse(day(3)), Date.parse(day(5))]);
  });

  it('names the work items of its words, its branch and its links, each once', () => {
    expect(kept([]).keys).toEqual(['AB#12', 'K-3', 'AB#13']);
  });

  it('looks the same whoever gave the votes, and like nothing once it is closed', () => {
    const turned = { ...pull, reviewers: pull.reviewers?.toReversed() };
    expect(signOfPull(turned)).toBe(signOfPull(pull));
    expect(signOfPull({ ...pull, reviewers: [{ vote: 10 }, { vote: 10 }] })).not.toBe(signOfPull(pull));
    expect(signOfPull({ ...pull, status: 'completed' })).toBeNull();
  });
});

it('the number in "Merged PR 7" is no key, those behind # and AB# are', () => {
  expect(keysOf(['Merged PR 7: Mend the basket\n\nRelated work items: #12, AB#13'])).toEqual(['AB#13', 'AB#12']);
  expect(saysRevert('Merged PR 8: Revert "Mend the basket"')).toBe(true);
  expect(saysRevert('Reverse the order')).toBe(false);
});

describe('against a fake', () => {
  const withFake = async (
    use: (
      fake: Awaited<ReturnType<typeof startFakeAzureDevOps>>,
      read: (kept: Kept, settings?: object, mode?: 'changes' | 'sweep' | 'thorough', ms?: number) => Promise<void>,
    ) => Promise<void>,
  ): Promise<void> => {
    const fake = await startFakeAzureDevOps(sampleAzureDevOps());
    const started = Date.now();
    try {
      await use(fake, async (kept, settings = azureDevOpsSettings, mode = 'changes', ms = 0) => {
        const own = azureDevOpsConfig.parse({ url: fake.address, ...settings });
        const clock = { now: () => started + ms, wait: () => Promise.resolve() };
        const http = openHttp({
          baseUrl: fake.address,
          headers: { authorization: 'Basic any' },
          source: 'Azure DevOps',
          clock,
        });
        const known = [...kept.records.keys()];
        const request = { config: own, http, cursor: kept.cursor, clock };
        for await (const page of azureDevOps.collect({
          ...request,
          mode: mode === 'sweep' ? mode : 'changes',
          isThorough: mode === 'thorough',
          known: async function* () {
            yield* known;
          },
        }))
          kept.keep(page);
      });
    } finally {
      await fake.close();
    }
  };

  it('an item that moves to a project that is not read is gone with the next sweep, and whole again when it comes back', () =>
    withFake(async ({ site }, read) => {
      const kept = new Kept();
      await read(kept);
      const id = site.visible(['CHK'])[3]?.id ?? 0;
      const before = kept.records.get(`item:${id}`);
      site.pass(60_000);
      site.move(id, 'PAR');
      await read(kept);
      await read(kept, azureDevOpsSettings, 'sweep');
      expect(kept.records.has(`item:${id}`)).toBe(false);
      site.pass(60_000);
      site.move(id, 'CHK');
      await read(kept);
      const payload = kept.records.get(`item:${id}`) ?? '';
      expect(payload).not.toBe(before);
      const [mapped] = mapAzureDevOps(payload, 'azure-devops', config);
      const projects = mapped?.kind === 'item' ? mapped.history.changes.filter(({ field }) => field === 'project') : [];
      expect(projects).toMatchObject([{ to: 'PAR' }, { to: 'CHK' }]);
    }));

  it('a history of hundreds of revisions is read whole, page by page', () =>
    withFake(async ({ site, address, requests }, read) => {
      const kept = new Kept();
      await read(kept);
      const { id } = site.visible(['CHK'])[5] ?? { id: 0 };
      for (let count = 0; count < 450; count += 1) {
        site.pass(1_000);
        site.revise(id, { title: `Title ${count}` });
      }
      const before = requests.length;
      await read(kept);
      // 450 revisions and those before them: three pages of 200.
      const asked = requests.slice(before).filter((one) => one.includes(`workItems/${id}/revisions`));
      expect(asked).toHaveLength(3);
      const [mapped] = mapAzureDevOps(kept.records.get(`item:${id}`) ?? '', 'azure-devops', config);
      expect(mapped).toMatchObject({ history: { changes: site.item(id).history('azure-devops', address).changes } });
    }));

  it('a part that the token may not read is told, and the others are read', () =>
    withFake(async ({ site }, read) => {
      const kept = new Kept();
      site.withheld.add('git/');
      await read(kept, { ...azureDevOpsSettings, repositories: [] });
      expect(kept.notices.join()).toMatch(/repositories of CHK were not read: .*401/);
      const kinds = new Set([...kept.records.keys()].map((id) => id.slice(0, id.indexOf(':'))));
      expect([...kinds].toSorted()).toEqual(['item', 'iteration', 'release', 'run']);
    }));

  it('a project that went out of sight is told, and takes nothing away', () =>
    withFake(async ({ site }, read) => {
      const kept = new Kept();
      await read(kept);
      const ids = [...kept.records.keys()];
      site.iterations.delete('CAT');
      await read(kept, azureDevOpsSettings, 'sweep');
      expect([...kept.records.keys()]).toEqual(ids);
      expect(kept.notices.join()).toMatch(/project CAT is not there/);
    }));

  it('deliveries are found in a quiet time too: one part after a quarter of an hour, all of them after two hours', () =>
    withFake(async ({ site, requests }, read) => {
      const kept = new Kept();
      await read(kept);
      const run = `run:${site.deploy('checkout')}`;
      const before = requests.length;
      await read(kept, azureDevOpsSettings, 'changes', 16 * 60_000);
      expect(requests.length - before).toBe(2);
      expect(kept.records.has(run)).toBe(false);
      await read(kept, azureDevOpsSettings, 'changes', 3 * 3_600_000);
      expect(kept.records.has(run)).toBe(true);
    }));

  it('deliveries are found at once where somebody waits for them', () =>
    withFake(async ({ site }, read) => {
      const kept = new Kept();
      await read(kept);
      const run = `run:${site.deploy('checkout')}`;
      await read(kept, azureDevOpsSettings, 'changes', 60_000);
      expect(kept.records.has(run)).toBe(false);
      await read(kept, azureDevOpsSettings, 'thorough', 120_000);
      expect(kept.records.has(run)).toBe(true);
    }));

  it('without named projects all that may be seen are read, and projects are found by words', () =>
    withFake(async ({ address }, read) => {
      const kept = new Kept();
      await read(kept, { repositories: ['none'] });
      const projects = [...kept.records.values()].join().match(/"project":"PAR"/g) ?? [];
      expect(projects.length).toBeGreaterThan(0);
      const http = openHttp({ baseUrl: address, headers: { authorization: 'Basic any' }, source: 'Azure DevOps' });
      const own = azureDevOpsConfig.parse({ url: address });
      expect(await azureDevOps.findProjects(own, http, 'c')).toEqual([
        { id: 'CHK', name: 'CHK' },
        { id: 'CAT', name: 'CAT' },
      ]);
      const checks = await azureDevOps.test(azureDevOpsConfig.parse({ url: address, projects: ['CHK', 'NONE'] }), http);
      expect(checks.filter(({ isHeld }) => !isHeld).map(({ what }) => what)).toEqual([
        'Work items of NONE',
        'Iterations of NONE',
        'Repositories of NONE',
      ]);
    }));
});
