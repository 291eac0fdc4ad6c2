import type { GitLabSite } from '../../fakes/gitlab/site.ts';
import { startFakeGitLab } from '../../fakes/gitlab.ts';
import { collect, Kept } from '../contract.test-data.ts';
import { SMALL } from '../github/contract.test-data.ts';
import type { CollectMode } from '../kit/live-source.ts';
import { sourceOf } from '../live-sources.test-data.ts';
import { gitLabConfig } from './config.ts';

export const CATALOGUE = 'example/catalogue';

export interface Catalogue {
  readonly site: GitLabSite;
  /** What is kept so far. */
  readonly kept: Kept;
  readonly requests: readonly string[];
  /** One more run; the ids of what it brought. */
  readonly run: (mode?: CollectMode) => Promise<readonly string[]>;
}

/** A project of a fake GitLab without issues, and runs over it. */
export async function withCatalogue(use: (catalogue: Catalogue) => Promise<void>): Promise<void> {
  const fake = await startFakeGitLab({ deliveries: SMALL.deliveries, histories: [] });
  const kept = new Kept();
  const one = {
    ...fake,
    config: gitLabConfig.parse({ url: fake.address, projects: [CATALOGUE] }),
    secrets: { token: 'any' },
    planted: [],
    truth: () => [],
    change: () => [],
    remove: () => '',
    move: null,
  };
  const connector = { source: sourceOf('gitlab'), start: () => Promise.resolve(one) };
  try {
    await use({
      site: fake.site,
      kept,
      requests: fake.requests,
      run: async (mode = 'changes') =>
        (await collect(connector, one, kept, { mode })).flatMap(({ records }) => records.map(({ id }) => id)),
    });
  } finally {
    await fake.close();
  }
}
