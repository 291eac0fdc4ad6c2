import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeAzureDevOps, startFakeAzureDevOps } from '../../fakes/azure-devops.ts';
import { Kept } from '../contract.test-data.ts';
import { openHttp } from '../kit/http.ts';
import { listenOnLoopback } from '../kit/listen.test-data.ts';
import { azureDevOpsConfig } from './config.ts';
import { azureDevOpsSettings, sampleAzureDevOps } from './contract.test-data.ts';
import { readCursor } from './cursor.ts';
import { azureDevOps } from './index.ts';
import { releaseDeployments, releaseStatus } from './map-release.ts';
import { deploymentShape, keptRelease, madeOf } from './read-release.ts';
import { releaseOriginOf, releasePathOf } from './release-server.ts';

const url = 'https://dev.azure.com/example';
const SHA = 'a1'.repeat(20);

/** As the server says it: what has not happened is of the year 1. */
const ROW = {
  id: 79,
  release: { id: 55 },
  releaseDefinition: { name: 'Shop releases' },
  releaseEnvironment: { name: 'PROD' },
  deploymentStatus: 'succeeded',
  operationStatus: 'Approved',
  queuedOn: '0001-01-01T00:00:00',
  startedOn: '2017-06-16T01:55:56.857Z',
  completedOn: '2017-06-16T01:56:42Z',
  lastModifiedOn: '2017-06-16T01:56:43.06Z',
};

function deploymentsOf(row: object, releasePipelines: readonly object[] = [{ pipeline: 'shop*' }]) {
  const config = azureDevOpsConfig.parse({ url, releasePipelines });
  const kept = keptRelease(deploymentShape.parse({ ...ROW, ...row }), 'Shop', url, [{ repo: 'Shop/web', sha: SHA }]);
  return releaseDeployments(kept, config);
}

describe('what became of a deployment', () => {
  it.each([
    ['succeeded', 'Approved', false, 'succeeded'],
    ['partiallySucceeded', 'PhasePartiallySucceeded', false, 'succeeded'],
    ['failed', 'PhaseFailed', false, 'failed'],
    ['failed', 'Rejected', false, 'failed'],
    ['failed', 'Rejected', true, 'cancelled'],
    ['failed', 'Canceled', false, 'cancelled'],
    ['inProgress', 'Pending', false, 'running'],
    ['notDeployed', 'Pending', false, 'waiting'],
    ['notDeployed', 'EvaluatingGates', false, 'waiting'],
    ['notDeployed', 'PhaseInProgress', false, 'running'],
    ['notDeployed', 'PhaseFailed', false, 'failed'],
    ['notDeployed', 'GateFailed', false, 'cancelled'],
    ['notDeployed', '', false, 'unknown'],
    ['undefined', 'Approved', false, 'unknown'],
    ['somethingNew', 'Approved', false, 'unknown'],
  ])('%s and %s, refused beforehand: %s, is %s', (status, operation, isRefused, expected) => {
    const [lower, other] = [status.toLowerCase(), operation.toLowerCase()];
    expect(releaseStatus({ status: lower, operation: other, isRefused })).toBe(expected);
  });

  it('comes with its instants; one that is not told is not known', () => {
    const times = { createdAt: Date.parse('2017-06-16T01:55:56.857Z'), finishedAt: Date.parse('2017-06-16T01:56:42Z') };
    expect(deploymentsOf({})).toMatchObject([{ id: 'release:Shop/79', status: 'succeeded', ...times }]);
    expect(deploymentsOf({ completedOn: undefined })).toMatchObject([{ status: 'succeeded', finishedAt: null }]);
    expect(deploymentsOf({ deploymentStatus: 'inProgress' })).toMatchObject([{ status: 'running', finishedAt: null }]);
    expect(deploymentsOf({ startedOn: '0001-01-01T00:00:00Z' })).toEqual([]);
    expect(deploymentsOf({ deploymentStatus: 'notDeployed', operationStatus: 'Pending' })).toEqual([]);
  });
});

it('the first rule that means a stage says its environment: production where a stage is named, else the name of the stage', () => {
  const environments = (...rules: readonly object[]) => deploymentsOf({}, rules).map(({ environment }) => environment);
  expect(environments({ pipeline: '*' })).toEqual(['PROD']);
  expect(environments({ pipeline: '*', stage: 'prod*' })).toEqual(['production']);
  expect(environments({ pipeline: '*', environment: 'eu' }, { pipeline: '*', stage: 'PROD' })).toEqual(['eu']);
  expect(environments({ pipeline: '*', stage: 'QA' }, { pipeline: 'other' })).toEqual([]);
});

