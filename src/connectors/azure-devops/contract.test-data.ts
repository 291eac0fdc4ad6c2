import type { FakeReleases } from '../../fakes/azure-devops/releases.ts';
import { type AzureDevOpsSite, PLANTED, startFakeAzureDevOps } from '../../fakes/azure-devops.ts';
import type { FakeAnswer } from '../../fakes/faulty-server.ts';
import type { SamplePullRequest } from '../../sample/delivery/records.ts';
import { SAMPLE_APPLICATIONS, simulateDelivery } from '../../sample/delivery/simulate-delivery.ts';
import { simulateOrganisation } from '../../sample/simulate-organisation.ts';
import { type ContractCase, chance } from '../contract.test-data.ts';
import { isRecord } from '../kit/json-shape.ts';
import { sourceOf } from '../live-sources.test-data.ts';
import { azureDevOpsConfig } from './config.ts';
import { sorted, truthOf } from './truth.test-data.ts';

const END_ON = '2014-06-30';
/** Of the newest; enough for two pages of fifty, and few enough for a quick test. */
const PULLS = 60;

export const azureDevOpsSettings = {
  projects: ['CHK', 'CAT'],
  repositories: ['checkout'],
  incidentTypes: ['Bug'],
  deploymentPipelines: [
    { pipeline: 'Deploy * to production', environment: 'production' },
    { pipeline: 'Publish *', stage: 'Manual', environment: 'manual' },
  ],
  releasePipelines: [{ pipeline: '* releases', stage: 'Live', environment: 'live' }],
};

type Sample = Pick<Parameters<typeof startFakeAzureDevOps>[0], 'deliveries' | 'histories'>;

let sample: Sample | null = null;

/** A small organisation, made once. */
export function sampleAzureDevOps(): Sample {
  sample ??= makeSample();
  return sample;
}

function makeSample(): Sample {
  const { streams } = simulateOrganisation({ seed: 7, endOn: END_ON, scale: 0.03 });
  const histories = streams.flatMap((stream) => stream.histories);
  const endAt = Date.parse(`${END_ON}T00:00:00Z`);
  const deliveries = simulateDelivery(histories, { seed: 7, applications: SAMPLE_APPLICATIONS, endAt });
  return {
    histories,
    deliveries: deliveries.map((delivery) => ({
      ...delivery,
      pullRequests: withOpen(delivery.pullRequests.slice(-PULLS)),
      commits: delivery.commits.slice(-PULLS),
    })),
  };
}

/** Two are open: the newest, and one that stands beyond the first page. */
function withOpen(pulls: readonly SamplePullRequest[]): readonly SamplePullRequest[] {
  const open = { mergedAt: null, closedAt: null, mergeCommit: null };
  return pulls.map((pull, place) => (place === 3 || place === pulls.length - 1 ? { ...pull, ...open } : pull));
}

export const azureDevOpsCase: ContractCase = {
  source: sourceOf('azure-devops'),
  start: async ({ faultOf, isBent, ...options }) => {
    const shuffle = chance(1);
    const fake = await startFakeAzureDevOps({
      ...sampleAzureDevOps(),
      ...options,
      ...(faultOf === undefined ? {} : { faultOf: (_request, index) => faultOf(index) }),
      ...(isBent === true ? { bend: (answer) => bent(answer, shuffle) } : {}),
    });
    const { site, releases } = fake;
    return {
      config: azureDevOpsConfig.parse({ url: fake.address, ...azureDevOpsSettings }),
      secrets: { token: 'any' },
      requests: fake.requests,
      planted: PLANTED,
      truth: () => truthOf(site, releases, fake.address).map(sorted),
      comparable: sorted,
      change: () => changeSome(site, releases),
      remove: () => {
        const [gone] = site.visible(['CHK']).slice(7);
        if (gone !== undefined) gone.isRemoved = true;
        return `item:${gone?.id ?? ''}`;
      },
      // A work item keeps its number wherever it moves.
      move: null,
      close: fake.close,
    };
  },
};

/** People rename, move, tag and merge; records of what they touched. */
function changeSome(site: AzureDevOpsSite, releases: FakeReleases): readonly string[] {
  const changed: string[] = [];
  for (const [place, { id }] of site.visible(['CHK', 'CAT']).slice(11, 17).entries()) {
    site.pass(120_000);
    if (place === 0) site.revise(id, { title: 'Another title' });
    else if (place === 1) site.revise(id, { tags: ['late', 'asked for'] });
    else if (place === 2) site.revise(id, { state: 'Parked', reason: 'Waiting' });
    else if (place === 3) site.move(id, 'CAT');
    else if (place === 4) site.revise(id, { type: 'Chore' });
    else site.revise(id, { parent: null, area: 'CHK\\Elsewhere' });
    changed.push(`item:${id}`);
  }
  const repo = site.repository('checkout');
  const [pull] = repo.pulls.filter(({ closedAt }) => closedAt === null);
  if (pull !== undefined) {
    const at = site.pass(60_000);
    const closed = { ...pull, mergedAt: at, closedAt: at, mergeCommit: 'd'.repeat(40) };
    repo.pulls = repo.pulls.map((one) => (one === pull ? closed : one));
    changed.push(`pull:${pull.number}`);
  }
  changed.push(`commit:CHK/checkout@${site.commit('checkout', 'Mend what nobody named').sha}`);
  const [running] = site
    .runsOf(repo)
    .filter(({ status, pipeline }) => status === 'running' && !pipeline.endsWith('staging'));
  if (running !== undefined) {
    site.finish(running.id, site.pass(60_000));
    changed.push(`run:${running.id}`);
  }
  changed.push(`run:${site.deploy('checkout')}`);
  if (releases.of('CHK').some(({ outcome }) => outcome === 'running'))
    changed.push(`release:CHK/${releases.finish('CHK')}`);
  changed.push(`release:CHK/${releases.deploy('checkout')}`);
  return changed;
}

/** Rows of the feed and of the lists that go by their numbers in another order, one of them twice. */
function bent(answer: FakeAnswer, next: () => number): FakeAnswer {
  const { body } = answer;
  if (!isRecord(body)) return answer;
  const key = 'values' in body ? 'values' : 'value';
  const value = body[key];
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  const [first] = rows;
  if (
    !isRecord(first) ||
    !('rev' in first || 'pullRequestId' in first || 'queueTime' in first || 'deploymentStatus' in first)
  )
    return answer;
  const again = rows[Math.floor(next() * rows.length)];
  const order = [...rows, again].map((row) => ({ row, at: next() })).toSorted((one, other) => one.at - other.at);
  return { ...answer, body: { ...body, [key]: order.map(({ row }) => row) } };
}
