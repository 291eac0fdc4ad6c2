import type { FakeRepository, GitHubSite } from '../../fakes/github/site.ts';
import { PLANTED, startFakeGitHub } from '../../fakes/github.ts';
import { sampleGitHub } from '../../fakes/sample-github.ts';
import type { DeliveryRecord } from '../../flow/delivery/records.ts';
import type { ContractCase } from '../contract.test-data.ts';
import { isRecord } from '../kit/json-shape.ts';
import type { Mapped } from '../kit/live-source.ts';
import { sourceOf } from '../live-sources.test-data.ts';
import { gitHubConfig } from './config.ts';

const CHECKOUT = 'example/checkout';

export const gitHubSettings = {
  repositories: [CHECKOUT],
  projects: ['example/1'],
  incidentLabels: ['incident'],
  deploymentWorkflows: [{ workflow: 'publish-*', environment: 'manual' }],
};

/** A small organisation, the same at every call. */
export const SMALL = sampleGitHub({ seed: 7, endOn: '2014-06-30', scale: 0.02 });

export const gitHubCase: ContractCase = {
  source: sourceOf('github'),
  start: async ({ faultOf, ...options }) => {
    const fake = await startFakeGitHub({
      ...SMALL,
      ...options,
      timelinePage: 12,
      ...(faultOf === undefined ? {} : { faultOf: (_request, index) => faultOf(index) }),
    });
    const { site } = fake;
    return {
      config: gitHubConfig.parse({ url: fake.address, ...gitHubSettings }),
      secrets: { token: 'any' },
      requests: fake.requests,
      planted: PLANTED,
      truth: () => truthOf(site, site.repository(CHECKOUT)).map(sorted),
      comparable: sorted,
      change: () => changeSome(site),
      remove: () => {
        const repo = site.repository(CHECKOUT);
        const [gone] = repo.issues.splice(3, 1);
        return `issue:${gone?.id ?? ''}`;
      },
      // An issue that is transferred is another one: the old is gone, the new one is new.
      move: null,
      close: fake.close,
    };
  },
};

/** People rename, move, close and merge, to something else every time; records of what they touched. */
function changeSome(site: GitHubSite): readonly string[] {
  const repo = site.repository(CHECKOUT);
  const changed: string[] = [];
  for (const [place, issue] of repo.issues.slice(5, 9).entries()) {
    const at = site.pass(120_000);
    if (place === 0) issue.rename(at, `Another title than before ${at}`);
    else if (place === 1) issue.label(at, 'late', true);
    // Nothing tells of a move but the board.
    else if (place === 2) issue.move(at, issue.boardStatus === 'Parked' ? 'Resumed' : 'Parked');
    else issue.setMilestone(at, issue.milestone === 'Summer' ? 'Autumn' : 'Summer');
    changed.push(`issue:${issue.id}`);
  }
  const [pull, ...others] = repo.pulls;
  if (pull !== undefined) {
    const updatedAt = site.pass(120_000);
    repo.pulls = [{ ...pull, title: `Another title than before ${updatedAt}`, updatedAt }, ...others];
    changed.push(`pull:${pull.id}`);
  }
  changed.push(`commit:${site.commit(CHECKOUT, 'Mend what nobody named').id}`);
  return changed;
}

/** With its keys in one order, so that the texts of two can be compared. */
export function sorted(mapped: Mapped): Mapped {
  const read: Mapped = JSON.parse(JSON.stringify(mapped, byKey));
  return read;
}

function byKey(_key: string, value: unknown): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value;
}

/** What the site holds, said by its own records and without the connector. */
export function truthOf(site: GitHubSite, repo: FakeRepository): readonly Mapped[] {
  const url = `${site.address}/${repo.name}`;
  const items = repo.issues.map(
    (issue): Mapped => ({
      kind: 'item',
      history: issue.history('github', `${url}/issues/${issue.number}`),
      categories: [
        { id: 'open', name: 'open', category: 'new' },
        { id: 'closed', name: 'closed', category: 'done' },
      ],
      types: issue.type === null ? [] : [{ name: issue.type, isSubtask: false }],
    }),
  );
  return [...items, ...deliveriesOf(repo, url).map((record): Mapped => ({ kind: 'delivery', record }))];
}

function deliveriesOf(repo: FakeRepository, url: string): readonly DeliveryRecord[] {
  const incidents = repo.issues.filter(({ labels }) => labels.includes('incident'));
  return [
    ...repo.commits.map(({ message: _message, isOnDefaultBranch: _isOn, ...commit }) => commit),
    ...repo.pulls.map(({ branch: _branch, updatedAt: _at, closes, ...pull }) => ({
      ...pull,
      url: `${url}/pull/${pull.number}`,
      keys: closes === null ? pull.keys : [...pull.keys, closes],
      firstResponseAt: pull.firstResponseAt ?? pull.approvedAt,
    })),
    ...repo.deployments,
    ...repo.releases.map((release) => ({ ...release, url: `${url}/releases/tag/${release.name}` })),
    ...repo.runs.map(
      (run): DeliveryRecord => ({
        kind: 'deployment',
        id: `run:${run.id}`,
        repo: repo.name,
        application: null,
        environment: 'manual',
        sha: run.sha,
        status: run.conclusion === 'success' ? 'succeeded' : 'failed',
        createdAt: run.startedAt,
        finishedAt: run.updatedAt,
        url: `${url}/actions/runs/${run.id}`,
        isRollback: null,
        isUnplanned: null,
      }),
    ),
    ...incidents.map(
      (issue): DeliveryRecord => ({
        kind: 'incident',
        id: `issue:${issue.id}`,
        title: issue.title,
        url: `${url}/issues/${issue.number}`,
        application: null,
        repo: repo.name,
        openedAt: issue.createdAt,
        detectedAt: null,
        restoredAt: issue.closedAt,
        deployments: [],
        changes: issue.body.split(' ').slice(-1),
        item: issue.key,
      }),
    ),
  ];
}