describe('what a release brings', () => {
  const made = (...artifacts: readonly object[]) =>
    madeOf(deploymentShape.parse({ ...ROW, release: { id: 55, artifacts } }), 'Shop');
  const repository = { id: 'r-1', name: 'web' };
  const project = { id: 'p-1', name: 'Platform' };

  it('is the commit of a build, or the build that has to be asked for it', () => {
    const version = { id: '2', name: '2' };
    const whole = {
      sourceVersion: { id: SHA, name: null },
      'repository.provider': { id: 'TfsGit' },
      repository,
      project,
      version,
    };
    const asked = { project: 'Platform', build: 2 };
    expect(made({ type: 'Build', definitionReference: whole })).toEqual([
      { project: 'Platform', sha: SHA, repository: { ...repository, type: 'TfsGit' } },
    ]);
    expect(made({ type: 'Build', definitionReference: { version, project } })).toEqual([asked]);
    // The number of a changeset of Team Foundation version control is no commit.
    expect(made({ type: 'Build', definitionReference: { ...whole, sourceVersion: { id: 'C123' } } })).toEqual([asked]);
  });

  it('is a commit of a repository, the primary artifact’s first', () => {
    const git = { definition: repository, version: { id: SHA } };
    const github = { definition: { id: 'example/shared', name: 'example/shared' }, version: { id: SHA } };
    expect(
      made({ type: 'GitHub', definitionReference: github }, { type: 'Git', isPrimary: true, definitionReference: git }),
    ).toEqual([
      { project: 'Shop', sha: SHA, repository: { ...repository, type: 'TfsGit' } },
      { project: 'Shop', sha: SHA, repository: { id: 'example/shared', type: 'GitHub', name: 'example/shared' } },
    ]);
  });

  it('is not known of packages, images, and what says no version', () => {
    const unclear = { definition: repository, version: { id: 'latest' } };
    expect(
      made({ type: 'Nuget', definitionReference: unclear }, { type: 'Git', definitionReference: unclear }, {}),
    ).toEqual([]);
  });
});

describe('the server of releases', () => {
  it.each([
    [
      'https://dev.azure.com/example',
      'https://vsrm.dev.azure.com',
      'https://vsrm.dev.azure.com/example/A%20b/_apis/release/x',
    ],
    [
      'https://example.visualstudio.com',
      'https://example.vsrm.visualstudio.com',
      'https://example.vsrm.visualstudio.com/A%20b/_apis/release/x',
    ],
    ['https://tfs.example.org/tfs/Main', null, '/A%20b/_apis/release/x'],
    ['https://dev.azure.com.example.org/a', null, '/A%20b/_apis/release/x'],
    ['https://a.b.visualstudio.com', null, '/A%20b/_apis/release/x'],
  ])('of %s is %s', (address, origin, place) => {
    const config = azureDevOpsConfig.parse({ url: address });
    expect(releaseOriginOf(config)).toBe(origin);
    expect(releasePathOf(config, 'A b', 'x')).toBe(place);
    const using = azureDevOpsConfig.parse({ url: address, releasePipelines: [{ pipeline: '*' }] });
    expect(azureDevOps.connect(using, {}).otherOrigins).toEqual(origin === null ? undefined : [origin]);
    expect(azureDevOps.connect(config, {}).otherOrigins).toBeUndefined();
  });
});

it('where no release is asked for, what was read before there was such a setting stays read', () => {
  const before = { scope: JSON.stringify([url, [], [], [], []]), phase: 'changes', token: 'here' };
  expect(readCursor(before, azureDevOpsConfig.parse({ url })).token).toBe('here');
  const using = azureDevOpsConfig.parse({ url, releasePipelines: [{ pipeline: '*' }] });
  expect(readCursor(before, using).token).toBeNull();
});

