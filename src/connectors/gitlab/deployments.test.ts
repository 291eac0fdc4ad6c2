import { expect, it } from 'vitest';
import { startFakeGitLab } from '../../fakes/gitlab.ts';
import { Kept, virtualClock } from '../contract.test-data.ts';
import { SMALL } from '../github/contract.test-data.ts';
import { type HttpClock, openHttp } from '../kit/http.ts';
import type { CollectMode } from '../kit/live-source.ts';
import { gitLabConfig } from './config.ts';
import { gitLab } from './index.ts';

type Fake = Awaited<ReturnType<typeof startFakeGitLab>>;
const PROJECTS = ['example/checkout', 'example/catalogue', 'example/partner-portal'];

/** Issues are not what is tried here. */
async function withFake(
  use: (fake: Fake, run: (clock: HttpClock, how?: 'quiet' | 'sweep' | 'thorough') => Promise<Kept>) => Promise<void>,
) {
  const fake = await startFakeGitLab({ ...SMALL, histories: [] });
  const kept = new Kept();
  const config = gitLabConfig.parse({ url: fake.address, projects: PROJECTS });
  try {
    await use(fake, async (clock, how = 'quiet') => {
      const { baseUrl, headers } = gitLab.connect(config, { token: 'any' });
      const http = openHttp({ baseUrl, headers, source: 'GitLab', clock });
      const mode: CollectMode = how === 'sweep' ? 'sweep' : 'changes';
      const request = { config, http, cursor: kept.cursor, mode, isThorough: how === 'thorough', clock };
      for await (const page of gitLab.collect(request)) kept.keep(page);
      return kept;
    });
  } finally {
    await fake.close();
  }
}

/** The newest deployment once more, a day later. */
function deployAgain(fake: Fake, path: string): string {
  const { deployments } = fake.site.project(path);
  const last = deployments.at(-1);
  if (last === undefined) throw new Error(`${path} has no deployment`);
  const id = `deployment:${1 + Math.max(...deployments.map((one) => Number(one.id.replace('deployment:', ''))))}`;
  const at = fake.site.pass(86_400_000);
  deployments.push({ ...last, id, createdAt: at, finishedAt: at + 60_000 });
  return id;
}

it('a quiet run asks twice for three projects: for what is newest in all, and for the deployments of one', () =>
  withFake(async (fake, run) => {
    await run(virtualClock());
    const before = fake.requests.length;
    await run(virtualClock());
    expect(fake.requests.slice(before)).toEqual([
      'POST /api/graphql',
      expect.stringMatching(/^GET \/api\/v4\/projects\/example%2F[a-z-]+\/deployments/),
    ]);
  }));

it('a deployment by a pipeline comes with the next run', () =>
  withFake(async (fake, run) => {
    await run(virtualClock());
    const ids = PROJECTS.map((path) => deployAgain(fake, path));
    const { records } = await run(virtualClock());
    expect(ids.filter((id) => !records.has(id))).toEqual([]);
  }));

it.each([
  ['when the turn comes to its project', 'quiet', 12],
  ['with the next sweep', 'sweep', 1],
  ['at once where somebody waits for it', 'thorough', 1],
] as const)('a deployment that GitLab was told of comes %s', (_when, how, runs) =>
  withFake(async (fake, run) => {
    const clock = virtualClock();
    await run(clock);
    const ids = PROJECTS.map((path) => {
      const id = deployAgain(fake, path);
      fake.site.project(path).toldOf.add(id);
      return id;
    });
    for (let count = 0; count < runs; count += 1) {
      await clock.wait(15 * 60_000);
      await run(clock, how);
    }
    const { records } = await run(clock, how);
    expect(ids.filter((id) => !records.has(id))).toEqual([]);
  }),
);
