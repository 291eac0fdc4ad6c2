import { startFakeGitLab } from '../../fakes/gitlab.ts';
import { Kept, virtualClock } from '../contract.test-data.ts';
import { SMALL } from '../github/contract.test-data.ts';
import { type HttpClock, openHttp } from '../kit/http.ts';
import { gitLabConfig } from './config.ts';
import { gitLab } from './index.ts';

export type FakeGitLab = Awaited<ReturnType<typeof startFakeGitLab>>;
type Faults = NonNullable<Parameters<typeof startFakeGitLab>[0]['faultOf']>;

/** One run, by its own clock where one is given. */
type Try = (how?: 'quiet' | 'thorough' | 'sweep', clock?: HttpClock) => Promise<void>;

/** No issues and a few merge requests in each project, since GitLab gives their histories one by one. */
const FEW = {
  histories: [],
  deliveries: SMALL.deliveries.map((one) => ({ ...one, pullRequests: one.pullRequests.slice(0, 3) })),
};

export async function tryGitLab(
  settings: object,
  use: (fake: FakeGitLab, kept: Kept, run: Try) => Promise<void>,
  faultOf: Faults = () => null,
): Promise<void> {
  const fake = await startFakeGitLab({ ...FEW, faultOf });
  const kept = new Kept();
  const config = gitLabConfig.parse({ url: fake.address, ...settings });
  try {
    await use(fake, kept, async (how = 'quiet', clock = virtualClock()) => {
      const { baseUrl, headers } = gitLab.connect(config, { token: 'any' });
      const http = openHttp({ baseUrl, headers, source: 'GitLab', clock });
      const known = [...kept.records.keys()];
      for await (const page of gitLab.collect({
        config,
        http,
        cursor: kept.cursor,
        mode: how === 'sweep' ? how : 'changes',
        isThorough: how === 'thorough',
        known: async function* () {
          yield* known;
        },
        clock,
      }))
        kept.keep(page);
    });
  } finally {
    await fake.close();
  }
}