describe('against a fake', () => {
  const toClose: { readonly close: () => Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of toClose.splice(0)) await one.close();
  });

  const start = async (): Promise<FakeAzureDevOps> => {
    const fake = await startFakeAzureDevOps(sampleAzureDevOps());
    toClose.push(fake);
    return fake;
  };
  const started = Date.now();

  /** Reads as a source with these settings would. */
  async function read(address: string, kept: Kept, settings: object, hours = 0, proxy?: string): Promise<void> {
    const config = azureDevOpsConfig.parse({ url: address, ...azureDevOpsSettings, ...settings });
    const clock = { now: () => started + hours * 3_600_000, wait: () => Promise.resolve() };
    const opened = openHttp({
      ...azureDevOps.connect(config, { token: 'any' }),
      source: 'Azure DevOps',
      clock,
      ...(proxy === undefined ? {} : { proxy }),
    });
    const request = { config, http: opened, cursor: kept.cursor, mode: 'changes' as const, clock };
    for await (const page of azureDevOps.collect(request)) kept.keep(page);
  }
  const releasesIn = (kept: Kept) => [...kept.records.keys()].filter((id) => id.startsWith('release:'));

  it('nothing is asked where no pipeline is named', async () => {
    const { address, requests } = await start();
    const kept = new Kept();
    await read(address, kept, { releasePipelines: [] });
    expect(releasesIn(kept)).toEqual([]);
    expect(requests.filter((one) => one.includes('/release/'))).toEqual([]);
  });

  it('a first run reads page after page, and a later one what changed', async () => {
    const { address, requests, releases } = await start();
    const kept = new Kept();
    await read(address, kept, {});
    const live = releases.of('CHK').filter(({ stage }) => stage === 'Live');
    expect(releasesIn(kept).filter((id) => id.startsWith('release:CHK/'))).toHaveLength(live.length);
    const pages = Math.ceil(releases.of('CHK').length / 40);
    expect(pages).toBeGreaterThan(2);
    const asked = () => requests.filter((one) => one.includes('CHK/_apis/release/deployments'));
    expect(asked()).toHaveLength(pages);
    const id = releases.deploy('checkout');
    await read(address, kept, {}, 3);
    expect(releasesIn(kept)).toContain(`release:CHK/${id}`);
    expect(asked()).toHaveLength(pages + 1);
  });

  it('one that had not ended is looked at again, even where the server does not say that it changed', async () => {
    const { address, releases } = await start();
    const kept = new Kept();
    await read(address, kept, {});
    const id = releases.begin('checkout');
    const after = releases.deploy('checkout');
    await read(address, kept, {}, 3);
    expect(releasesIn(kept)).toContain(`release:CHK/${after}`);
    expect(releases.finish('CHK', false)).toBe(id);
    expect(kept.records.get(`release:CHK/${id}`)).toContain('"inprogress"');
    await read(address, kept, {}, 6);
    expect(kept.records.get(`release:CHK/${id}`)).toContain('"succeeded"');
  });

  it('without the scope for releases that is told, and the connection test names it; all else is read', async () => {
    const { address, site } = await start();
    site.withheld.add('release/');
    const kept = new Kept();
    await read(address, kept, {});
    expect(kept.notices.join()).toMatch(/releases of CHK were not read: .*401/);
    expect([...kept.records.keys()].some((id) => id.startsWith('run:'))).toBe(true);
    const missing = async (releasePipelines: readonly object[]) => {
      const config = azureDevOpsConfig.parse({ url: address, projects: ['CHK'], releasePipelines });
      const opened = openHttp({ ...azureDevOps.connect(config, { token: 'any' }), source: 'Azure DevOps' });
      return (await azureDevOps.test(config, opened)).filter(({ isHeld }) => !isHeld);
    };
    expect(await missing([])).toEqual([]);
    const [check, ...others] = await missing([{ pipeline: '*' }]);
    expect(others).toEqual([]);
    expect(check?.what).toBe('Releases of CHK');
    expect(check?.advice).toContain('"Release: Read"');
  });

  it('where builds may not be read, the commit of a release that names only its build is not known, and that is told', async () => {
    const { address, site, releases } = await start();
    site.withheld.add('build/');
    const kept = new Kept();
    await read(address, kept, { deploymentPipelines: [] });
    const old = releases.of('CHK').find(({ stage, artifacts }) => stage === 'Live' && artifacts === 'old build');
    expect(kept.records.get(`release:CHK/${old?.id ?? ''}`)).toContain('"commits":[]');
    expect(kept.notices.join()).toMatch(/commits of some releases are not known: .*401/);
  });

  it('of the Services releases are asked for at their second host, and everything else at the first', async () => {
    const { address } = await start();
    const asked: string[] = [];
    const proxy = await listenOnLoopback(
      http.createServer((incoming, outgoing) => {
        const { host, pathname, search } = new URL(incoming.url ?? '');
        const part = /_apis\/(\w+)/.exec(pathname)?.[1] ?? '';
        asked.push(`${part} at ${host} with ${incoming.headers.authorization ?? 'nothing'}`);
        const headers = { authorization: incoming.headers.authorization ?? '' };
        const own = `${new URL(address).origin}${pathname}${search}`;
        incoming.pipe(
          http.request(own, { method: incoming.method ?? 'GET', headers }, (answer) => {
            outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
            answer.pipe(outgoing);
          }),
        );
      }),
    );
    toClose.push(proxy);
    const kept = new Kept();
    // The fake stands at /tfs/Example; a proxy gets whole addresses of http only.
    const place = `http://127.0.0.1:${proxy.port}`;
    await read('http://dev.azure.com/tfs/Example', kept, {}, 0, place);
    expect(releasesIn(kept).length).toBeGreaterThan(0);
    const secret = `Basic ${Buffer.from(':any').toString('base64')}`;
    expect(new Set(asked.filter((one) => one.startsWith('release')))).toEqual(
      new Set([`release at vsrm.dev.azure.com with ${secret}`]),
    );
    const others = asked.filter((one) => !one.startsWith('release'));
    expect(others.every((one) => one.endsWith(` at dev.azure.com with ${secret}`))).toBe(true);
  });
});
